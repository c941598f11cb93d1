using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Reads tags as browsers do: with and without quotes, in any case, with slashes and blanks anywhere.</summary>
internal static class TagReader
{
    /// <summary>The returned index if the document ends inside the tag.</summary>
    public const int Unfinished = -1;

    /// <summary>The returned index if only the full parser knows what the tag means.</summary>
    public const int Unsure = -2;

    /// <summary>A tree compares each attribute of a tag with all others.</summary>
    private const int MostAttributes = 100;

    private const int LongestTag = 64 * 1024;

    private static readonly SearchValues<char> TagNameEnds = SearchValues.Create(" \t\r\n\f/>");

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>=");

    private static readonly SearchValues<char> BareValueEnds = SearchValues.Create(" \t\r\n\f>");

    /// <summary>Returns the index after the name of the tag.</summary>
    public static int EndOfName(ReadOnlySpan<char> html, int at)
    {
        var length = html[at..].IndexOfAny(TagNameEnds);
        return length < 0 ? html.Length : at + length;
    }

    /// <summary>Reads the rest of a tag.</summary>
    /// <param name="html">The fragment.</param>
    /// <param name="start">The index after the name of the tag.</param>
    /// <param name="attributes">Receives the attributes that the sanitiser uses; null if nobody reads them.</param>
    /// <returns>The index after the tag, <see cref="Unfinished"/> or <see cref="Unsure"/>.</returns>
    public static int ReadRest(ReadOnlySpan<char> html, int start, MarkupAttributes? attributes)
    {
        var end = ReadRest(html, start, attributes, out var count);
        return IsTooLarge(end - start, count) ? Unsure : end;
    }

    /// <summary>Returns true for a tag that a tree would take too long to read.</summary>
    public static bool IsTooLarge(int length, int attributes) => attributes > MostAttributes || length > LongestTag;

    /// <summary>Reads the rest of a tag and counts its attributes.</summary>
    public static int ReadRest(ReadOnlySpan<char> html, int start, MarkupAttributes? attributes, out int count)
    {
        attributes?.Clear();
        count = 0;
        for (var at = start; ; count++)
        {
            while (at < html.Length && (IsBlank(html[at]) || html[at] == '/'))
                at++;
            if (at >= html.Length)
                return Unfinished;
            if (html[at] == '>')
                return at + 1;
            var length = html[(at + 1)..].IndexOfAny(NameEnds);
            if (length < 0)
                return Unfinished;
            var name = html.Slice(at, length + 1);
            at = SkipBlanks(html, at + name.Length);
            var value = ReadOnlySpan<char>.Empty;
            if (at < html.Length && html[at] == '=')
            {
                at = ReadValue(html, SkipBlanks(html, at + 1), out value);
                if (at < 0)
                    return at;
            }

            if (attributes is null || MarkupName.Find(name) is not { } known || attributes.Has(known))
                continue;
            if (MarkupReferences.DecodeValue(value) is not { } decoded)
                return Unsure;
            attributes.Add(known, decoded);
        }
    }

    private static int ReadValue(ReadOnlySpan<char> html, int at, out ReadOnlySpan<char> value)
    {
        value = default;
        if (at >= html.Length)
            return Unfinished;
        var isQuoted = html[at] is '"' or '\'';
        var rest = html[(isQuoted ? at + 1 : at)..];
        var length = isQuoted ? rest.IndexOf(html[at]) : rest.IndexOfAny(BareValueEnds);
        if (length < 0)
            return Unfinished;
        value = rest[..length];
        return at + length + (isQuoted ? 2 : 0);
    }

    private static int SkipBlanks(ReadOnlySpan<char> html, int at)
    {
        while (at < html.Length && IsBlank(html[at]))
            at++;
        return at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\f';
}
