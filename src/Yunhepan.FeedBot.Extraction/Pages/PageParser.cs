using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads an HTML page: decides whether it lists articles or is one, and returns its items.</summary>
internal static class PageParser
{
    /// <summary>No page for people comes near this length; the rest is cut off.</summary>
    private const int LongestPage = 8_000_000;

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

    /// <summary>Returns what <see cref="Parse"/> saw and weighed, line by line.</summary>
    /// <exception cref="RegexMatchTimeoutException">A line of the page takes too long to read.</exception>
    public static PageExplanation Explain(ParseRequest request, DecodedText text, CancellationToken cancellationToken)
    {
        var reading = Read(PageContext.Read(request, Bounded(text), cancellationToken), Known(request), cancellationToken);
        return new Explainer(reading).Explain();
    }

    private static ParseResult ParseBounded(ParseRequest request, DecodedText text, CancellationToken cancellationToken)
    {
        var page = PageContext.Read(request, Bounded(text), cancellationToken);
        if (request.Expected != DocumentForm.Article && SelectedParts.Items(page, request.Selectors) is { Count: > 0 } selected)
            return new ParseResult.Parsed(Feed(page, text, PageJudgement.Certain(DocumentKind.List), selected));
        if (request is { Expected: DocumentForm.List, Selectors: { IsRequired: true, Items: not null } })
            return new ParseResult.Unreadable("the page no longer has the list that was chosen");
        var reading = Read(page, Known(request), cancellationToken);
        if (PageKind.MayBeListOfScripts(reading, request.Expected)
            && EmbeddedItems.Find(page, cancellationToken) is { Count: > 0 } embedded)
            return new ParseResult.Parsed(Feed(page, text, reading.Judgement with { Kind = DocumentKind.List }, embedded));
        // A page that shows nothing may hold its article in the state of its scripts.
        if (StandInPage.Find(reading) is { } standIn
            && !(standIn.StandIn == StandIn.Check && StateArticle.Find(page, reading.Title, string.Empty) is not null))
            return standIn;
        if (reading.Judgement.Kind == DocumentKind.List)
            return new ParseResult.Parsed(
                Feed(page, text, reading.Judgement, Dated(reading.Items, EmbeddedItems.Described(page, cancellationToken))));
        return new ArticleItemReader(page, reading.Body, reading.Title, reading.Facts).Read() is { } article
            ? new ParseResult.Parsed(Feed(page, text, reading.Judgement, [SelectedParts.Apply(page, request.Selectors, article)]))
            : new ParseResult.Unreadable("the page has no title and no text");
    }

    /// <summary>Takes the day of an entry from the page's data if the page itself shows none.</summary>
    private static IReadOnlyList<ParsedItem> Dated(IReadOnlyList<ParsedItem> items, IReadOnlyList<ParsedItem> described)
    {
        if (described.Count == 0)
            return items;
        var dates = described.Where(d => d.Published is not null).DistinctBy(d => d.Url).ToDictionary(d => d.Url!, d => d.Published);
        return [.. items.Select(i => i.Published is null && i.Url is { } url && dates.GetValueOrDefault(url) is { } date
            ? i with { Published = date } : i)];
    }

    private static DocumentKind? Known(ParseRequest request) => request.Expected switch
    {
        DocumentForm.List => DocumentKind.List,
        DocumentForm.Article => DocumentKind.Article,
        DocumentForm.Feed or DocumentForm.Sitemap or DocumentForm.Json or null => null,
        _ => throw new System.Diagnostics.UnreachableException($"a page of the form {request.Expected}"),
    };

    internal static string Bounded(DecodedText text) => text.Text.Length > LongestPage ? text.Text[..LongestPage] : text.Text;

    internal static PageReading Read(PageContext page, DocumentKind? known, CancellationToken cancellationToken)
    {
        var body = BodyFinder.Find(page.Lines);
        var title = TitleFinder.Find(page, body);
        var facts = new FactsReader(page, body, title).Read();
        cancellationToken.ThrowIfCancellationRequested();
        var list = new ListReader(page);
        var items = list.Read();
        var isProseOfItems = body is not null && IsProseOfItems(page, body, list.ItemLines);
        var judgement = PageKind.Judge(known, page, body, title, facts, list, isProseOfItems, items);
        return new PageReading(page, body, title, facts, items, list.ItemLines, judgement);
    }

    /// <summary>Returns true if most of the prose is between links to articles, so that it consists of their summaries.</summary>
    private static bool IsProseOfItems(PageContext page, BodyCandidate body, IReadOnlyList<int> itemLines)
    {
        var inBody = itemLines.Where(l => l >= body.Lines.Start.Value && l < body.Lines.End.Value).Order().ToList();
        var lines = page.Lines;
        if (inBody.Count < (PageKind.IsAtListAddress(page) ? 3 : 4))
            return false;
        int between = 0, all = 0, summaries = 0, item = -1, lastSummary = -1, stretch = 0, longest = 0;
        for (var i = body.Lines.Start.Value; i < body.Lines.End.Value; i++)
        {
            while (item + 1 < inBody.Count && inBody[item + 1] <= i)
                (item, stretch) = (item + 1, 0);
            if (lines.All[i] is not { IsProse: true, Zone: Zone.Main } line)
                continue;
            all += line.Weight;
            longest = Math.Max(longest, stretch += line.Weight);
            // The text under the last link may be its summary too.
            between += item >= 0 && i <= inBody[^1] + 3 ? line.Weight : 0;
            summaries += item > lastSummary ? 1 : 0;
            lastSummary = item;
        }
        // Summaries have similar lengths; if one outweighs all others, it is an article and the rest are its replies.
        return between * 10 > all * 7 && summaries * 2 >= inBody.Count && longest * 2 < all;
    }

    private static ParsedFeed Feed(PageContext page, DecodedText text, PageJudgement judgement, IReadOnlyList<ParsedItem> items) => new()
    {
        Kind = judgement.Kind,
        Confidence = judgement.Confidence,
        Format = new(FormatFamily.Html),
        Encoding = text.EncodingName,
        Title = judgement.Kind == DocumentKind.List ? page.Metadata.DocumentTitle : page.Metadata.SiteName ?? page.Metadata.DocumentTitle,
        HomePageUrl = page.PageUrl?.AbsoluteUri,
        Description = page.Metadata.First("description", "og:description"),
        IconUrl = page.Metadata.IconUrl,
        FaviconUrl = page.Metadata.FaviconUrl,
        Language = page.Language,
        AlternateFeeds = page.Metadata.AlternateFeeds,
        WordPressApiUrl = page.Metadata.WordPressApiUrl,
        NextPageUrl = judgement.Kind == DocumentKind.List ? page.Metadata.NextUrl ?? new ArticleLinks(page, null, null).NextPage() : null,
        Items = items,
    };
}
