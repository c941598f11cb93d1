using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Whole flows in which a source shows nothing, or something else in its place, and later heals.</summary>
public sealed class EmptiedFlowTests(TestDatabases databases)
{
    private const string Gone = "<html><head><meta charset=utf-8><title>某门户</title></head><body><h1>您访问的页面不存在</h1><p><a href=/>返回首页</a></p></body></html>";

    private const string EmptyFeed = "<rss version=\"2.0\"><channel><title>测试源</title><link>http://portal.example/</link><description>-</description></channel></rss>";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_emptied_list_whose_pages_are_half_gone_and_half_polite_withdraws_nothing()
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List([])));
        foreach (var n in Enumerable.Range(0, 10))
            rig.Origin.Map($"/n/{n}.html", n % 2 == 0 ? Answers.Status(404) : Answers.Text(Gone));
        await FlowSite.PollsAsync(rig, 12, Hour * 6);
        await FlowSite.NothingIsToldAsync(rig);

        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.HealsAsync(rig, 10);
    }

    [Theory]
    [InlineData("/cn/n/{0}.html")]
    [InlineData("/2026/{0}")]
    [InlineData("/show.asp?id={0}")]
    public async Task A_list_that_comes_back_under_other_addresses_tells_only_what_is_new_and_is_corrected_there(string link)
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List([])));
        foreach (var n in Enumerable.Range(0, 10))
            rig.Origin.Map($"/n/{n}.html", Answers.Status(404));
        await FlowSite.PollsAsync(rig, 4, Hour);

        foreach (var n in Enumerable.Range(0, 11))
            rig.Origin.Map(string.Format(System.Globalization.CultureInfo.InvariantCulture, link, n), FlowSite.Page(n));
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List(Enumerable.Range(0, 11).Reverse(), link)));
        await FlowSite.PollsAsync(rig, 30, Hour);
        Assert.Equal([$"New {FlowSite.Title(10)}"], await FlowSite.ToldAsync(rig));

        // What is corrected at its new address is told.
        rig.Origin.Map(string.Format(System.Globalization.CultureInfo.InvariantCulture, link, 9), FlowSite.Page(9, p => p.Replace("第65次例会", "第66次例会", StringComparison.Ordinal)));
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List(Enumerable.Range(0, 11).Reverse(), link, n => n == 9 ? "更正：" + FlowSite.Title(9) : FlowSite.Title(n))));
        await FlowSite.PollsAsync(rig, 6, Hour);
        Assert.Empty((await rig.WithdrawnAsync(FeedBot.Articles.Reading.ArticleFilter.All)).Select(a => $"{a.Url} {a.WithdrawnReason}"));
        Assert.Equal([$"New {FlowSite.Title(10)}", $"Corrected {FlowSite.Title(9)}"], await FlowSite.ToldAsync(rig));
        Assert.Empty(await rig.WithdrawnAsync(FeedBot.Articles.Reading.ArticleFilter.All));
    }

    [Fact]
    public async Task A_parked_domain_with_news_of_its_own_is_not_followed()
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/news/", Answers.Text("<html><head><meta charset=utf-8><title>新闻_某门户</title></head><body><ul class=d1>"
            + string.Concat(Enumerable.Range(1, 10).Select(n => $"<li><span>2026-11-23</span><a href=/promo/win-{n}a>本站精彩第{n}辑：大奖等你来拿好礼送不停</a></li>")) + "</ul></body></html>"));
        foreach (var n in Enumerable.Range(1, 10))
            rig.Origin.Map($"/promo/win-{n}a", FlowSite.Page(n + 30));
        await FlowSite.PollsAsync(rig, 10, Hour * 5);
        await FlowSite.NothingIsToldAsync(rig);

        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.HealsAsync(rig, 10);
    }

    [Fact]
    public async Task A_feed_that_is_emptied_and_then_gone_withdraws_nothing()
    {
        await using var rig = await StartFeedAsync();
        rig.Origin.Map("/feed", Answers.Text(EmptyFeed, "application/rss+xml"), Answers.Text(EmptyFeed + " ", "application/rss+xml"), Answers.Status(404), Answers.Status(404));
        await FlowSite.PollsAsync(rig, 10, Hour * 5);
        await FlowSite.NothingIsToldAsync(rig);

        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(1, 8).Reverse().Select(n => FlowSite.Entry(n))));
        await FlowSite.PollsAsync(rig, 1, TimeSpan.FromDays(2));
        await FlowSite.HealsAsync(rig, 8);
    }

    public static TheoryData<string, string, string> Notes() => new()
    {
        { "本站升级改造期间暂停更新", "http://portal.example/gonggao.html", "" },
        { "关于机房搬迁的说明", "http://portal.example/n/9001.html", "" },
        { "We are moving house", "http://portal.example/moving", "" },
        { "系统维护中", "http://portal.example/", "" },
        { "暂无数据", "http://portal.example/n/none", "" },
        { "No results found", "http://portal.example/n/none", "" },
        { "网站迁移公告：新版即将上线", "http://portal.example/n/new", "<pubDate>Sat, 21 Nov 2026 00:00:00 GMT</pubDate>" },
    };

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task A_note_that_stands_alone_in_a_feed_of_many_is_no_article(string title, string link, string date)
    {
        await using var rig = await StartFeedAsync(isDated: true);
        rig.Origin.Map("/feed", Answers.Text(EmptyFeed.Replace("</channel>", $"<item><title>{title}</title><link>{link}</link>{date}<description>请稍后再来。</description></item></channel>", StringComparison.Ordinal), "application/rss+xml"));
        await FlowSite.PollsAsync(rig, 5, Hour * 6);
        await FlowSite.NothingIsToldAsync(rig);

        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(1, 8).Reverse().Select(n => FlowSite.Entry(n, isDated: true) with { At = n == 8 ? rig.Time.GetUtcNow() : FlowSite.At(n) })));
        await FlowSite.HealsAsync(rig, 8);
    }

    [Theory]
    [InlineData("<li>暂无数据</li>")]
    [InlineData("<li><a href=#>暂无数据</a></li>")]
    [InlineData("<li><span>2026-11-23</span><a href=/n/none.html>暂无相关信息</a></li>")]
    [InlineData("<li><a href=/n/none.html>No results found</a></li><li><a href=/n/more.html>Nothing to show here</a></li>")]
    [InlineData("<li><span>2026-11-23</span><a href=/login?next=/news/>登录后查看更多内容</a></li>")]
    [InlineData("<li><a href=list_2.html>下一页</a></li><li><a href=list_9.html>尾页</a></li>")]
    [InlineData("<li><a href=/about.html>关于我们</a></li><li><a href=/contact.html>联系我们</a></li><li><a href=/join.html>加入我们</a></li>")]
    public async Task A_list_that_says_it_has_nothing_tells_nothing(string entries)
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/n/none.html", Answers.Text(Gone));
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List([]).Replace("</ul>", entries + "</ul>", StringComparison.Ordinal)));
        await FlowSite.PollsAsync(rig, 8, Hour);
        await FlowSite.NothingIsToldAsync(rig);

        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.HealsAsync(rig, 10);
    }

    public static TheoryData<string> Broken() => ["empty", "gzip", "json", "binary", "challenge", "challenge in Chinese", "captive"];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_every_address_of_a_host_answers_is_nobodys_document(string kind)
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(n => FlowSite.Entry(n, rig.Origin.Url("/f/{0}.html")))));
        rig.Follow(rig.Source("/news/"), rig.Source("/feed", "feed"));
        await FlowSite.PollsAsync(rig, 3, Hour);
        RequestDelegate answer = kind switch
        {
            "empty" => Answers.Bytes([], "text/html"),
            "gzip" => Answers.With(Answers.Bytes([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "text/html"), ("Content-Encoding", "gzip")),
            "json" => Answers.Text("{\"code\":503,\"msg\":\"系统正在割接，请于次日访问\",\"data\":null}", "application/json"),
            "binary" => Answers.Bytes([.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 37))], "application/octet-stream"),
            "challenge" => Answers.Text("<html><head><title>One step more</title></head><body><h1>One step more</h1><p>We are making sure that your device is the right one. This page will go on by itself.</p><script>setTimeout(function(){document.forms[0].submit()},3000)</script><form method=post></form></body></html>"),
            "challenge in Chinese" => Answers.Text("<html><head><meta charset=utf-8><title>访问提示</title></head><body><div>为保障您的浏览体验，系统需要对本次会话做一次环境评估，通过后会自动继续。</div><script>var t=1;</script></body></html>"),
            _ => Answers.Text("<html><head><meta charset=utf-8><title>无线上网</title></head><body><h1>欢迎使用本商场无线网络</h1><form action=/auth><p>手机号 <input name=tel></p><p>短信码 <input name=code></p><button>开始上网</button></form><p>本服务由商场提供，请遵守店内秩序。</p></body></html>"),
        };
        foreach (var path in (string[])["/news/", "/feed", "/robots.txt", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"/n/{n}.html", $"/f/{n}.html" })])
            rig.Origin.Map(path, answer);
        // Long enough for robots.txt to be read again.
        await FlowSite.PollsAsync(rig, 8, Hour * 4);
        await FlowSite.NothingIsToldAsync(rig);
        await FlowSite.NothingIsToldAsync(rig, source: "feed");

        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        rig.Origin.Map("/robots.txt", Answers.Status(404));
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(1, 8).Reverse().Select(n => FlowSite.Entry(n, rig.Origin.Url("/f/{0}.html")))));
        await FlowSite.PollsAsync(rig, 1, TimeSpan.FromDays(1));
        await FlowSite.HealsAsync(rig, 10);
        Assert.Equal([$"New {FlowSite.Title(8)}"], await FlowSite.ToldAsync(rig, "feed"));
    }

    [Fact]
    public async Task A_robots_file_that_is_a_page_of_the_site_closes_nothing()
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/robots.txt", Answers.Text(Gone.Replace("<p>", "<p>User-agent: * Disallow: / ", StringComparison.Ordinal)));
        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.PollsAsync(rig, 1, TimeSpan.FromDays(2));
        await FlowSite.HealsAsync(rig, 10);
    }

    [Fact]
    public async Task A_list_whose_links_all_lead_to_a_login_tells_nothing_twice()
    {
        await using var rig = await StartAsync();
        rig.Origin.Map("/news/", Answers.Text(FlowSite.List(Enumerable.Range(0, 10).Reverse(), "/login?next=/n/{0}.html")));
        foreach (var n in Enumerable.Range(0, 11))
            rig.Origin.Map($"/login?next=/n/{n}.html", Answers.Text("<html><head><meta charset=utf-8><title>用户登录</title></head><body><form>账号 <input name=u> 密码 <input type=password></form></body></html>"));
        await FlowSite.PollsAsync(rig, 8, Hour * 3);
        Assert.Empty(await FlowSite.ToldAsync(rig));

        FlowSite.Publish(rig, Enumerable.Range(0, 11));
        await FlowSite.HealsAsync(rig, 10);
        Assert.Equal(11, (await rig.LatestAsync()).Count);
        Assert.All(await rig.LatestAsync(), a => Assert.StartsWith(rig.Origin.Url("/n/"), a.Url, StringComparison.Ordinal));
    }

    private async Task<ArticlesRig> StartAsync()
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        FlowSite.Publish(rig, Enumerable.Range(0, 10));
        rig.Follow(rig.Source("/news/"));
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(30));
        Assert.Equal(10, (await rig.LatestAsync()).Count);
        return rig;
    }

    private async Task<ArticlesRig> StartFeedAsync(bool isDated = false)
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, 8).Reverse().Select(n => FlowSite.Entry(n, isDated: isDated))));
        rig.Follow(rig.Source("/feed"));
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(30));
        return rig;
    }
}
