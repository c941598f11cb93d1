namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>A fault that the same message in another form gets around.</summary>
internal enum TelegramFault
{
    None,
    Markup,
    Keyboard,
    TooLong,

    /// <summary>Telegram did not take the picture, whatever the reason.</summary>
    Photo,

    /// <summary>Nobody, or not we, may send pictures in this chat.</summary>
    PhotosForbidden,

    /// <summary>Telegram does not take the page that the preview shows.</summary>
    Preview,

    /// <summary>This server or chat knows no rich messages.</summary>
    Rich,

    ThreadGone,
    ThreadClosed,

    /// <summary>Not ours to edit, or not as text.</summary>
    CannotEdit,
    NotModified,
}
