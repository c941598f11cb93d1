using Quartz;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Quartz's own cron parser, for <c>cron</c> in feeds.json.</summary>
internal sealed class QuartzCronExpressions : ICronExpressions
{
    public string? Validate(string expression)
    {
        try
        {
            _ = new CronExpression(expression);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    public DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) =>
        new CronExpression(expression, zone).GetNextValidTimeAfter(after);
}
