using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>A message as a person sees it now, with its history.</summary>
public sealed record MessageView
{
    /// <summary>The chat.</summary>
    public required long ChatId { get; init; }

    /// <summary>The number in the chat.</summary>
    public required int MessageId { get; init; }

    /// <summary>The topic, if any.</summary>
    public int? ThreadId { get; init; }

    /// <summary>"text", "photo", "video", "audio", "document", "rich" or "service".</summary>
    public required string Kind { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string From { get; init; }

    /// <summary>Whether a bot sent it.</summary>
    public required bool IsFromBot { get; init; }

    /// <summary>The text or caption, without markup.</summary>
    public required string Text { get; init; }

    /// <summary>The formatting of the text, in UTF-16 units.</summary>
    public required IReadOnlyList<EntityView> Entities { get; init; }

    /// <summary>The rows of the inline keyboard.</summary>
    public required IReadOnlyList<IReadOnlyList<ButtonView>> Buttons { get; init; }

    /// <summary>When Telegram accepted it.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When it was last edited.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Whether it made no sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The message it answers.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>What ties the photos of an album together.</summary>
    public string? AlbumId { get; init; }

    /// <summary>The photo: an address, or a file kept by the emulator.</summary>
    public string? Photo { get; init; }

    /// <summary>The address of the video or audio file.</summary>
    public string? Media { get; init; }

    /// <summary>The name of the file that it brings.</summary>
    public string? Document { get; init; }

    /// <summary>The address whose preview is shown, when the bot chose one.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>Whether that preview is shown large above the text.</summary>
    public bool IsPreviewAbove { get; init; }

    /// <summary>Whether it is pinned.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Earlier texts, oldest first.</summary>
    public required IReadOnlyList<PastView> History { get; init; }
}

/// <summary>A formatted piece of text.</summary>
public sealed record EntityView(string Type, int Offset, int Length, string? Url, string? Language);

/// <summary>A button of an inline keyboard.</summary>
public sealed record ButtonView(string Text, string? Data, string? Url);

/// <summary>An earlier text of a message.</summary>
public sealed record PastView(string Text, DateTimeOffset ReplacedAt);

/// <summary>A chat in the form for the page and tests.</summary>
public sealed record ChatView(
    long Id, ChatKind Kind, string Title, string? Username, bool IsForum, string Person, string BotStatus, bool IsDeleted,
    bool PersonIsDeactivated, long? MigratedTo, IReadOnlyList<TopicView> Topics);

/// <summary>A forum topic.</summary>
public sealed record TopicView(int Id, string Name, bool IsClosed);

/// <summary>The bot's answer to a pressed button.</summary>
public sealed record CallbackAnswer(string? Text, bool IsAlert, DateTimeOffset At);
