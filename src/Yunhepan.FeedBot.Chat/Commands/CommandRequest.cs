using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>A person's request to one command.</summary>
internal sealed record CommandRequest
{
    public required Subscriber Subscriber { get; init; }

    /// <summary>The text after the command's name, trimmed.</summary>
    public string Argument { get; init; } = "";

    /// <summary>True if a button was pressed, so that the answer may change its message.</summary>
    public bool IsButton { get; init; }

    /// <summary>True if many people read the chat.</summary>
    public bool IsGroup { get; init; }

    /// <summary>True if alerts were paused or did not arrive until this request.</summary>
    public bool IsBack { get; init; }

    /// <summary>All commands in the order in which people see them.</summary>
    public IReadOnlyList<IChatCommand> Commands { get; init; } = [];

    /// <summary>The language of the person who manages the chat from elsewhere; null for the chat's own.</summary>
    public string? SpeaksIn { get; init; }

    /// <summary>What the platform offers to manage other chats; null outside of private chats, and on platforms without it.</summary>
    public ChatKeeping? Keeping { get; init; }

    public ChatTexts Texts => ChatTexts.For(SpeaksIn ?? Subscriber.Language);

    public string NameOf(Topic topic) => topic.Name.For(Texts.Language);
}

internal enum ReplyPlace
{
    /// <summary>The reply is a message of its own.</summary>
    NewMessage,

    /// <summary>The reply replaces the message whose button was pressed.</summary>
    ReplacesMessage,

    /// <summary>The reply replaces only the buttons of that message.</summary>
    ReplacesKeyboard,

    /// <summary>The reply is only a notice.</summary>
    NoticeOnly,
}

/// <summary>A file that a reply brings.</summary>
internal sealed record ChatFile(string Name, string MediaType, byte[] Content);

/// <summary>The reply of the bot.</summary>
internal sealed record CommandReply
{
    public ChatText Text { get; init; } = ChatText.Empty;

    public ChatKeyboard Keyboard { get; init; } = ChatKeyboard.Empty;

    /// <summary>True for a long text that the platform shows in one piece if it can.</summary>
    public bool IsArticle { get; init; }

    /// <summary>The file to which the text belongs; null for none.</summary>
    public ChatFile? File { get; init; }

    public ReplyPlace Place { get; init; } = ReplyPlace.NewMessage;

    /// <summary>The labels of two buttons by which a person picks a channel or a group on the platform; null for none.</summary>
    public (string Channel, string Group)? Picks { get; init; }

    /// <summary>
    /// Produces the reply that replaces this one as soon as it is known; null for a final reply. It uses services of its own, because
    /// those of the request have ended by then, and it never fails.
    /// </summary>
    public Func<CancellationToken, Task<CommandReply>>? Later { get; init; }

    /// <summary>
    /// The command line that the person's next text completes, because the reply asks for it; null if it asks for nothing.
    /// </summary>
    public string? Asks { get; init; }

    /// <summary>The page that the platform may show as a preview; null for none.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>True if the preview stands above the text.</summary>
    public bool IsPreviewAbove { get; init; }

    /// <summary>True if the chat has been erased: the reply is said and not kept.</summary>
    public bool IsFarewell { get; init; }

    /// <summary>A notice that is shown for a moment to the person who pressed the button.</summary>
    public string? Notice { get; init; }

    public static CommandReply Say(string text, ChatKeyboard? keyboard = null) =>
        new() { Text = ChatText.From(text), Keyboard = keyboard ?? ChatKeyboard.Empty };

    public static CommandReply Flash(string notice) => new() { Place = ReplyPlace.NoticeOnly, Notice = notice };
}
