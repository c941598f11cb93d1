using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Tests the steps of a poll over real sockets, on both engines.</summary>
public sealed class RefreshingTests(TestDatabases databases)
{
    private const string LongText =
        "市气象台今日发布消息，受冷空气影响，未来三天全市将有一次降温过程，最低气温将降至零下五度左右，局部山区更低。"
        + "农业部门提醒种植户及时检查大棚，做好防风保温；交通部门提醒驾驶人注意桥面结冰，控制车速，保持车距。"
        + "市民出行请随时关注最新天气预报，老人和儿童注意添衣保暖，使用煤炉取暖的家庭务必保持通风，谨防一氧化碳中毒。"
        + "供热企业表示，目前各换热站运行平稳，如遇室温不达标，可拨打二十四小时服务热线，工作人员将上门查看处理。";

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_first_poll_stores_without_alerting_and_later_ones_alert(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map(
            "/feed",
            Answers.Text(ArticlesRig.Rss(("旧闻一则", "/1.html", LongText)), "application/rss+xml; charset=utf-8"),
            Answers.Text(ArticlesRig.Rss(("新闻一则", "/2.html", LongText + "二"), ("旧闻一则", "/1.html", LongText)), "application/rss+xml; charset=utf-8"));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        var log = await rig.LogAsync();
        Assert.Equal([("旧闻一则", false), ("新闻一则", true)], log.Select(r => (r.Article.Title, r.Revision.Alerting)));
    }

    [Fact]
    public async Task A_source_without_a_name_has_that_of_its_document_and_one_with_a_name_keeps_it()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Answers.Text(ArticlesRig.Rss(("旧闻一则", "/1.html", LongText)).Replace("<channel>", "<channel><title>运河要闻</title>", StringComparison.Ordinal), "application/rss+xml; charset=utf-8"));
        rig.Follow(rig.Source("/feed") with { IsNamed = false }, rig.Source("/feed", "named"));

        await rig.PollAsync();

        Assert.Equal("运河要闻", await NameAsync("s"));
        Assert.NotEqual("运河要闻", await NameAsync("named"));

        Task<string?> NameAsync(string id) => rig.InScopeAsync(s =>
            Task.FromResult(s.GetRequiredService<CurrentTopics>().Tree.Find(TopicKind.Source, id)?.Name.For("zh")));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_leads_to_its_article_pages_and_each_is_fetched_once(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));

        await rig.PollAsync();
        portal.Publish(1);
        await rig.PollAsync(TimeSpan.FromMinutes(6));

        var articles = await rig.LatestAsync();
        Assert.Equal(4, articles.Count);
        Assert.All(articles, a => Assert.Contains("古槐路", a.ContentText, StringComparison.Ordinal));
        Assert.All(articles, a => Assert.Equal("大众网", a.OriginName));
        Assert.All(portal.Pages, p => Assert.Single(rig.Origin.RequestsTo(p)));
        Assert.Equal([false, false, false, true], (await rig.LogAsync()).Select(r => r.Revision.Alerting));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_page_that_fails_is_tried_again_and_in_the_end_the_lists_words_are_kept(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        rig.Origin.Map(portal.Pages[0], Answers.Status(500), Answers.Text(portal.Page(1)));
        rig.Origin.Map(portal.Pages[1], Answers.Status(500));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));

        await rig.PollAsync();
        Assert.Empty(await rig.LatestAsync());
        for (var i = 0; i < 3; i++)
            await rig.PollAsync();

        var articles = (await rig.LatestAsync()).ToDictionary(a => a.Title);
        Assert.Equal(2, articles.Count);
        Assert.Contains("古槐路", articles[SmallPortal.Title(1)].ContentText, StringComparison.Ordinal);
        Assert.Equal("", articles[SmallPortal.Title(2)].ContentText);
        Assert.Equal(3, rig.Origin.RequestsTo(portal.Pages[1]).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_corrected_page_corrects_and_a_page_gone_twice_withdraws(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        rig.Origin.Map(portal.Pages[0], Answers.Text(portal.Page(1)), Answers.Text(portal.Page(1).Replace("六车道", "八车道", StringComparison.Ordinal)));
        rig.Origin.Map(portal.Pages[1], Answers.Text(portal.Page(2)), Answers.Status(404));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();

        await rig.PollAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(2, (await rig.LatestAsync()).Count);
        await rig.PollAsync();

        Assert.Equal(SmallPortal.Title(1), Assert.Single(await rig.LatestAsync()).Title);
        var later = (await rig.LogAsync()).Skip(2).ToList();
        Assert.Equal([RevisionKind.Corrected, RevisionKind.Withdrawn], later.Select(r => r.Revision.Kind));
        Assert.Contains("八车道", Assert.Single(later[0].Revision.Changes).After, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_site_that_has_lost_all_its_pages_takes_none_of_them_back(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        foreach (var page in portal.Pages)
            rig.Origin.Map(page, Answers.Status(404));

        for (var hour = 0; hour < 12; hour++)
            await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(3, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_article_that_was_gone_and_is_there_again_is_shown_again(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        rig.Origin.Map(portal.Pages[1], Answers.Text(portal.Page(2)), Answers.Status(404), Answers.Status(404), Answers.Status(404), Answers.Text(portal.Page(2)));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        await rig.PollAsync(TimeSpan.FromMinutes(11));
        await rig.PollAsync();
        Assert.Equal(SmallPortal.Title(1), Assert.Single(await rig.LatestAsync()).Title);

        // Each day somebody looks.
        await rig.PollAsync(TimeSpan.FromHours(25));
        Assert.Single(await rig.LatestAsync());
        await rig.PollAsync(TimeSpan.FromHours(25));

        Assert.Equal(2, (await rig.LatestAsync()).Count);
        Assert.Equal([RevisionKind.Withdrawn, RevisionKind.Corrected], (await rig.LogAsync()).Skip(2).Select(r => r.Revision.Kind));
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_article_taken_out_of_a_feed_is_withdrawn_when_its_page_is_gone_too(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        string Feed(params int[] numbers) => "<rss version=\"2.0\"><channel><title>测试源</title><link>" + rig.Origin.Url("/") + "</link><description>-</description>"
            + string.Concat(numbers.Select(n =>
                $"<item><title>第{n}条消息</title><link>{rig.Origin.Url($"/{n}.html")}</link><pubDate>Mon, 23 Nov 2026 0{n}:00:00 +0800</pubDate><description>城区第{n}条道路改造完工，恢复双向通车，请驾驶人按标线行驶。</description></item>"))
            + "</channel></rss>";
        // The fourth has left the feed and its page is gone; the fifth has left it, and its page is there in other words.
        rig.Origin.Map("/feed", Answers.Text(Feed(7, 6, 5, 4, 3, 2, 1), "application/rss+xml"), Answers.Text(Feed(8, 7, 6, 3, 2, 1), "application/rss+xml"));
        foreach (var number in (int[])[1, 2, 3, 5, 6, 7, 8])
            rig.Origin.Map($"/{number}.html", Answers.Text(new SmallPortal(rig.Origin).Page(number)));
        rig.Origin.Map("/4.html", Answers.Status(404));
        rig.Follow(rig.Source("/feed", kind: SourceKind.Feed) with { Content = SourceContent.Summary });
        for (var poll = 0; poll < 6; poll++)
            await rig.PollAsync(TimeSpan.FromMinutes(16));

        Assert.Equal(["第1条消息", "第2条消息", "第3条消息", "第5条消息", "第6条消息", "第7条消息", "第8条消息"], (await rig.LatestAsync()).Select(a => a.Title).Order());
        Assert.StartsWith("gone: ", Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).WithdrawnReason, StringComparison.Ordinal);
        Assert.DoesNotContain(await rig.LogAsync(), r => r.Revision.Kind == RevisionKind.Corrected);
        Assert.Single(rig.Origin.RequestsTo("/5.html"));
        Assert.Empty(rig.Origin.RequestsTo("/3.html"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_article_taken_out_of_a_feed_of_two_or_three_is_looked_for(bool dated)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Microsoft.AspNetCore.Http.RequestDelegate Feed(params int[] numbers) => Feeds.Rss(numbers.Select(n =>
            new Entry($"第{n}条消息", rig.Origin.Url($"/{n}.html"), Text: Feeds.Long($"第{n}条道路"), At: dated ? new DateTimeOffset(2026, 11, 23, n, 0, 0, TimeSpan.Zero) : null)));
        rig.Origin.Map("/feed", Feed(3, 2, 1), Feed(3, 1), Feed(1));
        rig.Origin.Map("/1.html", Answers.Text(new SmallPortal(rig.Origin).Page(1)));
        foreach (var gone in (string[])["/2.html", "/3.html"])
            rig.Origin.Map(gone, Answers.Status(410));
        rig.Follow(rig.Source("/feed", kind: SourceKind.Feed));

        for (var poll = 0; poll < 5; poll++)
            await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(["第2条消息", "第3条消息"], (await rig.WithdrawnAsync(ArticleFilter.All)).Select(a => a.Title).Order());
        Assert.Empty(rig.Origin.RequestsTo("/1.html"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_articles_gone_for_good_at_the_same_time_are_withdrawn_within_minutes(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        foreach (var page in portal.Pages)
            rig.Origin.Map(page, Answers.Status(410));

        await rig.PollAsync(TimeSpan.FromMinutes(11));
        await rig.PollAsync();

        Assert.Equal([SmallPortal.Title(1), SmallPortal.Title(2)], (await rig.WithdrawnAsync(ArticleFilter.All)).Select(a => a.Title).Order());
    }

    [Fact]
    public async Task A_site_that_says_gone_to_everything_takes_nothing_back_at_once()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(12);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        foreach (var page in portal.Pages)
            rig.Origin.Map(page, Answers.Status(410));

        for (var poll = 0; poll < 6; poll++)
            await rig.PollAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(12, (await rig.LatestAsync()).Count);
    }

    [Fact]
    public async Task Ids_of_sessions_in_addresses_make_no_page_new()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, settings: ("Refreshing:LookAgainAfter:0", "1.00:00:00"));
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(3);
        var visit = 0;
        string List()
        {
            var session = $"{++visit:X32}";
            return "<html><head><meta charset=utf-8><title>新闻</title></head><body><ul class=\"d1\">" + string.Concat(Enumerable.Range(1, 3).Reverse().Select(n =>
                $"<li><span>2026-11-{10 + n}</span><a href=\"/news/{n}.html;jsessionid={session}\">{SmallPortal.Title(n)}</a></li>")) + "</ul></body></html>";
        }

        rig.Origin.Map("/news/", http => Answers.Text(List())(http));
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        for (var poll = 0; poll < 3; poll++)
            await rig.PollAsync();

        Assert.Equal(3, visit);
        Assert.Equal(3, (await rig.LatestAsync()).Count);
        Assert.All(portal.Pages, page => Assert.Single(rig.Origin.RequestsTo(page)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_unchanged_source_costs_no_article_and_keeps_its_validators(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/feed", Answers.Validated(
            Answers.Text(ArticlesRig.Rss(("一则", "/1.html", LongText)), "application/rss+xml; charset=utf-8"), "W/\"v1\"", "Mon, 23 Nov 2026 08:00:00 GMT"));
        rig.Follow(rig.Source("/feed"));

        await rig.PollAsync();
        await rig.PollAsync();

        var second = rig.Origin.RequestsTo("/feed")[1];
        Assert.Equal("W/\"v1\"", second.Header("If-None-Match"));
        Assert.Equal("Mon, 23 Nov 2026 08:00:00 GMT", second.Header("If-Modified-Since"));
        Assert.Single(await rig.LogAsync());
        Assert.Null((await rig.StateAsync()).LastError);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_failing_source_says_why_waits_longer_and_harms_no_other(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/bad", Answers.Status(500));
        rig.Origin.Map("/loop", Answers.Redirect("/loop"));
        rig.Origin.Map("/endless", Answers.Endless());
        rig.Origin.Map("/gone", Answers.Status(410));
        rig.Origin.Map("/good", Answers.Text(ArticlesRig.Rss(("一则", "/1.html", LongText)), "application/rss+xml; charset=utf-8"));
        rig.Follow(rig.Source("/bad", "bad"), rig.Source("/loop", "loop"), rig.Source("/endless", "endless"), rig.Source("/gone", "gone"), rig.Source("/good", "good"));

        Assert.Equal(5, await rig.PollAsync());

        Assert.Single(await rig.LatestAsync());
        foreach (var id in (string[])["bad", "loop", "endless", "gone"])
            Assert.Contains("/" + id, (await rig.StateAsync(id)).LastError, StringComparison.Ordinal);
        Assert.Equal(9999, (await rig.StateAsync("gone")).NextCheckAt.Year);
        var first = (await rig.StateAsync("bad")).NextCheckAt - rig.Time.GetUtcNow();
        await rig.PollAsync();
        Assert.True((await rig.StateAsync("bad")).NextCheckAt - rig.Time.GetUtcNow() > first);
        Assert.Single(rig.Origin.RequestsTo("/gone"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Include_and_exclude_words_decide_what_is_taken(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Origin.Map("/feed", Answers.Text(
            ArticlesRig.Rss(("寻人启事", "/1.html", LongText), ("寻人启事（广告）", "/2.html", LongText), ("美食节开幕", "/3.html", LongText)),
            "application/rss+xml; charset=utf-8"));
        rig.Follow(rig.Source("/feed") with { Include = ["寻人"], Exclude = ["广告"] });

        await rig.PollAsync();

        Assert.Equal("寻人启事", Assert.Single(await rig.LatestAsync()).Title);
    }
}
