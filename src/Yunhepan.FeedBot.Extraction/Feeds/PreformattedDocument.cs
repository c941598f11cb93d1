using System.Net;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Unwraps a document that a browser displayed as plain text: services that fetch through a browser return a page whose only
/// content is the document in a <c>pre</c> element.
/// </summary>
internal static class PreformattedDocument
{
    /// <summary>The longest part before the text that is searched: browsers put a head with styles there.</summary>
    private const int HeadLimit = 4096;

    private const string Opening = "<pre";

    private const string Closing = "</pre>";

    /// <summary>Returns the text inside, or the same text if it is not such a page.</summary>
    public static string Unwrap(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, HeadLimit));
        if (!head.TrimStart().StartsWith("<", StringComparison.Ordinal)
            || head.IndexOf("<body", StringComparison.OrdinalIgnoreCase) is not (>= 0 and var body))
            return text;
        // Nothing may stand between the tag of the body and the text.
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
