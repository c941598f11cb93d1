namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>Detects titles that share a long common part and therefore concern the same case.</summary>
internal static class TitleAgreement
{
    /// <summary>The number of common letters in one piece.</summary>
    public const int Length = 8;

    public static bool Shares(string one, string other)
    {
        string a = Letters(one), b = Letters(other);
        var longest = 0;
        var before = new int[b.Length + 1];
        foreach (var c in a)
        {
            var row = new int[b.Length + 1];
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = b[j - 1] == c ? before[j - 1] + 1 : 0;
                longest = Math.Max(longest, row[j]);
            }

            before = row;
        }

        // An English word is as long as several Chinese ones.
        return longest >= (a.Any(c => c > '\u2E7F') ? Length : 3 * Length);
    }

    // Parts that all such titles have in common prove nothing.
    private static string Letters(string title)
    {
        foreach (var word in (ReadOnlySpan<string>)["寻人启事", "寻人", "急寻", "已找到", "已平安", "平安回家", "启事", "紧急", "扩散", "协查通报", "悬赏通告", "通缉令"])
            title = title.Replace(word, "", StringComparison.Ordinal);
        return string.Concat(title.Where(char.IsLetterOrDigit).Take(200));
    }
}
