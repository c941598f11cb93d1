using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/limit 10</c>, <c>上限 关</c>: sets the most messages per hour.
internal sealed class LimitCommand(ChatSettings settings, SettingsPage page) : IChatCommand
{
    private const int Highest = 1000;

    private static readonly int[] Limits = [3, 5, 10, 20];

    public string Name => "limit";

    public IReadOnlyList<string> Aliases => ["上限", "每小时上限"];

    public bool IsListed => false;

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.LimitButton;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, value) = (request.Subscriber, request.Texts.Settings, request.Argument.TrimEnd('条', '條', '件', ' '));
        if (value.Length == 0)
            return CommandReply.Say(texts.LimitQuestion, Keyboard(chat, texts));
        int? limit = int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Highest ? number : null;
        if (limit is null && !ClockWords.IsOff(value) && value is not ("不限" or "制限なし" or "sin límite"))
            return CommandReply.Say(texts.LimitNotUnderstood(request.Texts.Quote(ChatText.Shorten(value, 40))), Keyboard(chat, texts));
        await settings.SetLimitAsync(chat, limit, cancellationToken);
        return await page.ShowAsync(request, texts.Saved, cancellationToken);
    }

    private static ChatKeyboard Keyboard(Subscriber chat, SettingsTexts texts) => ChatKeyboard
        .Grid(Limits.Select(limit => ChatButton.Say(
            (chat.MaxPerHour == limit ? "✓ " : "") + limit.ToString(CultureInfo.InvariantCulture), $"limit {limit}")), 4)
        .Then(ChatButton.Say(texts.NoLimitButton, "limit off"));
}
