using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Some sites put the time of the visit or a token into the links of each page they send.</summary>
public sealed class VolatileAddressTests(TestDatabases databases)
{
    private static string Volatile(int poll) => $"?ts={1_763_900_000 + (poll * 301)}&sid=a{poll}9f3c27d1e{poll}b&token=Zx{poll}81kQ99s";

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_with_other_links_at_each_poll_is_read_once_and_its_news_comes(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var (poll, newest) = (0, 5);
        rig.Origin.Map("/list", http => Answers.Text("<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=d1>"
            + string.Concat(Enumerable.Range(1, newest).Reverse().Select(n =>
                $"<li><span>2026-11-{10 + n}</span><a href=\"/n/{n}.html{Volatile(poll)}\">{SmallPortal.Title(n)}</a></li>")) + "</ul></body></html>")(http));
        foreach (var n in Enumerable.Range(1, 6))
        {
            foreach (var time in Enumerable.Range(0, 10))
                rig.Origin.Map($"/n/{n}.html{Volatile(time)}", Answers.Text(new SmallPortal(rig.Origin).Page(n).Replace("gb2312", "utf-8", StringComparison.Ordinal)));
        }

        rig.Follow(rig.Source("/list", kind: SourceKind.List));
        for (poll = 0; poll < 6; poll++)
            await rig.PollAsync(TimeSpan.FromSeconds(310));
        Assert.Equal(5, (await rig.LogAsync()).Count);
        Assert.False((await rig.StateAsync()).IsInDoubt, (await rig.StateAsync()).Suspicion);

        newest = 6;
        for (; poll < 9; poll++)
            await rig.PollAsync(TimeSpan.FromSeconds(310));

        Assert.Equal([(SmallPortal.Title(6), true)], (await rig.LogAsync()).Skip(5).Select(r => (r.Article.Title, r.Revision.Alerting)));
        // Each page is read once and revisited after ten minutes, and one is compared with those that are read later.
        Assert.InRange(rig.Origin.Requests.Count(r => r.Path.StartsWith("/n/", StringComparison.Ordinal)), 6, 20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_feed_with_other_links_at_each_poll_brings_nothing_twice(bool isDated)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var poll = 0;
        rig.Origin.Map("/feed", http => Feeds.Rss(Enumerable.Range(1, 5).Reverse().Select(n => new Entry(
            $"第{n}号换热站检修", $"http://portal.example/n/{n}.html{Volatile(poll)}", null, Feeds.Long($"第{n}站"),
            isDated ? new DateTimeOffset(2026, 11, 20, n, 0, 0, TimeSpan.Zero) : null)))(http));
        rig.Follow(rig.Source("/feed"));
        for (poll = 0; poll < 5; poll++)
            await rig.PollAsync();

        Assert.Equal(5, (await rig.LogAsync()).Count);
        Assert.False((await rig.StateAsync()).IsInDoubt, (await rig.StateAsync()).Suspicion);
    }
}
