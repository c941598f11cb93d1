using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Tells from the beginning of a text whether it is a feed.</summary>
internal static class FeedSniffer
{
    private const int HeadLimit = 64 * 1024;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private const int LongestPrefix = 80;

    private static readonly SearchValues<char> PrefixCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.()[]}';,/* \t\r\n");

    private static readonly string[] Roots = ["rss", "rdf", "feed", "channel", "entry"];

    private static readonly string[] PageTags = ["html", "head", "body", "title", "script", "div"];

    /// <summary>With one of these a page shows text of its own.</summary>
    private static readonly string[] Texts =
        ["p", "a", "h1", "h2", "h3", "ul", "ol", "table", "article", "section", "img", "form", "code", "main", "nav"];

    /// <summary>
    /// Where a JSON object begins, or -1. Services put something before it, so that no foreign page can use it as a script
    /// (<c>)]}'</c>, <c>while(1);</c>) or so that one can (<c>callback(</c>); people put comments.
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

    /// <summary>JSON from its first to its last character, as the answers of programs to programs are; no page for people is.</summary>
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

    /// <summary>The index where the XML of a feed begins, or -1 when the text is something else.</summary>
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
    /// Warnings that a broken script printed before the feed are stepped over, and so is a page around it that shows nothing else before:
    /// proxies
    /// and browsers wrap what they fetch. A page is not: there a root must be written as feeds write it.
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

    /// <summary>With the version or the namespace that every feed has in its first tag.</summary>
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
