using System.Globalization;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// Detects a warning or a search that was put in the place of an earlier one, under its guid or address: "the current weather
/// warning". Sources change dates for no reason, so a later date must be confirmed by what the text says (ADR 88).
/// </summary>
public static partial class Reissue
{
    /// <summary>An article that gets another date sooner is the same article, edited.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromHours(2);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The length of the beginning of a text that is searched, because it says when it was given.</summary>
    private const int SearchedLength = 1_500;

    /// <summary>From this share of common wording a later text is an edition of the earlier one.</summary>
    private const double Edition = 0.3;

    /// <summary>Returns true if an item is a warning or a search with a later date, so that its text must be compared.</summary>
    public static bool MayBe(IdentityEvidence offered, IdentityEvidence known)
    {
        ArgumentNullException.ThrowIfNull(offered);
        ArgumentNullException.ThrowIfNull(known);
        return offered is { Link: not null, HasTime: true } && known.HasTime && offered.PublishedAt - known.PublishedAt >= Soonest
            && AlertSubject.Read(offered.Title, offered.Text).Kind != SubjectKind.None;
    }

    /// <summary>Returns true if the item is another warning or search than the article in whose place it stands.</summary>
    public static bool Is(IdentityEvidence offered, IdentityEvidence known)
    {
        // An end or a retraction concerns the earlier one.
        if (!MayBe(offered, known) || known.IsForgotten || Ends.IsMatch(Said(offered))
            || SubstanceHash.Compute("", Said(offered)) == SubstanceHash.Compute("", Said(known)) || SeparateNotice.IsHeading(offered.Title)
            || RetractionNotice.InPlaceOf(offered.Title, offered.Text, known.Title, known.Text) is not null)
            return false;
        Particulars now = Particulars.Read(offered.Title, offered.Text), before = Particulars.Read(known.Title, known.Text);
        if (now.Kind != before.Kind)
            return IdentityComparison.IsUnlike(offered, known);
        return now.Kind == SubjectKind.Warning
            ? IsOtherDanger(now, before) || StatesOtherDays(offered, known)
                || (offered.PublishedAt > known.EndedAt && Ends.IsMatch(Said(known)))
                || (offered.PublishedAt - known.PublishedAt >= Day && IdentityComparison.CommonShare(offered.Text, known.Text) < Edition)
            : now.IsSamePerson(before) == false;
    }

    /// <summary>Returns true for another danger, or a higher level of the same; a lower level ends the higher one.</summary>
    private static bool IsOtherDanger(Particulars now, Particulars before) =>
        (now.Warnings.Count > 0 && before.Warnings.Count > 0 && !now.Warnings.Overlaps(before.Warnings))
        || (now.Colours.Count > 0 && before.Colours.Count > 0 && now.Colours.Min() > before.Colours.Max());

    /// <summary>Returns true if each states the day of its own date and none of the other's.</summary>
    private static bool StatesOtherDays(IdentityEvidence offered, IdentityEvidence known)
    {
        HashSet<(int Month, int Day)> now = DaysIn(Said(offered)), before = DaysIn(Said(known));
        return !now.Overlaps(before) && IsAround(offered.PublishedAt!.Value, now) && IsAround(known.PublishedAt!.Value, before);
    }

    // The stored time is in UTC, so the day may be the one before or after.
    private static bool IsAround(DateTimeOffset at, HashSet<(int Month, int Day)> days) =>
        Enumerable.Range(-1, 3).Select(d => at.AddDays(d)).Any(day => days.Contains((day.Month, day.Day)));

    private static HashSet<(int Month, int Day)> DaysIn(string text) =>
    [
        .. Days.Matches(text).Select(m => (
            m.Groups["name"] is { Success: true } name ? Month(name.Value) : Number(m.Groups["month"]), Number(m.Groups["day"]))),
    ];

    private static int Month(string name) =>
        ("janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(name[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Returns what the item says itself: a page may print the day of the visit.</summary>
    private static string Said(IdentityEvidence item) =>
        NoticeWriting.Fold(
            item.Title + "\n" + ArticleSubstance.Extract(item.Length > SearchedLength ? item.Text[..SearchedLength] : item.Text));

    private const string MonthNames = "(?<name>jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*";

    [GeneratedRegex(
        @"(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]|\b\d{4}[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})\b"
            + @"|\b" + MonthNames + @"\.?\s+(?<day>\d{1,2})\b|\b(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + MonthNames + @"\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Days { get; }

    [GeneratedRegex(
        @"解除|取消|终止|撤销|撤回|结束|失效|降为|降至|降到|降低|降级|下调|已找到|找到了|平安|到案|归案|落网|抓获"
            + @"|\b(?:lifted|cancel\w*|withdrawn|ended|expired|no longer|all[- ]clear|downgrad\w*|lowered|found|safe and well|arrested"
            + @"|caught)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Ends { get; }
}
