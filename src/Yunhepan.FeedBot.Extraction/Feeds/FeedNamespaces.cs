using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Maps each vocabulary to one canonical prefix, whatever address or prefix a feed uses for it.</summary>
internal static class FeedNamespaces
{
    /// <summary>An address is compared at each element; those that mean anything are shorter.</summary>
    private const int LongestAddress = 256;

    /// <summary>Prefixes by namespace address, without scheme, "www." and the closing slash or hash.</summary>
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["purl.org/rss/1.0"] = "", ["purl.org/net/rss1.1"] = "", ["my.netscape.com/rdf/simple/0.9"] = "",
        ["channel.netscape.com/rdf/simple/0.9"] = "",
        ["my.netscape.com/publish/formats/rss-0.91.dtd"] = "", ["backend.userland.com/rss2"] = "", ["backend.userland.com/rss"] = "",
        ["blogs.law.harvard.edu/tech/rss"] = "", ["cyber.law.harvard.edu/rss/rss.html"] = "",
        ["backend.userland.com/blogchannelmodule"] = "blogchannel",
        ["w3.org/1999/02/22-rdf-syntax-ns"] = "rdf", ["w3.org/2005/atom"] = "atom", ["purl.org/atom/ns"] = "atom",
        ["purl.org/atom"] = "atom",
        ["purl.org/dc/elements/1.1"] = "dc", ["purl.org/dc/elements/1.0"] = "dc", ["purl.org/dc/terms"] = "dcterms",
        ["purl.org/rss/1.0/modules/content"] = "content", ["purl.org/rss/1.0/modules/syndication"] = "sy",
        ["purl.org/rss/1.0/modules/slash"] = "slash", ["wellformedweb.org/commentapi"] = "wfw",
        ["itunes.com/dtds/podcast-1.0.dtd"] = "itunes", ["example.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["google.com/schemas/play-podcasts/1.0"] = "googleplay",
        ["search.yahoo.com/mrss"] = "media", ["search.yahoo.com/rss"] = "media", ["tools.search.yahoo.com/mrss"] = "media",
        ["rssnamespace.org/feedburner/ext/1.0"] = "feedburner", ["georss.org/georss"] = "georss", ["w3.org/1999/xhtml"] = "xhtml",
        ["w3.org/xml/1998/namespace"] = "xml", ["purl.org/syndication/thread/1.0"] = "thr", ["purl.org/syndication/history/1.0"] = "fh",
        ["podcastindex.org/namespace/1.0"] = "podcast", ["webns.net/mvcb"] = "admin", ["a9.com/-/spec/opensearch/1.1"] = "opensearch",
        ["w3.org/1999/xlink"] = "xlink", ["w3.org/2000/svg"] = "svg", ["w3.org/1998/math/mathml"] = "mathml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> KnownPrefixes =
        Prefixes.Values.Where(prefix => prefix.Length > 0).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the canonical prefix, or null if neither address nor prefix is known.</summary>
    public static string? PrefixOf(string? address, string writtenPrefix)
    {
        if (!string.IsNullOrEmpty(address) && Prefixes.TryGetValue(Trim(address), out var canonical))
            return canonical;
        // An undeclared or wrongly declared dc: still means Dublin Core.
        if (KnownPrefixes.TryGetValue(writtenPrefix, out var known))
            return known;
        return writtenPrefix.Equals("rss", StringComparison.OrdinalIgnoreCase) ? string.Empty : null;
    }

    /// <summary>Returns the address, or the beginning of one that is too long to mean anything.</summary>
    public static string Bounded(string address) => address.Length <= LongestAddress ? address : address[..LongestAddress];

    public static bool IsAtom03(string address) => address.Contains("purl.org/atom", StringComparison.OrdinalIgnoreCase);

    public static bool IsRss09(string address) => address.Contains("netscape.com/rdf", StringComparison.OrdinalIgnoreCase);

    private static string Trim(string address)
    {
        var rest = address.AsSpan().Trim();
        var scheme = rest.IndexOf("://");
        if (scheme >= 0)
            rest = rest[(scheme + 3)..];
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            rest = rest[4..];
        return rest.TrimEnd("/#").ToString();
    }
}
