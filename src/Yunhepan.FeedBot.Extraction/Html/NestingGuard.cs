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

    /// <summary>
    /// A bound on the tags that holds however the document is read: whether text is raw depends on the elements around it, which
    /// only the tree builder knows.
    /// </summary>
    public const int MostBrackets = 4 * MostTags;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Formats =
        "b big code em font i nobr s small strike strong tt u".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Uncounted =
        ("area base br col embed hr img input link meta param source track wbr frame keygen bgsound basefont image "
        + "p li dt dd tr td th tbody thead tfoot option optgroup rt rp rb colgroup caption html head body")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> RawText =
        "script style textarea title xmp iframe noembed noframes".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

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
            return WithBrackets(Limit(html, ref kept), MostBrackets);
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
        GuardedNesting nested = new(MostOpenElements);
        GuardedFormats formats = new(MostOpenFormats);
        while ((at = html.IndexOf('<', at)) >= 0)
        {
            var end = EndOfMarkup(html, at, out var name, out var isEnd, out var isComment, out var isTooLarge);
            if (isComment && !hasDocumentType && html.AsSpan(at).StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
                (isComment, hasDocumentType) = (false, true);
            if (tags > MostTags)
                return Kept(html, ref kept, ref length, copied, at);
            var tag = name.Length > 0 && !isTooLarge ? MarkupTag.Find(name) : null;
            var skips = tag is not null && (tag.IsGuardedFormat ? formats.Skips(tag, isEnd) : nested.Skips(tag, isEnd));
            if (isComment || isTooLarge || skips)
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

    /// <summary>Returns the document up to the bracket that is one too many.</summary>
    private static string WithBrackets(string html, int most)
    {
        if (html.AsSpan().Count('<') <= most)
            return html;
        var end = 0;
        for (var count = 0; count <= most; count++)
            end = html.IndexOf('<', end) + 1;
        return html[..(end - 1)];
    }

    /// <param name="isComment">True for anything that the tree builder treats as a comment: also declarations, instructions and
    /// empty end tags.</param>
    private static int EndOfMarkup(
        string html, int at, out ReadOnlySpan<char> name, out bool isEnd, out bool isComment, out bool isTooLarge)
    {
        name = default;
        isComment = isTooLarge = false;
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
        var nameEnd = TagReader.EndOfName(html, start);
        name = html.AsSpan(start, nameEnd - start);
        var end = TagReader.ReadRest(html, nameEnd, null, out var attributes);
        if (end == TagReader.Unfinished)
            end = html.Length;
        isTooLarge = TagReader.IsTooLarge(end - nameEnd, attributes);
        return end;
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

    private static int EndOfRawText(string html, int at, ReadOnlySpan<char> name)
    {
        while ((at = html.IndexOf("</", at, StringComparison.Ordinal)) >= 0)
        {
            at += 2;
            var end = TagReader.EndOfName(html, at);
            if (html.AsSpan(at, end - at).Equals(name, StringComparison.OrdinalIgnoreCase))
                return at - 2;
        }
        return html.Length;
    }
}
