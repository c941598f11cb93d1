using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// Sources move, disappear, break, fall silent and recover: the tests check what is taken from them and what the operator sees.
/// </summary>
public sealed class SourceHealthTests(TestDatabases databases)
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("供热企业表示，目前各换热站运行平稳，市民可拨打二十四小时服务热线。", 12));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_move_for_good_is_believed_after_two_polls_and_shown_and_given_up_when_the_place_dies(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var feed = Feed(1, 3);
        rig.Origin.Map("/old", Answers.Redirect("/new", 301), Answers.Redirect("/new", 301), feed);
        rig.Origin.Map("/new", feed, feed, feed, Answers.Status(410));
        rig.Follow(rig.Source("/old"));

        await rig.PollAsync();
        Assert.Null((await rig.StateAsync()).AdoptedUrl);
        await rig.PollAsync();
        Assert.Equal(rig.Origin.Url("/new"), (await rig.StateAsync()).AdoptedUrl);
        Assert.Contains("moved for good to " + rig.Origin.Url("/new"), (await HealthAsync(rig)).Remarks);
        await rig.PollAsync();
        Assert.Equal((2, 3), (rig.Origin.RequestsTo("/old").Count, rig.Origin.RequestsTo("/new").Count));

        // 410 at the new place is no word about the source itself.
        await rig.PollAsync();
        await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Equal(3, rig.Origin.RequestsTo("/old").Count);
        Assert.Equal((null, SourceCondition.Good), ((await rig.StateAsync()).AdoptedUrl, (await HealthAsync(rig)).Condition));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_temporary_redirect_is_never_treated_as_a_move(int status)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/old", Answers.Redirect("/new", status));
        rig.Origin.Map("/new", Feed(1, 3));
        rig.Follow(rig.Source("/old"));

        for (var i = 0; i < 5; i++)
            await rig.PollAsync();

        Assert.Null((await rig.StateAsync()).AdoptedUrl);
        Assert.Equal(5, rig.Origin.RequestsTo("/old").Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Retry_After_is_kept_to_the_second_and_no_request_comes_before_max_age(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/a", Answers.Status(429, ("Retry-After", "1800")), Answers.With(Feed(1, 2), ("Cache-Control", "max-age=3600")));
        rig.Follow(rig.Source("/a"));
        await rig.PollAsync();

        await rig.PollAsync(TimeSpan.FromSeconds(1799));
        Assert.Single(rig.Origin.RequestsTo("/a"));
        await rig.PollAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, rig.Origin.RequestsTo("/a").Count);

        await rig.PollAsync(TimeSpan.FromSeconds(3599));
        Assert.Equal(2, rig.Origin.RequestsTo("/a").Count);
        await rig.PollAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(3, rig.Origin.RequestsTo("/a").Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_feed_asks_holds_through_answers_that_say_nothing_of_it(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var feed = ArticlesRig.Rss(("一则", "/1.html", Text)).Replace("<channel>", "<channel><ttl>60</ttl><skipHours><hour>12</hour></skipHours>", StringComparison.Ordinal);
        rig.Origin.Map("/a", Answers.Validated(Answers.Text(feed, "application/rss+xml"), "\"1\""));
        rig.Follow(rig.Source("/a"));

        // From 10:06 GMT: the next one is due at 11:06, and the one after it not within the hour from 12:00.
        await rig.PollAsync();
        await rig.PollAsync(TimeSpan.FromMinutes(59));
        Assert.Single(rig.Origin.RequestsTo("/a"));
        await rig.PollAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, rig.Origin.RequestsTo("/a").Count);
        Assert.Equal(DueReason.SkipTime, (await rig.StateAsync()).NextReason);
        Assert.Equal(13, (await rig.StateAsync()).NextCheckAt.UtcDateTime.Hour);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_page_whose_layout_breaks_is_held_back_with_the_evidence_and_heals_by_itself(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/a", Feed(1, 8), Rss([]), Rss([.. Enumerable.Range(1, 9).Select(n => ($"栏目{n}", $"/nav/{n}/", Text))]), Feed(2, 8));
        rig.Follow(rig.Source("/a"));

        for (var i = 0; i < 2; i++)
            await rig.PollAsync();
        Assert.Contains("no articles on a page that usually has 8", (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);
        Assert.Equal(SourceCondition.Suspect, (await HealthAsync(rig)).Condition);
        Assert.Equal(8, (await rig.LatestAsync()).Count);

        // One document is too little to judge titles by; with no date and half the length they would be held back later on.
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.Contains(await rig.LatestAsync(), a => a.Title == Title(9));
    }

    [Fact]
    public async Task Links_that_are_no_articles_are_held_back_until_they_last()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var navigation = Rss([.. Enumerable.Range(1, 9).Select(n => ($"栏目{n}", $"/nav/{n}/", Text + n))]);
        rig.Origin.Map("/a", Feed(1, 8), Feed(2, 8), Feed(3, 8), Feed(4, 8), navigation);
        rig.Follow(rig.Source("/a"));
        for (var i = 0; i < 5; i++)
            await rig.PollAsync();

        Assert.Contains("none of 9 articles is known", (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);
        Assert.Equal(11, (await rig.LatestAsync()).Count);

        // After days of it, that is what the source is like now: stored, and nobody is told.
        for (var i = 0; i < 6; i++)
            await rig.PollAsync(TimeSpan.FromHours(13));
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.Equal(20, (await rig.LatestAsync()).Count);
        Assert.All((await rig.LogAsync()).Where(r => r.Article.Title.StartsWith("栏目", StringComparison.Ordinal)), r => Assert.False(r.Revision.Alerting));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Articles_that_got_other_addresses_are_not_told_again_but_new_ones_among_them_are(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/a", Feed(1, 10), Feed(2, 10), Feed(3, 10, "/archive/"), Feed(6, 10, "/archive/"), Feed(11, 10, "/archive/"));
        rig.Follow(rig.Source("/a"));
        for (var i = 0; i < 3; i++)
            await rig.PollAsync();
        Assert.Contains("have new addresses", (await rig.StateAsync()).Suspicion, StringComparison.Ordinal);
        Assert.Equal(12, (await rig.LatestAsync()).Count);

        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Null((await rig.StateAsync()).Suspicion);
        var titles = (await rig.LatestAsync()).Select(a => a.Title).ToList();
        Assert.Equal(Enumerable.Range(1, 20).Select(Title).Order(), titles.Order());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_an_outage_the_newest_are_told_and_the_rest_is_stored(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/a", Feed(1, 5), Feed(6, 25));
        rig.Follow(rig.Source("/a"));
        await rig.PollAsync();

        await rig.PollAsync(TimeSpan.FromHours(20));

        var later = (await rig.LogAsync()).Skip(5).ToList();
        Assert.Equal(25, later.Count);
        Assert.Equal(Enumerable.Range(21, 10).Select(Title).Order(), later.Where(r => r.Revision.Alerting).Select(r => r.Article.Title).Order());
    }

    [Fact]
    public async Task A_source_that_answers_without_news_counts_as_silent_until_it_publishes()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/a", [.. Enumerable.Range(1, 12).Select(n => Feed(n, 5)), .. Enumerable.Repeat(Feed(12, 5), 20), Feed(13, 5)]);
        rig.Follow(rig.Source("/a"));
        for (var i = 0; i < 12; i++)
            await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Null((await rig.StateAsync()).Suspicion);

        for (var i = 0; i < 20; i++)
            await rig.PollAsync(TimeSpan.FromHours(3));
        Assert.Matches(@"^silent since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ; usually", (await rig.StateAsync()).Suspicion);
        await rig.PollAsync();
        Assert.Null((await rig.StateAsync()).Suspicion);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_dead_feed_is_told_with_its_new_home(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/old.xml", Answers.Text(ArticlesRig.Rss(("一则", "/1.html", Text)).Replace("http://portal.example/</link>", rig.Origin.Url("/") + "</link>", StringComparison.Ordinal), "application/rss+xml"), Answers.Status(410));
        rig.Origin.Map("/", Answers.Text("<html><head><title>站</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/neu.xml\"></head><body></body></html>"));
        rig.Origin.Map("/neu.xml", Feed(1, 4));
        rig.Follow(rig.Source("/old.xml"));
        await rig.PollAsync();

        await rig.PollAsync();
        await rig.PollAsync(TimeSpan.FromDays(3));

        var health = await HealthAsync(rig);
        Assert.Equal((SourceCondition.Stopped, null, DueReason.Gone), (health.Condition, health.NextCheckAt, health.NextReason));
        Assert.Contains("may live now at " + rig.Origin.Url("/neu.xml"), health.Remarks);
        Assert.Equal(2, rig.Origin.RequestsTo("/old.xml").Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Pages_with_the_text_of_another_article_are_error_pages_and_the_lists_words_are_kept(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        portal.Publish(1);
        rig.Origin.Map(portal.Pages[3], Answers.Text(portal.Page(1).Replace(SmallPortal.Title(1), "访问过于频繁", StringComparison.Ordinal)));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync();

        var articles = (await rig.LatestAsync()).ToDictionary(a => a.Title);
        Assert.Equal(4, articles.Count);
        Assert.Contains("古槐路", articles[SmallPortal.Title(1)].ContentText, StringComparison.Ordinal);
        Assert.Equal("", articles[SmallPortal.Title(4)].ContentText);
        Assert.Contains("the very text of", (await rig.StateAsync()).PageSuspicion, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_notice_of_removal_seen_twice_withdraws(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        var page = portal.Page(1);
        var notice = "<html><head><title>提示</title></head><body><div class=\"content\"><p>该文章已被删除或不存在。</p></div></body></html>";
        rig.Origin.Map(portal.Pages[0], Answers.Text(page), Answers.Text(notice));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();

        await rig.PollAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(3, (await rig.LatestAsync()).Count);
        await rig.PollAsync();
        Assert.Equal([SmallPortal.Title(2), SmallPortal.Title(3)], (await rig.LatestAsync()).Select(a => a.Title).Order());
    }

    [Fact]
    public async Task Pages_are_bounded_per_poll_the_newest_first_and_the_rest_follows()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(30);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));

        await rig.PollAsync();
        Assert.Equal(20, (await rig.LatestAsync()).Count);
        Assert.DoesNotContain(await rig.LatestAsync(), a => a.Title == SmallPortal.Title(1));
        await rig.PollAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(30, (await rig.LatestAsync()).Count);
        Assert.Single(rig.Origin.RequestsTo("/news/"));
    }

    private static string Title(int number) => $"城区第{number:000}号换热站今天完成了冬季检修";

    /// <summary>Articles from one number on, the newest first, dated by the minute.</summary>
    private static Microsoft.AspNetCore.Http.RequestDelegate Feed(int first, int count, string folder = "/") =>
        Rss([.. Enumerable.Range(first, count).Reverse().Select(n => (Title(n), $"{folder}{n}.html", Text + n))]);

    private static Microsoft.AspNetCore.Http.RequestDelegate Rss(params (string Title, string Path, string Text)[] items) =>
        Answers.Text(ArticlesRig.Rss(items), "application/rss+xml; charset=utf-8");

    private static async Task<SourceHealth> HealthAsync(ArticlesRig rig) =>
        (await rig.InScopeAsync(s => s.GetRequiredService<SourceHealthReport>().ReadAsync(TestContext.Current.CancellationToken))).Single(h => h.SourceId == "s");
}
