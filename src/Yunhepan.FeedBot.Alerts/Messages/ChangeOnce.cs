using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>
/// Chooses the changes of a correction that are listed, so that a reader sees each fact once: the message already shows the new title
/// and text and says that it is a correction.
/// </summary>
internal static partial class ChangeOnce
{
    /// <summary>The field of a previous title, which the title above the message replaced.</summary>
    public const string EarlierTitle = "earlier-title";

    /// <param name="changes">The changes of all corrections, newest first.</param>
    /// <param name="title">The title in the message.</param>
    public static IReadOnlyList<ArticleChange> From(IEnumerable<ArticleChange> changes, string title)
    {
        var all = changes.Distinct().Where(change => !IsMarkAlone(change)).ToList();
        var passages = all.Where(change => change.Field is "title" or "text").DistinctBy(change => (change.Before, change.After)).ToList();
        var facts = all.Where(change => change.Field is "time" or "number" or "name").ToList();
        List<ArticleChange> shown = [];
        foreach (var change in all)
        {
            if (passages.Contains(change) && !IsExplained(change, facts))
                shown.Add(change.Field == "title" && change.After == title ? new ArticleChange(EarlierTitle, "", change.Before) : change);
            else if (!passages.Contains(change) && change.Field is not ("title" or "text")
                && !passages.Exists(passage => Holds(passage, change) && !IsExplained(passage, facts)))
                shown.Add(change);
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
        fact is { Field: "time" or "number" or "name", Before.Length: > 0, After.Length: > 0 }
        && passage.Before.Contains(fact.Before, StringComparison.Ordinal) && passage.After.Contains(fact.After, StringComparison.Ordinal);

    // The prefix 【更正】 of a title repeats the mark of the message.
    private static bool IsMarkAlone(ArticleChange change) =>
        change.Field == "title" && change.Before.Length > 0 && Mark.Replace(change.After, "") == Mark.Replace(change.Before, "");

    [GeneratedRegex(@"^\s*[【\[（(]?\s*(?:更正|订正|勘误|更新|correction|corrected|update[d]?)\s*(?:[】\]）)]\s*[:：]?|[:：])\s*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Mark { get; }
}
