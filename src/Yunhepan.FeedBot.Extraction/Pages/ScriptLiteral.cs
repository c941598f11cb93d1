using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>A string literal of a script.</summary>
/// <param name="Text">Its value, without quotes and escapes.</param>
/// <param name="End">The position after it.</param>
internal readonly record struct ScriptLiteral(string Text, int End);

/// <summary>
/// Reads the string literals of one script, in linear time: a quote that nothing closes is searched for once, however many of them
/// the script contains.
/// </summary>
internal sealed class ScriptLiterals(string code)
{
    private const string Quotes = "\"'`";

    /// <summary>For each kind of quote, the position up to which no quote closes another.</summary>
    private readonly int[] _openUntil = new int[Quotes.Length];

    /// <summary>Returns the literal at the position; null if there is none or it does not end.</summary>
    public ScriptLiteral? At(int at)
    {
        if (at >= code.Length || Quotes.IndexOf(code[at], StringComparison.Ordinal) is var kind && (kind < 0 || at < _openUntil[kind]))
            return null;
        if (EndOf(at, kind) is not { } end)
            return null;
        var inside = code.AsSpan(at + 1, end - at - 2);
        return new ScriptLiteral(inside.Contains('\\') ? Unescaped(inside) : inside.ToString(), end);
    }

    /// <summary>Returns the position after the closing quote; null if the line has none, or the script for a template.</summary>
    private int? EndOf(int at, int kind)
    {
        var i = at + 1;
        for (; i < code.Length && !(code[i] == '\n' && code[at] != '`'); i++)
        {
            if (code[i] == code[at])
                return i + 1;
            if (code[i] == '\\')
                i++;
        }

        // What follows an escaped quote was searched here too.
        _openUntil[kind] = Math.Min(i, code.Length);
        return null;
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
