using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Tests.Catalogue;

/// <summary>Quartz's cron dialect, as the host implements it.</summary>
internal sealed class QuartzCron : ICronExpressions
{
    private readonly QuartzCronExpressions _quartz = new();

    public string? Validate(string expression) => _quartz.Validate(expression);

    public DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) => _quartz.Next(expression, zone, after);
}
