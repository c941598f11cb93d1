using System.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>The texts that a category's rule tests, with case and width folded once.</summary>
internal sealed class CategorySubject(string title, string text, string? url, IEnumerable<string>? tags = null)
{
    public string Title { get; } = CategoryRule.Fold(title);

    public string All { get; } = CategoryRule.Fold(title) + "\n" + CategoryRule.Fold(text);

    public string Url { get; } = url ?? "";

    public IReadOnlyList<string> Tags { get; } = [.. (tags ?? []).Select(CategoryRule.Fold)];
}

/// <summary>Decides whether an article matches a <see cref="CategoryMatch"/>, and why: one pure rule.</summary>
internal static class CategoryRule
{
    /// <summary>Returns the first evidence for people, or null if a condition does not hold.</summary>
    public static string? Reason(CategoryMatch match, CategorySubject subject)
    {
        if (match.None.Any(w => Contains(subject.Title, w)) || !match.All.All(w => Contains(subject.All, w)))
            return null;

        string? reason = match.All.Count > 0 ? $"words: {string.Join(' ', match.All)}" : null;
        return Holds(match.Title, w => Contains(subject.Title, w), "title", ref reason)
            && Holds(match.Any, w => Contains(subject.All, w), "word", ref reason)
            && Holds(match.Path, p => subject.Url.Contains(p, StringComparison.OrdinalIgnoreCase), "path", ref reason)
            && Holds(match.Tags, t => subject.Tags.Contains(Fold(t)), "tag", ref reason)
                ? reason
                : null;
    }

    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Returns true if the list is empty, which is no condition, or if one of its words is found.</summary>
    private static bool Holds(IReadOnlyList<string> words, Func<string, bool> found, string kind, ref string? reason)
    {
        if (words.Count == 0)
            return true;
        if (words.FirstOrDefault(found) is not { } word)
            return false;
        reason ??= $"{kind}: {word}";
        return true;
    }

    /// <summary>
    /// Returns true if the text contains the word. Chinese has no word boundaries; a Latin word must not be part of a longer one.
    /// </summary>
    public static bool Contains(string folded, string word)
    {
        var wanted = Fold(word);
        for (var at = folded.IndexOf(
            wanted, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (Ends(wanted[0], at == 0 ? ' ' : folded[at - 1])
                && Ends(wanted[^1], at + wanted.Length == folded.Length ? ' ' : folded[at + wanted.Length]))
                return true;
        }

        return false;
    }

    private static bool Ends(char edge, char neighbour) => !char.IsAsciiLetterOrDigit(edge) || !char.IsAsciiLetterOrDigit(neighbour);
}
