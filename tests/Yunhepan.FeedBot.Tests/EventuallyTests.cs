using Microsoft.Extensions.Time.Testing;

namespace Yunhepan.FeedBot.Tests;

public sealed class EventuallyTests
{
    [Fact]
    public async Task A_clock_that_stands_still_is_moved_until_the_condition_holds()
    {
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();

        await Eventually.TrueAsync(() => time.GetUtcNow() >= start.AddMinutes(3), meanwhile: () => time.Advance(TimeSpan.FromMinutes(1)));

        Assert.Equal(start.AddMinutes(3), time.GetUtcNow());
    }

    [Fact]
    public async Task A_condition_that_is_never_met_is_named_with_what_is_known()
    {
        var arrived = 0;

        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => Eventually.TrueAsync(() => arrived == 1, TimeSpan.Zero, report: () => $"{arrived} arrived."));

        Assert.Equal("Waited 0 s for () => arrived == 1. 0 arrived.", error.Message);
        Assert.False(await Eventually.IsTrueAsync(() => Task.FromResult(arrived == 1), TimeSpan.Zero));
    }
}
