using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Detects from the beginning of a text whether it is a feed.</summary>
internal static class FeedSniffer
{
    private const int HeadLimit = 64 * 1024;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private const int LongestPrefix = 80;

    private static readonly SearchValues<char> PrefixCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.()[]}';,/* \t\r\n");

    private static readonly string[] Roots = ["rss", "rdf", "feed", "channel", "entry"];

    private static readonly string[] PageTags = ["html", "head", "body", "title", "script", "div"];

    /// <summary>Elements that show that a page has text of its own.</summary>
    private static readonly string[] Texts =
        ["p", "a", "h1", "h2", "h3", "ul", "ol", "table", "article", "section", "img", "form", "code", "main", "nav"];

    /// <summary>
    /// Returns the index at which a JSON object begins, or -1. Services put a prefix before it to prevent other pages from using
    /// it as a script (<c>)]}'</c>, <c>while(1);</c>) or to allow it (<c>callback(</c>); people put comments there.
    /// </summary>
    public static int FindJson(string text)
    {
        var at = text.Length - text.AsSpan().TrimStart("\uFEFF \t\r\n\0").Length;
        for (var lines = 0; lines < 20 && text.AsSpan(at).StartsWith("//", StringComparison.Ordinal); lines++)
        {
            var end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1 + (text.Length - end - 1 - text.AsSpan(end + 1).TrimStart().Length);
        }

        var rest = text.AsSpan(at);
        if (rest is ['{', ..])
            return at;
        var head = rest[..Math.Min(rest.Length, LongestPrefix)];
        var open = head.IndexOf('{');
        return open > 0 && head[..open].IndexOfAnyExcept(PrefixCharacters) < 0 && head[..open].TrimEnd() is [.., '(' or ';' or '\'' or ',']
            ? at + open : -1;
    }

    /// <summary>Returns true if the text is JSON from its first to its last character, which no page for people is.</summary>
    public static bool IsJsonDocument(string text)
    {
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n\0") is not (['{', ..] or ['[', ..]))
            return false;
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text.AsMemory().Trim("\uFEFF \t\r\n\0"));
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>Returns the index at which the XML of a feed begins, or -1 if the text is something else.</summary>
    public static int FindXml(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, HeadLimit));
        var root = FindRoot(head);
        if (root < 0)
            return -1;
        var prolog = head[..root].LastIndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        return prolog >= 0 ? prolog : root;
    }

    /// <summary>
    /// Finds the root of a feed. It skips warnings that a broken script printed before the feed, and a page around the feed that
    /// shows nothing else before it, because proxies and browsers wrap what they fetch. It does not skip a page that has content:
    /// inside one, the root must be written exactly as feeds write it.
    /// </summary>
    private static int FindRoot(ReadOnlySpan<char> head)
    {
        var (tags, isPage) = (0, false);
        for (var at = 0; at < head.Length && tags < 40;)
        {
            var tag = head[at..].IndexOf('<');
            if (tag < 0 || at + tag + 1 >= head.Length)
                return -1;
            at += tag;
            var rest = head[at..];
            if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                var end = rest.IndexOf("-->", StringComparison.Ordinal);
                at += end < 0 ? rest.Length : end + 3;
                continue;
            }

            var name = LocalName(rest[1..]);
            if (IsAny(name, Roots))
            {
                if (!isPage || IsWrittenRoot(rest))
                    return at;
                return -1;
            }

            if (IsAny(name, PageTags) || rest.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
                isPage = true;
            if (isPage && IsAny(name, Texts))
                return -1;
            tags++;
            at++;
        }

        return -1;
    }

    /// <summary>Returns true if the first tag has the version or the namespace that every feed states there.</summary>
    private static bool IsWrittenRoot(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('>');
        return end > 0
            && (rest[..end].Contains(" version=", StringComparison.OrdinalIgnoreCase)
            || rest[..end].Contains(" xmlns", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsAny(ReadOnlySpan<char> name, string[] names)
    {
        foreach (var candidate in names)
        {
            if (name.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> LocalName(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(NameEnds);
        var name = end < 0 ? rest : rest[..end];
        return name[(name.IndexOf(':') + 1)..];
    }
}
