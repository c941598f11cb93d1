namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>A title that a text quotes, and its position.</summary>
internal readonly record struct Quote(int Start, int Length, string Title)
{
    /// <summary>Replaces a quotation whose words must not be read as the notice's own.</summary>
    public const char Mark = '〓';

    public int End => Start + Length;

    /// <summary>Returns the quoted titles; a title may contain quotations.</summary>
    public static List<Quote> In(string text)
    {
        List<Quote> quotes = [];
        for (var i = 0; i < text.Length; i++)
        {
            var kind = "《〈「『“‘\"".IndexOf(text[i], StringComparison.Ordinal);
            if (kind < 0 || (text[i] == '‘' && i > 0 && char.IsLetter(text[i - 1])))
                continue;
            var end = Closing(text, i, text[i], "》〉」』”’\""[kind]);
            if (end < 0)
                continue;
            quotes.Add(new Quote(i, end + 1 - i, text[(i + 1)..end].Trim()));
            i = end;
        }

        return quotes;
    }

    /// <summary>Returns the text with a mark in place of each quotation.</summary>
    public static string Marked(string text)
    {
        foreach (var quote in Enumerable.Reverse(In(text)))
            text = string.Concat(text.AsSpan(0, quote.Start), [Mark], text.AsSpan(quote.End));
        return text;
    }

    private static int Closing(string text, int start, char open, char close)
    {
        var depth = 0;
        for (var i = start; i < text.Length && i - start <= 200 && text[i] != '\n'; i++)
        {
            if (text[i] == open && (open != close || i == start))
                depth++;
            // An apostrophe within an English title does not close a quotation.
            else if (text[i] == close && !(close == '’' && i + 1 < text.Length && char.IsLetter(text[i + 1])) && --depth == 0)
                return i;
        }

        return -1;
    }
}
