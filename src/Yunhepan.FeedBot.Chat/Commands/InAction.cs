using System.Globalization;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Does something in another chat that the person manages: <c>in 12 follow 教育</c>. The platform is asked each time whether both are
/// administrators there; what the command answers is shown here, and its buttons lead back here.
/// </summary>
internal sealed class InAction(ManagedChats chats, SubscriberStore subscribers, ThreadRouting routing) : IChatCommand
{
    private const string Route = "route";

    public string Name => "in";

    public IReadOnlyList<string> Aliases => [];

    public bool IsListed => false;

    public string Describe(ChatTexts texts) => texts.Places.ManageDescription;

    /// <summary>Returns the action that does something in a chat; without words it shows its card.</summary>
    public static string For(Subscriber chat, string words) => string.Create(CultureInfo.InvariantCulture, $"in {chat.Id} {words}").Trim();

    /// <summary>Returns whether a question asks what to do in another chat, so that the answer is a command.</summary>
    public static bool IsPlace(string asked) => asked.StartsWith("in ", StringComparison.Ordinal);

    public static string NameOf(Subscriber chat) => chat.Name ?? chat.ChatId;

    /// <summary>Returns why nothing is done; null if it may be done.</summary>
    public static CommandReply? Refusal(ChatTexts texts, ManageRight right, string name) => right switch
    {
        ManageRight.Yes => null,
        ManageRight.NotPerson => CommandReply.Say(texts.Places.NotYourChat(name)),
        ManageRight.NotBot => CommandReply.Say(texts.Places.NotMyChat(name)),
        ManageRight.Unknown => CommandReply.Say(
            texts.Places.ChatUnknown, ChatKeyboard.Row(ChatButton.Say(texts.Places.PickAnother, "manage +"))),
        _ => throw new System.Diagnostics.UnreachableException($"no text for {right}"),
    };

    /// <summary>Shows what can be done in a chat; the next line of the person counts for it.</summary>
    public static CommandReply Card(CommandRequest request, Subscriber chat)
    {
        var texts = request.Texts;
        var rows = ChatKeyboard.Row(
            ChatButton.Say(texts.ShowTopics, For(chat, "topics")), ChatButton.Say(texts.ShowList, For(chat, "list")),
            ChatButton.Say("⚙ /settings", For(chat, "settings")));
        if (chat.ThreadId.Length == 0)
            rows = rows.Then(ChatButton.Say(texts.Places.RouteButton, For(chat, Route)));
        return CommandReply.Say(
            texts.Places.ManageCard(NameOf(chat)), rows.Then(ChatButton.Say(texts.Places.PickAnother, "manage"))) with
        {
            Asks = For(chat, ""),
        };
    }

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.Keeping is not { } keeping)
            return CommandReply.Say(request.Texts.Places.ManageNotHere);
        var (number, words) = Words.First(request.Argument);
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await chats.FindAsync(request.Subscriber, id, cancellationToken) is not { } chat)
            return Refusal(request.Texts, ManageRight.Unknown, "")!;
        if (Refusal(request.Texts, await keeping.RightIn(chat.Address, cancellationToken), NameOf(chat)) is { } refusal)
            return refusal;
        var line = words.TrimStart('/', '／');
        if (Words.First(line) is (Route, var category))
            return await routing.RouteAsync(request, keeping, chat, category, cancellationToken);
        var (command, argument) = CommandNames.Find(request.Commands, line) ?? (request.Commands.OfType<FollowCommand>().First(), line);
        if (line.Length == 0 || command is ManageCommand or InAction or StartCommand or ApproveCommand or AskCommand or BlockCommand)
            return Card(request, chat);
        // A command that wants alerts wakes a stopped chat, as it does for everybody.
        if (command.Resumes && chat.State != SubscriberState.Active)
            chat = await subscribers.ArriveAsync(chat.Address, chat.Language, cancellationToken);
        var inside = request with
        {
            Subscriber = chat, Argument = argument, SpeaksIn = request.Texts.Language, Keeping = null,
        };
        return In(chat, await command.ExecuteAsync(inside, cancellationToken));
    }

    // The name stands above what would otherwise look as if it were about the person's own chat.
    private static CommandReply In(Subscriber chat, CommandReply reply) => reply with
    {
        Text = reply.Text.IsBlank ? reply.Text : ChatText.Empty.Bold($"📢 {NameOf(chat)}").Line().Append(reply.Text),
        Keyboard = new ChatKeyboard(
        [
            .. reply.Keyboard.Rows.Select(row => row.Select(button => In(chat, button)).OfType<ChatButton>().ToList())
                .Where(row => row.Count > 0),
        ]),
        Asks = reply.Asks is { } asks ? For(chat, asks) : null,
        Later = reply.Later is { } later ? async token => In(chat, await later(token)) : null,
    };

    // A button whose action became too long is left out.
    private static ChatButton? In(Subscriber chat, ChatButton button) => button.Action is not { } action ? button
        : ChatButton.Fits(For(chat, action)) ? ChatButton.Say(button.Label, For(chat, action)) : null;
}
