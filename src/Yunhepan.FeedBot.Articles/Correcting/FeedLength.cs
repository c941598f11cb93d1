using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>
/// Detects a feed that begins to give full texts in place of excerpts, or ceases to: the texts of most known articles become
/// much longer or shorter in one document, under the same titles. That corrects none of them.
/// </summary>
internal static partial class FeedLength
{
    private const int Several = 3;

    /// <summary>A full text has at least this many times the characters of its excerpt.</summary>
    private const double Much = 1.5;

    /// <summary>From this many times on, the short text may be a summary in other words.</summary>
    private const double VeryMuch = 2;

    /// <summary>Below this share of common wording a text is not the beginning of the other.</summary>
    private const double OtherWords = 0.5;

    public static (HashSet<Article> Longer, HashSet<Article> Shorter) Find(IReadOnlyList<(Article Article, ArticleDraft Draft)> known)
    {
        var changed = known.Where(k => k.Article.AvailableText.Length > 0 && k.Draft.AvailableText.Length > 0
            && TitleSubstance.Same(k.Draft.Title, k.Article.Title)).ToList();
        var longer = changed.Where(k => IsExcerpt(k.Article.AvailableText, k.Draft.AvailableText)).Select(k => k.Article).ToHashSet();
        var shorter = changed.Where(k => IsExcerpt(k.Draft.AvailableText, k.Article.AvailableText)).Select(k => k.Article).ToHashSet();
        if (longer.Count < Several || longer.Count * 2 <= known.Count)
            longer.Clear();
        // What came after the change was never longer. A text that breaks off is an excerpt even if it is the only one.
        if (shorter.Count < Several || shorter.Count * 2 <= changed.Count(k => k.Article.AvailableText != k.Draft.AvailableText))
            shorter = [.. changed.Where(k => shorter.Contains(k.Article) && BreaksOff(k.Article, k.Draft)).Select(k => k.Article)];
        return (longer, shorter);
    }

    /// <summary>Returns true if a draft itself shows that it is only the beginning: "… [read more]".</summary>
    public static bool BreaksOff(Article article, ArticleDraft draft) =>
        More.IsMatch(draft.AvailableText) && IsBeginning(draft.AvailableText, article.AvailableText);

    /// <summary>
    /// Returns true if the short text is the beginning of the full one, apart from a call to read on at its end, or a summary in other
    /// words. Nearly the same beginning was edited.
    /// </summary>
    private static bool IsExcerpt(string text, string full) => full.Length >= VeryMuch * text.Length && Shared(text, full) < OtherWords
        || full.Length >= Much * text.Length && IsBeginning(text, full);

    private static bool IsBeginning(string text, string full) => Letters(More.Replace(text, "")) is { Length: > 0 } beginning
        && Letters(full).StartsWith(beginning, StringComparison.Ordinal);

    private static double Shared(string text, string full)
    {
        var there = TextUnits.Split(full).Shingles(3).ToHashSet();
        return TextUnits.Split(text).Shingles(3) is { Length: > 0 } said ? (double)said.Count(there.Contains) / said.Length : 0;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    [GeneratedRegex(
        @"(?:…|\.{3}|\[(?:…|\.{3}|&hellip;)\]|[\s(（\[【]*(?:阅读|查看|点击)?(?:全文|原文|更多|详情|read (?:more|on|the (?:full|whole)"
            + @" (?:article|story))|continue reading|more)\W*){1,3}\s*$",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex More { get; }
}
