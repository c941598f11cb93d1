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
    /// <summary>Null for no preview.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>The picture above the text; with it the text has room for 1024 characters only.</summary>
    public string? PhotoUrl { get; init; }

    /// <summary>Arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The message this one answers; sent all the same when that one is no more.</summary>
    public TelegramMessageId? AnswersTo { get; init; }

    /// <summary>Added when the forum topic is no more, so that its people know where the alerts went.</summary>
    public string? ThreadNote { get; init; }

    public WhenFrozen WhenFrozen { get; init; }
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
    private const int MaxCaption = 1024;

    // Telegram and we disagree about its length: far below any limit, it is surely taken.
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

    public bool IsPhoto => Message.PhotoUrl is not null && !WithoutPhoto && Text.Length <= MaxCaption;

    public string Body
    {
        get
        {
            var text = Text.Cut(IsShort ? SurelyShort : IsCaption || IsPhoto ? MaxCaption : TelegramHtml.MaxLength);
            return IsPlain ? text.Plain : TelegramHtml.Render(text);
        }
    }

    private bool WithoutPhoto { get; init; }

    private bool IsShort { get; init; }

    private ChatText Text => ThreadIsGone && Message.ThreadNote is { } note ? Message.Text.Line().Line().Italic(note) : Message.Text;

    /// <summary>The next best form; this one when no other gets around the fault.</summary>
    public TelegramForm Without(TelegramFault fault) => fault switch
    {
        TelegramFault.Markup => this with { IsPlain = true },
        TelegramFault.Keyboard => this with { WithoutKeyboard = true },
        TelegramFault.TooLong => this with { IsShort = true },
        TelegramFault.Photo => this with { WithoutPhoto = true },
        TelegramFault.ThreadGone => this with { WithoutThread = true, ThreadIsGone = true },
        TelegramFault.ThreadClosed => this with { WithoutThread = true },
        _ => this,
    };
}
