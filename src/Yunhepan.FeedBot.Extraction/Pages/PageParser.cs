using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads an HTML page: tells whether it lists articles or is one, and gives its items.</summary>
internal static class PageParser
{
    /// <summary>No page for people comes near it; what follows is cut off.</summary>
    private const int LongestPage = 8_000_000;

    private const string Format = "html";

    private const int LinesOfSummary = 3;

    public static ParseResult Parse(ParseRequest request, DecodedText text, CancellationToken cancellationToken)
    {
        try
        {
            return ParseBounded(request, text, cancellationToken);
        }
        catch (RegexMatchTimeoutException e)
        {
            return new ParseResult.Unreadable($"a line of {e.Input.Length} characters took too long to read");
        }
    }

    private static ParseResult ParseBounded(ParseRequest request, DecodedText text, CancellationToken cancellationToken)
    {
        var html = text.Text.Length > LongestPage ? text.Text[..LongestPage] : text.Text;
        var page = PageContext.Read(request, html, cancellationToken);
        if (request.Kind != DocumentKind.Article && SelectedParts.Items(page, request.Selectors) is { Count: > 0 } selected)
            return new ParseResult.Parsed(Feed(page, text, new PageJudgement(DocumentKind.List, 1), selected));
        var body = BodyFinder.Find(page.Lines);
        var title = TitleFinder.Find(page, body);
        var facts = new FactsReader(page, body, title).Read();
        cancellationToken.ThrowIfCancellationRequested();
        var list = new ListReader(page);
        var items = list.Read();
        var isProseOfItems = body is not null && IsProseOfItems(page.Lines, body, list.ItemLines);
        var judgement = PageKind.Judge(request.Kind, page, body, title, facts, list, isProseOfItems);
        if (judgement.Kind == DocumentKind.List)
            return new ParseResult.Parsed(Feed(page, text, judgement, items));
        return new ArticleReader(page, body, title, facts).Read() is { } article
            ? new ParseResult.Parsed(Feed(page, text, judgement, [SelectedParts.Apply(page, request.Selectors, article)]))
            : new ParseResult.Unreadable("the page has no title and no text");
    }

    /// <summary>
    /// The prose is the items' summaries: it stands between links to articles, and either most of the found body does, or no item
    /// has most of it. An article among links to others stands between two of them as a whole.
    /// </summary>
    private static bool IsProseOfItems(PageLines lines, BodyCandidate body, IReadOnlyList<int> itemLines)
    {
        var all = itemLines.Order().ToList();
        var inBody = all.Where(l => l >= body.Lines.Start.Value && l < body.Lines.End.Value).ToList();
        return inBody.Count >= 4 && IsBetween(lines, body, inBody) || all.Count >= 3 && IsSpread(lines, body, all);
    }

    private static bool IsBetween(PageLines lines, BodyCandidate body, List<int> items)
    {
        int between = 0, all = 0, summaries = 0, item = -1, lastSummary = -1;
        for (var i = body.Lines.Start.Value; i < body.Lines.End.Value; i++)
        {
            while (item + 1 < items.Count && items[item + 1] <= i)
                item++;
            if (lines.All[i] is not { IsProse: true, Zone: Zone.Main } line)
                continue;
            all += line.Weight;
            // The text under the last link may be its summary as well as any other's.
            between += item >= 0 && i <= items[^1] + LinesOfSummary ? line.Weight : 0;
            summaries += item > lastSummary ? 1 : 0;
            lastSummary = item;
        }
        return between * 10 > all * 7 && summaries * 2 >= items.Count;
    }

    private static bool IsSpread(PageLines lines, BodyCandidate body, List<int> items)
    {
        var end = Math.Min(lines.All.Count, items[^1] + 1 + LinesOfSummary);
        if (body.Lines.Start.Value < items[0] || body.Lines.End.Value > end)
            return false;
        int all = 0, largest = 0, summaries = 0;
        for (var item = 0; item < items.Count; item++)
        {
            var own = 0;
            for (var i = items[item]; i < (item + 1 < items.Count ? items[item + 1] : end); i++)
                own += lines.All[i] is { IsProse: true, Zone: Zone.Main } line ? line.Weight : 0;
            all += own;
            largest = Math.Max(largest, own);
            summaries += own > 0 ? 1 : 0;
        }
        return summaries >= 3 && summaries * 2 >= items.Count && largest * 2 <= all;
    }

    private static ParsedFeed Feed(PageContext page, DecodedText text, PageJudgement judgement, IReadOnlyList<ParsedItem> items) => new()
    {
        Kind = judgement.Kind,
        Confidence = judgement.Confidence,
        Format = Format,
        Encoding = text.EncodingName,
        Title = judgement.Kind == DocumentKind.List ? page.Metadata.DocumentTitle : page.Metadata.SiteName ?? page.Metadata.DocumentTitle,
        HomePageUrl = page.PageUrl?.AbsoluteUri,
        Description = page.Metadata.First("description", "og:description"),
        IconUrl = page.Metadata.IconUrl,
        FaviconUrl = page.Metadata.FaviconUrl,
        Language = page.Language,
        AlternateFeeds = page.Metadata.AlternateFeeds,
        NextPageUrl = judgement.Kind == DocumentKind.List ? page.Metadata.NextUrl ?? new ArticleLinks(page, null, null).NextPage() : null,
        Items = items,
    };
}
