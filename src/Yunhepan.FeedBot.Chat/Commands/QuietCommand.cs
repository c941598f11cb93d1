using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/quiet 22:00-7:00</c>, <c>/quiet off</c>: sets the quiet hours; its buttons also send <c>quiet urgent on</c> and <c>quiet
/// urgent off</c>.
internal sealed class QuietCommand(ChatSettings settings, Subscriptions subscriptions) : IChatCommand
{
    private static readonly string[] Usual = ["21:00-07:00", "22:00-07:00", "23:00-08:00", "12:00-14:00"];

    private static readonly string[] Urgent = ["urgentes", "urgente", "urgent", "紧急", "緊急"];

    public string Name => "quiet";

    public IReadOnlyList<string> Aliases => ["免打扰", "勿扰", "静夜"];

    public bool IsSetting => true;

    public string Describe(ChatTexts texts) => texts.Settings.QuietDescription;

    public static string InShort(Subscriber chat, SettingsTexts texts) => chat is { QuietFrom: { } from, QuietTo: { } to }
        ? $"{ClockWords.Format(from)}–{ClockWords.Format(to)}"
        : texts.Off;

    /// <summary>Returns true if an urgent alert waits for neither quiet hours nor a digest.</summary>
    public static bool LetsUrgentThrough(Subscriber chat) => ChatSettings.BreaksQuietHours(chat, Priority.Urgent);

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, preference) = (request.Subscriber, request.Texts.Settings, request.Argument);
        if (preference.Length == 0)
            return await ShowAsync(request, null, cancellationToken);
        if (ClockWords.IsOff(preference))
            await settings.SetQuietAsync(chat, null, null, cancellationToken);
        else if (UrgentPreference(preference) is { } getsThrough)
            await settings.SetUrgentAsync(chat, getsThrough, cancellationToken);
        else if (ClockWords.Span(preference) is var (from, to))
            await settings.SetQuietAsync(chat, from, to, cancellationToken);
        else
            return CommandReply.Say(texts.QuietNotUnderstood, Keyboard(request));
        return await ShowAsync(request, texts.Saved, cancellationToken);
    }

    // Chinese needs no space: 紧急关.
    private static bool? UrgentPreference(string preference) =>
        Urgent.FirstOrDefault(word => preference.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is { } urgent
        && preference[urgent.Length..].Trim() is var rest
            ? ClockWords.IsOn(rest) ? true : ClockWords.IsOff(rest) ? false : null : null;

    private async Task<CommandReply> ShowAsync(CommandRequest request, string? notice, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var state = chat is { QuietFrom: { } from, QuietTo: { } to }
            ? texts.QuietIs(ClockWords.Format(from), ClockWords.Format(to), LetsUrgentThrough(chat))
            : texts.QuietIsOff(LetsUrgentThrough(chat));
        var text = ChatText.Empty.Bold(texts.QuietTitle).Line(state);
        if ((await subscriptions.RowsAsync(chat, cancellationToken)).Any(row => row.Mode == SubscriptionMode.Digest))
        {
            // Both settings affect the same messages, so the reply says which one applies.
            text = DigestCommand.Notes(chat, texts).Aggregate(text, (all, note) => all.Line(note));
            if (!LetsUrgentThrough(chat) && chat.QuietFrom is not null)
                text = text.Line(texts.DigestUrgentWaits);
        }

        return new CommandReply
        {
            Text = text.Line().Line(texts.QuietHint),
            Keyboard = Keyboard(request),
            Notice = notice,
            Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private static ChatKeyboard Keyboard(CommandRequest request)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var now = InShort(chat, texts).Replace('–', '-');
        var keyboard = ChatKeyboard.Grid(
            Usual.Select(hours => ChatButton.Say((hours == now ? "✓ " : "") + hours.Replace('-', '–'), $"quiet {hours}")), 2);
        var through = ChatButton.Say(texts.UrgentThrough, "quiet urgent on");
        return (chat.QuietFrom, LetsUrgentThrough(chat)) switch
        {
            (null, true) => keyboard,
            (null, false) => keyboard.Then(through),
            (_, var getsThrough) => keyboard.Then(
                getsThrough ? ChatButton.Say(texts.UrgentWaits, "quiet urgent off") : through,
                ChatButton.Say(texts.QuietOffButton, "quiet off")),
        };
    }
}
