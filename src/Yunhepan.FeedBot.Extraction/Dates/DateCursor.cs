namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Gives access to the tokens of one text; indexes beyond the end return the end token.</summary>
internal readonly struct DateCursor(string text)
{
    private readonly List<DateToken> _tokens = DateTokenizer.Read(text);

    public int Count => _tokens.Count;

    public bool HasHangul => text.AsSpan().IndexOfAnyInRange('\uAC00', '\uD7AF') >= 0;

    /// <summary>Returns the original text of a range of tokens.</summary>
    public ReadOnlySpan<char> Written(int first, int next) => text.AsSpan(this[first].Start, this[next - 1].End - this[first].Start);

    public DateToken this[int index] =>
        index >= 0 && index < _tokens.Count ? _tokens[index] : new DateToken(DateTokenKind.End, text.Length, text.Length);

    public int SkipSpaces(int index)
    {
        while (this[index].Kind == DateTokenKind.Space)
            index++;
        return index;
    }

    /// <summary>
    /// Returns the index after <paramref name="phrase"/> if the CJK text at the index begins with it, otherwise -1.
    /// </summary>
    public int After(int index, string phrase)
    {
        foreach (var c in phrase)
        {
            if (this[index] is not { Kind: DateTokenKind.Cjk } token || token.Mark != c)
                return -1;
            index++;
        }

        return index;
    }

    /// <summary>Returns the index after the first phrase that matches, otherwise -1.</summary>
    public int AfterAny(int index, ReadOnlySpan<string> phrases, out int which)
    {
        for (which = 0; which < phrases.Length; which++)
        {
            var after = After(index, phrases[which]);
            if (after >= 0)
                return after;
        }

        return -1;
    }
}
