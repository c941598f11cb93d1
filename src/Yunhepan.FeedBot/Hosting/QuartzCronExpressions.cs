using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// Validates <c>cron</c> in feeds.json with Quartz's parser, and rejects numbers out of range that Quartz accepts and that never
/// fire or fire at other times.
/// </summary>
internal sealed partial class QuartzCronExpressions : ICronExpressions
{
    private static readonly (string Name, int Least, int Most)[] Fields =
    [
        ("second", 0, 59), ("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 1, 7),
        ("year", 1970, 2099),
    ];

    [GeneratedRegex(
        @"^(?<from>\d+)(-(?<to>\d+))?([/#LW].*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers { get; }

    public string? Validate(string expression)
    {
        try
        {
            _ = new CronExpression(expression);
            return OutOfRange(expression);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            return e.Message;
        }
    }

    public DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) =>
        new CronExpression(expression, zone).GetNextValidTimeAfter(after);

    private static string? OutOfRange(string expression)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var (text, (name, least, most)) in fields.Zip(Fields))
        {
            var numbers = text.Split(',').Select(part => Numbers.Match(part)).SelectMany(m => new[] { m.Groups["from"], m.Groups["to"] });
            foreach (var number in numbers.Where(g => g.Success))
            {
                if (!int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < least
                    || value > most)
                    return string.Create(CultureInfo.InvariantCulture, $"a {name} is {least} to {most}, not {number.Value}");
            }
        }

        return null;
    }
}
