using System.Net;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Restores the address that the author meant: it may be quoted, wrapped in a link, escaped once too often, or lack a slash or
/// the scheme. Any other text stays unchanged.
/// </summary>
internal static class WrittenAddress
{
    private const int LongestMended = 8192;

    /// <summary>Marks a link in markup, whose address is in its <c>href</c>.</summary>
    private const string LinkMark = "href=";

    public static string? Mend(string? written, Uri? baseUrl)
    {
        if (written is null || written.Length > LongestMended)
            return written;
        var text = written.AsSpan().Trim(" \t\r\n\u00a0\u200b\u200e\u200f\u2060\ufeff");
        if (text.Length > 2 && text[0] is '"' or '\'' or '<' && text[^1] == (text[0] == '<' ? '>' : text[0]))
            text = Unwrapped(text);
        if (text.Contains("&amp;", StringComparison.OrdinalIgnoreCase) || text.Contains("&#", StringComparison.Ordinal))
            text = WebUtility.HtmlDecode(text.ToString());
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains(":\\", StringComparison.Ordinal))
            text = text.ToString().Replace('\\', '/');
        return WithScheme(text, baseUrl) ?? (text.SequenceEqual(written) ? written : text.ToString());
    }

    /// <summary>Removes quotes, angle brackets or the tags of a link around the address.</summary>
    private static ReadOnlySpan<char> Unwrapped(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("<a ", StringComparison.OrdinalIgnoreCase))
            return text[1..^1].Trim();
        var at = text.IndexOf(LinkMark, StringComparison.OrdinalIgnoreCase);
        var value = at < 0 ? [] : text[(at + LinkMark.Length)..];
        if (value is not ['"' or '\'', ..] || value[1..].IndexOf(value[0]) is not (>= 0 and var length))
            return text;
        return value.Slice(1, length).Trim();
    }

    /// <summary>Adds a missing scheme or removes a doubled one; returns null if the scheme is correct.</summary>
    private static string? WithScheme(ReadOnlySpan<char> text, Uri? baseUrl)
    {
        var colon = text.IndexOf(':');
        if (colon is 4 or 5 && text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            var rest = text[(colon + 1)..];
            // In http://https://… a form has put its own scheme before the existing one.
            if (rest.StartsWith("//http", StringComparison.OrdinalIgnoreCase) && rest[2..] is var inner && inner.IndexOf("://") is 4 or 5)
                return inner.ToString();
            return rest is ['/', not '/', ..] && baseUrl?.Host is not null ? $"{text[..colon]}:/{rest}" : null;
        }

        var host = text[..(text.IndexOfAny("/?#") is >= 0 and var end ? end : text.Length)];
        var isHost = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..].Contains('.') : IsSiteOf(host, baseUrl);
        return isHost ? $"{baseUrl?.Scheme ?? "https"}://{text}" : null;
    }

    private static bool IsSiteOf(ReadOnlySpan<char> host, Uri? baseUrl) =>
        baseUrl is not null && host.Contains('.') && host.Equals(baseUrl.Host, StringComparison.OrdinalIgnoreCase);
}
