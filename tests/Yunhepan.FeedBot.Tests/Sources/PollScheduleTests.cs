using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;
using Yunhepan.FeedBot.Sources.Polling;

namespace Yunhepan.FeedBot.Tests.Sources;

public sealed class PollScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2011, 11, 3, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly QuartzCron Cron = new();

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static TheoryData<int> EverySeconds => [2, 60, 900, 3600, 86400, 7 * 86400];

    [Theory]
    [MemberData(nameof(EverySeconds))]
    public void After_a_success_it_waits_its_interval_and_at_most_a_tenth_more(int seconds)
    {
        var every = TimeSpan.FromSeconds(seconds);
        foreach (var source in Sources(200, every))
        {
            var wait = Next(source) - Noon;
            Assert.InRange(wait, every, every * 1.1);
            Assert.True(wait <= every + TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public void Without_a_rhythm_of_its_own_the_default_holds()
    {
        var source = Source("a");
        Assert.InRange(Next(source) - Noon, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16.5));
        var slow = PollSchedule.Next(source, Noon, 0, null, Cron, new PollingOptions { DefaultEvery = TimeSpan.FromHours(2) });
        Assert.InRange(slow - Noon, TimeSpan.FromHours(2), TimeSpan.FromHours(2.1));
    }

    [Fact]
    public void Sources_that_were_polled_together_are_not_due_together()
    {
        var waits = Sources(1000, TimeSpan.FromMinutes(15)).Select(source => Next(source) - Noon).Order().ToList();

        // 90 s of spread: no second has more than a few of the thousand.
        Assert.InRange(waits.GroupBy(wait => (int)wait.TotalSeconds).Max(group => group.Count()), 1, 35);
        Assert.InRange(waits[^1] - waits[0], TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void The_same_poll_always_gives_the_same_answer()
    {
        foreach (var source in Sources(50, null))
        {
            for (var failures = 0; failures < 5; failures++)
                Assert.Equal(Next(source, failures), Next(source with { }, failures));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 0)]
    [InlineData(60, 60)]
    [InlineData(24 * 60, 24 * 60)]
    [InlineData(48 * 60, 24 * 60)]
    [InlineData(-5, 0)]
    [InlineData(int.MaxValue, 24 * 60)]
    public void It_is_never_sooner_than_asked_up_to_a_day(int askedMinutes, int atLeastMinutes)
    {
        var next = PollSchedule.Next(Source("a"), Noon, 0, TimeSpan.FromMinutes(askedMinutes), Cron);

        Assert.True(next >= Noon.AddMinutes(atLeastMinutes));
        Assert.True(next <= Noon.AddMinutes(Math.Max(atLeastMinutes, 16.5)));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(4, 120)]
    [InlineData(7, 960)]
    [InlineData(8, 1440)]
    [InlineData(9, 1440)]
    [InlineData(40, 1440)]
    [InlineData(int.MaxValue, 1440)]
    public void Each_failure_doubles_the_wait_up_to_a_day(int failures, int minutes)
    {
        foreach (var source in Sources(100, TimeSpan.FromMinutes(15)))
            Assert.InRange(Next(source, failures) - Noon, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(Math.Min(minutes * 1.1, 1440)));
    }

    [Fact]
    public void Failing_never_makes_a_source_be_polled_sooner()
    {
        foreach (var every in (TimeSpan?[])[null, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(15), TimeSpan.FromHours(23), TimeSpan.FromDays(7)])
        {
            foreach (var source in Sources(20, every))
            {
                for (var failures = 0; failures < 30; failures++)
                    Assert.True(Next(source, failures + 1) >= Next(source, 0), $"{every} after {failures}");
            }
        }
    }

    [Fact]
    public void Sources_that_failed_together_do_not_come_back_together()
    {
        var waits = Sources(500, TimeSpan.FromMinutes(15)).Select(source => Next(source, 4) - Noon).ToList();

        Assert.True(waits.Max() - waits.Min() > TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Retry_After_and_back_off_both_hold()
    {
        Assert.Equal(Noon.AddHours(5), PollSchedule.Next(Source("a"), Noon, 1, TimeSpan.FromHours(5), Cron));
        Assert.True(PollSchedule.Next(Source("a"), Noon, 6, TimeSpan.FromMinutes(1), Cron) >= Noon.AddHours(8));
    }

    [Fact]
    public void A_throttling_server_that_names_no_time_is_left_alone_for_an_hour()
    {
        var next = PollSchedule.Next(Source("a"), Noon, 1, null, Cron, fault: FetchFault.Throttled);
        var asked = PollSchedule.Next(Source("a"), Noon, 1, TimeSpan.FromMinutes(2), Cron, fault: FetchFault.Throttled);

        Assert.Equal(Noon.AddHours(1), next);
        Assert.True(asked < Noon.AddMinutes(17));
    }

    [Fact]
    public void Gone_is_gone_for_good()
    {
        Assert.Equal(DateTimeOffset.MaxValue, PollSchedule.Next(Source("a"), Noon, 1, null, Cron, fault: FetchFault.Gone));
        Assert.Equal(DateTimeOffset.MaxValue, PollSchedule.Next(WithCron("0 0 8 * * ?"), Noon, 1, null, Cron, fault: FetchFault.Gone));
    }

    [Theory]
    [InlineData("0 0 8 * * ?", "2011-11-04T08:00:00+08:00")]
    [InlineData("0 30 16 * * ?", "2011-11-03T16:30:00+08:00")]
    [InlineData("0 0/10 * * * ?", "2011-11-03T12:10:00+08:00")]
    [InlineData("0 0 9 ? * MON", "2011-11-07T09:00:00+08:00")]
    public void Cron_fires_in_the_zone_of_the_source_and_at_most_a_minute_late(string expression, string expected)
    {
        var at = DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var id in Enumerable.Range(0, 100))
        {
            var next = Next(WithCron(expression) with { Id = $"s{id}" });
            Assert.InRange(next, at, at.AddMinutes(1));
        }
    }

    [Fact]
    public void Polling_at_the_spread_moment_leads_to_the_firing_after()
    {
        var source = WithCron("0 0/10 * * * ?");
        var first = Next(source);
        var second = PollSchedule.Next(source, first, 0, null, Cron);

        Assert.Equal(TimeSpan.FromMinutes(10), second - first);
    }

    [Fact]
    public void Cron_waits_for_servers_and_failures_too()
    {
        var source = WithCron("0 0/10 * * * ?");

        Assert.Equal(Noon.AddHours(1), PollSchedule.Next(source, Noon, 0, TimeSpan.FromHours(1), Cron));
        Assert.True(Next(source, 5) >= Noon.AddHours(4));
        Assert.Equal(Next(WithCron("0 0 8 * * ?")), Next(WithCron("0 0 8 * * ?"), 1));
    }

    [Fact]
    public void Cron_that_never_fires_again_means_never() =>
        Assert.Equal(DateTimeOffset.MaxValue, Next(WithCron("0 0 8 1 1 ? 2010")));

    [Fact]
    public void First_polls_are_spread_over_the_start()
    {
        var waits = Sources(1000, null).Select(source => PollSchedule.First(source, Noon) - Noon).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.InRange(waits.GroupBy(wait => (int)wait.TotalSeconds).Max(group => group.Count()), 1, 90);
    }

    private static DateTimeOffset Next(Source source, int failures = 0) => PollSchedule.Next(source, Noon, failures, null, Cron);

    private static IEnumerable<Source> Sources(int count, TimeSpan? every) =>
        Enumerable.Range(0, count).Select(n => Source($"source-{n}") with { Every = every });

    private static Source WithCron(string expression) => Source("a") with { Cron = expression, ScheduleZone = Shanghai };

    private static Source Source(string id) => new() { Id = id, Url = $"http://{id}.example.cn/", Name = new LocalisedName(id, id) };
}
