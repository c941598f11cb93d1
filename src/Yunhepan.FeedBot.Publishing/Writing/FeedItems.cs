using System.Net;
using System.Text;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Articles into feed items: names instead of ids, legal text, absolute addresses, the attribution in the content.</summary>
internal static class FeedItems
{
    public static FeedItem Of(Article article, TaxonomyTree taxonomy, string baseUrl)
    {
        var language = taxonomy.Site.Language;
        var page = $"{baseUrl}/article/{article.PublicId}";
        var source = SourceOf(article, taxonomy, language);
        var originUrl = WebAddress.OrNull(article.OriginUrl);
        var url = WebAddress.OrNull(article.Url);
        var item = new FeedItem
        {
            Id = article.PublicId,
            Title = TitleOf(article, source),
            Url = url ?? page,
            PageUrl = page,
            OriginalUrl = originUrl is not null && !WebAddress.IsHomePage(originUrl) ? originUrl : url,
            Summary = SummaryOf(article),
            ContentHtml = "",
            ImageUrl = WebAddress.OrNull(article.ImageUrl),
            Published = article.Published,
            Updated = UpdatedOf(article),
            Authors = Lines(article.Authors),
            OriginName = NullIfEmpty(PlainText.OneLine(article.OriginName)),
            OriginUrl = originUrl,
            Source = source,
            Categories = [.. article.Categories.OrderBy(c => c.CategoryId, StringComparer.Ordinal).Select(c => CategoryOf(c.CategoryId, taxonomy, language))],
            Tags = Lines(article.Tags),
            Language = NullIfEmpty(PlainText.OneLine(article.Language)),
            Rights = NullIfEmpty(PlainText.OneLine(article.Rights)),
            Priority = article.Priority,
            Attachments = [.. article.Attachments.Select(ItemAttachments.OrNull).OfType<ItemAttachment>().DistinctBy(a => a.Url)],
        };
        return item with { ContentHtml = BodyOf(article) + Attribution.Line(item, article, language) };
    }

    private static ItemSource SourceOf(Article article, TaxonomyTree taxonomy, string language)
    {
        var node = taxonomy.Find(TaxonomyKind.Source, article.SourceId);
        var name = PlainText.OneLine(node?.NameFor(language));
        return new ItemSource(article.SourceId, name.Length > 0 ? name : PlainText.OneLine(article.SourceId), WebAddress.OrNull(node?.Url));
    }

    private static ItemCategory CategoryOf(string id, TaxonomyTree taxonomy, string language) =>
        new(PlainText.OneLine(id), PlainText.OneLine(taxonomy.Find(TaxonomyKind.Category, id)?.NameFor(language) ?? id));

    private static string TitleOf(Article article, ItemSource source)
    {
        var title = PlainText.OneLine(article.Title);
        if (title.Length == 0)
            title = PlainText.OneLine(article.Summary ?? article.ContentText);
        return title.Length == 0 ? source.Name : PlainText.Shortened(title, 300);
    }

    private static string? SummaryOf(Article article)
    {
        var summary = PlainText.OneLine(article.Summary);
        if (summary.Length == 0)
            summary = PlainText.OneLine(PlainText.Shortened(article.ContentText, 400));
        return summary.Length == 0 ? null : PlainText.Shortened(summary, 300);
    }

    private static string BodyOf(Article article)
    {
        var html = PlainText.Legal(article.ContentHtml).Trim();
        if (html.Length > 0)
            return html;
        var text = PlainText.Legal(article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "");
        var paragraphs = new StringBuilder(text.Length + 64);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            paragraphs.Append("<p>").Append(WebUtility.HtmlEncode(line)).Append("</p>");
        return paragraphs.ToString();
    }

    /// <summary>
    /// Portals state minutes or days at best, and the feed validator objects to entries that were updated in the
    /// same second: what the source left open is filled from the revision, which changes when the article does.
    /// </summary>
    private static DateTimeOffset UpdatedOf(Article article)
    {
        var updated = article.Updated.ToOffset(article.Published?.Offset ?? article.Updated.Offset);
        var open = updated.TimeOfDay == TimeSpan.Zero ? 3600 : 60;
        return updated is { Second: 0, Millisecond: 0 } ? updated.AddSeconds(article.Revision % open) : updated;
    }

    private static string[] Lines(IEnumerable<string> values) =>
        [.. values.Select(PlainText.OneLine).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
