using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Subjects;

namespace Yunhepan.FeedBot.Articles.Comparing;

/// <summary>
/// When a notice was given, and when what it warns of was over. A warning is given in the same words each time: what tells today's from
/// yesterday's is when. Of other texts dates prove nothing, as sources move them (ADR 83).
/// </summary>
/// <param name="At">As its source states it; null when it does not.</param>
/// <param name="HasTime">Is more than the day stated?</param>
/// <param name="EndedAt">Null while it stands.</param>
internal sealed partial record Occasion(DateTimeOffset? At, bool HasTime, DateTimeOffset? EndedAt)
{
    /// <summary>A source that posts one notice twice does so within minutes.</summary>
    private static readonly TimeSpan Twice = TimeSpan.FromHours(2);

    /// <summary>Others pass a warning on while it stands.</summary>
    private static readonly TimeSpan PassedOn = TimeSpan.FromHours(12);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Occasion Of(Article article) => new(article.PublishedAt, article.PublishedHasTime, article.EndedAt);

    /// <summary>Do the same words, told on two occasions, warn anew?</summary>
    /// <param name="one">Whichever was first.</param>
    /// <param name="other">The one with which it is compared.</param>
    /// <param name="title">Of both.</param>
    /// <param name="text">Of both; one that states its own day is given once.</param>
    /// <param name="isOneSource">Both are told by one source.</param>
    public static bool AreTwo(Occasion one, Occasion other, string title, string text, bool isOneSource)
    {
        if (one.At is not { } a || other.At is not { } b || a == b)
            return false;
        var (earlier, later) = a < b ? (one, other) : (other, one);
        var kind = AlertSubject.Read(title, text).Kind;
        return kind != SubjectKind.None
            && (later.IsAfterEndOf(earlier) || kind == SubjectKind.Warning && earlier.IsBefore(later, isOneSource ? Twice : PassedOn))
            && !OwnDay.IsMatch(title + "\n" + text);
    }

    private bool IsAfterEndOf(Occasion earlier) => HasTime && At > earlier.EndedAt;

    /// <summary>Is there so much time between them? Of a mere day nobody knows when it was.</summary>
    private bool IsBefore(Occasion later, TimeSpan apart) =>
        later.At - At >= (HasTime ? later.HasTime ? apart : TimeSpan.Zero : Day);

    [GeneratedRegex(
        @"\d\s*[日号]|\d{4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b"
            + @"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex OwnDay { get; }
}
