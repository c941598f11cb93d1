namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads the links of a feed or an item: RSS text links and Atom links in any mixture.</summary>
internal static class Links
{
    private const string IanaPrefix = "http://www.iana.org/assignments/relation/";

    private const int MostLinks = 50;

    /// <summary>Returns the page that an RSS channel or item refers to, and the address of the feed itself.</summary>
    public static string? Rss(FeedNode node, FeedScope scope, out string? self)
    {
        self = null;
        string? text = null, alternate = null;
        foreach (var link in node.Children)
        {
            if (link.Name is not ("link" or "atom:link"))
                continue;
            var href = link.Attribute("href") ?? link.Attribute("rdf:resource") ?? link.Attribute("xlink:href") ?? link.Attribute("url");
            if (href is null)
                text ??= scope.Into(link).Url(link.InnerText());
            else if (IsRelation(link, "self"))
                self ??= scope.Into(link).Url(href);
            else if (IsRelation(link, "alternate"))
                alternate ??= scope.Into(link).Url(href);
        }

        return text ?? alternate;
    }

    /// <summary>Returns the best Atom alternate: HTML before other types, earlier links before later ones.</summary>
    public static string? Atom(FeedNode node, FeedScope scope)
    {
        string? best = null, html = null;
        foreach (var link in AtomLinks(node))
        {
            if (!IsRelation(link, "alternate")
                || scope.Into(link).Url(link.Attribute("href") ?? link.Attribute("xlink:href") ?? link.InnerText()) is not { } url)
                continue;
            best ??= url;
            if (link.Attribute("type")?.Split(';')[0].Trim().ToLowerInvariant() is null or "text/html" or "application/xhtml+xml")
                html ??= url;
        }

        return html ?? best;
    }

    public static IReadOnlyList<string> WithRelation(FeedNode node, string relation, FeedScope scope)
    {
        List<string>? found = null;
        foreach (var link in AtomLinks(node))
        {
            if (found?.Count >= MostLinks)
                break;
            if (link.Attribute("rel") is not null && IsRelation(link, relation) && scope.Into(link).Url(link.Attribute("href")) is { } url
                && found?.Contains(url) != true)
                (found ??= []).Add(url);
        }

        return found ?? (IReadOnlyList<string>)[];
    }

    public static IEnumerable<FeedNode> AtomLinks(FeedNode node) => node.ChildrenNamed("atom:link");

    public static bool IsRelation(FeedNode link, string relation)
    {
        var written = link.Attribute("rel")?.Trim() ?? string.Empty;
        if (written.StartsWith(IanaPrefix, StringComparison.OrdinalIgnoreCase))
            written = written[IanaPrefix.Length..];
        if (written.Length == 0)
            return relation == "alternate";
        // HTML allows several relations in one attribute, and some feeds write them too.
        return written.Equals(relation, StringComparison.OrdinalIgnoreCase)
            || (written.Contains(' ', StringComparison.Ordinal) && written.Split(' ').Contains(relation, StringComparer.OrdinalIgnoreCase));
    }
}
