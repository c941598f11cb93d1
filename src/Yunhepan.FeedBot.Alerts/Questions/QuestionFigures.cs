using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>How a publisher answered the questions of one month.</summary>
/// <param name="PublisherId">The publisher; empty for this site itself.</param>
/// <param name="Month">The first day of the month, in the site's time zone.</param>
/// <param name="Asked">The questions that were sent to it.</param>
/// <param name="Answered">Those of them that have an answer by now.</param>
/// <param name="MedianToAnswer">The median time to the first answer; null if there is none.</param>
public sealed record PublisherFigures(string PublisherId, DateOnly Month, int Asked, int Answered, TimeSpan? MedianToAnswer);

/// <summary>Counts questions and answers. Scoped, like its context.</summary>
public sealed class QuestionFigures(AlertsDb db, CurrentTopics topics)
{
    /// <summary>Returns the figures of each publisher and month, the newest month first.</summary>
    /// <param name="since">The earliest time of a question.</param>
    public async Task<IReadOnlyList<PublisherFigures>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var zone = topics.Tree.Site.TimeZone;
        var rows = await db.Questions.AsNoTracking().Where(q => q.State != QuestionState.Draft && q.AskedAt >= since)
            .Select(q => new { q.PublisherId, q.AskedAt, q.FirstAnswerAt }).ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(r => (Publisher: r.PublisherId ?? "", Month: MonthOf(r.AskedAt, zone)))
                .OrderByDescending(g => g.Key.Month).ThenBy(g => g.Key.Publisher, StringComparer.Ordinal)
                .Select(g => new PublisherFigures(
                    g.Key.Publisher, g.Key.Month, g.Count(), g.Count(r => r.FirstAnswerAt is not null),
                    Median([.. g.Where(r => r.FirstAnswerAt is not null).Select(r => r.FirstAnswerAt!.Value - r.AskedAt).Order()]))),
        ];
    }

    private static DateOnly MonthOf(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new DateOnly(local.Year, local.Month, 1);
    }

    private static TimeSpan? Median(TimeSpan[] ordered) => ordered.Length == 0 ? null
        : (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
}
