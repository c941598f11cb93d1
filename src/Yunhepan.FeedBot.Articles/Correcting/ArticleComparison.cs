using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>Finds for readers what changed between a stored article and its source's current version.</summary>
internal static class ArticleComparison
{
    private const int LongestExcerpt = 80;

    private const int LongestNotice = 160;

    // Without a text the summary is all that is shown.
    public static List<ArticleChange> Compare(Article before, ArticleDraft after) => Compare(
        before, after, ArticleSubstance.Extract(before.AvailableText), ArticleSubstance.Extract(after.AvailableText));

    /// <param name="oldText">The part of the stored text that counts.</param>
    /// <param name="newText">The part of the current text that counts.</param>
    public static List<ArticleChange> Compare(Article before, ArticleDraft after, string oldText, string newText)
    {
        List<ArticleChange> changes = [];
        if (!TitleSubstance.Same(before.Title, after.Title))
            changes.Add(new ArticleChange(ChangedField.Title, before.Title, after.Title));
        var (oldPassage, newPassage) = FirstDifference(oldText, newText);
        if (oldPassage != newPassage)
            changes.Add(new ArticleChange(ChangedField.Text, oldPassage, newPassage));
        changes.AddRange(FactChanges.Between(oldText, newText));
        if (before.OriginName != after.OriginName && after.OriginName is not null)
            changes.Add(new ArticleChange(ChangedField.Origin, before.OriginName ?? "", after.OriginName));
        return changes;
    }

    /// <summary>Returns the beginning of a notice on one line.</summary>
    public static string Excerpt(string notice) =>
        Shorten(string.Join(' ', notice.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), 0, LongestNotice);

    /// <summary>Returns the first paragraph that differs, on both sides, shortened around the difference.</summary>
    private static (string Before, string After) FirstDifference(string before, string after)
    {
        string[] left = before.Split('\n'), right = after.Split('\n');
        var i = 0;
        while (i < left.Length && i < right.Length && left[i] == right[i])
            i++;
        var (old, new_) = (i < left.Length ? left[i] : "", i < right.Length ? right[i] : "");
        // A paragraph that was inserted or removed did not replace another.
        if (old.Length > 0 && Array.IndexOf(right, old, Math.Min(i, right.Length)) >= 0)
            old = "";
        else if (new_.Length > 0 && Array.IndexOf(left, new_, Math.Min(i, left.Length)) >= 0)
            new_ = "";
        return Around(old, new_);
    }

    private static (string Before, string After) Around(string left, string right)
    {
        var same = 0;
        while (same < left.Length && same < right.Length && left[same] == right[same])
            same++;
        var start = Math.Max(0, same - (LongestExcerpt / 4));
        if (start > 0 && char.IsLowSurrogate(left.Length > start ? left[start] : right[start]))
            start--;
        return (Shorten(left, start), Shorten(right, start));
    }

    private static string Shorten(string text, int start, int longest = LongestExcerpt)
    {
        if (start >= text.Length)
            return "";
        var end = Math.Min(text.Length, start + longest);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            end--;
        return (start > 0 ? "…" : "") + text[start..end] + (end < text.Length ? "…" : "");
    }
}
