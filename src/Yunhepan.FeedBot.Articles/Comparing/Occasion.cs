using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Subjects;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// The time of a notice, and the end of its alert. A warning is given in the same words each time: only the time distinguishes today's
/// from yesterday's. The dates of other texts prove nothing, because sources change them (ADR 83).
/// </summary>
/// <param name="At">The time that its source states; null if it states none.</param>
/// <param name="HasTime">Whether the source states more than the day.</param>
/// <param name="EndedAt">Null while the alert stands.</param>
internal sealed partial record Occasion(DateTimeOffset? At, bool HasTime, DateTimeOffset? EndedAt)
{
    /// <summary>A source that posts a notice twice by mistake does so within minutes.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromHours(2);

    /// <summary>Other portals repost a warning while it stands.</summary>
    private static readonly TimeSpan PassedOn = TimeSpan.FromHours(12);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Occasion From(Article article) => new(article.PublishedAt, article.PublishedHasTime, article.EndedAt);

    /// <summary>Returns whether the same words on two occasions are two warnings.</summary>
    /// <param name="one">One occasion.</param>
    /// <param name="other">The other occasion, in either order.</param>
    /// <param name="title">The title of both.</param>
    /// <param name="text">The text of both; a text that states its own day is given only once.</param>
    /// <param name="isOneSource">Whether both come from one source.</param>
    public static bool AreTwo(Occasion one, Occasion other, string title, string text, bool isOneSource)
    {
        if (one.At is not { } a || other.At is not { } b || a == b)
            return false;
        var (earlier, later) = a < b ? (one, other) : (other, one);
        var kind = AlertSubject.Read(title, text).Kind;
        return kind != SubjectKind.None
            && (isOneSource && later.IsAfterEndOf(earlier)
                || kind == SubjectKind.Warning && earlier.IsBefore(later, isOneSource ? Twice : PassedOn))
            && !OwnDay.IsMatch(title + "\n" + text);
    }

    /// <summary>Used within one source: other portals may repost a warning that is already over.</summary>
    private bool IsAfterEndOf(Occasion earlier) => HasTime && At > earlier.EndedAt;

    /// <summary>Returns whether so much time lies between them. A mere day may mean any of its hours.</summary>
    private bool IsBefore(Occasion later, TimeSpan apart) =>
        later.At - At >= (HasTime ? later.HasTime ? apart : TimeSpan.Zero : Day);

    [GeneratedRegex(
        @"\d\s*[日号]|\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b"
            + @"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex OwnDay { get; }
}
