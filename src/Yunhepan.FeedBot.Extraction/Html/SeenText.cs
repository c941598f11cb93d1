using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>
/// Collects the text that a reader sees, piece by piece, and tidies it: a line for each paragraph, single blanks, no invisible
/// characters.
/// </summary>
internal sealed class SeenText(int capacity) : IDisposable
{
    /// <summary>Blanks other than the space, and invisible characters.</summary>
    private static readonly SearchValues<char> Untidy = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA1).Select(c => (char)c).Where(char.IsControl), .. "\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004"
            + "\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffe\uffff"]);

    private readonly PooledText _text = new(capacity);

    /// <summary>True after a line break in the markup, until it is known what follows it.</summary>
    private bool _isBroken;

    /// <summary>Appends characters of a text node; a line break in the markup is a blank, but not between two ideographs.</summary>
    public void Append(ReadOnlySpan<char> data)
    {
        while (true)
        {
            if (_isBroken)
            {
                var blanks = 0;
                while (blanks < data.Length && IsBlank(data[blanks]))
                    blanks++;
                data = data[blanks..];
                if (data.IsEmpty)
                    return;
                _isBroken = false;
                if (_text.Length == 0 || !IsIdeographic(_text.Span[^1]) || !IsIdeographic(data[0]))
                    _text.Append(' ');
            }

            var run = data.IndexOfAny('\n', '\r');
            if (run < 0)
            {
                _text.Append(data);
                return;
            }

            _text.Append(data[..run]);
            _isBroken = true;
            data = data[(run + 1)..];
        }
    }

    /// <summary>Ends a text node: what follows is inside another element.</summary>
    public void EndNode()
    {
        if (_isBroken)
            _text.Append(' ');
        _isBroken = false;
    }

    /// <summary>Appends characters as they are: of preformatted text, line breaks and tabs of the layout.</summary>
    public void AppendAsIs(ReadOnlySpan<char> text) => _text.Append(text);

    public void Clear()
    {
        _text.Clear();
        _isBroken = false;
    }

    /// <summary>Returns the tidy text.</summary>
    public override string ToString()
    {
        EndNode();
        return Tidy(_text.Span);
    }

    public void Dispose() => _text.Dispose();

    /// <summary>
    /// Returns true if nothing in the text would be removed or changed: only single blanks, none at the ends, no invisible
    /// characters.
    /// </summary>
    public static bool IsTidy(ReadOnlySpan<char> text) =>
        text is [] or [not ' ', ..] and [.., not ' '] && text.IndexOf("  ") < 0 && text.IndexOfAny(Untidy) < 0;

    /// <summary>Returns the text with its lines tidied and without empty ones.</summary>
    public static string Tidy(ReadOnlySpan<char> text)
    {
        using var tidy = new PooledText(text.Length);
        foreach (var written in text.EnumerateLines())
        {
            var line = written.Trim(' ');
            var start = tidy.Length;
            if (start > 0)
                tidy.Append('\n');
            var lineStart = tidy.Length;
            if (IsTidy(line))
                tidy.Append(line);
            else
                AppendOnOneLine(line, tidy);
            if (tidy.Length == lineStart)
                tidy.Cut(start);
        }

        return tidy.ToString();
    }

    /// <summary>Collapses runs of blanks into one.</summary>
    public static void AppendOnOneLine(ReadOnlySpan<char> text, PooledText line)
    {
        var (start, blank) = (line.Length, false);
        while (!text.IsEmpty)
        {
            var tidy = LengthOfTidy(text);
            if (tidy > 0)
            {
                if (blank)
                    line.Append(' ');
                blank = false;
                line.Append(text[..tidy]);
                text = text[tidy..];
                continue;
            }

            if (IsBlank(text[0]))
                blank = line.Length > start;
            text = text[1..];
        }
    }

    /// <summary>Returns the length of what stays as it is: visible characters with single spaces between them.</summary>
    private static int LengthOfTidy(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length
            && (IsVisible(text[at]) || (text[at] == ' ' && at > 0 && at + 1 < text.Length && IsVisible(text[at + 1]))))
            at++;
        return at;
    }

    private static bool IsVisible(char c) => c is > ' ' and < '\u007f' || (!IsBlank(c) && !IsInvisible(c));

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u00a0' or '\u3000';

    private static bool IsInvisible(char c) =>
        c is '\u200b' or '\ufeff' or '\u00ad' or '\u2060' or '\ufffe' or '\uffff' || char.IsControl(c);

    private static bool IsIdeographic(char c) =>
        c is >= '\u3400' and <= '\u9fff' or >= '\u3001' and <= '\u30ff' or >= '\uff01' and <= '\uff5e' or '“' or '”';
}
