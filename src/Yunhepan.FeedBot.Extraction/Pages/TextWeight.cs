namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Measures that make texts of all languages comparable.</summary>
internal static class TextWeight
{
    /// <summary>Counts visible characters; a Chinese one counts as two Latin letters.</summary>
    public static int Measure(ReadOnlySpan<char> text)
    {
        var weight = 0;
        foreach (var c in text)
        {
            if (c <= ' ' || c is '\u00a0' or '\u3000' or '\u200b')
                continue;
            weight += c >= '\u2e80' ? 2 : char.IsWhiteSpace(c) ? 0 : 1;
        }
        return weight;
    }

    /// <summary>Returns true if the text has a Chinese character or one of the neighbouring scripts and signs.</summary>
    public static bool HasIdeographs(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u2e80', '\uffef');

    /// <summary>
    /// Counts the marks that end or divide sentences; a dot or comma counts only if a blank follows, not within a number.
    /// </summary>
    public static int Stops(ReadOnlySpan<char> text)
    {
        var stops = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '。' or '，' or '！' or '？' or '；' or '、' or '：' or '”' or '،' or '؟' or '।')
                stops++;
            else if (
                text[i] is '.' or ',' or '!' or '?' or ';'
                && (i + 1 == text.Length || text[i + 1] is ' ' or '"' or '”' || text[i + 1] >= '\u2e80'))
                stops++;
        }
        return stops;
    }

    /// <summary>Returns only letters and digits, in one width and case, for comparing titles.</summary>
    public static string Bare(string text)
    {
        var bare = new System.Text.StringBuilder(text.Length);
        // Normalize refuses U+FFFE, which "&#xFFFE;" produces.
        foreach (var c in text.Replace("\uFFFE", string.Empty, StringComparison.Ordinal).Normalize(System.Text.NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c))
                bare.Append(char.ToLowerInvariant(c));
        return bare.ToString();
    }
}
