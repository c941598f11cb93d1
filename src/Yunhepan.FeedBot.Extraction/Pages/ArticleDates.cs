using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Weighs the dates an article page gives: metadata, the line under the title, time elements, the address.</summary>
internal sealed partial class ArticleDates(PageContext page, ArticleFacts facts)
{
    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:published_time", "article:published", "publishdate", "pubdate", "publish-date", "publish_date", "published_time",
        "publishtime", "firstpublishtime", "article:create_at", "og:release_date", "weibo:article:create_at", "sailthru.date", "parsely-pub-date",
        "cXenseParse:recs:publishtime", "article_date_original", "datePublished", "dateCreated", "date", "dc.date", "dc.date.issued", "dcterms.created",
        "dcterms.date", "displaydate", "originalpublicationdate", "created", "creation_date", "release_date", "pub_date", "ptime", "publication_date",
        "article.published", "article.created", "DC.date.created", "citation_publication_date", "citation_date", "bt:pubDate", "rnews:datePublished",
    ];

    private static readonly string[] ModifiedNames =
        ["article:modified_time", "og:updated_time", "dateModified", "lastmod", "last-modified", "dcterms.modified", "article.updated", "revised"];

    public ParsedDate? Published()
    {
        var stated = Parse(page.Metadata.Article?.Published) ?? FromMeta(PublishedNames) ?? FromMicrodata("datePublished");
        var shown = facts is { Published: { } near, IsPublishedVague: false } ? MorePrecise(near) : FromTimeElements() ?? facts.Published;
        if (stated is not { } machine)
            return Anchored(shown ?? Parse(page.Metadata.PagePublished), FromAddress()) ?? Parse(page.Metadata.StatePublished);
        if (shown is not { } human)
            return machine;
        // Chinese templates state the day for machines and show the minute to people.
        if (human.Precision < machine.Precision && IsSameDay(human, machine))
            return human;
        return machine;
    }

    public ParsedDate? Modified(ParsedDate? published)
    {
        var modified = Parse(page.Metadata.Article?.Modified) ?? FromMeta(ModifiedNames) ?? facts.Modified;
        return modified is { } date && published is { } first && date.At <= first.At ? null : modified;
    }

    /// <summary>
    /// "3小时前" and "11-03 16:14" count from the day of the fetch, which may be years after: a day in the address corrects them.
    /// </summary>
    private ParsedDate? Anchored(ParsedDate? shown, ParsedDate? address)
    {
        if (shown is not { } date || address is not { } day || date.At < page.Dates.FetchedAt.AddDays(-366) || date.At - day.At < TimeSpan.FromDays(3))
            return shown ?? address;
        return date.At.Month == day.At.Month && Math.Abs(date.At.Day - day.At.Day) <= 1
            ? date with { At = new DateTimeOffset(day.At.Date.AddDays(date.At.Day - day.At.Day) + date.At.TimeOfDay, date.At.Offset) }
            : day;
    }

    /// <summary>The minute and zone that a time element states for the day that it shows.</summary>
    private ParsedDate MorePrecise(ParsedDate shown) =>
        shown.Precision == DatePrecision.Day && FromTimeElements() is { } stated && stated.Precision < shown.Precision && IsSameDay(stated, shown)
            ? stated : shown;

    private static bool IsSameDay(ParsedDate a, ParsedDate b) =>
        a.At.Date == b.At.Date || Math.Abs((a.At - b.At).TotalHours) < 26;

    private ParsedDate? FromMeta(string[] names) => page.Metadata.First(names) is { } text ? Parse(text) : null;

    private ParsedDate? FromMicrodata(string name)
    {
        var element = page.Elements.FirstOrDefault(e => e.GetAttribute("itemprop") is { } property && property.Split(' ').Contains(name, StringComparer.Ordinal));
        return element is null ? null : Parse(element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? element.TextContent);
    }

    /// <summary>The first time element that is not in a sidebar or a comment.</summary>
    private ParsedDate? FromTimeElements()
    {
        foreach (var time in page.Elements.Where(e => e.LocalName == "time").Take(12))
            if (!IsBeside(time) && Parse(time.GetAttribute("datetime") ?? time.TextContent) is { } date)
                return date;
        foreach (var element in page.Elements.Where(e => IsNamedDate(e.ClassName) || IsNamedDate(e.Id)).Take(12))
            if (element.TextContent.Length < 100 && !IsBeside(element) && Find(element.TextContent) is { } date)
                return date;
        return null;
    }

    private static bool IsNamedDate(string? name) =>
        name is not null && (name.Contains("date", StringComparison.Ordinal) || name.Contains("time", StringComparison.Ordinal));

    private static bool IsBeside(IElement element)
    {
        for (var node = element; node is not null; node = node.ParentElement)
            if (Zones.Of(node) is Zone.Comments or Zone.Aside or Zone.Navigation)
                return true;
        return false;
    }

    /// <summary><c>/2011/1103/1520.html</c>, <c>/20111103/</c>, <c>/2011-11/03/</c>.</summary>
    private ParsedDate? FromAddress()
    {
        if (page.PageUrl is not { } url || DayInPath.Match(url.AbsolutePath) is not { Success: true } match)
            return null;
        var text = match.Groups["y"].Value + "-" + match.Groups["m"].Value.PadLeft(2, '0') + "-" + match.Groups["d"].Value.PadLeft(2, '0');
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Parse(text) : null;
    }

    private ParsedDate? Parse(string? text) =>
        text is { Length: > 3 and < 120 } && DateParser.TryParse(text, page.Dates, out var date) && date.Precision <= DatePrecision.Day ? date : null;

    private ParsedDate? Find(string text) =>
        DateParser.TryFind(text.Trim(), page.Dates, out var date, out _) && date.Precision <= DatePrecision.Day ? date : null;

    [GeneratedRegex(@"(?<!\d)(?<y>19[89]\d|20\d\d)[-/_.]?(?<m>0[1-9]|1[0-2]|[1-9](?=[-/_.]))[-/_.]?(?<d>0[1-9]|[12]\d|3[01]|[1-9](?=[-/_.]))(?!\d)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DayInPath { get; }
}
