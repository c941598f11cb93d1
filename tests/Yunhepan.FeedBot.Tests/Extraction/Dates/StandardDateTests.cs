using System.Globalization;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Tests.Extraction.Dates;

/// <summary>The standard forms mean what the grammar of all dates reads in them.</summary>
public sealed class StandardDateTests
{
    private static readonly DateContext Context = new(new(2024, 3, 15, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc, "en");

    private static readonly string[] Zones = ["GMT", "UTC", "Z", "+0800", "-0330", "+08:00", "-05:30", "+0000", "+1400", "+1500", "EST", "", "0800", "+8"];

    [Theory]
    [InlineData("Tue, 05 Mar 2024 08:30:00 +0800", "2024-03-05T08:30:00.0000000+08:00")]
    [InlineData("5 Mar 2024 08:30:00 GMT", "2024-03-05T08:30:00.0000000+00:00")]
    [InlineData("2024-03-05T08:30:00Z", "2024-03-05T08:30:00.0000000+00:00")]
    [InlineData("2024-03-05T08:30:00.25-05:30", "2024-03-05T08:30:00.2500000-05:30")]
    public void A_standard_date_is_read_as_it_is_written(string text, string expected)
    {
        Assert.True(StandardDate.TryRead(text, out var date));
        Assert.Equal(expected, date.At.ToString("o", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_standard_date_means_what_the_grammar_reads_in_it()
    {
        var random = new Random(16);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var at = new DateTime(random.Next(1890, 2110), random.Next(1, 13), random.Next(1, 29), random.Next(24), random.Next(60), random.Next(60), DateTimeKind.Unspecified);
            var form = round % 2 == 0 ? "ddd, dd MMM yyyy HH:mm:ss " : "yyyy-MM-ddTHH:mm:ss";
            var text = at.ToString(form, CultureInfo.InvariantCulture) + (random.Next(4) == 0 && round % 2 == 1 ? ".125" : "") + Zones[random.Next(Zones.Length)];
            if (random.Next(5) == 0)
                text = text.Remove(random.Next(text.Length), 1);
            if (!StandardDate.TryRead(text, out var date))
                continue;
            read++;
            Assert.True(DateParser.TryFind(text, Context, out var found, out _), text);
            Assert.True(date.At.EqualsExact(found.At) && date.Precision == found.Precision, $"{text}: {date} and {found}");
        }

        Assert.InRange(read, 4_000, 20_000);
    }
}
