using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <param name="ForArticle">Points of evidence for one article.</param>
/// <param name="ForList">Points of evidence for a list of articles.</param>
internal readonly record struct PageJudgement(DocumentKind Kind, double Confidence, double ForArticle, double ForList)
{
    /// <summary>Returns the kind that the operator configures.</summary>
    public static PageJudgement Certain(DocumentKind kind) => new(kind, 1, 0, 0);
}

/// <summary>Decides whether a page is one article or a list of articles.</summary>
internal static partial class PageKind
{
    private const double WeakBody = 200;

    private const int TypicalTitle = 30;

    private const int ManyItems = 10;

    private const double BelowTheText = 0.5;

    private const int TextUnderTitle = 14;

    private const int MostLinksUnderTitle = 3;

    private const double SpelledTitle = 2.5;

    private const int FewestCalls = 3;

    public static PageJudgement Judge(
        DocumentKind? known, PageContext page, BodyCandidate? body, FoundTitle? title, ArticleFacts facts, ListReader reader,
        bool isProseOfItems, IReadOnlyList<ParsedItem> listed)
    {
        var hasBody = body is { Score: > WeakBody };
        var items = AreCalls(listed) ? default : reader.Shown.Items < 2 && !hasBody ? reader.Beside : reader.Shown;
        // A long article links many pages between its sections, and a page that declares itself an article is believed.
        var isDated = items.Dated * 2 >= items.Items;
        var isArticleAddress = page.PageUrl is { } url && IsArticleAddress(url);
        var isSpelled = page.PageUrl is { } spelled && PageAddresses.Spells(spelled,
            [.. StatedTitle.PartsOf(page.Metadata.DocumentTitle ?? string.Empty), page.Metadata.First("og:title") ?? string.Empty]);
        var isList = !isSpelled && !IsStatedArticle(page) && (isDated || !isArticleAddress)
            && (isProseOfItems && (items.Items >= 8 || isDated || IsAtListAddress(page)) || items.Items >= ManyItems && body is not null
                && AreSummaries(page, body));
        var article = ForArticle(page, isList ? null : body, title, facts, AreOfItems(facts, title, reader))
            + AmongItsLike(page, body, listed) + (isSpelled ? SpelledTitle : 0)
            + (isProseOfItems ? 0 : UnderItsTitle(page, title, facts, reader));
        var list = ForList(page, items, reader.IsUnderHeading && body is not { Score: > 2 * WeakBody });
        // Portals and forums show more titles than any article's surroundings.
        if (!IsStatedArticle(page) && items.Items * TypicalTitle > (body?.Score ?? 0))
            list += Math.Clamp((items.Items - 20) * 0.05, 0, 2);
        // Related articles follow a text that has its title and its line of facts.
        if (hasBody && title?.Line < body!.Lines.End.Value && facts.HasInfoLine && reader.ItemLines.Count > 0
            && reader.ItemLines.Min() >= body.Lines.End.Value)
            list *= BelowTheText;
        if (known is DocumentKind.List or DocumentKind.Article)
            return PageJudgement.Certain(known.Value);
        var kind = list > article && items.Items >= 2 ? DocumentKind.List : DocumentKind.Article;
        return new PageJudgement(kind, Math.Round(0.5 + 0.5 * Math.Tanh(Math.Abs(list - article) / 4), 2), article, list);
    }

    /// <summary>Returns true for links that all say the same, such as "Add to the list": they call, and name no article.</summary>
    private static bool AreCalls(IReadOnlyList<ParsedItem> listed) =>
        listed.Count >= FewestCalls && listed.DistinctBy(i => i.Title, StringComparer.Ordinal).Count() * FewestCalls <= listed.Count;

    /// <summary>
    /// Returns true if the page shows almost no text and no entries, so that its scripts may write a list. Article pages of such sites
    /// contain lists of other articles in their data too, so pages that state they are articles, or have the address of one, are excluded.
    /// </summary>
    public static bool MayBeListOfScripts(PageReading reading, DocumentForm? expected) =>
        expected != DocumentForm.Article && reading.Items.Count < 3 && !(reading.Body is { Score: > WeakBody })
            && !IsStatedArticle(reading.Page)
            && (expected == DocumentForm.List || !(reading.Page.PageUrl is { } url && (IsArticleAddress(url) || IsDatedAddress(url))));

    /// <summary>Returns true for the address of a channel of a Chinese site: a folder, or a page called list or index.</summary>
    public static bool IsAtListAddress(PageContext page) =>
        page.Dates.IsChinese && page.PageUrl is { AbsolutePath: var path } && (path.EndsWith('/') || IsIndex(path))
            && !path.Any(char.IsAsciiDigit);

    /// <summary>
    /// Returns true if the texts are spread out like the summaries of a list; the paragraphs of a text are adjacent.
    /// </summary>
    private static bool AreSummaries(PageContext page, BodyCandidate body)
    {
        var lines = page.Lines.All;
        int all = 0, together = 0, last = -3;
        var isCounted = true;
        for (var i = body.Lines.Start.Value; i < body.Lines.End.Value; i++)
        {
            if (lines[i] is not { IsProse: true, Zone: Zone.Main } line)
                continue;
            all++;
            var isNear = i - last <= 2 && lines[last].Text != line.Text;
            together += isNear ? isCounted ? 1 : 2 : 0;
            (isCounted, last) = (isNear, i);
        }
        return all >= ManyItems && together * 2 < all;
    }

    /// <summary>Returns true for an address that spells out a title or contains a number, as those of articles do.</summary>
    private static bool IsArticleAddress(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Count(c => c is '-' or '_') >= 2 || name.Count(char.IsAsciiDigit) >= 5;
    }

    private static bool IsStatedArticle(PageContext page) =>
        page.Metadata.Article is not null
            || page.Metadata.First("og:type")?.Contains("article", StringComparison.OrdinalIgnoreCase) == true
            // Chinese authorities must state this on articles only.
            || !string.IsNullOrWhiteSpace(page.Metadata.First("ArticleTitle"));

    /// <summary>Returns true if the facts belong to entries of a list, each of which states when and by whom.</summary>
    private static bool AreOfItems(ArticleFacts facts, FoundTitle? title, ListReader reader)
    {
        var below = facts.Lines.Where(l => l > (title?.Line ?? -1)).ToList();
        return below.Count > 0 && reader.ItemLines.Count > 1 && below.TrueForAll(l => reader.ItemLines.Contains(l - 1)
            || reader.ItemLines.Contains(l + 1));
    }

    private static double ForArticle(PageContext page, BodyCandidate? body, FoundTitle? title, ArticleFacts facts, bool areOfItems)
    {
        var score = body is null ? 0 : Math.Clamp(body.Score, 0, 2400) / 400;
        if (page.Metadata.Article is not null)
            score += 2.5;
        if (page.Metadata.First("og:type")?.Contains("article", StringComparison.OrdinalIgnoreCase) == true
            || !string.IsNullOrWhiteSpace(page.Metadata.First("ArticleTitle")))
            score += 2;
        if (page.Metadata.First("article:published_time", "publishdate", "pubdate") is not null)
            score += 1;
        if (title?.Line is not null)
            score += 1;
        if (facts.HasInfoLine && body is not null && !areOfItems)
            score += facts.Origin is not null || facts.Authors.Count > 0 ? 4 : 2.5;
        return score;
    }

    /// <summary>
    /// Returns the evidence from similar addresses: an article links to others with the same address pattern, and to the previous
    /// and next one; the address of a list differs from those of its entries.
    /// </summary>
    private static double AmongItsLike(PageContext page, BodyCandidate? body, IReadOnlyList<ParsedItem> listed)
    {
        var score = 0.0;
        if (page.PageUrl is { } own && AddressPattern.Derive(own) is { } pattern)
        {
            var alike = listed.Count(i => WebAddress.ParseBase(i.Url) is { } url && AddressPattern.Derive(url) == pattern);
            if (alike * 2 > listed.Count)
                score += 3;
        }
        var links = new ArticleLinks(page, body, null);
        if (links.Previous() is not null || links.Next() is not null
            || page.Dates.IsChinese && page.Lines.All.Any(l => l.Weight <= 60 && Steps.IsMatch(l.Text)))
            score += 2;
        return score;
    }

    /// <summary>
    /// Recognises a short notice amid a link farm: text right under the title of the document is an article, not a list.
    /// </summary>
    private static double UnderItsTitle(PageContext page, FoundTitle? title, ArticleFacts facts, ListReader reader)
    {
        if (!page.Dates.IsChinese || title?.Line is not { } at || page.Lines.All[at] is not { IsLinks: false, Weight: >= 8 }
            || page.Metadata.HasListMarkup || page.PageUrl is { } url && IsIndex(url.AbsolutePath))
            return 0;
        var items = reader.ItemLines.ToHashSet();
        int prose = 0, paragraphs = 0, links = 0;
        var isAnswered = false;
        for (var i = at + 1; i < Math.Min(at + TextUnderTitle, page.Lines.All.Count); i++)
        {
            var line = page.Lines.All[i];
            // Readers comment on a text, not on a list.
            isAnswered = line.Zone == Zone.Comments && paragraphs > 0;
            if (items.Contains(i) || line.Zone == Zone.Comments || line.IsLinks && ++links > MostLinksUnderTitle)
                break;
            if (line is { IsProse: true, IsLegal: false })
                (prose, paragraphs) = (prose + line.Weight, paragraphs + 1);
        }
        if (prose < WeakBody / (isAnswered ? 4 : 2))
            return 0;
        var hasFacts = facts.Lines.Any(l => l > at && l < at + TextUnderTitle);
        var isTitled = TextWeight.Bare(title.Text) == TextWeight.Bare(StatedTitle.PartsOf(page.Metadata.DocumentTitle ?? string.Empty)
            .FirstOrDefault(string.Empty));
        return (paragraphs > 1 || isAnswered ? 2 : 1) + (isTitled ? 1.5 : 0) + (hasFacts ? 1.5 : 0)
            + (page.PageUrl is { } own && IsDatedAddress(own) ? 1 : 0);
    }

    /// <summary>
    /// Returns true for an address with a date and a number, as articles have: /2010/0617/88.html, t20220401_20117.htm.
    /// </summary>
    private static bool IsDatedAddress(Uri url) =>
        PageAddresses.DayIn(url.AbsoluteUri) is not null && !url.AbsolutePath.EndsWith('/')
            && !url.AbsolutePath.Contains("node", StringComparison.OrdinalIgnoreCase);

    private static double ForList(PageContext page, (int Items, int Dated) items, bool isUnderHeading)
    {
        if (items.Items < 2)
            return 0;
        var score = Math.Min(items.Items * 0.2, 4) + Math.Min(items.Dated * 0.25, 3);
        if (items.Items >= 5 && items.Dated * 10 >= items.Items * 8)
            score += 1;
        if (page.Metadata.HasListMarkup)
            score += 1;
        if (isUnderHeading)
            score += 2;
        if (page.PageUrl is { } url)
            score += url.AbsolutePath == "/" ? 2 : url.AbsolutePath.EndsWith('/') || IsIndex(url.AbsolutePath) ? 0.7 : 0;
        if (items.Items >= 10 && page.PageUrl is { AbsolutePath: not "/" } own && IsSection(own))
            score += page.Metadata.First("og:type") == "website" ? 1.4 : 0.7;
        return score;
    }

    /// <summary>
    /// Returns true for the address of a section, which is a word; articles have numbers or spelled-out titles.
    /// </summary>
    private static bool IsSection(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length is > 0 and <= 20 && !path.Any(char.IsDigit) && name.Count(c => c == '-') <= 1
            && !name.Contains('.', StringComparison.Ordinal)
            && !url.Query.Any(char.IsDigit);
    }

    private static bool IsIndex(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.StartsWith("index", StringComparison.OrdinalIgnoreCase) || name.StartsWith("list", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("default", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\W*上一?[篇条].{0,24}下一?[篇条]", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Steps { get; }
}
