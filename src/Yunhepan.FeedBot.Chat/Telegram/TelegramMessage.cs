using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>What to do if Telegram does not allow a message to be edited.</summary>
internal enum WhenFrozen
{
    /// <summary>The new text is sent as a reply to the old message.</summary>
    Answer,

    /// <summary>The old message is deleted or, if that is not allowed, replied to.</summary>
    Delete,

    /// <summary>The edit fails as if the message were gone: a new one would have an id that nothing keeps.</summary>
    Fail,
}

/// <summary>The content of a message.</summary>
internal sealed record TelegramMessage(ChatText Text, ChatKeyboard? Keyboard)
{
    /// <summary>The maximum length of a photo's caption.</summary>
    public const int MaxCaption = 1024;

    /// <summary>The labels of two buttons, in place of the keyboard, by which a person picks a channel or a group.</summary>
    public (string Channel, string Group)? Picks { get; init; }

    /// <summary>The page of the preview; null for none.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>True if the preview stands above the text.</summary>
    public bool IsPreviewAbove { get; init; }

    /// <summary>
    /// The picture above the text: the text is its caption if it is short enough, otherwise the picture is a large preview above
    /// it.
    /// </summary>
    public string? PhotoUrl { get; init; }

    /// <summary>The rest of a long text: each is a message of its own, sent at a turn of its own.</summary>
    public IReadOnlyList<ChatText> Parts { get; init; } = [];

    /// <summary>Further pictures, video and audio, which follow below it when it is sent.</summary>
    public IReadOnlyList<TelegramAttachment> Attachments { get; init; } = [];

    /// <summary>True if it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The message that this one replies to; it is sent even if that one no longer exists.</summary>
    public TelegramMessageId? AnswersTo { get; init; }

    /// <summary>A note that is added if the forum topic no longer exists, so that people know where the alerts went.</summary>
    public string? ThreadNote { get; init; }

    public WhenFrozen WhenFrozen { get; init; }

    /// <summary>
    /// True if the person in the picture of a sent message must no longer be shown: an edit replaces it with an empty picture.
    /// </summary>
    public bool HidesPicture { get; init; }
}

/// <summary>The form in which a message is sent; the best one is tried first.</summary>
internal sealed record TelegramForm(TelegramMessage Message)
{
    // A length that Telegram certainly accepts, for when its count differs from ours.
    private const int SurelyShort = 600;

    public bool IsPlain { get; private init; }

    public bool WithoutKeyboard { get; private init; }

    public bool WithoutThread { get; private init; }

    /// <summary>True if the topic no longer exists, rather than being closed, so that later messages need not try it.</summary>
    public bool ThreadIsGone { get; private init; }

    /// <summary>For an edit: the message to edit.</summary>
    public string? EditedId { get; init; }

    /// <summary>True for the edit of a photo's caption.</summary>
    public bool IsCaption { get; init; }

    public bool IsPhoto => !IsEdit && Message.PhotoUrl is not null && !TakesNoPicture && Text.Length <= TelegramMessage.MaxCaption;

    /// <summary>True if the picture is a preview above the text rather than a photo.</summary>
    public bool IsPictureAbove => Message.PhotoUrl is not null && !WithoutPhoto && !IsPhoto;

    /// <summary>True if no picture may be sent with it, not even an empty one in place of another.</summary>
    public bool TakesNoPicture => WithoutPhoto || PhotosForbidden;

    private bool IsEdit => EditedId is not null;

    public string Body
    {
        get
        {
            var text = Text.Cut(Math.Min(MaxLength, IsCaption || IsPhoto ? TelegramMessage.MaxCaption : TelegramHtml.MaxLength));
            // Telegram accepts no empty text, so a placeholder carries the buttons.
            if (text.IsBlank)
                return "…";
            return IsPlain ? text.Plain : TelegramHtml.Render(text);
        }
    }

    private bool WithoutPhoto { get; init; }

    /// <summary>True if the chat forbids photos, so that this message and later ones are sent as text.</summary>
    public bool PhotosForbidden { get; init; }

    public bool WithoutPreview { get; private init; }

    private int MaxLength { get; init; } = int.MaxValue;

    private ChatText Text => ThreadIsGone && Message.ThreadNote is { } note ? Message.Text.Line().Line().Italic(note) : Message.Text;

    /// <summary>Returns the next best form; the same one if no other form avoids the fault.</summary>
    public TelegramForm Without(TelegramFault fault) => fault switch
    {
        TelegramFault.Markup => this with { IsPlain = true },
        TelegramFault.Keyboard => this with { WithoutKeyboard = true },
        TelegramFault.TooLong => this with { MaxLength = Math.Max(SurelyShort, Math.Min(MaxLength, Text.Length) / 2) },
        TelegramFault.Photo => this with { WithoutPhoto = true },
        TelegramFault.PhotosForbidden => this with { PhotosForbidden = true },
        TelegramFault.Preview => this with { WithoutPhoto = true, WithoutPreview = !IsPictureAbove },
        TelegramFault.ThreadGone => this with { WithoutThread = true, ThreadIsGone = true },
        TelegramFault.ThreadClosed => this with { WithoutThread = true },
        TelegramFault.None or TelegramFault.Rich or TelegramFault.CannotEdit or TelegramFault.NotModified => this,
        _ => throw new System.Diagnostics.UnreachableException($"no form avoids {fault}"),
    };
}
