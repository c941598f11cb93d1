using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Decodes the character references of HTML: by number, and by name with and without a semicolon.</summary>
internal static class MarkupReferences
{
    /// <summary>The returned length if only the full parser knows what the reference means.</summary>
    public const int Unsure = -1;

    /// <summary>The longest name with its semicolon.</summary>
    private const int LongestName = 32;

    /// <summary>The longest name that needs no semicolon.</summary>
    private const int LongestBareName = 6;

    private const int LongestNumber = 8;

    /// <summary>Decodes the reference with which the text begins.</summary>
    /// <param name="text">Begins with an ampersand.</param>
    /// <param name="inValue">True in the value of an attribute, where a name before a letter or an equals sign is none.</param>
    /// <param name="decoded">The character or characters.</param>
    /// <returns>The length of the reference; 0 if it is only an ampersand, or <see cref="Unsure"/>.</returns>
    public static int Decode(ReadOnlySpan<char> text, bool inValue, out string decoded)
    {
        decoded = "&";
        if (text.Length == 1)
            return 0;
        if (text[1] == ';')
            return Unsure;
        if (text[1] == '#')
            return DecodeNumber(text, out decoded);
        var name = text[1..Math.Min(text.Length, LongestName + 1)];
        var length = 0;
        while (length < name.Length && char.IsAsciiLetterOrDigit(name[length]))
            length++;
        if (length < name.Length && name[length] == ';' && ByName(name[..(length + 1)]) is { } symbol)
        {
            decoded = symbol;
            return length + 2;
        }

        for (var bare = Math.Min(length, LongestBareName); bare > 1; bare--)
        {
            if (ByName(name[..bare]) is not { } character)
                continue;
            var next = bare + 1 < text.Length ? text[bare + 1] : ' ';
            if (inValue && (next == '=' || char.IsAsciiLetterOrDigit(next)))
                return 0;
            decoded = character;
            return bare + 1;
        }

        return 0;
    }

    /// <summary>Returns the value with its references decoded; null if only the full parser knows what it means.</summary>
    public static string? DecodeValue(ReadOnlySpan<char> raw)
    {
        var at = raw.IndexOf('&');
        if (at < 0)
            return raw.ToString();
        var value = new StringBuilder(raw.Length);
        while (at >= 0)
        {
            value.Append(raw[..at]);
            var length = Decode(raw[at..], inValue: true, out var decoded);
            if (length == Unsure)
                return null;
            value.Append(decoded);
            raw = raw[(at + Math.Max(length, 1))..];
            at = raw.IndexOf('&');
        }

        return value.Append(raw).ToString();
    }

    private static string? ByName(ReadOnlySpan<char> name) => name switch
    {
        "amp;" => "&",
        "lt;" => "<",
        "gt;" => ">",
        "quot;" => "\"",
        "nbsp;" => "\u00a0",
        _ => HtmlEntityProvider.Resolver.GetSymbol(name.ToString()),
    };

    private static int DecodeNumber(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "&";
        var isHex = text.Length > 2 && text[2] is 'x' or 'X';
        var start = isHex ? 3 : 2;
        var digits = text[start..Math.Min(text.Length, start + LongestNumber)];
        var end = digits.IndexOf(';');
        if (end <= 0 || !int.TryParse(
            digits[..end], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || !IsOrdinary(code))
            return Unsure;
        decoded = char.ConvertFromUtf32(code);
        return start + end + 1;
    }

    /// <summary>Returns true for a character that means what its number says: no control, surrogate or missing character.</summary>
    private static bool IsOrdinary(int code) => code is '\n' or '\t' or (>= ' ' and < 0x7F) or (>= 0xA0 and < 0xD800)
        or (>= 0xE000 and < 0xFDD0) or (> 0xFDEF and <= 0x10FFFF) && (code & 0xFFFE) != 0xFFFE;
}
