using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Delivery;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class SendingPaceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_wakes_a_little_late_each_time_still_sends_at_the_rate_and_never_above_it(bool isSpread)
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
    public void What_is_spread_leaves_a_place_for_the_urgent_in_every_tenth_of_a_second()
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
        // As ntfy.sh counts: sixty at once, then one each five seconds; 250 a day.
        var pace = new SendingPace(
            SendLimits.None with { Further = [new SendLimit(LimitScope.Account, 250, TimeSpan.FromDays(1)), new SendLimit(LimitScope.Chat, 5, TimeSpan.FromSeconds(2))] },
            _time);

        Assert.Equal(5, Sends(pace, "c", isGroup: false, TimeSpan.Zero));
        Assert.Equal(245, Sends(pace, "d", isGroup: false, TimeSpan.FromHours(2)));
        Assert.True(pace.AccountFreeAt > _time.GetUtcNow() + TimeSpan.FromHours(20));
    }

    [Fact]
    public void Being_told_that_it_is_too_fast_slows_an_account_down_and_time_heals_it()
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
