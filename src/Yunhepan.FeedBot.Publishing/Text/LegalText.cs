using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Publishing.Text;

/// <summary>Makes any text legal in feeds, because one illegal character must not make the whole feed unreadable.</summary>
internal static partial class LegalText
{
    /// <summary>
    /// Removes characters that XML 1.0 forbids or discourages, lone surrogates and the replacement character; converts line ends
    /// to line feeds and repairs UTF-8 that was read as Latin-1.
    /// </summary>
    public static string Legal(string text)
    {
        var legal = WithoutIllegal(text);
        // An é that was read byte by byte is Ã©; such pairs begin with one of these two characters.
        return legal.AsSpan().IndexOfAny('\u00C2', '\u00C3') < 0 ? legal : LatinRun().Replace(legal, Redecoded);
    }

    /// <summary>Returns legal text on one line without doubled or outer spaces.</summary>
    public static string OneLine(string? text) =>
        text is null ? "" : string.Join(' ', Legal(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Returns one line that no reader mistakes for markup: some readers look for the ends of HTML elements even in plain text
    /// and drop them.
    /// </summary>
    public static string Label(string? text)
    {
        var line = OneLine(text);
        return line.Contains("</", StringComparison.Ordinal) ? ElementEnd().Replace(line, "‹/") : line;
    }

    /// <summary>
    /// Returns the name of a person or organisation: a label without the mail address that some put after the name.
    /// </summary>
    public static string Name(string? text)
    {
        var label = WithoutBadges(Label(text));
        return label.Contains('<', StringComparison.Ordinal) ? OneLine(MailAddress().Replace(label, "")) : label;
    }

    /// <summary>Returns a name without the marks by which a site shows that somebody is who they say.</summary>
    public static string WithoutBadges(string name) =>
        name.AsSpan().IndexOfAny(Badges) < 0 && !name.Contains("🗸", StringComparison.Ordinal) ? name
        : OneLine(string.Concat(name.Replace("🗸", " ", StringComparison.Ordinal).Select(c => Badges.Contains(c) ? ' ' : c)));

    /// <summary>Returns at most <paramref name="length"/> UTF-16 units, never cut within a character.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    // Check marks, alone or in a box or disc, and the selector that colours them.
    private static readonly SearchValues<char> Badges = SearchValues.Create("✓✔☑✅\uFE0F");

    private static string WithoutIllegal(string text)
    {
        var at = FirstIllegal(text);
        if (at < 0)
            return text;
        var legal = new StringBuilder(text.Length).Append(text, 0, at);
        for (var i = at; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                    legal.Append('\n');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                // U+nFFFE and U+nFFFF are not characters in any plane.
                if ((char.ConvertToUtf32(c, text[i + 1]) & 0xFFFE) != 0xFFFE)
                    legal.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (IsLegal(c))
            {
                legal.Append(c);
            }
        }

        return legal.ToString();
    }

    private static string Redecoded(Match run)
    {
        var bytes = Encoding.Latin1.GetBytes(run.Value);
        try
        {
            return WithoutIllegal(StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            // These letters are correct as they are.
            return run.Value;
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static int FirstIllegal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) || text[i] == '\r' || !IsLegal(text[i]))
                return i;
        }

        return -1;
    }

    private static bool IsLegal(char c) => c switch
    {
        '\t' or '\n' => true,
        < ' ' => false,
        // C1 controls are legal but never intended; the non-characters at U+FDD0 are illegal in HTML.
        >= '\u007F' and <= '\u009F' => false,
        >= '\uFDD0' and <= '\uFDEF' => false,
        >= '\uFFFD' => false,
        _ => !char.IsSurrogate(c),
    };

    // Matches a run that a parser sees as one piece of character data: only Latin-1, no line end, no markup.
    [GeneratedRegex(@"[\u0020-\u0021\u0023-\u0025\u0027-\u003B\u003D\u003F-\u00FF]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LatinRun();

    [GeneratedRegex(@"</(?=\w+>)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ElementEnd();

    [GeneratedRegex(@"<[^<>\s@]{1,100}@[^<>\s]{1,200}>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailAddress();
}
