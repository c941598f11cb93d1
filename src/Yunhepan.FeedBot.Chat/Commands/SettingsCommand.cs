using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/settings</c>: shows all settings; <c>/settings zone Asia/Shanghai</c>, <c>settings limit 10</c>, <c>settings silent on</c>
/// and <c>settings resume</c> change them. Settings with a command of their own can be changed here too, for example <c>settings
/// language en</c>.
internal sealed class SettingsCommand(
    ChatSettings settings, Subscriptions subscriptions, MutedTopics muted, LanguageCommand language, QuietCommand quiet,
    DigestCommand digest, MuteCommand mute)
    : IChatCommand
{
    private const int HighestLimit = 1000;

    private static readonly int[] Limits = [3, 5, 10, 20];

    private static readonly string[] Zones =
    [
        "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Tokyo", "Asia/Singapore", "Europe/London", "Europe/Berlin", "America/New_York",
        "America/Los_Angeles",
    ];

    private readonly SettingsPage _page = new(settings, subscriptions, muted);

    public string Name => "settings";

    public IReadOnlyList<string> Aliases => ["设置", "选项"];

    public string Describe(ChatTexts texts) => texts.Settings.SettingsDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var (what, value) = Words.First(request.Argument);
        IChatCommand[] others = [language, quiet, digest, mute];
        if (others.FirstOrDefault(
            other => other.Name.Equals(what, StringComparison.OrdinalIgnoreCase)
            || other.Aliases.Contains(what, StringComparer.OrdinalIgnoreCase)) is { } own)
            return await own.ExecuteAsync(request with { Argument = value }, cancellationToken);
        if (what.ToLowerInvariant() is "timezone" or "time-zone" or "tz")
            what = "zone";
        string? notice = null;
        switch (what.ToLowerInvariant())
        {
            case "zone" or "timezone" or "时区" when value.Length == 0:
                return CommandReply.Say(
                    texts.ZoneQuestion, ChatKeyboard.Grid(Zones.Select(zone => ChatButton.Say(zone, $"settings zone {zone}")), 2));
            case "zone" or "timezone" or "时区":
                if (!await settings.SetTimeZoneAsync(chat, value, cancellationToken))
                    return CommandReply.Say(texts.ZoneUnknown(ChatText.Shorten(value, 40)));
                notice = texts.Saved;
                break;
            case "limit" or "上限" when value.Length == 0:
                return CommandReply.Say(texts.LimitQuestion, LimitKeyboard(chat, texts));
            case "limit" or "上限":
                if (!ClockWords.IsOff(value)
                    && !(int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= HighestLimit))
                    return CommandReply.Say(texts.LimitNotUnderstood, LimitKeyboard(chat, texts));
                await settings.SetLimitAsync(
                    chat, ClockWords.IsOff(value) ? null : int.Parse(value, CultureInfo.InvariantCulture), cancellationToken);
                notice = texts.Saved;
                break;
            case "silent" or "sound" or "声音" when value.Length == 0:
                break;
            case "silent" or "sound" or "声音" when Silence(what, value) is { } silent:
                await settings.SetSilentAsync(chat, silent, cancellationToken);
                notice = texts.Saved;
                break;
            case "resume" or "恢复":
                await settings.PauseAsync(chat, null, cancellationToken);
                notice = texts.Resumed;
                break;
            case "":
                break;
            default:
                notice = texts.SettingUnknown(ChatText.Shorten(request.Argument, 40));
                break;
        }

        return new CommandReply
        {
            Text = await _page.TextAsync(request, cancellationToken),
            Keyboard = _page.Keyboard(request),
            Notice = notice,
            Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private static bool? Silence(string what, string value) => (what.ToLowerInvariant() is "sound" or "声音", value.ToLowerInvariant()) switch
    {
        (false, "on") or (true, "关" or "off") => true,
        (false, "off") or (true, "开" or "on") => false,
        _ => null,
    };

    private static ChatKeyboard LimitKeyboard(Subscriber chat, SettingsTexts texts) => ChatKeyboard
        .Grid(Limits.Select(
            limit =>
                ChatButton.Say(
                    (chat.MaxPerHour == limit ? "✓ " : "") + limit.ToString(CultureInfo.InvariantCulture), $"settings limit {limit}")), 4)
        .Then(ChatButton.Say(texts.NoLimitButton, "settings limit off"));
}
