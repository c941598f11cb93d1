using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.SamplePortal;
using Yunhepan.FeedBot.SamplePortal.Content;

namespace Yunhepan.FeedBot.Tests.Demo;

public sealed class PortalScriptTests
{
    [Fact]
    public void The_same_seed_tells_the_same_story() =>
        Assert.Equal(Story(seed: 7, ticks: 300), Story(seed: 7, ticks: 300));

    [Fact]
    public void Another_seed_tells_another_story() =>
        Assert.NotEqual(Story(seed: 7, ticks: 300), Story(seed: 8, ticks: 300));

    [Fact]
    public void Something_happens_at_every_tick_long_after_the_written_articles_ran_out()
    {
        var story = Story(seed: 2011, ticks: 500);

        Assert.Equal(500, story.Count);
        var published = story.Where(e => e.Kind == PortalEventKind.Published).ToList();
        Assert.Equal(published.Count, published.DistinctBy(e => e.Path).Count());
        Assert.Equal(published.Count, published.DistinctBy(e => e.Title).Count());
    }

    [Fact]
    public void The_second_article_is_urgent_and_every_fourth_after_it()
    {
        var published = Story(seed: 2011, ticks: 60).Where(e => e.Kind == PortalEventKind.Published).ToList();

        Assert.All(published.Index(), e => Assert.Equal(e.Index % 4 == 1, e.Item.IsUrgent));
    }

    [Fact]
    public void Now_and_then_something_is_corrected_or_withdrawn()
    {
        var story = Story(seed: 2011, ticks: 84);

        Assert.InRange(story.Count(e => e.Kind == PortalEventKind.Corrected), 8, 14);
        Assert.InRange(story.Count(e => e.Kind == PortalEventKind.Withdrawn), 4, 6);
    }

    [Fact]
    public void What_the_portal_withdraws_is_missed_within_twenty_seconds()
    {
        var beat = new PortalServerOptions().PublishEvery;
        Dictionary<string, int> published = [];
        foreach (var (tick, happened) in Story(seed: 2011, ticks: 500).Index())
        {
            if (happened.Kind == PortalEventKind.Published)
                published[happened.Path] = tick;
            if (happened.Kind != PortalEventKind.Withdrawn)
                continue;
            var age = beat * (tick - published[happened.Path]);
            var looks = DemoSettings.Looks.TakeWhile(look => (age -= look) >= TimeSpan.Zero).Count();
            var settings = DemoSettings.For(new Uri("http://127.0.0.1/"));
            TimeSpan Setting(string key) => TimeSpan.Parse(settings[key]!, CultureInfo.InvariantCulture);

            // The page is read, found missing, its list is read again, and the page is read again; each step may wait for others.
            Assert.InRange(
                DemoSettings.Looks[looks] + Setting("Refreshing:MissingAgain") + (2 * Setting("Refreshing:PagesPause")) + TimeSpan.FromSeconds(3), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        }
    }

    [Fact]
    public void The_article_of_the_mission_stays_as_it_is()
    {
        var site = Site(2011);
        for (var tick = 0; tick < 200; tick++)
            site.Advance();

        var mission = Assert.Single(site.Edition.Articles, a => a.Text.Title == "济南评出“十大公安微博”");
        Assert.Null(mission.CorrectionNote);
    }

    [Fact]
    public void A_demo_left_alone_does_not_grow_without_end()
    {
        var site = Site(2011);
        for (var tick = 0; tick < 3000; tick++)
            site.Advance();

        Assert.InRange(site.Edition.Articles.Count, 1, PortalSite.MostArticles);
        Assert.True(site.Events.Count <= 1000);
    }

    private static List<PortalEvent> Story(int seed, int ticks)
    {
        var site = Site(seed);
        return [.. Enumerable.Range(0, ticks).Select(_ => site.Advance())];
    }

    private static PortalSite Site(int seed) =>
        new(PortalStock.Read(), seed, new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 30, 0, TimeSpan.Zero)));
}
