using System.Globalization;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Makes short summaries from the beginnings of long texts.</summary>
public static class Summaries
{
    /// <summary>How many chars behind a character may still belong to it, except in texts that are made to confuse.</summary>
    private const int LongestMark = 32;

    /// <summary>
    /// Returns the beginning of <paramref name="text"/> on one line, at most <paramref name="maxGraphemes"/> characters as a
    /// reader counts them. It ends after a sentence if one ends late enough, else after a word with an ellipsis.
    /// </summary>
    public static string Make(string text, int maxGraphemes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxGraphemes, 1);
        // Nearly always a character is one char; the rest of a long text need not be looked at.
        var beginning = (int)Math.Min(text.Length, maxGraphemes * 2L);
        if (beginning < text.Length && Cut(text.AsSpan(0, beginning), maxGraphemes, isWhole: false) is { } cut)
            return cut;
        // A grapheme can consist of many chars, but a text of endless combining marks must not be read in full.
        return Cut(text.AsSpan(0, (int)Math.Min(text.Length, maxGraphemes * 32L)), maxGraphemes, isWhole: true)!;
    }

    /// <summary>Returns the summary; null if more of the text is needed to tell what it is.</summary>
    private static string? Cut(ReadOnlySpan<char> text, int maxGraphemes, bool isWhole)
    {
        var line = PlainText.OnOneLine(JoinParagraphs(text));
        var (end, sentenceEnd, wordEnd) = Measure(line, maxGraphemes, out var fits, out var read);
        if (!isWhole && (fits || read + LongestMark > line.Length))
            return null;
        if (fits)
            return line;
        if (sentenceEnd * 2 >= end)
            return line[..sentenceEnd].TrimEnd();
        return line[..(wordEnd * 2 >= end ? wordEnd : end)].TrimEnd() + "…";
    }

    /// <summary>Joins paragraphs: Chinese, Japanese and Korean put no space between sentences; other scripts need one.</summary>
    private static string JoinParagraphs(ReadOnlySpan<char> text)
    {
        using var joined = new PooledText(text.Length + 1);
        foreach (var range in text.Split('\n'))
        {
            var paragraph = text[range].Trim();
            if (paragraph.IsEmpty)
                continue;
            joined.Append(paragraph);
            if (paragraph[^1] is not ('。' or '！' or '？' or '；' or '：' or '”' or '」' or '』' or '》' or '）' or '…'))
                joined.Append(' ');
        }

        return joined.Span.TrimEnd(' ').ToString();
    }

    private static (int End, int SentenceEnd, int WordEnd) Measure(string line, int maxGraphemes, out bool fits, out int position)
    {
        int sentenceEnd = 0, wordEnd = 0, lastEnd = 0;
        position = 0;
        for (var count = 0; position < line.Length; count++)
        {
            if (count == maxGraphemes)
            {
                fits = false;
                return (lastEnd, sentenceEnd, wordEnd);
            }
            var length = LengthOfCharacter(line, position);
            // The last position is reserved for the ellipsis.
            if (count < maxGraphemes - 1)
                lastEnd = position + length;
            if (EndsSentence(line, position))
                sentenceEnd = position + length;
            else if (IsClosing(line[position]) && sentenceEnd == position)
                sentenceEnd = position + length;
            if (line[position] == ' ' && count < maxGraphemes)
                wordEnd = position;
            else if (line[position] > '\u2e80' && count < maxGraphemes - 1)
                wordEnd = position + length;
            position += length;
        }
        fits = true;
        return (position, position, position);
    }

    /// <summary>
    /// Returns the length of what a reader counts as one character. Most are recognised by one character and the next one.
    /// </summary>
    private static int LengthOfCharacter(string line, int at) =>
        line[at] is >= ' ' and < '\u0300' and not '\u00ad' && at + 1 < line.Length && line[at + 1] is >= ' ' and < '\u0300' and not '\u00ad'
            ? 1 : StringInfo.GetNextTextElementLength(line, at);

    private static bool EndsSentence(string line, int at) => line[at] switch
    {
        '。' or '！' or '？' or '…' => true,
        '.' or '!' or '?' => at + 1 == line.Length || line[at + 1] is ' ' or '"' or '”' or '’' or ')',
        _ => false,
    };

    private static bool IsClosing(char c) => c is '”' or '’' or '"' or '）' or ')' or '」' or '』' or '】';
}
