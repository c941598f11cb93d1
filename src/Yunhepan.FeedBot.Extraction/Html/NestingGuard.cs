using System.Buffers;
using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Limits the nesting of a document in one linear pass before the tree is built. A tree builder looks through all open elements
/// at each tag, so a hundred thousand unclosed ones take minutes even if the depth of the tree is limited. Comments, declarations
/// and instructions are removed as well, because nothing reads them.
/// </summary>
internal static class NestingGuard
{
    public const int MostOpenElements = 400;

    public const int MostTags = 60_000;

    /// <summary>
    /// HTML repeats an unclosed formatting element in each following paragraph, so a page with many of them grows with the
    /// product of both.
    /// </summary>
    public const int MostOpenFormats = 10;

    public const int MostAttributes = 100;

    private const int LongestTag = 64 * 1024;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Formats =
        "b big code em font i nobr s small strike strong tt u".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Uncounted =
        ("area base br col embed hr img input link meta param source track wbr frame keygen bgsound basefont image "
        + "p li dt dd tr td th tbody thead tfoot option optgroup rt rp rb colgroup caption html head body")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> RawText =
        "script style textarea title xmp noembed noframes".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/><");

    public static bool IsFormat(ReadOnlySpan<char> name) => Formats.Contains(name);

    /// <summary>Returns true if an element of this name stays open until its end tag.</summary>
    public static bool IsCounted(ReadOnlySpan<char> name) => !Uncounted.Contains(name);

    /// <summary>
    /// Returns the document without the tags that nest too deep or are too many. Ordinary documents are returned unchanged.
    /// </summary>
    public static string Limit(string html)
    {
        // The buffer is rented, because nearly every page has comments and each copy would be garbage of the size of the page.
        char[]? kept = null;
        try
        {
            return Limit(html, ref kept);
        }
        finally
        {
            if (kept is not null)
                ArrayPool<char>.Shared.Return(kept);
        }
    }

    private static string Limit(string html, ref char[]? kept)
    {
        int length = 0, copied = 0, tags = 0, at = 0;
        var hasDocumentType = false;
        Depth nested = new(MostOpenElements), formats = new(MostOpenFormats);
        while ((at = html.IndexOf('<', at)) >= 0)
        {
            var end = EndOfMarkup(html, at, out var name, out var isEnd, out var isComment);
            if (isComment && !hasDocumentType && html.AsSpan(at).StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
                (isComment, hasDocumentType) = (false, true);
            var tooLong = name.Length > 0 && IsTooLong(html.AsSpan(at, end - at));
            if (tags > MostTags)
                return Kept(html, ref kept, ref length, copied, at);
            if (isComment || tooLong || name.Length > 0 && IsCounted(name) && (IsFormat(name) ? formats : nested).Skips(isEnd))
            {
                Keep(html, ref kept, ref length, copied, at);
                copied = end;
            }
            else if (name.Length > 0)
            {
                tags++;
            }
            at = end;
            if (!isEnd && name.Length > 0 && RawText.Contains(name))
                at = EndOfRawText(html, at, name);
        }
        return kept is null ? html : Kept(html, ref kept, ref length, copied, html.Length);
    }

    private static void Keep(string html, ref char[]? kept, ref int length, int from, int to)
    {
        kept ??= ArrayPool<char>.Shared.Rent(html.Length);
        html.CopyTo(from, kept, length, to - from);
        length += to - from;
    }

    private static string Kept(string html, ref char[]? kept, ref int length, int from, int to)
    {
        Keep(html, ref kept, ref length, from, to);
        return new string(kept!, 0, length);
    }

    /// <summary>
    /// Returns true for a tag that is long enough to have too many attributes, each of which is compared with all others.
    /// </summary>
    internal static bool IsTooLong(ReadOnlySpan<char> tag)
    {
        if (tag.Length < 2 * MostAttributes || tag.Length > LongestTag)
            return tag.Length > LongestTag;
        var attributes = 0;
        var quote = '\0';
        for (var i = 1; i < tag.Length; i++)
        {
            var c = tag[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'' && (tag[i - 1] == '=' || char.IsWhiteSpace(tag[i - 1])))
                quote = c;
            else if (IsBetween(tag[i - 1]) && !IsBetween(c) && c is not ('=' or '>'))
                attributes++;
        }
        return attributes > MostAttributes;
    }

    private static bool IsBetween(char c) => char.IsWhiteSpace(c) || c is '/' or '"' or '\'';

    /// <param name="isComment">True for anything that the tree builder treats as a comment: also declarations, instructions and
    /// empty end tags.</param>
    private static int EndOfMarkup(string html, int at, out ReadOnlySpan<char> name, out bool isEnd, out bool isComment)
    {
        name = default;
        isComment = false;
        isEnd = at + 1 < html.Length && html[at + 1] == '/';
        var start = at + (isEnd ? 2 : 1);
        if (start >= html.Length)
            return html.Length;
        if (html.AsSpan(at).StartsWith("<!--"))
        {
            isComment = true;
            return EndOfComment(html, at + 2);
        }
        if (isEnd ? !char.IsAsciiLetter(html[start]) : html[start] is '!' or '?')
        {
            isComment = true;
            return html.IndexOf('>', start) is >= 0 and var close ? close + 1 : html.Length;
        }
        if (!char.IsAsciiLetter(html[start]))
            return start;
        var rest = html.AsSpan(start);
        var length = rest.IndexOfAny(NameEnd);
        name = length < 0 ? rest : rest[..length];
        return EndOfTag(html, start + name.Length);
    }

    /// <summary>
    /// Returns the end of a comment, which is --&gt; or --!&gt;; both may share their hyphens with its beginning.
    /// </summary>
    private static int EndOfComment(string html, int at)
    {
        while ((at = html.IndexOf("--", at, StringComparison.Ordinal)) >= 0)
        {
            var after = html.AsSpan(at + 2);
            if (after.StartsWith(">"))
                return at + 3;
            if (after.StartsWith("!>"))
                return at + 4;
            at++;
        }
        return html.Length;
    }

    /// <summary>Returns the end of a tag: the first &gt; outside a quoted attribute value.</summary>
    private static int EndOfTag(string html, int at)
    {
        while (at < html.Length)
        {
            var found = html.AsSpan(at).IndexOfAny(">=");
            if (found < 0)
                return html.Length;
            at += found;
            if (html[at++] == '>')
                return at;
            while (at < html.Length && char.IsWhiteSpace(html[at]))
                at++;
            if (at >= html.Length || html[at] is not ('"' or '\''))
                continue;
            var close = html.IndexOf(html[at], at + 1);
            if (close < 0)
                return html.Length;
            at = close + 1;
        }
        return at;
    }

    private static int EndOfRawText(string html, int at, ReadOnlySpan<char> name)
    {
        while ((at = html.IndexOf("</", at, StringComparison.Ordinal)) >= 0)
        {
            if (html.AsSpan(at + 2).StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return at;
            at += 2;
        }
        return html.Length;
    }

    /// <summary>Counts the open elements and the start tags that were removed, whose end tags must be removed too.</summary>
    private sealed class Depth(int most)
    {
        private int _open;
        private int _skipped;

        public bool Skips(bool isEnd)
        {
            if (isEnd)
            {
                if (_skipped > 0)
                {
                    _skipped--;
                    return true;
                }
                _open = Math.Max(0, _open - 1);
                return false;
            }
            if (_open < most)
            {
                _open++;
                return false;
            }
            _skipped++;
            return true;
        }
    }
}
