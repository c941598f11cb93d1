namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>A fault that disappears if the message is sent in another form.</summary>
internal enum TelegramFault
{
    None,
    Markup,
    Keyboard,
    TooLong,

    /// <summary>Telegram did not accept the picture, for any reason.</summary>
    Photo,

    /// <summary>Pictures are forbidden in this chat, for us or for everybody.</summary>
    PhotosForbidden,

    /// <summary>Telegram does not accept the page of the preview.</summary>
    Preview,

    /// <summary>This server or chat does not support rich messages.</summary>
    Rich,

    ThreadGone,
    ThreadClosed,

    /// <summary>The message is not ours, or cannot be edited as text.</summary>
    CannotEdit,
    NotModified,
}
