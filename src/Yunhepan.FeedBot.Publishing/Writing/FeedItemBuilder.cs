using System.Net;
using System.Text;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Html;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>
/// Converts articles to feed items: names instead of ids, legal text, absolute addresses, the attribution in the content.
/// </summary>
internal static class FeedItemBuilder
{
    /// <param name="byStory">True if each story is shown once: its entry stays when another article becomes the lead.</param>
    /// <param name="alsoAt">The other members of its story.</param>
    public static FeedItem Build(
        Article article, TopicTree taxonomy, string baseUrl, bool byStory = false, IEnumerable<StoryMember>? alsoAt = null)
    {
        var language = taxonomy.Site.Language;
        var shown = ShownText.From(article, taxonomy);
        var item = In(language, article, shown, taxonomy, baseUrl, byStory, alsoAt);
        item = item with { ContentHtml = item.ContentHtml + Attribution.Line(item, shown.Text, language) };
        // Without the personal data the title itself says how it ended.
        return item.Ended is { } end && article.ForgottenAt is null
            ? Over(item, EndLabel.Format(end, language)) : item;
    }

    // Readers show what they stored, so that the entry itself must say that nobody is sought any more.
    private static FeedItem Over(FeedItem item, string how) => item with
    {
        Title = $"{how} · {item.Title}",
        Summary = item.Summary is { } summary ? $"{how} · {summary}" : how,
        ContentHtml = $"<p><strong>{how}</strong></p>{item.ContentHtml}",
    };

    /// <summary>Builds an item for one of our pages, in its reader's language; the page itself states where it is from.</summary>
    /// <param name="hasContent">False for lists, which show no content: rewriting it takes most of the time.</param>
    public static FeedItem BuildForPage(Article article, TopicTree taxonomy, string baseUrl, string language, bool hasContent) =>
        In(language, article, ShownText.From(article, taxonomy), taxonomy, baseUrl, byStory: false, alsoAt: null, hasContent);

    private static FeedItem In(
        string language, Article article, ShownText shown, TopicTree taxonomy, string baseUrl, bool byStory,
        IEnumerable<StoryMember>? alsoAt, bool hasContent = true)
    {
        var source = SourceOf(article, taxonomy, language);
        var licence = LicenceOf(shown.Licence, language);
        var originUrl = HttpAddress.OrNull(article.OriginUrl);
        var url = HttpAddress.OrNull(article.Url);
        // An unlisted article, which is in private feeds alone, has no page here.
        var page = article.IsUnlisted ? url ?? source.Url ?? baseUrl : $"{baseUrl}/article/{article.PublicId}";
        return new FeedItem
        {
            Id = IdOf(article, byStory),
            Title = TitleOf(article, shown, source),
            Url = url ?? page,
            PageUrl = page,
            OriginalUrl = originUrl is not null && !HttpAddress.IsHomePage(originUrl) ? originUrl : url,
            Summary = SummaryOf(shown),
            ContentHtml = hasContent ? FeedHtml.Rewrite(BodyOf(shown), language) : "",
            ImageUrl = HttpAddress.OrNull(article.ImageUrl),
            Published = FeedItemDates.PublishedOf(article),
            Updated = FeedItemDates.UpdatedOf(article),
            Authors = Distinct(article.Authors.Select(LegalText.Name)),
            OriginName = NullIfEmpty(LegalText.Name(article.OriginName)),
            OriginUrl = originUrl,
            Source = source,
            AlsoAt =
                [.. (alsoAt ?? []).Select(m => StoryMemberOf(m, taxonomy, baseUrl, language)).DistinctBy(t => t.Url)
                    .Take(StoryReader.MostShown)],
            Categories =
                [.. article.Categories.OrderBy(c => c.CategoryId, StringComparer.Ordinal)
                    .Select(c => CategoryOf(c.CategoryId, taxonomy, language))],
            Tags = Distinct(article.Tags.Select(LegalText.Label)),
            Language = LanguageTag.OrNull(article.Language),
            Rights = licence?.Notice ?? NullIfEmpty(LegalText.Label(article.Rights)),
            Licence = licence,
            IsWhole = shown.IsWhole,
            Priority = article.Priority,
            Ended = article.HasEnded ? article.EndedAs : null,
            Attachments = [.. article.Attachments.Select(ItemAttachments.OrNull).OfType<ItemAttachment>().DistinctBy(a => a.Url)],
        };
    }

    public static RetractedItem BuildRetraction(Article article, bool byStory) =>
        new(IdOf(article, byStory), article.WithdrawnAt ?? article.FirstSeenAt, NullIfEmpty(LegalText.Label(article.WithdrawnReason)));

    private static Guid IdOf(Article article, bool byStory) => byStory ? article.StoryId : article.PublicId;

    private static ItemSource SourceOf(Article article, TopicTree taxonomy, string language) =>
        new(article.SourceId, NameOf(
            article.SourceId, taxonomy, language), HttpAddress.OrNull(taxonomy.FindFollowed(TopicKind.Source, article.SourceId)?.Url));

    private static ItemStoryMember StoryMemberOf(StoryMember member, TopicTree taxonomy, string baseUrl, string language) =>
        new(NameOf(member.SourceId, taxonomy, language), HttpAddress.OrNull(member.Url) ?? $"{baseUrl}/article/{member.PublicId}");

    private static string NameOf(string sourceId, TopicTree taxonomy, string language)
    {
        var name = LegalText.Name(taxonomy.FindFollowed(TopicKind.Source, sourceId)?.Name.For(language));
        return name.Length > 0 ? name : LegalText.Name(sourceId);
    }

    private static ItemCategory CategoryOf(string id, TopicTree taxonomy, string language) =>
        new(LegalText.OneLine(id), LegalText.Label(taxonomy.Find(TopicKind.Category, id)?.Name.For(language) ?? id));

    private static ItemLicence? LicenceOf(SourceLicence? licence, string language)
    {
        var (notice, url) = (NullIfEmpty(LegalText.Label(licence?.Notice?.For(language))), HttpAddress.OrNull(licence?.Url));
        return notice is null && url is null ? null : new ItemLicence(notice, url);
    }

    private static string TitleOf(Article article, ShownText shown, ItemSource source)
    {
        var title = LegalText.Label(article.Title);
        if (title.Length == 0)
            title = LegalText.Label(LegalText.Shortened(shown.Summary ?? shown.Text, 400));
        return title.Length == 0 ? source.Name : LegalText.Shortened(title, 300);
    }

    private static string? SummaryOf(ShownText shown)
    {
        var summary = LegalText.Label(shown.Summary);
        if (summary.Length == 0)
            summary = LegalText.Label(LegalText.Shortened(shown.Text, 400));
        return summary.Length == 0 ? null : LegalText.Shortened(summary, 300);
    }

    private static string BodyOf(ShownText shown)
    {
        var html = LegalText.Legal(shown.Html).Trim();
        if (html.Length > 0)
            return html;
        var text = LegalText.Legal(shown.Text.Length > 0 ? shown.Text : shown.Summary ?? "");
        var paragraphs = new StringBuilder(text.Length + 64);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            paragraphs.Append("<p>").Append(WebUtility.HtmlEncode(line)).Append("</p>");
        return paragraphs.ToString();
    }

    private static string[] Distinct(IEnumerable<string> values) => [.. values.Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
