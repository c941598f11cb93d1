using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Tests.Catalogue;

namespace Yunhepan.FeedBot.Tests.Ingestion;

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
        var slow = Due(source, Noon, 0, null, Cron, new PollingOptions { DefaultEvery = TimeSpan.FromHours(2) });
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
    public void A_poll_is_never_sooner_than_requested_up_to_a_day(int askedMinutes, int atLeastMinutes)
    {
        var next = Due(Source("a"), Noon, 0, TimeSpan.FromMinutes(askedMinutes), Cron);

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
        Assert.Equal(Noon.AddHours(5), Due(Source("a"), Noon, 1, TimeSpan.FromHours(5), Cron));
        Assert.True(Due(Source("a"), Noon, 6, TimeSpan.FromMinutes(1), Cron) >= Noon.AddHours(8));
    }

    [Fact]
    public void A_throttling_server_that_names_no_time_is_left_alone_for_an_hour()
    {
        var next = Due(Source("a"), Noon, 1, null, Cron, fault: FetchFault.Throttled);
        var asked = Due(Source("a"), Noon, 1, TimeSpan.FromMinutes(2), Cron, fault: FetchFault.Throttled);

        Assert.Equal(Noon.AddHours(1), next);
        Assert.True(asked < Noon.AddMinutes(17));
    }

    [Fact]
    public void Gone_is_gone_for_good()
    {
        Assert.Equal(DateTimeOffset.MaxValue, Due(Source("a"), Noon, 1, null, Cron, fault: FetchFault.Gone));
        Assert.Equal(DateTimeOffset.MaxValue, Due(WithCron("0 0 8 * * ?"), Noon, 1, null, Cron, fault: FetchFault.Gone));
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
        var second = Due(source, first, 0, null, Cron);

        Assert.Equal(TimeSpan.FromMinutes(10), second - first);
    }

    [Fact]
    public void Cron_waits_for_servers_and_failures_too()
    {
        var source = WithCron("0 0/10 * * * ?");

        Assert.Equal(Noon.AddHours(1), Due(source, Noon, 0, TimeSpan.FromHours(1), Cron));
        Assert.True(Next(source, 5) >= Noon.AddHours(4));
        Assert.Equal(Next(WithCron("0 0 8 * * ?")), Next(WithCron("0 0 8 * * ?"), 1));
    }

    [Fact]
    public void Cron_that_never_fires_again_means_never() =>
        Assert.Equal(DateTimeOffset.MaxValue, Next(WithCron("0 0 8 1 1 ? 2010")));

    [Fact]
    public void First_polls_are_spread_over_the_start()
    {
        var waits = Sources(1000, null).Select(source => PollSchedule.First(source, Noon).At - Noon).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.InRange(waits.GroupBy(wait => (int)wait.TotalSeconds).Max(group => group.Count()), 1, 90);
    }

    [Fact]
    public void Many_new_sources_are_spread_over_more_time_and_few_over_little()
    {
        var waits = Sources(10_000, null).Select(source => PollSchedule.First(source, Noon, together: 10_000).At - Noon).ToList();

        Assert.InRange(waits.Max(), TimeSpan.FromSeconds(95), TimeSpan.FromSeconds(100));
        Assert.InRange(waits.GroupBy(wait => (int)wait.TotalSeconds).Max(group => group.Count()), 100, 160);
        Assert.All(waits, wait => Assert.True(wait >= TimeSpan.Zero));
    }

    [Fact]
    public void No_second_of_the_first_hour_of_very_many_sources_is_busier_than_others()
    {
        var perSecond = new int[3600];
        foreach (var source in Sources(100_000, TimeSpan.FromMinutes(15)))
        {
            for (var due = PollSchedule.First(source, Noon, together: 100_000).At; due < Noon.AddHours(1); due = Due(source, due, 0, null, Cron))
                perSecond[(int)(due - Noon).TotalSeconds]++;
        }

        Assert.InRange(perSecond.Average(), 95, 115);
        Assert.InRange(perSecond.Max(), 100, 160);
    }

    [Fact]
    public void What_the_document_asks_holds_through_every_poll()
    {
        var hourly = new PollHints(TimeSpan.FromHours(1), 0, 0);

        Assert.Equal((Noon.AddHours(1), DueReason.TimeToLive), Reason(new PollOutcome(Noon) { Hints = hourly }));
        Assert.Equal((Noon.AddDays(1), DueReason.TimeToLive), Reason(new PollOutcome(Noon) { Hints = hourly with { TimeToLive = TimeSpan.FromDays(30) } }));
        Assert.Equal((Noon.AddHours(2), DueReason.MaxAge), Reason(new PollOutcome(Noon) { Hints = hourly, ServerWait = TimeSpan.FromHours(2) }));
    }

    [Fact]
    public void No_poll_falls_into_an_hour_or_a_day_to_be_left_out()
    {
        // Thursday noon in China is 04:00 GMT.
        foreach (var hours in (int[])[0, 0b1111_0000, 0xF0F0F0, (1 << 24) - 1 - (1 << 9)])
        {
            foreach (var days in (int[])[0, 1 << (int)DayOfWeek.Thursday, (1 << 7) - 1 - (1 << (int)DayOfWeek.Tuesday)])
            {
                var hints = new PollHints(null, hours, days);
                foreach (var source in Sources(50, TimeSpan.FromMinutes(40)))
                {
                    var due = PollSchedule.Next(source, new PollOutcome(Noon) { Hints = hints }, Cron).At.ToUniversalTime();
                    Assert.False((hours & (1 << due.Hour)) != 0 || (days & (1 << (int)due.DayOfWeek)) != 0, $"{hours:x} {days:x}: {due}");
                    Assert.InRange(due - Noon, TimeSpan.FromMinutes(40), TimeSpan.FromDays(8));
                }
            }
        }
    }

    [Fact]
    public void A_document_that_skips_every_hour_or_day_is_ignored()
    {
        var all = new PollHints(null, (1 << 24) - 1, (1 << 7) - 1);

        Assert.Equal(Next(Source("a")), PollSchedule.Next(Source("a"), new PollOutcome(Noon) { Hints = all }, Cron).At);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(86_400)]
    [InlineData(7 * 86_400)]
    public void Retry_After_is_kept_to_the_second_up_to_a_week(int seconds)
    {
        var outcome = new PollOutcome(Noon) { Failures = 1, Fault = FetchFault.Throttled, ServerWait = TimeSpan.FromSeconds(seconds) };
        var due = PollSchedule.Next(Source("a") with { Every = TimeSpan.FromSeconds(10) }, outcome, Cron);

        Assert.Equal((Noon.AddSeconds(seconds), DueReason.RetryAfter), (due.At, due.Reason));
    }

    [Theory]
    [InlineData(8 * 86_400)]
    [InlineData(365 * 86_400)]
    [InlineData(int.MaxValue)]
    public void Who_asks_for_more_than_a_week_is_asked_again_after_a_week(int seconds)
    {
        var outcome = new PollOutcome(Noon) { Failures = 1, Fault = FetchFault.Throttled, ServerWait = TimeSpan.FromSeconds(seconds) };

        Assert.Equal(Noon.AddDays(7), PollSchedule.Next(Source("a"), outcome, Cron).At);
    }

    [Fact]
    public void A_busy_source_is_polled_at_the_floor_and_a_sleepy_one_at_the_ceiling()
    {
        var busy = Rhythm(Enumerable.Range(1, 600).Select(n => Noon.AddMinutes(-n * 3)));
        var sleepy = Rhythm(Enumerable.Range(1, 5).Select(n => Noon.AddDays(-n * 9)));

        Assert.InRange(Wait(busy), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
        Assert.InRange(Wait(sleepy), TimeSpan.FromHours(3), TimeSpan.FromHours(3) + TimeSpan.FromMinutes(5));
        Assert.Equal(DueReason.Rhythm, PollSchedule.Next(Source("a"), new PollOutcome(Noon) { Rhythm = busy }, Cron).Reason);
    }

    [Fact]
    public void An_urgent_source_never_waits_longer_than_its_bound_but_keeps_what_servers_ask()
    {
        var sleepy = Rhythm(Enumerable.Range(1, 5).Select(n => Noon.AddDays(-n * 9)));
        var bound = TimeSpan.FromMinutes(10);
        foreach (var source in Sources(200, null))
        {
            foreach (var rhythm in (SourceRhythm?[])[null, sleepy])
            {
                foreach (var pushed in (bool[])[false, true])
                {
                    for (var failures = 0; failures < 12; failures++)
                    {
                        var outcome = new PollOutcome(Noon) { IsUrgent = true, Rhythm = rhythm, IsPushed = pushed, Failures = failures };
                        Assert.InRange(PollSchedule.Next(source, outcome, Cron).At - Noon, TimeSpan.FromMinutes(1), bound);
                    }
                }
            }
        }

        var asked = new PollOutcome(Noon) { IsUrgent = true, Failures = 1, Fault = FetchFault.Throttled, ServerWait = TimeSpan.FromHours(2) };
        Assert.Equal(Noon.AddHours(2), PollSchedule.Next(Source("a"), asked, Cron).At);
    }

    [Fact]
    public void With_a_hub_polling_is_a_safety_net_until_it_fails()
    {
        var pushed = new PollOutcome(Noon) { IsPushed = true };

        Assert.Equal(DueReason.Pushed, PollSchedule.Next(Source("a"), pushed, Cron).Reason);
        Assert.True(PollSchedule.Next(Source("a"), pushed, Cron).At >= Noon.AddHours(6));
        Assert.True(PollSchedule.Next(Source("a"), pushed with { Failures = 1 }, Cron).At < Noon.AddMinutes(17));
    }

    [Fact]
    public void An_interval_of_its_own_wins_over_rhythm_and_urgency()
    {
        var busy = Rhythm(Enumerable.Range(1, 600).Select(n => Noon.AddMinutes(-n * 3)));
        var source = Source("a") with { Every = TimeSpan.FromHours(5) };

        Assert.True(PollSchedule.Next(source, new PollOutcome(Noon) { Rhythm = busy, IsUrgent = true }, Cron).At >= Noon.AddHours(5));
    }

    private static (DateTimeOffset At, DueReason Reason) Reason(PollOutcome outcome)
    {
        var due = PollSchedule.Next(Source("a"), outcome, Cron);
        return (due.At, due.Reason);
    }

    private static TimeSpan Wait(SourceRhythm rhythm) => PollSchedule.Next(Source("a"), new PollOutcome(Noon) { Rhythm = rhythm }, Cron).At - Noon;

    private static SourceRhythm Rhythm(IEnumerable<DateTimeOffset> published) => SourceRhythm.Unknown(Noon).With(published, Noon, TimeZoneInfo.Utc);

    private static DateTimeOffset Next(Source source, int failures = 0) => Due(source, Noon, failures, null, Cron);

    private static DateTimeOffset Due(
        Source source, DateTimeOffset polledAt, int failures, TimeSpan? wait, ICronExpressions cron, PollingOptions? options = null, FetchFault? fault = null) =>
        PollSchedule.Next(source, new PollOutcome(polledAt) { Failures = failures, ServerWait = wait, Fault = fault }, cron, options).At;

    private static IEnumerable<Source> Sources(int count, TimeSpan? every) =>
        Enumerable.Range(0, count).Select(n => Source($"source-{n}") with { Every = every });

    private static Source WithCron(string expression) => Source("a") with { Cron = expression, ScheduleZone = Shanghai };

    private static Source Source(string id) => new() { Id = id, Url = $"http://{id}.example.cn/", Name = new LocalisedName(id, id) };
}
