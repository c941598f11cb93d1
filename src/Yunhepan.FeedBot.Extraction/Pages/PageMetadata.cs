using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The metadata of a page: meta, OpenGraph, JSON-LD, microdata and link elements.</summary>
internal sealed partial class PageMetadata
{
    private const int MostScripts = 400;

    private const int LongestScript = 2_000_000;

    private const int ShortestState = 100;

    private static readonly SearchValues<string> PartsOfFeedNames =
        SearchValues.Create(["rss", "atom", "xml", "feed"], StringComparison.OrdinalIgnoreCase);

    private readonly Dictionary<string, List<string>> _metas = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Loaded lazily, because searching all scripts is expensive and few pages need it.</summary>
    private Lazy<string?> _state = new(() => null);

    public JsonLdArticle? Article { get; private init; }

    public bool HasListMarkup { get; private init; }

    /// <summary>
    /// The publication date in the description of the page, which templates also give to pages that are no articles.
    /// </summary>
    public string? PagePublished { get; private init; }

    /// <summary>The publication date in the state that scripts carry; it is the last resort.</summary>
    public string? StatePublished => _state.Value;

    public string? DocumentTitle { get; private init; }

    public string? SiteName => First("og:site_name", "application-name", "twitter:site:name") ?? Article?.PublisherName;

    public string? CanonicalUrl { get; private init; }

    public string? FaviconUrl { get; private init; }

    public string? IconUrl { get; private init; }

    public string? NextUrl { get; private init; }

    public string? WordPressApiUrl { get; private init; }

    public IReadOnlyList<ParsedLink> AlternateFeeds { get; private init; } = [];

    public static PageMetadata Read(IReadOnlyList<IElement> elements, Uri? baseUrl)
    {
        var jsonLd = JsonLd.Read(elements);
        var links = elements.Where(e => e.LocalName == "link" && e.HasAttribute("href")).ToList();
        var metadata = new PageMetadata
        {
            Article = jsonLd.Article,
            HasListMarkup = jsonLd.HasList,
            PagePublished = jsonLd.PagePublished,
            _state = new Lazy<string?>(() => FindState(elements)),
            DocumentTitle = PlainText.OnOneLine(elements.FirstOrDefault(e => e.LocalName == "title")?.TextContent ?? string.Empty),
            CanonicalUrl = Link(links, baseUrl, "canonical"),
            FaviconUrl = Link(links, baseUrl, "icon"),
            IconUrl = Link(links, baseUrl, "apple-touch-icon"),
            NextUrl = Link(links, baseUrl, "next"),
            WordPressApiUrl = Link(links, baseUrl, "https://api.w.org/"),
            AlternateFeeds = FindFeeds(elements, links, baseUrl),
        };
        foreach (var meta in elements.Where(e => e.LocalName == "meta" && e.HasAttribute("content")))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
            if (name is { Length: > 0 and < 80 } && meta.GetAttribute("content") is { Length: > 0 } content)
                metadata.Values(name.Trim()).Add(PlainText.OnOneLine(content));
        }
        return metadata;
    }

    private static string? FindState(IReadOnlyList<IElement> elements)
    {
        foreach (var script in elements.Where(e => e is IHtmlScriptElement).Take(MostScripts))
            if (script.TextContent is { Length: > 0 and < LongestScript } text && PublishedInState.Match(text) is { Success: true } match)
                return match.Groups["date"].Value;
        // Some frameworks keep the state of a page in attributes: data-page, props.
        foreach (var element in elements)
            foreach (var attribute in element.Attributes)
                if (attribute.Value is { Length: > ShortestState and < LongestScript } state
                    && state.Contains("ublish", StringComparison.Ordinal) && PublishedInState.Match(state) is { Success: true } match)
                    return match.Groups["date"].Value;
        return null;
    }

    /// <summary>Returns the first value that any of the names has, in the order of the names.</summary>
    public string? First(params ReadOnlySpan<string> names) => FirstNamed(names)?.Value;

    /// <summary>Like <see cref="First"/>, but also returns the name that has the value.</summary>
    public (string Name, string Value)? FirstNamed(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_metas.TryGetValue(name, out var values) && values.Find(v => v.Length > 0) is { } value)
                return (name, value);
        return null;
    }

    public IReadOnlyList<string> All(string name) => _metas.GetValueOrDefault(name) ?? [];

    private List<string> Values(string name)
    {
        if (!_metas.TryGetValue(name, out var values))
            _metas[name] = values = [];
        return values;
    }

    private static string? Link(List<IElement> links, Uri? baseUrl, string relation)
    {
        foreach (var link in links)
            if (HasRelation(link, relation) && WebAddress.Resolve(link.GetAttribute("href"), baseUrl) is { } url)
                return url;
        return null;
    }

    private static bool HasRelation(IElement link, string relation) =>
        link.GetAttribute("rel") is { Length: < 200 } rel && rel.Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase);

    private static List<ParsedLink> FindFeeds(IReadOnlyList<IElement> elements, List<IElement> links, Uri? baseUrl)
    {
        var feeds = new List<ParsedLink>();
        foreach (var link in links)
        {
            var type = link.GetAttribute("type") ?? string.Empty;
            if ((HasRelation(link, "feed") || HasRelation(link, "alternate") && IsFeedType(type))
                && WebAddress.Resolve(link.GetAttribute("href"), baseUrl) is { } url
                && feeds.TrueForAll(f => f.Url != url))
                feeds.Add(new ParsedLink(PlainText.OnOneLine(link.GetAttribute("title") ?? string.Empty), url));
        }
        foreach (var anchor in elements.Where(e => e.LocalName == "a" && e.HasAttribute("href")).Take(2000))
        {
            if (feeds.Count < 20 && (LooksLikeFeed(anchor.GetAttribute("href")!) || IsCalledFeed(anchor))
                && WebAddress.Resolve(anchor.GetAttribute("href"), baseUrl) is { } url
                && feeds.TrueForAll(f => f.Url != url))
                feeds.Add(new ParsedLink(PlainText.InlineFromNode(anchor), url));
        }
        // Feeds of comments come last, because comments are not what the site publishes.
        return [.. feeds.OrderBy(IsOfComments)];
    }

    private static bool IsOfComments(ParsedLink feed) =>
        feed.Url.Contains("comment", StringComparison.OrdinalIgnoreCase)
            || feed.Title.Contains("comment", StringComparison.OrdinalIgnoreCase)
        || feed.Title.Contains("评论", StringComparison.Ordinal) || feed.Title.Contains("跟帖", StringComparison.Ordinal);

    /// <summary>Returns true for a link or an icon that is labelled as a feed, whatever its address.</summary>
    private static bool IsCalledFeed(IElement anchor)
    {
        if (IsFeedName(anchor.GetAttribute("title") ?? string.Empty) || HasRelation(anchor, "feed")
            || anchor.GetAttribute("type") is { } type && IsFeedType(type) && !type.Contains("/xml", StringComparison.OrdinalIgnoreCase))
            return true;
        return anchor.TextContent is { Length: < 60 } text && IsFeedName(text)
            || HtmlDocuments.FirstIn(
                anchor, e => e.LocalName == "img"
                && (IsFeedName(e.GetAttribute("alt") ?? string.Empty)
                || FeedIcon.IsMatch(e.GetAttribute("src") ?? string.Empty))) is not null;
    }

    /// <summary>Returns true for the words with which pages label their feeds; most texts contain none of them.</summary>
    private static bool IsFeedName(string text) =>
        (text.AsSpan().ContainsAny(PartsOfFeedNames) || text.AsSpan().ContainsAny('订', '訂')) && FeedName.IsMatch(text);

    private static bool IsFeedType(string type) =>
        type.Contains("rss", StringComparison.OrdinalIgnoreCase) || type.Contains("atom", StringComparison.OrdinalIgnoreCase)
        || type.Contains("feed+json", StringComparison.OrdinalIgnoreCase) || type.Contains("rdf+xml", StringComparison.OrdinalIgnoreCase)
        || type.Split(';')[0].Trim().ToLowerInvariant() is "application/json" or "text/xml" or "application/xml";

    private static bool LooksLikeFeed(string href)
    {
        var path = href.AsSpan().Trim();
        if (path.IndexOf('?') is >= 0 and var query && !path[query..].Contains("mod=rss", StringComparison.OrdinalIgnoreCase))
            path = path[..query];
        path = path.TrimEnd('/');
        foreach (
            var end in (
                ReadOnlySpan<string>)["/rss", "/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", ".rss", "/feed.json", "mod=rss",
                "/index.rdf"])
            if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    [GeneratedRegex(
        @"^[\W_]*((subscribe|订阅|訂閱)(本站|到|via|to|by)?\s*[(（]?\s*)?(RSS|Atom|XML|feeds?|RSS\s*feeds?|JSON\s*feed|RSS\s*2\.0)(\s*(订阅|訂閱|源"
            + @"|feeds?|聚合|subscription))?[\W_]*$|^[\W_]*(订阅|訂閱)(源"
            + @"|本站)[\W_]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex FeedName { get; }

    [GeneratedRegex(
        @"(^|[/_.-])(rss|feed|atom)[^/]*\.(gif|png|svg|jpe?g|ico|webp)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex FeedIcon { get; }

    /// <summary>
    /// Matches a member of a JSON state, or the variables that Chinese platforms set: <c>var ct = "1700000000"</c>.
    /// </summary>
    [GeneratedRegex("""
        ["'](datePublished|published_?at|publish_?date|publish_?time|published_?time|pub_?date|first_?published(_?at)?)\\?["']\s*:\s*
          (\\?["'](?<date>(19[89]|20\d)\d[-/]\d\d?[-/]\d\d?[^"'\\<]{0,24})|\\?["']?(?<date>[12]\d{9}(\d{3})?)(?!\d))
        |\b(ct|(ori)?create_?time|publish_?time|pub_?time|pub_?date)\s*=\s*["'](?<date>[12]\d{9}(\d{3})?|(19[89]
          |20\d)\d[-/]\d\d?[-/]\d\d?[^"'\\<]{0,24})["']
        """, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 2000)]
    private static partial Regex PublishedInState { get; }
}
