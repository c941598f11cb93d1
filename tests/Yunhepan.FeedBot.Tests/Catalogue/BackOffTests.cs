using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Catalogue;

public sealed class BackOffTests
{
    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(4, 40)]
    [InlineData(6, 160)]
    [InlineData(7, 300)]
    [InlineData(int.MaxValue, 300)]
    public void Each_failure_doubles_the_wait_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackOff.After(failures));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Before_any_failure_the_wait_is_the_first(int failures) => Assert.Equal(TimeSpan.FromSeconds(5), BackOff.After(failures));

    [Fact]
    public void Another_factor_takes_the_place_of_two() =>
        Assert.Equal(TimeSpan.FromSeconds(135), (BackOff with { Factor = 3 }).After(4));

    [Fact]
    public void A_first_wait_of_nothing_stays_nothing_however_many_failures_there_were() =>
        Assert.Equal(TimeSpan.Zero, new BackOff(TimeSpan.Zero, TimeSpan.FromHours(1)).After(5000));
}
