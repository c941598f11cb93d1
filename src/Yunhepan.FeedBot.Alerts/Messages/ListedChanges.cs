using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>
/// Chooses the changes of a correction that are listed, so that a reader sees each fact once: the message already shows the new title
/// and text and says that it is a correction.
/// </summary>
internal static partial class ListedChanges
{
    /// <param name="changes">The changes of all corrections, newest first.</param>
    /// <param name="title">The title in the message.</param>
    public static IReadOnlyList<ListedChange> From(IEnumerable<ArticleChange> changes, string title)
    {
        var all = changes.Distinct().Where(change => !IsMarkAlone(change)).ToList();
        var passages = all.Where(change => change.Field is ChangedField.Title or ChangedField.Text)
            .DistinctBy(change => (change.Before, change.After)).ToList();
        var facts = all.Where(change => IsFact(change.Field)).ToList();
        List<ListedChange> shown = [];
        foreach (var change in all)
        {
            if (passages.Contains(change) && !IsExplained(change, facts))
                shown.Add(new ListedChange(change, IsTitleAbove: change.Field == ChangedField.Title && change.After == title));
            else if (!passages.Contains(change) && change.Field is not (ChangedField.Title or ChangedField.Text)
                && !passages.Exists(passage => Holds(passage, change) && !IsExplained(passage, facts)))
                shown.Add(new ListedChange(change));
        }

        return shown;
    }

    /// <summary>Returns true if the changed facts are the only changes, because they state them more briefly.</summary>
    private static bool IsExplained(ArticleChange passage, List<ArticleChange> facts)
    {
        var told = facts.FindAll(fact => Holds(passage, fact))
            .Aggregate(passage.Before, (text, fact) => text.Replace(fact.Before, fact.After, StringComparison.Ordinal));
        return told != passage.Before && IsSame(told, passage.After);
    }

    // Both were truncated at the same length, although their facts have different lengths.
    private static bool IsSame(string left, string right)
    {
        var isCut = left.EndsWith('…') || right.EndsWith('…');
        (left, right) = (left.TrimEnd('…'), right.TrimEnd('…'));
        return left == right
            || (isCut && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal)));
    }

    private static bool Holds(ArticleChange passage, ArticleChange fact) =>
        IsFact(fact.Field) && fact is { Before.Length: > 0, After.Length: > 0 }
        && passage.Before.Contains(fact.Before, StringComparison.Ordinal) && passage.After.Contains(fact.After, StringComparison.Ordinal);

    private static bool IsFact(ChangedField field) => field is ChangedField.Time or ChangedField.Number or ChangedField.Name;

    // The prefix 【更正】 of a title repeats the mark of the message.
    private static bool IsMarkAlone(ArticleChange change) =>
        change.Field == ChangedField.Title && change.Before.Length > 0 && Mark.Replace(change.After, "") == Mark.Replace(change.Before, "");

    [GeneratedRegex(@"^\s*[【\[（(]?\s*(?:更正|订正|勘误|更新|correction|corrected|update[d]?)\s*(?:[】\]）)]\s*[:：]?|[:：])\s*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mark { get; }
}

/// <param name="Change">The change.</param>
/// <param name="IsTitleAbove">The message shows the new title above, so that only the earlier one is worth a line.</param>
internal sealed record ListedChange(ArticleChange Change, bool IsTitleAbove = false);
