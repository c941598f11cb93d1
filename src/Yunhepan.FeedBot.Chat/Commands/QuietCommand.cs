using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/quiet 22:00-7:00</c>, <c>/quiet off</c>; its buttons also say <c>quiet urgent on</c> and <c>quiet urgent off</c>.</summary>
internal sealed class QuietCommand(ChatSettings settings) : IChatCommand
{
    private static readonly string[] Usual = ["21:00-07:00", "22:00-07:00", "23:00-08:00", "12:00-14:00"];

    public string Name => "quiet";

    public IReadOnlyList<string> Aliases => ["免打扰", "勿扰", "静夜"];

    public string Describe(ChatTexts texts) => texts.Settings.QuietDescription;

    public static string InShort(Subscriber chat, SettingsTexts texts) => chat is { QuietFrom: { } from, QuietTo: { } to }
        ? $"{ClockWords.Of(from)}–{ClockWords.Of(to)}"
        : texts.Off;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts, wish) = (request.Subscriber, request.Texts.Settings, request.Argument);
        if (wish.Length == 0)
            return Show(request, null);
        if (ClockWords.IsOff(wish))
            await settings.SetQuietAsync(chat, null, null, cancellationToken);
        else if (wish is "urgent on" or "urgent off")
            await settings.SetUrgentAsync(chat, wish is "urgent on", cancellationToken);
        else if (ClockWords.Span(wish) is var (from, to))
            await settings.SetQuietAsync(chat, from, to, cancellationToken);
        else
            return CommandReply.Say(texts.QuietNotUnderstood, Keyboard(request));
        return Show(request, texts.Saved);
    }

    private static CommandReply Show(CommandRequest request, string? notice)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var state = chat is { QuietFrom: { } from, QuietTo: { } to }
            ? texts.QuietIs(ClockWords.Of(from), ClockWords.Of(to), chat.UrgentInQuiet)
            : texts.QuietIsOff;
        return new CommandReply
        {
            Text = ChatText.Empty.Bold(texts.QuietTitle).Line(state).Line().Line(texts.QuietHint),
            Keyboard = Keyboard(request),
            Notice = notice,
            Place = request.IsButton && notice is not null ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private static ChatKeyboard Keyboard(CommandRequest request)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Settings);
        var now = InShort(chat, texts).Replace('–', '-');
        var keyboard = ChatKeyboard.Grid(Usual.Select(hours => ChatButton.Say((hours == now ? "✓ " : "") + hours.Replace('-', '–'), $"quiet {hours}")), 2);
        return chat.QuietFrom is null ? keyboard : keyboard.Then(
            chat.UrgentInQuiet ? ChatButton.Say(texts.UrgentWaits, "quiet urgent off") : ChatButton.Say(texts.UrgentThrough, "quiet urgent on"),
            ChatButton.Say(texts.QuietOffButton, "quiet off"));
    }
}
