using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>What a person asked of one command.</summary>
internal sealed record CommandRequest
{
    public required Subscriber Subscriber { get; init; }

    /// <summary>What came after the command's name, trimmed.</summary>
    public string Argument { get; init; } = "";

    /// <summary>A button was pressed: the answer may change the message it is on.</summary>
    public bool IsButton { get; init; }

    /// <summary>Many people read the chat.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Alerts were paused or did not arrive until this request.</summary>
    public bool IsBack { get; init; }

    /// <summary>The one list of commands, in the order people see them.</summary>
    public IReadOnlyList<IChatCommand> Commands { get; init; } = [];

    public ChatTexts Texts => ChatTexts.For(Subscriber.Language);

    public string NameOf(Topic topic) => topic.Name.For(Subscriber.Language);
}

internal enum ReplyPlace
{
    /// <summary>A message of its own.</summary>
    NewMessage,

    /// <summary>In place of the message whose button was pressed.</summary>
    ReplacesMessage,

    /// <summary>Only the buttons of that message change.</summary>
    ReplacesKeyboard,

    /// <summary>Nothing but the notice.</summary>
    NoticeOnly,
}

/// <summary>What the bot answers.</summary>
internal sealed record CommandReply
{
    public ChatText Text { get; init; } = ChatText.Empty;

    public ChatKeyboard Keyboard { get; init; } = ChatKeyboard.Empty;

    /// <summary>A long text to read: where the platform can, in one piece.</summary>
    public bool IsArticle { get; init; }

    public ReplyPlace Place { get; init; } = ReplyPlace.NewMessage;

    /// <summary>Shown for a moment to the person who pressed the button.</summary>
    public string? Notice { get; init; }

    public static CommandReply Say(string text, ChatKeyboard? keyboard = null) =>
        new() { Text = ChatText.From(text), Keyboard = keyboard ?? ChatKeyboard.Empty };

    public static CommandReply Flash(string notice) => new() { Place = ReplyPlace.NoticeOnly, Notice = notice };
}
