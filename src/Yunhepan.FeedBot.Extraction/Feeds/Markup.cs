using System.Buffers;
using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Decides whether a text is HTML or plain, and converts between the two.</summary>
internal static class Markup
{
    private static readonly SearchValues<char> Special = SearchValues.Create("<>&\"");

    /// <summary>A bound that keeps a text of unclosed tags from being searched again from each of them.</summary>
    private const int LongestName = 40;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-_");

    /// <summary>The elements of HTML 5, of its predecessors, and of the vocabularies embedded in it.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names =
        ("a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button "
            + "canvas caption center cite code "
        + "col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame "
        + "frameset h1 h2 h3 h4 h5 h6 head "
        + "header hgroup hr html i iframe img input ins isindex kbd label legend li link listing main map mark marquee math menu meta "
        + "meter nav nobr noembed noframes noscript "
        + "object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section "
        + "select slot small source span strike strong "
        + "style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp")
            .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Escape(string text) =>
        text.AsSpan().ContainsAny(Special)
            ? text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
            : text;

    /// <summary>Returns true if a tag or an entity occurs: "a &lt; b" and "AT&amp;T" are plain text.</summary>
    public static bool IsHtml(ReadOnlySpan<char> text) => HasTag(text) || HasEntity(text);

    /// <summary>
    /// Returns true if the text contains a tag that HTML knows, or a comment: "Vector&lt;int&gt;", "&lt;jane@site.example&gt;"
    /// and "run &lt;file&gt;" are plain text.
    /// </summary>
    public static bool HasTag(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOf('>');
        for (var at = text.IndexOf('<'); at >= 0 && at < last; at = Next(text, at, '<'))
        {
            if (IsTag(text[(at + 1)..]))
                return true;
        }

        return false;
    }

    private static bool IsTag(ReadOnlySpan<char> rest)
    {
        if (rest is ['!', '-' or '[' or 'd' or 'D', ..])
            return true;
        if (rest is ['/', ..])
            rest = rest[1..];
        rest = rest[..Math.Min(rest.Length, LongestName)];
        var end = rest.IndexOfAny(NameEnds);
        var name = end < 0 ? rest : rest[..end];
        // Office and other programs insert vocabularies of their own: <o:p>.
        return Names.Contains(name) || (name.IndexOf(':') is > 0 and < 8 && name.IndexOfAnyExcept(NameCharacters) < 0);
    }

    /// <param name="text">The text to search.</param>
    /// <param name="butThoseOfMarkup">If true, references to an ampersand, angle brackets and quotes do not count.</param>
    public static bool HasEntity(ReadOnlySpan<char> text, bool butThoseOfMarkup = false)
    {
        for (var at = text.IndexOf('&'); at >= 0; at = Next(text, at, '&'))
        {
            var tail = text.Slice(at + 1, Math.Min(12, text.Length - at - 1));
            var end = tail.IndexOf(';');
            if (end > 1 && (tail[0] == '#' || tail[..end].IndexOfAnyExcept(Letters) < 0)
                && !(butThoseOfMarkup && tail[..end] is "amp" or "lt" or "gt" or "quot"))
                return true;
        }

        return false;
    }

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static int Next(ReadOnlySpan<char> text, int at, char mark)
    {
        var next = text[(at + 1)..].IndexOf(mark);
        return next < 0 ? -1 : at + 1 + next;
    }
}
