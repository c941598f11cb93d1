using Yunhepan.FeedBot.Ingestion.Polling;


namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class HostSharesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void With_a_pause_between_starts_one_of_a_host_starts_at_a_time_and_the_rest_has_its_turn_in_order()
    {
        var (taken, putOff) = Choose(["a", "a", "b", "a", "b"], places: 10, spacing: Second);

        Assert.Equal([0, 2], taken);
        Assert.Equal([(1, Second), (3, 2 * Second), (4, Second)], putOff);
    }

    [Fact]
    public void Without_a_pause_as_many_start_as_the_host_may_serve()
    {
        var (taken, putOff) = Choose(["a", "a", "a", "b"], places: 10, spacing: TimeSpan.Zero);

        Assert.Equal([0, 1, 3], taken);
        Assert.Equal([2], putOff.Select(p => p.Source));
    }

    [Fact]
    public void Polls_in_progress_count()
    {
        var (taken, _) = Choose(["a", "a", "b"], places: 10, spacing: TimeSpan.Zero, busy: new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 });

        Assert.Equal([0], taken);
    }

    [Fact]
    public void A_host_is_not_polled_during_its_pause()
    {
        var (taken, putOff) = Choose(["a", "b"], places: 10, spacing: Second, isFree: host => host != "a");

        Assert.Equal([1], taken);
        Assert.Equal([(0, Second)], putOff);
    }

    [Fact]
    public void No_more_are_taken_than_there_are_places_and_the_longest_due_come_first()
    {
        var (taken, putOff) = Choose([.. Enumerable.Range(0, 50).Select(i => "h" + i)], places: 7, spacing: Second);

        Assert.Equal(Enumerable.Range(0, 7), taken);
        Assert.Empty(putOff);
    }

    private static (List<int> Taken, List<(int Source, TimeSpan Wait)> PutOff) Choose(
        string[] hosts, int places, TimeSpan spacing, Dictionary<string, int>? busy = null, Func<string, bool>? isFree = null) =>
        HostShares.Choose(hosts.Select((host, i) => (i, host)), places, busy ?? [], 2, _ => spacing, isFree ?? (_ => true));
}
