using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>A string literal of a script.</summary>
/// <param name="Text">Its value, without quotes and escapes.</param>
/// <param name="End">The position after it.</param>
internal readonly record struct ScriptLiteral(string Text, int End)
{
    /// <summary>Returns the literal at the position; null if there is none or it does not end.</summary>
    public static ScriptLiteral? Read(string code, int at)
    {
        if (at >= code.Length || code[at] is not ('"' or '\'' or '`') || EndOf(code, at) is var end && end < 0)
            return null;
        var inside = code.AsSpan(at + 1, end - at - 2);
        return new ScriptLiteral(inside.Contains('\\') ? Unescaped(inside) : inside.ToString(), end);
    }

    /// <summary>Returns the position after the closing quote; -1 if the line has none.</summary>
    private static int EndOf(string code, int at)
    {
        for (var i = at + 1; i < code.Length; i++)
        {
            if (code[i] == code[at])
                return i + 1;
            if (code[i] == '\\')
                i++;
            else if (code[i] == '\n' && code[at] != '`')
                return -1;
        }

        return -1;
    }

    private static string Unescaped(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            var digits = text[++i] switch { 'u' => 4, 'x' => 2, _ => 0 };
            if (digits > 0 && i + digits < text.Length
                && ushort.TryParse(text.Slice(i + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
            {
                plain.Append((char)unit);
                i += digits;
            }
            else
                plain.Append(text[i] switch { 'n' => "\n", 't' => "\t", 'r' or '\n' or '\r' => string.Empty, var c => c.ToString() });
        }

        return plain.ToString();
    }
}
