using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>An outgoing message as text and buttons, before the markup of any platform.</summary>
internal sealed record RenderedMessage(ChatText Text, ChatKeyboard? Keyboard)
{
    /// <summary>The picture above the text; null if there is none or the platform shows none.</summary>
    public string? PhotoUrl { get; init; }

    /// <summary>The rest of a long text, one message each.</summary>
    public IReadOnlyList<ChatText> Parts { get; init; } = [];

    /// <summary>Further pictures, which follow below.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Video and audio, which follow below too.</summary>
    public IReadOnlyList<AlertMedia> Media { get; init; } = [];

    /// <summary>The page that the platform may show as a preview; null for none.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>True if the preview stands above the text.</summary>
    public bool IsPreviewAbove { get; init; }
}

/// <summary>Properties of the readers of one chat.</summary>
/// <param name="IsShared">True if many people read it, so that buttons that change its settings are left out.</param>
/// <param name="ReadElsewhere">The link at which one of many readers opens the full text privately; null uses a button that shows
/// its beginning.</param>
/// <param name="Room">The longest text; null for the platform's limit.</param>
/// <param name="Parts">The most messages for the text of one article.</param>
internal sealed record Readership(bool IsShared = false, string? ReadElsewhere = null, int? Room = null, int Parts = 1);

/// <summary>Renders outgoing messages within the capabilities of a platform.</summary>
internal static class MessageRenderer
{
    public static RenderedMessage Render(OutgoingMessage message, PlatformCapabilities can, Readership? readers = null)
    {
        readers ??= new Readership();
        var form = new TextForm(
            Math.Min(readers.Room ?? can.MaxText, AlertText.Room), can.Serves is null, can.CanEdit ? null : message.Earlier)
        {
            Parts = readers.Parts,
        };
        return message switch
        {
            OutgoingMessage.OneArticle { Alert: var alert } => Article(alert, form, can, readers),
            OutgoingMessage.Digest { Content: var digest } => new RenderedMessage(
                DigestText.Render(digest, form), can is { HasButtons: true, Serves: null } ? DigestText.Keyboard(digest) : null),
            OutgoingMessage.Notice { Alert: var alert } => new RenderedMessage(AlertText.Announcement(alert, form), null),
            OutgoingMessage.AboutTarget { News: var news } => new RenderedMessage(TargetNewsText.Render(news), null),
            OutgoingMessage.AboutSource { News: var news } => SourceNews(news, can),
            OutgoingMessage.AboutQuestion { Content: var said } => Question(said, can),
            _ => throw new System.Diagnostics.UnreachableException($"unknown message {message.GetType().Name}"),
        };
    }

    private static RenderedMessage SourceNews(SourceNews news, PlatformCapabilities can)
    {
        if (news.Step is SourceStep.Approved or SourceStep.Listed or SourceStep.Refused)
            return new RenderedMessage(SourceNewsText.Decision(news), null);
        var (text, keyboard) = news.Step == SourceStep.Asked ? SourceNewsText.Card(news) : SourceNewsText.Notice(news);
        return new RenderedMessage(text, can.HasButtons ? keyboard : null);
    }

    private static RenderedMessage Question(QuestionMessage said, PlatformCapabilities can)
    {
        var (text, keyboard) = QuestionText.Render(said);
        return new RenderedMessage(text, can.HasButtons ? keyboard : null);
    }

    private static RenderedMessage Article(AlertMessage alert, TextForm form, PlatformCapabilities can, Readership readers)
    {
        // Without buttons the address is in the text, unless it would take the place of the text.
        var address = can.HasButtons || !AlertKeyboard.MayOpen(alert) || ChatText.WebAddress(alert.Url) is not { } url
            || url.Length > form.Room / 2 ? null : url;
        form = MayBeSeveral(alert) ? form : form with { Parts = 1 };
        var view = AlertText.View(alert, address is null ? form : form with { Room = Math.Max(form.Room - address.Length - 2, 1) });
        var isOver = AlertKeyboard.IsOver(alert);
        return new RenderedMessage(
            address is null ? view.Text : view.Text.Cut(form.Room - address.Length - 2).Line().Line().Link(address, address),
            can is { HasButtons: true, Serves: null } ? AlertKeyboard.For(alert, readers.IsShared, view.IsWhole, readers.ReadElsewhere)
                : can.HasButtons ? AlertKeyboard.ToOpen(alert) : null)
        {
            PhotoUrl = isOver || !can.HasPhotos || alert.ShownAs.LosesPicture ? null : ChatText.WebAddress(alert.ImageUrl),
            Pictures = isOver || !can.HasPhotos || !MayBeSeveral(alert) || alert.ShownAs.Pictures != PictureAmount.Album ? []
                : [.. alert.Pictures.Select(ChatText.WebAddress).OfType<string>()],
            Parts = view.Parts,
            Media = isOver || !can.HasPhotos || !MayBeSeveral(alert) || alert.ShownAs.Pictures != PictureAmount.Album ? []
                : [.. alert.Media.Where(media => ChatText.WebAddress(media.Url) is not null)],
            PreviewUrl = isOver || alert.ShownAs.Preview == LinkPreview.Off ? null : ChatText.WebAddress(alert.Url),
            IsPreviewAbove = alert.ShownAs.Preview == LinkPreview.Above,
        };
    }

    // If the answer to an album or to a part of a text is lost, it is in the chat and nothing knows its number: nobody could take the
    // picture or the data of a person away.
    private static bool MayBeSeveral(AlertMessage alert) => alert.Priority != Priority.Urgent && !alert.SeeksPerson;
}
