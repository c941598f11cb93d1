using System.Net;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// A document that a browser shows as it is: services that fetch through a browser hand on a page that holds nothing but its text in a
/// <c>pre</c>.
/// </summary>
internal static class PreformattedDocument
{
    /// <summary>Of what browsers put before the text: a head with styles.</summary>
    private const int HeadLimit = 4096;

    private const string Opening = "<pre";

    private const string Closing = "</pre>";

    /// <summary>The text inside, or the same text when it is no such page.</summary>
    public static string Unwrap(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, HeadLimit));
        if (!head.TrimStart().StartsWith("<", StringComparison.Ordinal)
            || head.IndexOf("<body", StringComparison.OrdinalIgnoreCase) is not (>= 0 and var body))
            return text;
        // Between the body's tag and the text there is nothing.
        var bodyEnd = head[body..].IndexOf('>');
        var start = bodyEnd < 0 ? text.Length : body + bodyEnd + 1;
        var rest = text.AsSpan(start).TrimStart();
        if (!rest.StartsWith(Opening, StringComparison.OrdinalIgnoreCase) || rest.IndexOf('>') is not (> 0 and var open))
            return text;
        rest = rest[(open + 1)..];
        var end = rest.IndexOf(Closing, StringComparison.OrdinalIgnoreCase);
        var inside = (end < 0 ? rest : rest[..end]).Trim();
        return inside is ['{', ..] || inside.StartsWith("&lt;?xml", StringComparison.Ordinal)
            || inside.StartsWith("&lt;rss", StringComparison.Ordinal)
            || inside.StartsWith("&lt;feed", StringComparison.Ordinal) || inside.StartsWith("&lt;rdf", StringComparison.Ordinal)
            ? WebUtility.HtmlDecode(inside.ToString()) : text;
    }
}
