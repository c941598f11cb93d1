using System.Globalization;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>What becomes of an edit when Telegram does not let the message be edited.</summary>
internal enum WhenFrozen
{
    /// <summary>The new text is sent as an answer to the old message.</summary>
    Answer,

    /// <summary>The old message is deleted; where that is not allowed either, it is answered.</summary>
    Delete,
}

/// <summary>What is to be shown.</summary>
internal sealed record TelegramMessage(ChatText Text, ChatKeyboard? Keyboard)
{
    /// <summary>What Telegram takes as the caption of a photo.</summary>
    public const int MaxCaption = 1024;

    /// <summary>Null for no preview.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>
    /// The picture above the text: the text is its caption where that has room for it, else it stands above as a large preview.
    /// </summary>
    public string? PhotoUrl { get; init; }

    /// <summary>Arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The message this one answers; sent all the same when that one is no more.</summary>
    public TelegramMessageId? AnswersTo { get; init; }

    /// <summary>Added when the forum topic is no more, so that its people know where the alerts went.</summary>
    public string? ThreadNote { get; init; }

    public WhenFrozen WhenFrozen { get; init; }

    /// <summary>
    /// Who was on the picture of a message sent before is no longer for everybody to see: an edit puts an empty one in its place.
    /// </summary>
    public bool HidesPicture { get; init; }
}

/// <summary>A message's number, and whether its text is the caption of a photo: those are edited in another way.</summary>
internal readonly record struct TelegramMessageId(int Number, bool IsPhoto)
{
    public static TelegramMessageId Parse(string text) => text.StartsWith('p')
        ? new(int.Parse(text.AsSpan(1), CultureInfo.InvariantCulture), true)
        : new(int.Parse(text, CultureInfo.InvariantCulture), false);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsPhoto ? "p" : "")}{Number}");
}

/// <summary>The form in which a message is tried: the best one first.</summary>
internal sealed record TelegramForm(TelegramMessage Message)
{
    // Telegram and we disagree about its length: at this one it is surely taken.
    private const int SurelyShort = 600;

    public bool IsPlain { get; private init; }

    public bool WithoutKeyboard { get; private init; }

    public bool WithoutThread { get; private init; }

    /// <summary>Not closed but gone: later messages need not try it.</summary>
    public bool ThreadIsGone { get; private init; }

    /// <summary>For an edit: the message to edit.</summary>
    public string? EditedId { get; init; }

    /// <summary>An edit of a photo's caption.</summary>
    public bool IsCaption { get; init; }

    public bool IsPhoto => !IsEdit && Message.PhotoUrl is not null && !WithoutPhoto && !PhotosForbidden
        && Text.Length <= TelegramMessage.MaxCaption;

    /// <summary>A picture that is no photo of its own message stands above it as a preview.</summary>
    public bool IsPictureAbove => Message.PhotoUrl is not null && !WithoutPhoto && !IsPhoto;

    private bool IsEdit => EditedId is not null;

    public string Body
    {
        get
        {
            var text = Text.Cut(Math.Min(MaxLength, IsCaption || IsPhoto ? TelegramMessage.MaxCaption : TelegramHtml.MaxLength));
            // Telegram takes no empty text: where there is nothing to say, its buttons come all the same.
            if (text.IsBlank)
                return "…";
            return IsPlain ? text.Plain : TelegramHtml.Render(text);
        }
    }

    private bool WithoutPhoto { get; init; }

    /// <summary>Rights taken away: as text, and the next ones for this chat too.</summary>
    public bool PhotosForbidden { get; init; }

    public bool WithoutPreview { get; private init; }

    private int MaxLength { get; init; } = int.MaxValue;

    private ChatText Text => ThreadIsGone && Message.ThreadNote is { } note ? Message.Text.Line().Line().Italic(note) : Message.Text;

    /// <summary>The next best form; this one when no other gets around the fault.</summary>
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
        _ => this,
    };
}
