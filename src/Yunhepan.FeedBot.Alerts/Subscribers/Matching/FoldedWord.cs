namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Finds a folded word in a folded text.</summary>
internal static class FoldedWord
{
    public static bool IsIn(string word, string text)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (StandsAt(text, at, word.Length))
                return true;
        }

        return false;
    }

    /// <summary>Returns true if the word does not begin or end inside another one.</summary>
    public static bool StandsAt(string text, int start, int length)
    {
        var end = start + length;
        return (start == 0 || FoldedText.IsBoundary(text[start - 1], text[start]))
            && (end == text.Length || FoldedText.IsBoundary(text[end - 1], text[end]));
    }
}
