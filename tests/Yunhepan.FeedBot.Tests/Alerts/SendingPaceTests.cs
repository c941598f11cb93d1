using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class SendingPaceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_always_wakes_a_little_late_still_sends_at_the_rate_and_never_above_it(bool isSpread)
    {
        var pace = new SendingPace(new SendLimits(30, 1, 20) { IsSpread = isSpread }, _time);
        List<DateTimeOffset> sends = [];
        for (var n = 0; n < 3000; n++)
        {
            if (pace.AccountFreeAt is var free && free > _time.GetUtcNow())
                _time.SetUtcNow(free + TimeSpan.FromMilliseconds(n * 7 % 12));
            pace.Count($"c{n}", isGroup: false);
            sends.Add(_time.GetUtcNow());
        }

        var seconds = (sends[^1] - sends[29]).TotalSeconds;
        Assert.True((sends.Count - 30) / seconds >= 0.98 * 30, $"{(sends.Count - 30) / seconds}/s");
        Assert.All(sends.Zip(sends.Skip(30)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Paced_sends_leave_a_slot_for_urgent_alerts_in_every_tenth_of_a_second()
    {
        var pace = new SendingPace(new SendLimits(30, 1, 20) { IsSpread = true }, _time);
        var longest = TimeSpan.Zero;
        for (var n = 0; n < 300; n++)
        {
            pace.Count($"c{n}", isGroup: false);
            var wait = pace.AccountFreeAt - _time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                continue;
            longest = wait > longest ? wait : longest;
            _time.Advance(wait);
        }

        Assert.InRange(longest, TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(350));
    }

    [Fact]
    public void A_chat_may_get_a_short_burst_and_then_one_a_second_and_a_group_twenty_a_minute()
    {
        var pace = new SendingPace(new SendLimits(1000, 1, 20), _time);

        Assert.Equal(3, Sends(pace, "c", isGroup: false, TimeSpan.Zero));
        Assert.InRange(Sends(pace, "c", isGroup: false, TimeSpan.FromSeconds(60)), 55, 60);
        Assert.InRange(Sends(pace, "g", isGroup: true, TimeSpan.FromSeconds(59)), 18, 20);
    }

    [Fact]
    public void Limits_of_other_kinds_hold_too()
    {
        // These are the limits of ntfy.sh: sixty at once, then one every five seconds, and 250 a day.
        var pace = new SendingPace(
            SendLimits.None with { Further = [new SendLimit(LimitScope.Account, 250, TimeSpan.FromDays(1)), new SendLimit(LimitScope.Chat, 5, TimeSpan.FromSeconds(2))] },
            _time);

        Assert.Equal(5, Sends(pace, "c", isGroup: false, TimeSpan.Zero));
        Assert.Equal(245, Sends(pace, "d", isGroup: false, TimeSpan.FromHours(2)));
        Assert.True(pace.AccountFreeAt > _time.GetUtcNow() + TimeSpan.FromHours(20));
    }

    [Fact]
    public void A_throttled_account_slows_down_and_recovers_over_time()
    {
        var pace = new SendingPace(new SendLimits(10, 1000, 1000), _time);
        pace.SlowDown();
        pace.SlowDown();
        Assert.InRange(pace.Slowness, 1.2, 1.22);
        Assert.InRange(Sends(pace, "c", isGroup: false, TimeSpan.FromSeconds(30)), 245, 262);

        for (var minute = 0; minute < 20; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            pace.Count("c", isGroup: false);
        }

        Assert.Equal(1, pace.Slowness);
    }

    // These are the documented limits of the platforms; "per robot" limits an account and "per channel" a chat.
    public static TheoryData<string, SendLimits, SendLimit[]> Platforms => new()
    {
        { "DingTalk robot", SendLimits.None with { Further = [Per(LimitScope.Account, 20, 60)] }, [Per(LimitScope.Account, 20, 60)] },
        { "WeCom robot", SendLimits.None with { Further = [Per(LimitScope.Account, 20, 60)] }, [Per(LimitScope.Account, 20, 60)] },
        {
            "Feishu bot", new SendLimits(5, double.PositiveInfinity, double.PositiveInfinity) { Further = [Per(LimitScope.Account, 100, 60)] },
            [Per(LimitScope.Account, 5, 1), Per(LimitScope.Account, 100, 60)]
        },
        { "Slack webhook", new SendLimits(double.PositiveInfinity, 1, double.PositiveInfinity) { ChatBurstSeconds = 1 }, [Per(LimitScope.Chat, 1, 1)] },
        {
            "Discord webhook", new SendLimits(50, double.PositiveInfinity, double.PositiveInfinity) { Further = [Per(LimitScope.Chat, 5, 2), Per(LimitScope.Chat, 30, 60)] },
            [Per(LimitScope.Account, 50, 1), Per(LimitScope.Chat, 5, 2), Per(LimitScope.Chat, 30, 60)]
        },
        { "QQ bot, 4 a month", SendLimits.None with { Further = [Per(LimitScope.Chat, 4, 31 * 86400)] }, [Per(LimitScope.Chat, 4, 31 * 86400)] },
        { "LINE, 200 a month", SendLimits.None with { Further = [Per(LimitScope.Account, 200, 31 * 86400)] }, [Per(LimitScope.Account, 200, 31 * 86400)] },
        { "ntfy.sh", SendLimits.None with { Further = [Per(LimitScope.Account, 250, 86400)] }, [Per(LimitScope.Account, 250, 86400)] },
        {
            "Telegram", new SendLimits(30, 1, 20) { IsSpread = true },
            [Per(LimitScope.Account, 30, 1), Per(LimitScope.Chat, 3, 3), Per(LimitScope.Group, 20, 60)]
        },
        { "Telegram, paid", new SendLimits(1000, 1, 20) { IsSpread = true }, [Per(LimitScope.Account, 1000, 1), Per(LimitScope.Group, 20, 60)] },
        // Both platforms answer "too fast" and state no waiting time as a number.
        { "Matrix, XMPP", new SendLimits(10, 1, 60), [Per(LimitScope.Account, 10, 1), Per(LimitScope.Chat, 3, 3)] },
    };

    [Theory]
    [MemberData(nameof(Platforms))]
    public void The_limits_of_each_platform_can_be_configured_and_are_kept_and_used(string platform, SendLimits limits, SendLimit[] promised)
    {
        var pace = new SendingPace(limits, _time);
        List<(string Chat, DateTimeOffset At)> sends = [];
        string[] chats = ["g1", "g2", "c1", "c2"];
        for (var n = 0; n < 2500; n++)
        {
            var chat = chats.MinBy(pace.ChatFreeAt)!;
            var free = new[] { pace.AccountFreeAt, pace.ChatFreeAt(chat), _time.GetUtcNow() }.Max();
            _time.SetUtcNow(free);
            pace.Count(chat, isGroup: chat[0] == 'g');
            sends.Add((chat, free));
        }

        foreach (var limit in promised)
        {
            var streams = limit.Scope == LimitScope.Account
                ? [sends.Select(s => s.At).ToList()]
                : sends.Where(s => limit.Scope == LimitScope.Chat || s.Chat[0] == 'g').GroupBy(s => s.Chat, s => s.At).Select(g => g.ToList());
            Assert.All(streams, stream => Assert.All(
                stream.Zip(stream.Skip(limit.Count)), pair => Assert.True(pair.Second - pair.First >= limit.Span, $"{platform}: {limit} {pair}")));
        }

        // The narrowest limit is used fully except for a margin.
        var hours = (sends[^1].At - sends[0].At).TotalSeconds;
        var slowest = promised.Max(l => sends.Count / (l.Count / l.Span.TotalSeconds * (l.Scope == LimitScope.Account ? 1 : chats.Length)));
        Assert.True(hours <= slowest * 1.1, $"{platform}: {hours} s instead of {slowest} s");
    }

    private static SendLimit Per(LimitScope scope, int count, double seconds) => new(scope, count, TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Answers_get_the_next_slot_and_a_crowded_chat_waits_for_its_own()
    {
        var pace = new SendingPace(new SendLimits(10, 1, 20), _time);
        foreach (var number in Enumerable.Range(0, 10))
            pace.Count($"c{number}", isGroup: false);
        var next = pace.AccountFreeAt;

        Assert.Equal((next, true), pace.TakeNext("asker", isGroup: false));
        Assert.Equal(next, pace.AccountFreeAt);
        _time.SetUtcNow(next);
        foreach (var number in Enumerable.Range(0, 9))
            pace.Count($"d{number}", isGroup: false);
        Assert.True(pace.AccountFreeAt >= next + TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(pace.TakeNext("asker", isGroup: false).IsTaken);
        Assert.True(pace.TakeNext("asker", isGroup: false).IsTaken);
        var (at, isTaken) = pace.TakeNext("asker", isGroup: false);
        Assert.False(isTaken);
        Assert.True(at > _time.GetUtcNow());
        Assert.True(pace.AccountFreeAt <= _time.GetUtcNow());
    }

    [Fact]
    public void Half_of_the_slots_stay_free_for_alerts_however_many_people_ask()
    {
        var pace = new SendingPace(new SendLimits(30, 1, 20) { IsSpread = true }, _time);
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(10);
        var (answers, alerts, asker) = (0, 0, 0);
        while (_time.GetUtcNow() < end)
        {
            if (pace.TakeNext($"asker {asker++}", isGroup: false).IsTaken)
                answers++;
            if (pace.AccountFreeAt <= _time.GetUtcNow())
            {
                pace.Count($"reader {alerts++}", isGroup: false);
                continue;
            }

            _time.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.InRange(answers, 130, 165);
        Assert.InRange(alerts, 110, 165);
    }

    private int Sends(SendingPace pace, string chat, bool isGroup, TimeSpan within)
    {
        var end = _time.GetUtcNow() + within;
        for (var count = 0; ; count++)
        {
            var free = pace.AccountFreeAt > pace.ChatFreeAt(chat) ? pace.AccountFreeAt : pace.ChatFreeAt(chat);
            if (free > end)
            {
                _time.SetUtcNow(end);
                return count;
            }

            if (free > _time.GetUtcNow())
                _time.SetUtcNow(free);
            pace.Count(chat, isGroup);
        }
    }
}
