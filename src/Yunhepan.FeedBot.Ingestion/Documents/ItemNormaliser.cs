using System.Diagnostics;
using System.Net;
using System.Text;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// Converts the parser's output (<see cref="ParsedFeed"/>) to the form that the service works with (<see
/// cref="SourceDocument"/>).
/// </summary>
internal static class ItemNormaliser
{
    private const int LongestTitle = 300;
    private const int LongestWholeTitle = 5_000;
    private const int LongestName = 120;
    private const int LongestSummary = 600;
    private const int LongestText = 500_000;
    private const int LongestHtml = 1_000_000;
    private const int MostTags = 20;

    public static SourceDocument Normalise(ParsedFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return new SourceDocument
        {
            IsList = feed.Kind == DocumentKind.List,
            Kind = (feed.Kind, feed.Format.Family) switch
            {
                (DocumentKind.Feed, _) => SourceKind.Feed,
                (DocumentKind.Article, _) => SourceKind.Article,
                (DocumentKind.List, FormatFamily.Sitemap) => SourceKind.Sitemap,
                (DocumentKind.List, FormatFamily.Json) => SourceKind.Json,
                (DocumentKind.List, FormatFamily.Html) => SourceKind.List,
                _ => throw new UnreachableException($"a document of the kind {feed.Kind} in the format {feed.Format}"),
            },
            Title = Line(feed.Title, LongestTitle),
            HomePageUrl = feed.HomePageUrl,
            Language = feed.Language,
            Hints = new PollHints(
                feed.TimeToLive,
                feed.SkipHours.Aggregate(0, (mask, hour) => mask | (1 << hour)),
                feed.SkipDays.Aggregate(0, (mask, day) => mask | (1 << (int)day))),
            FeedUrl = feed.FeedUrl,
            Hubs = feed.Hubs,
            Items = WithoutPlaceholders([.. feed.Items.Select(i => Normalise(i, feed)).OfType<ArticleDraft>()], feed),
        };
    }

    /// <summary>An entry that says that there is nothing is none if it has no page of its own or stands alone.</summary>
    private static List<ArticleDraft> WithoutPlaceholders(List<ArticleDraft> items, ParsedFeed feed)
    {
        bool IsPlaceholder(ArticleDraft item) => Placeholder.IsEntry(item.Title, item.ContentText);
        var own = new[] { feed.HomePageUrl, feed.FeedUrl }.OfType<string>().Select(FoldedUrl.Fold).ToHashSet(StringComparer.Ordinal);
        return items.TrueForAll(IsPlaceholder) ? []
            : items.FindAll(i => i.Url is { } url && !own.Contains(FoldedUrl.Fold(url)) || !IsPlaceholder(i));
    }

    private static ArticleDraft? Normalise(ParsedItem item, ParsedFeed feed)
    {
        var text = Clean(item.ContentText, LongestText);
        var summary = Line(item.Summary, LongestSummary);
        // An item without a title still has content (microblogs), so its first words become its title.
        var title = Line(item.Title, LongestTitle) ?? Line(summary ?? text.Split('\n', 2)[0], 60);
        var url = item.Url ?? item.ExternalUrl;
        if (title is null && url is null)
            return null;
        var html = Whole(item.ContentHtml, LongestHtml);
        if (WholeTitle(item.Title, text) is { } whole)
            (html, text) = (
                $"<p>{WebUtility.HtmlEncode(whole)}</p>{(html.Length > 0 ? html : Paragraph(text))}", text.Length > 0
                ? whole + "\n\n" + text : whole);

        return new ArticleDraft
        {
            Id = Line(item.Id, 2_000),
            Url = url,
            Title = title ?? url!,
            IsBeginning = item.IsBeginning,
            ContentHtml = html,
            ContentText = text,
            Summary = summary,
            ImageUrl = item.ImageUrl,
            PublishedAt = item.Published?.At,
            PublishedHasTime = item.Published is { Precision: <= DatePrecision.Minute },
            PublishedOrigin = DateOrigins.ToStored(item.Published),
            ModifiedAt = item.Modified?.At,
            ModifiedOrigin = DateOrigins.ToStored(item.Modified),
            Authors = [.. item.Authors.Select(a => Line(a.Name, LongestName)).OfType<string>().Distinct().Take(MostTags)],
            Editor = Line(item.Editor, LongestName),
            OriginName = Line(item.Origin?.Name, LongestName),
            OriginUrl = item.Origin?.Url,
            Tags = [.. Tags(item.Tags.Select(t => Line(t, LongestName)).OfType<string>(), title ?? "").Distinct().Take(MostTags)],
            Section = Line(item.Section, LongestName),
            Language = item.Language ?? feed.Language,
            Rights = Line(item.Rights ?? feed.Rights, LongestSummary),
            Related = [.. item.Related.Select(l => new ArticleLink(Line(l.Title, LongestTitle) ?? l.Url, l.Url)).Take(MostTags)],
            Attachments = [.. item.Attachments.Select(a =>
                new ArticleAttachment(a.Url, a.MimeType, Line(a.Title, LongestTitle), a.SizeInBytes, (int?)a.Duration?.TotalSeconds))
                    .Take(MostTags)],
        };
    }

    /// <summary>
    /// Returns the full text of a title that is too long; null if nothing of it is lost. Some sources put their whole message
    /// into the title, so it becomes the beginning of the text.
    /// </summary>
    private static string? WholeTitle(string? title, string text) =>
        Line(title, LongestWholeTitle) is { Length: > LongestTitle } whole
            && !Letters(text).Contains(Letters(whole), StringComparison.Ordinal) ? whole : null;

    private static string Paragraph(string text) => text.Length > 0 ? $"<p>{WebUtility.HtmlEncode(text)}</p>" : "";

    // Portals put the whole title among the keywords, where its commas split it into pieces that are useless as tags.
    private static IEnumerable<string> Tags(IEnumerable<string> stated, string title)
    {
        var tags = stated.ToList();
        var whole = Letters(title);
        if (whole.Length == 0)
            return tags;
        for (var first = 0; first < tags.Count; first++)
        {
            var joined = "";
            for (var last = first; last < tags.Count && joined.Length < whole.Length; last++)
            {
                joined += Letters(tags[last]);
                if (joined == whole)
                    return tags.Where((_, i) => i < first || i > last).Where(t => Letters(t) != whole);
            }
        }

        return tags;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Returns one line of clean text, or null if nothing is left.</summary>
    private static string? Line(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = string.Join(' ', Clean(text, longest * 2).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : Cut(line, longest);
    }

    /// <summary>Truncated HTML is broken HTML, so HTML that is too long is dropped and only the text is kept.</summary>
    private static string Whole(string? html, int longest) => html is null || html.Length > longest ? "" : Clean(html, longest);

    /// <summary>
    /// Removes the characters that XML 1.0 forbids (section 2.2), because one of them would make a whole feed unreadable.
    /// </summary>
    private static string Clean(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length > longest)
            text = Cut(text, longest);
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !text.Any(IsForbidden))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(text[i]).Append(text[++i]);
            else if (!IsForbidden(text[i]) && !char.IsSurrogate(text[i]))
                clean.Append(text[i]);
        }

        return clean.ToString();
    }

    private static bool IsForbidden(char c) => c is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF';

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}
