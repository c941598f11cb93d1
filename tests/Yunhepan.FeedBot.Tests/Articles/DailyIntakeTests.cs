using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>One source cannot fill the disk, whatever it lists.</summary>
public sealed class DailyIntakeTests(TestDatabases databases)
{
    private static readonly string Text = new('字', 300);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_that_shows_other_links_at_each_poll_notes_so_many_pages_a_day_and_health_says_so(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine, settings: [("Refreshing:NewPerDay", "30"), ("Refreshing:PagesPerPoll", "1")]);
        rig.Catalogue = rig.Catalogue with { Site = new Site { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") } };
        rig.Follow(rig.Source("/list", kind: SourceKind.List));
        var first = 0;
        rig.Origin.Map("/list", context => Answers.Text(List(first += 100, 20))(context));

        for (var i = 0; i < 5; i++)
            await rig.PollAsync();

        Assert.Equal(30, await PagesAsync(rig));
        var health = await HealthAsync(rig);
        Assert.Equal(SourceCondition.Suspect, health.Condition);
        Assert.Contains(health.Remarks, r => r.Contains("20 more new entries", StringComparison.Ordinal) && r.Contains("NewPerDay", StringComparison.Ordinal)
            // By the clocks of the site, as the whole table.
            && Regex.IsMatch(r, @"taken since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00, the rest waits$", RegexOptions.None, TimeSpan.FromSeconds(5)));
        await rig.PollAsync(TimeSpan.FromDays(1));
        Assert.Equal(50, await PagesAsync(rig));
    }

    [Fact]
    public async Task What_a_feed_lists_beyond_a_day_is_stored_the_next_day_and_alerts_nobody_then()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, settings: ("Refreshing:NewPerDay", "10"));
        rig.Follow(rig.Source("/feed"));
        rig.Origin.Map("/feed", Answers.Validated(Feed(1, 25), "\"same\""));

        await rig.PollAsync();
        Assert.Equal(10, (await rig.LatestAsync()).Count);
        await rig.PollAsync();
        Assert.Equal(10, (await rig.LatestAsync()).Count);
        await rig.PollAsync(TimeSpan.FromDays(1));
        await rig.PollAsync(TimeSpan.FromDays(1));

        Assert.Equal(25, (await rig.LatestAsync()).Count);
        Assert.DoesNotContain(await rig.LogAsync(), r => r.Revision.Alerting);
        Assert.Equal(SourceCondition.Good, (await HealthAsync(rig)).Condition);
    }

    [Fact]
    public async Task News_alerts_while_a_source_lists_more_than_it_may_add()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, settings: ("Refreshing:NewPerDay", "10"));
        rig.Follow(rig.Source("/feed"));
        rig.Origin.Map("/feed", Feed(1, 15), Feed(1, 16));

        await rig.PollAsync();
        await rig.PollAsync(TimeSpan.FromDays(1));

        var told = Assert.Single(await rig.LogAsync(), r => r.Revision.Alerting);
        Assert.Equal("第16号公告", told.Article.Title);
    }

    private static Task<int> PagesAsync(ArticlesRig rig) => rig.InScopeAsync(s => s.GetRequiredService<IngestionDb>().ListedPages.CountAsync(Token));

    private static async Task<SourceHealth> HealthAsync(ArticlesRig rig) =>
        (await rig.InScopeAsync(s => s.GetRequiredService<SourceHealthReport>().ReadAsync(Token))).Single();

    private static Microsoft.AspNetCore.Http.RequestDelegate Feed(int first, int count) => Answers.Text(
        ArticlesRig.Rss([.. Enumerable.Range(first, count).Reverse().Select(n => ($"第{n}号公告", $"/{n}.html", n + Text))]), "application/rss+xml; charset=utf-8");

    private static string List(int first, int count) => "<html><head><title>要闻</title></head><body><ul>"
        + string.Concat(Enumerable.Range(first, count).Select(n => $"<li><a href=\"/p/{n}.html\">第{n}号公告：城南道路夜间施工安排</a> <span>2026-11-23</span></li>"))
        + "</ul></body></html>";
}
