using Quartz;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Tests.Sources;

/// <summary>Quartz's dialect, as the host has it.</summary>
internal sealed class QuartzCron : ICronExpressions
{
    public string? Validate(string expression)
    {
        try
        {
            _ = new CronExpression(expression);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    public DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) =>
        new CronExpression(expression, zone).GetNextValidTimeAfter(after);
}
