using System.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>
/// Replaces characters of markup by their full-width forms, for dialects in which they cannot be escaped: they look alike and mean
/// nothing. Addresses in a text are not made links either.
/// </summary>
internal static class Lookalikes
{
    private const string Anywhere = "*_[]<>`\\~|&";
    private const string AtLineStart = "#-+=";
    private const char ToFullWidth = (char)0xFEE0;

    public static string Escape(string text, bool isLineStart)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isMarkup = Anywhere.Contains(c, StringComparison.Ordinal)
                || (isLineStart && i == 0 && AtLineStart.Contains(c, StringComparison.Ordinal))
                || (isLineStart && c is '.' or ')' && IsNumbering(text, i))
                || (c == ':' && text.AsSpan(i + 1).StartsWith("//")) || (c == '.' && IsOfHost(text, i));
            escaped.Append(isMarkup ? (char)(c + ToFullWidth) : c);
        }

        return escaped.ToString();
    }

    // "2. " at the start of a line begins a list, which may be numbered anew.
    private static bool IsNumbering(string text, int at) =>
        at > 0 && text.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0 && (at + 1 == text.Length || text[at + 1] == ' ');

    private static bool IsOfHost(string text, int at) =>
        at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])
        && at + 2 < text.Length && char.IsAsciiLetter(text[at + 1]) && char.IsAsciiLetter(text[at + 2]);
}
