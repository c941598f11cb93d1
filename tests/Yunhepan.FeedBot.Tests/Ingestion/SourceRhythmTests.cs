using Yunhepan.FeedBot.Ingestion.Scheduling;


namespace Yunhepan.FeedBot.Tests.Ingestion;

public sealed class SourceRhythmTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Six weeks of a newsroom: one article each half hour from nine to six, Monday to Friday.</summary>
    private static SourceRhythm Office => SourceRhythm.Unknown(Monday).With(
        Enumerable.Range(1, 42).Select(day => Monday.AddDays(-day))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(day => Enumerable.Range(18, 18).Select(half => day.AddMinutes(half * 30))),
        Monday,
        Shanghai);

    [Fact]
    public void Working_hours_are_asked_often_and_nights_and_weekends_seldom()
    {
        var rhythm = Office;
        var atTen = Wait(rhythm, Monday.AddHours(10));
        var atNight = Wait(rhythm, Monday.AddHours(21));
        var onSunday = Wait(rhythm, Monday.AddDays(6).AddHours(10));

        Assert.InRange(atTen, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(40));
        Assert.True(atNight > TimeSpan.FromHours(4), atNight.ToString());
        Assert.True(onSunday > TimeSpan.FromHours(4), onSunday.ToString());
    }

    [Fact]
    public void The_night_ends_in_time_for_the_first_article()
    {
        var from = Monday.AddDays(1).AddHours(6);
        var due = from + Wait(Office, from);

        Assert.InRange(due, Monday.AddDays(1).AddHours(8), Monday.AddDays(1).AddHours(10));
    }

    [Fact]
    public void A_source_that_falls_asleep_is_asked_less_and_less_without_a_write()
    {
        var awake = SourceRhythm.Unknown(Monday).With(Enumerable.Range(1, 24 * 30).Select(hour => Monday.AddHours(-hour)), Monday, Shanghai);
        var waits = Enumerable.Range(0, 12).Select(week => Wait(awake, Monday.AddDays(7 * week))).ToList();

        Assert.InRange(waits[0], TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(45));
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > waits[0] * 10);
    }

    [Fact]
    public void Two_articles_give_no_rhythm()
    {
        var rhythm = SourceRhythm.Unknown(Monday).With([Monday.AddHours(-1), Monday.AddHours(-2)], Monday, Shanghai);

        Assert.Null(rhythm.WaitForNews(Monday, Shanghai, Day));
        Assert.Null(rhythm.UsualPause(Monday));
    }

    [Fact]
    public void The_usual_pause_is_that_between_two_articles()
    {
        var rhythm = SourceRhythm.Unknown(Monday).With(Enumerable.Range(1, 90).Select(n => Monday.AddHours(-8 * n)), Monday, Shanghai);

        Assert.InRange(rhythm.UsualPause(Monday)!.Value, TimeSpan.FromHours(7), TimeSpan.FromHours(9));
    }

    [Fact]
    public void Articles_of_the_future_and_of_long_ago_teach_nothing()
    {
        var rhythm = SourceRhythm.Unknown(Monday).With(Enumerable.Range(1, 50).SelectMany(n => (DateTimeOffset[])[Monday.AddDays(n), Monday.AddDays(-100 - n)]), Monday, Shanghai);

        Assert.Null(rhythm.WaitForNews(Monday, Shanghai, Day));
    }

    [Fact]
    public void A_rhythm_is_written_in_a_few_bytes_and_read_back()
    {
        var line = Office.Write();
        var back = SourceRhythm.Read(line)!;

        Assert.InRange(line.Length, 40, 500);
        Assert.Equal(line, back.Write());
        Assert.InRange((Wait(back, Monday) - Wait(Office, Monday)).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1;2;3")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"Since\":0,\"At\":0,\"Learned\":5,\"Hours\":[0,0],\"Days\":[0,0,0,0,0,0,0]}")]
    [InlineData("{\"Since\":0,\"At\":0,\"Learned\":5,\"Hours\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],\"Days\":[0,0,0,0,0,0,-1]}")]
    [InlineData("{\"Since\":0,\"At\":0,\"Learned\":\"NaN\",\"Hours\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],\"Days\":[0,0,0,0,0,0,0]}")]
    public void An_invalid_rhythm_is_ignored(string? text) => Assert.Null(SourceRhythm.Read(text));

    private static TimeSpan Wait(SourceRhythm rhythm, DateTimeOffset from) => rhythm.WaitForNews(from, Shanghai, Day)!.Value;
}
