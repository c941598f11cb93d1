using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Tests.Ingestion;

public sealed class HostThrottleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HostThrottle _throttle;

    public HostThrottleTests() => _throttle = new HostThrottle(
        Options.Create(new FetchingOptions { PerHostConcurrency = 2, PerHostSpacing = TimeSpan.FromSeconds(1) }), _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_to_one_host_keep_their_interval()
    {
        using var first = await _throttle.WaitAsync("a.cn", Token);
        var second = _throttle.WaitAsync("a.cn", Token);

        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        using var turn = await second;
    }

    [Fact]
    public async Task Hosts_do_not_wait_for_each_other()
    {
        using var first = await _throttle.WaitAsync("a.cn", Token);
        var other = _throttle.WaitAsync("b.cn", Token);

        Assert.True(other.IsCompleted);
        (await other).Dispose();
    }

    [Fact]
    public async Task A_third_waits_until_one_of_two_is_done()
    {
        var first = await _throttle.WaitAsync("a.cn", Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        using var second = await _throttle.WaitAsync("a.cn", Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        var third = _throttle.WaitAsync("a.cn", Token);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        using var turn = await third;
        Assert.False(_throttle.WaitAsync("a.cn", Token).IsCompleted);
    }

    [Fact]
    public async Task Two_that_waited_do_not_start_together_where_their_timers_come_late()
    {
        var turns = new HostThrottle(Options.Create(new FetchingOptions { PerHostConcurrency = 3, PerHostSpacing = TimeSpan.FromSeconds(1) }), _time);
        using var first = await turns.WaitAsync("a.cn", Token);
        var second = turns.WaitAsync("a.cn", Token);
        var third = turns.WaitAsync("a.cn", Token);

        _time.Advance(TimeSpan.FromSeconds(10));
        var started = await Task.WhenAny(second, third);
        var waiting = started == second ? third : second;
        Assert.False(waiting.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));
        using var turn = await waiting;
        (await started).Dispose();
    }

    [Fact]
    public async Task Cancelling_releases_the_place()
    {
        using var first = await _throttle.WaitAsync("a.cn", Token);
        using var stop = new CancellationTokenSource();
        var impatient = _throttle.WaitAsync("a.cn", stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        _time.Advance(TimeSpan.FromSeconds(5));
        using var next = await _throttle.WaitAsync("a.cn", Token);
    }

    [Fact]
    public async Task Hosts_nobody_visits_are_forgotten()
    {
        for (var host = 0; host < 2000; host++)
        {
            (await _throttle.WaitAsync($"h{host}.cn", Token)).Dispose();
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(_throttle.KnownHosts, 0, 400);
    }
}
