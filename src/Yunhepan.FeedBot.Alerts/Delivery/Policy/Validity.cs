using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>
/// How long an urgent alert is worth sending: until the end that it states, otherwise for a time after publication that depends
/// on its kind. After that it is not sent from a backlog; sent messages stay as they are.
/// </summary>
internal static partial class Validity
{
    private static readonly TimeSpan OfWarnings = TimeSpan.FromHours(24);
    private static readonly TimeSpan OfSearches = TimeSpan.FromDays(14);

    // Cached, because it is needed for each chat of an audience but read from the text once.
    private static readonly ConditionalWeakTable<Article, KnownEnd> Known = [];

    public static bool IsOver(Article article, DateTimeOffset now) => Until(article) < now;

    /// <summary>
    /// Returns false for an alert that was withdrawn, ended or expired before it was sent, so that it is not sent.
    /// </summary>
    public static bool IsCurrent(this Alert alert, Article article, DateTimeOffset now) => alert.Kind switch
    {
        AlertKind.Withdrawn => true,
        AlertKind.New => article.WithdrawnAt is null && !article.HasEnded && !IsOver(article, now),
        AlertKind.Corrected or AlertKind.AlsoAt or AlertKind.Ended => article.WithdrawnAt is null,
        _ => throw new UnreachableException($"unexpected alert kind {alert.Kind}"),
    };

    /// <summary>Returns until when the article is worth sending; null if nothing limits it.</summary>
    public static DateTimeOffset? Until(Article article) =>
        article.Priority == Priority.Urgent ? Known.GetValue(article, a => new KnownEnd(Read(a))).Until : null;

    private static DateTimeOffset? Read(Article article)
    {
        var published = article.Published ?? article.FirstSeenAt;
        if (WarningTitle.IsMatch(article.Title))
        {
            var text = article.Title + "\n" + article.AvailableText;
            return Stated(text, published) ?? (Notices.IsMatch(article.Title) ? null : published + OfWarnings + DayAlone(article));
        }

        return SearchTitle.IsMatch(article.Title) ? published + OfSearches + DayAlone(article) : null;
    }

    // A day without a time may mean its last minute.
    private static TimeSpan DayAlone(Article article) => article.PublishedHasTime ? TimeSpan.Zero : TimeSpan.FromDays(1);

    private static DateTimeOffset? Stated(string text, DateTimeOffset published)
    {
        DateTimeOffset? latest = null;
        foreach (Match match in Ends.Matches(text))
        {
            if (Moment(match, published) is { } end && end > published && !(latest >= end))
                latest = end;
        }

        foreach (Match match in Coming.Matches(text))
        {
            if (int.TryParse(match.Groups["hours"].Value, CultureInfo.InvariantCulture, out var hours)
                && published.AddHours(hours) is var end && !(latest >= end))
                latest = end;
        }

        return latest;
    }

    private static DateTimeOffset? Moment(Match match, DateTimeOffset published)
    {
        int Number(string group) =>
            match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var (hour, minute) = (Number("h"), Number("m"));
        if (match.Groups["part"].Value is "下午" or "晚上" or "晚" or "夜间" or "傍晚" && hour is > 0 and < 12)
            hour += 12;
        var days = match.Groups["rel"].Value switch { "明" => 1, "后" => 2, _ => 0 };
        var day = DateOnly.FromDateTime(published.DateTime).AddDays(days);
        if (match.Groups["day"].Success)
        {
            var (month, date) = (match.Groups["month"].Success ? Number("month") : published.Month, Number("day"));
            if (month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(published.Year, month))
                return null;
            day = new DateOnly(published.Year, month, date);
            // For example an end in January of a warning of December.
            if (day < DateOnly.FromDateTime(published.DateTime).AddMonths(-6))
                day = day.AddYears(1);
        }

        // A day without a time ends at its last minute; an early hour of a day that has passed belongs to the next day.
        var at = match.Groups["h"].Success
            ? day.ToDateTime(TimeOnly.MinValue).AddHours(Math.Min(hour, 24)).AddMinutes(Math.Min(minute, 59))
            : day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var moment = new DateTimeOffset(at, published.Offset);
        return !match.Groups["day"].Success && !match.Groups["rel"].Success && moment <= published ? moment.AddDays(1) : moment;
    }

    [GeneratedRegex(@"预警|警报|应急响应|\bwarnings?\b|\badvisory\b|停水|停电|停气|管制", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex WarningTitle { get; }

    // These are published days in advance, so without a stated end nothing is known.
    [GeneratedRegex(@"停水|停电|停气|管制", RegexOptions.None, 1_000)]
    private static partial Regex Notices { get; }

    [GeneratedRegex(@"寻人|急寻|走失|失踪|失联|走丢|\bmissing\b|\blost (?:child|boy|girl)", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex SearchTitle { get; }

    private const string MomentPattern =
        @"(?:(?:\d{4}年)?(?:(?<month>\d{1,2})月)?(?<day>\d{1,2})[日号]|(?<rel>今|明|后|当|次)[日天晚]?)?"
        + @"(?<part>凌晨|早上|上午|中午|下午|傍晚|晚上|晚|夜间)?(?:(?<h>\d{1,2})(?:[时点](?:(?<m>\d{1,2})分?)?|[:：](?<m>\d{2})))?";

    [GeneratedRegex(
        @"(?:有效期(?:至|到|截至)|有效至|(?:预计)?(?:将)?(?:持续|维持|延续)(?:到|至)|截止(?:到|至)?|截至|(?<=[时点分日号\d])(?:到|至|—|-|~))"
            + MomentPattern + @"(?<=[时点分日号\d天晚])",
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Ends { get; }

    [GeneratedRegex(@"未来(?<hours>\d{1,3})个?小时|\b(?:for the next|next|within)\s+(?<hours>\d{1,3})\s+hours",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Coming { get; }

    private sealed record KnownEnd(DateTimeOffset? Until);
}
