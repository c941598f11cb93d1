using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Is a text HTML or plain, and how to make the one from the other.</summary>
internal static class Markup
{
    private static readonly SearchValues<char> Special = SearchValues.Create("<>&\"");

    public static string Escape(string text) =>
        text.AsSpan().ContainsAny(Special)
            ? text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
            : text;

    /// <summary>A tag or an entity occurs: "a &lt; b" and "AT&amp;T" are plain text.</summary>
    public static bool IsHtml(ReadOnlySpan<char> text) => HasTag(text) || HasEntity(text);

    public static bool HasTag(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('<'); at >= 0 && at + 1 < text.Length; at = Next(text, at, '<'))
        {
            var next = text[at + 1];
            if ((char.IsAsciiLetter(next) || next is '/' or '!') && text[at..].IndexOf('>') > 0)
                return true;
        }

        return false;
    }

    public static bool HasEntity(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('&'); at >= 0; at = Next(text, at, '&'))
        {
            var tail = text.Slice(at + 1, Math.Min(12, text.Length - at - 1));
            var end = tail.IndexOf(';');
            if (end > 1 && (tail[0] == '#' || tail[..end].IndexOfAnyExcept(Letters) < 0))
                return true;
        }

        return false;
    }

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static int Next(ReadOnlySpan<char> text, int at, char mark)
    {
        var next = text[(at + 1)..].IndexOf(mark);
        return next < 0 ? -1 : at + 1 + next;
    }
}
