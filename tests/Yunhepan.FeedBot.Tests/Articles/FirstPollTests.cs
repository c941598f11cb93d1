using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>A source's first document must meet stricter conditions.</summary>
public sealed class FirstPollTests(TestDatabases databases)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Front pages that show few posts.</summary>
    public static TheoryData<string, int> Fronts() => new()
    {
        { "excerpts", 1 }, { "excerpts", 2 }, { "excerpts", 3 }, { "whole", 1 }, { "whole", 3 }, { "signed", 2 },
    };

    [Theory]
    [MemberData(nameof(Fronts))]
    public async Task A_front_page_of_few_posts_is_a_list_wherever_it_stands_and_tells_what_comes(string kind, int posts)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Show(rig, kind, posts, newest: 5);
        rig.Follow(rig.Source("/blog/"));
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.Equal(SourceKind.List, (await rig.StateAsync()).Kind);

        Show(rig, kind, posts, newest: 6);
        await rig.PollAsync();
        await rig.PollAsync();
        var log = await rig.LogAsync();
        Assert.Equal([.. Enumerable.Range(6 - posts, posts).Select(Title), Title(6)], log.Select(r => r.Article.Title));
        Assert.Equal([.. Enumerable.Repeat(false, posts), true], log.Select(r => r.Revision.Alerting));
        Assert.All(log, r => Assert.Contains("值班人员", r.Article.ContentText, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("</blog/feed.xml>; rel=\"alternate\"; type=\"application/rss+xml\"", 3)]
    [InlineData("</blog/feed.xml>; rel=feed", 1)]
    public async Task A_feed_that_the_answers_Link_header_alone_names_is_followed(string header, int posts)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Show(rig, "excerpts", posts, newest: 5, header);
        rig.Origin.Map("/blog/feed.xml", Feed(rig, 5), Feed(rig, 6));
        rig.Follow(rig.Source("/blog/"));
        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal(rig.Origin.Url("/blog/feed.xml"), (await rig.StateAsync()).FeedUrl);
        Assert.Equal(Title(6), Assert.Single(await rig.LogAsync(), r => r.Revision.Alerting).Article.Title);
    }

    /// <summary>One article whose first lines lead elsewhere is one article.</summary>
    [Fact]
    public async Task An_article_with_links_below_it_stays_one()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/works.html", Answers.Text($"<html><head><meta charset=utf-8><title>河西管网改造进展</title></head><body><h1>河西管网改造进展</h1><div class=info>时间：2026-11-23 08:00 来源：河西水务</div><div class=content><p>{Feeds.Long("河西的管网")}</p><h2>此前报道</h2><p><a href=/n/1.html>{Title(1)}</a> 2026-11-20</p><p><a href=/n/2.html>{Title(2)}</a> 2026-11-21</p></div></body></html>"));
        rig.Follow(rig.Source("/works.html"));
        await rig.PollAsync();

        Assert.Equal("河西管网改造进展", Assert.Single(await rig.LatestAsync()).Title);
        Assert.Equal(SourceKind.Article, (await rig.StateAsync()).Kind);
    }

    /// <summary>The wording is like that of real pages, and no word list needs to contain it.</summary>
    public static TheoryData<string, string> Shields() => new()
    {
        { "Are we alone?", string.Concat(Enumerable.Repeat("<p>You are seeing this because the keeper of this site has set up a watchman against the scourge of scrapers, which can and does cause downtime for everyone.</p>", 5)) },
        { "排队中", "<h1>当前访问用户较多，您正在排队</h1><p>您前面还有 2315 人，预计等待 4 分钟，请不要刷新页面。</p>" },
        { "温馨提示", "<h1>尊敬的用户，您的宽带已欠费</h1><p>请尽快缴费以免影响使用。客服热线10000。</p>" },
        { "浏览器升级提示", "<h1>您的浏览器版本过低</h1><p>为了更好的浏览体验，请升级到最新版浏览器。</p>" },
        { "portal.example | 521: Web server is down", "<h1>Web server is down</h1><span>Error code 521</span><p>2026-11-20 08:12:33 UTC</p><h2>What happened?</h2><p>The web server is not returning a connection. As a result, the web page is not displaying.</p>" },
        { "", "<p>Discuz! info: MySQL Query Error</p><p>Time: 2026-11-20 8:00am</p><p>Script: /index.php</p><p>SQL: SELECT * FROM cdb_threads</p><p>Error: Too many connections</p>" },
        { "Guest WiFi Access", "<h1>Welcome to the library's WiFi</h1><p>Please accept the terms of use to connect to the Internet.</p>" },
        { "451: Unavailable due to legal reasons", "<h1>451: Unavailable due to legal reasons</h1><p>" + "We recognize you are attempting to access this website from a country where access cannot be granted at this time. For any issues, write to us. " + "</p>" },
        { "今日歇业", "<h1>今日歇业</h1><p>掌柜外出进货，小店明日照常开门，劳烦诸位街坊多跑一趟，茶水算在掌柜账上。2026-11-22</p>" },
    };

    [Theory]
    [MemberData(nameof(Shields))]
    public async Task A_shields_page_is_no_first_article_and_the_list_that_comes_is_the_sources(string title, string body)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        rig.Origin.Map("/news/", Answers.Text($"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        Assert.Empty(await rig.LatestAsync());
        Assert.True((await rig.StateAsync()).IsInDoubt);

        await BecomesItselfAsync(rig, portal);
    }

    /// <summary>The page is not an article, however much text it has.</summary>
    [Fact]
    public async Task A_list_after_a_long_page_that_proved_nothing_is_the_sources_and_is_not_told_as_news()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = new SmallPortal(rig.Origin);
        var prose = string.Concat(Enumerable.Range(1, 30).Select(n => $"<p>The watchman of this house asks every caller to solve riddle number {n} before the door is opened, as machines have come in great crowds.</p>"));
        rig.Origin.Map("/news/", Answers.Text($"<html><head><meta charset=utf-8><title>The watchman</title></head><body><h1>The watchman</h1>{prose}</body></html>"));
        rig.Follow(rig.Source("/news/"));
        await rig.PollAsync();
        Assert.Single(await rig.LatestAsync());

        await BecomesItselfAsync(rig, portal);
    }

    private static async Task BecomesItselfAsync(ArticlesRig rig, SmallPortal portal)
    {
        portal.Publish(4);
        await rig.PollAsync(TimeSpan.FromHours(1));
        await rig.PollAsync(TimeSpan.FromHours(1));
        Assert.Null((await rig.StateAsync()).Suspicion);
        Assert.DoesNotContain(await rig.LogAsync(), r => r.Revision.Alerting);
        portal.Publish(1);
        await rig.PollAsync(TimeSpan.FromHours(1));
        await rig.PollAsync(TimeSpan.FromHours(1));
        Assert.Equal(SmallPortal.Title(5), Assert.Single(await rig.LogAsync(), r => r.Revision.Alerting).Article.Title);
    }

    private static string Title(int n) => $"河西第{n}号换热站完成检修";

    private static RequestDelegate Feed(ArticlesRig rig, int newest) => Feeds.Rss(Enumerable.Range(1, newest).Reverse().Select(
        n => new Entry(Title(n), rig.Origin.Url($"/blog/{n}.html"), Text: Feeds.Long($"第{n}号换热站"), At: Now.AddDays(n - 7))));

    private static void Show(ArticlesRig rig, string kind, int posts, int newest, string? header = null)
    {
        static string At(int n) => $"{Now.AddDays(n - 7):yyyy-MM-dd} 08:00";
        foreach (var n in Enumerable.Range(1, newest))
            rig.Origin.Map($"/blog/{n}.html", Answers.Text($"<html><head><meta charset=utf-8><title>{Title(n)}</title></head><body><h1>{Title(n)}</h1><div class=info>时间：{At(n)} 来源：河西水务</div><div class=content><p>{Feeds.Long($"第{n}号换热站")}</p></div></body></html>"));
        var entries = Enumerable.Range(newest - posts + 1, posts).Reverse().Select(n =>
            $"<article><h2><a href=\"/blog/{n}.html\">{Title(n)}</a></h2><p class=date>{At(n)}</p>{(kind == "signed" ? "<p class=by>作者：河西水务</p>" : "")}<p>{(kind == "whole" ? Feeds.Long($"第{n}号换热站") : Feeds.Long($"第{n}号换热站")[..80] + "…")}</p></article>");
        var page = Answers.Text($"<html><head><meta charset=utf-8><title>河西小站</title></head><body><h1>河西小站</h1>{string.Concat(entries)}</body></html>");
        rig.Origin.Map("/blog/", header is null ? page : Answers.With(page, ("Link", header)));
    }
}
