using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Sources;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Polling;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>The due time that follows an outcome; the rule itself is <see cref="PollSchedule"/>.</summary>
public sealed class SourceSchedule(ICronExpressions cron, IOptions<PollingOptions> options)
{
    /// <summary>
    /// A source that will not be polled again until its entry in feeds.json changes. Not the largest time there
    /// is: PostgreSQL would read that as infinity.
    /// </summary>
    public static DateTimeOffset Never { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset First(Source source, DateTimeOffset now) => PollSchedule.First(source, now, options.Value);

    public DateTimeOffset AfterSuccess(Source source, DateTimeOffset polledAt, TimeSpan? minimumWait) =>
        Bounded(PollSchedule.Next(source, polledAt, 0, minimumWait, cron, options.Value));

    public DateTimeOffset AfterFailure(Source source, DateTimeOffset polledAt, int failures, SourceReading.Failed failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        return Bounded(PollSchedule.Next(source, polledAt, failures, failed.RetryAfter, cron, options.Value, failed.Fault));
    }

    private static DateTimeOffset Bounded(DateTimeOffset next) => next < Never ? next : Never;
}
