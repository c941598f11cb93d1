using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Finds what can be followed at an address.</summary>
public sealed class DiscoveryTests
{
    private static readonly string LongText = new('字', 400);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://blog.example/comments/feed/", "", true)]
    [InlineData("https://blog.example/feed/2", "Canal Blog » Comments Feed", true)]
    [InlineData("https://blog.example/feed/2", "Comments on: The bridge", true)]
    [InlineData("https://blog.example/feed/2", "《古槐路通车》的评论", true)]
    [InlineData("https://paper.example/commentary/feed", "Commentary", false)]
    [InlineData("https://paper.example/pl/rss.xml", "今日评论", false)]
    [InlineData("https://paper.example/rss.xml", null, false)]
    public void A_feed_of_comments_is_recognised_wherever_feeds_are_chosen(string url, string? title, bool isOne) =>
        Assert.Equal(isOne, Yunhepan.FeedBot.Ingestion.Documents.CommentFeeds.IsOne(url, title));

    [Fact]
    public async Task A_feed_is_itself()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/rss", Answers.Text(Rss("市民之声", LongText), "application/rss+xml"));

        var found = Assert.Single((await rig.Discovery.FindAsync(rig.Origin.Url("/rss"), Token)).Candidates);

        Assert.Equal((rig.Origin.Url("/rss"), SourceKind.Feed, "市民之声", 2, true), (found.Url, found.Kind, found.Title, found.Items, found.HasFullText));
        Assert.Equal(["第一则", "第二则"], found.Titles);
        Assert.Single(rig.Origin.Requests);
    }

    [Fact]
    public async Task A_page_that_advertises_feeds_leads_to_them_the_fullest_first()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/news/", Answers.Text("""
            <html><head><title>新闻</title>
            <link rel="alternate" type="application/rss+xml" title="短" href="/short.xml">
            <link rel="alternate" type="application/atom+xml" title="全" href="/full.xml">
            <link rel="alternate" type="application/rss+xml" title="断" href="/broken.xml"></head><body><p>首页</p></body></html>
            """));
        rig.Origin.Map("/short.xml", Answers.Text(Rss("短", "一句。"), "application/rss+xml"));
        rig.Origin.Map("/full.xml", Answers.Text(Rss("全", LongText), "application/rss+xml"));

        var found = (await rig.Discovery.FindAsync(rig.Origin.Url("/news/"), Token)).Candidates.Where(c => c.Kind == SourceKind.Feed).ToList();

        Assert.Equal(["全", "短"], found.Select(c => c.Title));
        Assert.All(found, c => Assert.Equal("advertised by the page", c.How));
    }

    [Fact]
    public async Task Without_a_feed_there_are_the_sitemap_of_robots_txt_and_the_page_as_a_list()
    {
        await using var rig = await SourcesRig.StartAsync();
        new Articles.SmallPortal(rig.Origin).Publish(8);
        rig.Origin.Map("/robots.txt", Answers.Text($"User-agent: *\nSitemap: {rig.Origin.Url("/maps.xml")}", "text/plain"));
        rig.Origin.Map("/maps.xml", Answers.Text($"<sitemapindex><sitemap><loc>{rig.Origin.Url("/map-news.xml")}</loc></sitemap></sitemapindex>", "application/xml"));
        rig.Origin.Map("/map-news.xml", Answers.Text($"""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{rig.Origin.Url("/news/1.html")}</loc>
            <news:news><news:title>大桥今晨合龙</news:title><news:publication_date>2026-11-23T08:00:00+08:00</news:publication_date></news:news></url></urlset>
            """, "application/xml"));

        var found = (await rig.Discovery.FindAsync(rig.Origin.Url("/news/"), Token)).Candidates;

        Assert.Equal([(SourceKind.Sitemap, "大桥今晨合龙"), (SourceKind.List, found[^1].Title)], found.Select(c => (c.Kind, c.Title)));
        Assert.Equal(8, found[^1].Items);
    }

    [Theory]
    [InlineData("/wp-json/", "/wp-json/wp/v2/posts?", true)]
    [InlineData("/wp-json/", "/wp-json/wp/v2/posts?", false)]
    [InlineData("/index.php?rest_route=/", "/index.php?rest_route=/wp/v2/posts&", false)]
    public async Task A_blog_without_a_feed_is_followed_by_the_api_that_it_names(string api, string posts, bool isNamedInHeader)
    {
        await using var rig = await SourcesRig.StartAsync();
        var link = $"<link rel='https://api.w.org/' href='{rig.Origin.Url(api)}'>";
        var page = Answers.Text($"<html><head><title>街坊报</title>{(isNamedInHeader ? "" : link)}</head><body><h1>街坊报</h1><p>街坊报由三条老街的居民合办，每周写下街上的事，来稿请送到桥头的信箱。</p></body></html>");
        rig.Origin.Map("/", context =>
        {
            if (isNamedInHeader)
                context.Response.Headers.Link = $"<{rig.Origin.Url(api)}>; rel=\"https://api.w.org/\"";
            return page(context);
        });
        rig.Origin.Map($"{posts}per_page=20&_fields=id,date_gmt,modified_gmt,link,title,excerpt", Answers.Text($$$"""
            [{"id":7,"date_gmt":"2026-11-23T00:30:00","modified_gmt":"2026-11-23T00:40:00","link":"{{{rig.Origin.Url("/7")}}}","title":{"rendered":"大桥今晨合龙 &#8211; 现场"},"excerpt":{"rendered":"<p>大桥合龙。</p>"}},
             {"id":6,"date_gmt":"2026-11-22T00:30:00","link":"{{{rig.Origin.Url("/6")}}}","title":{"rendered":"图书馆延长开放"},"excerpt":{"rendered":""}}]
            """, "application/json"));

        var found = (await rig.Discovery.FindAsync(rig.Origin.Url("/"), Token)).Candidates[0];

        Assert.Equal((SourceKind.Json, 2, 2, new DateTimeOffset(2026, 11, 23, 0, 30, 0, TimeSpan.Zero)), (found.Kind, found.Items, found.Dated, found.Newest));
        Assert.Equal(["大桥今晨合龙 – 现场", "图书馆延长开放"], found.Titles);
    }

    [Fact]
    public async Task A_dead_page_on_a_living_site_still_leads_to_its_feed()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/feed.xml", Answers.Text(Rss("搬家了", LongText), "application/rss+xml"));

        var result = await rig.Discovery.FindAsync(rig.Origin.Url("/old/rss.php"), Token);

        Assert.Equal((rig.Origin.Url("/feed.xml"), "a usual place"), (result.Candidates[0].Url, result.Candidates[0].How));
        Assert.Contains("404", result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nicht einmal eine Adresse")]
    [InlineData("http://no-such-host.invalid/")]
    [InlineData("http://169.254.169.254/")]
    public async Task Where_nothing_is_to_be_found_it_says_why(string address)
    {
        await using var rig = await SourcesRig.StartAsync();

        var result = await rig.Discovery.FindAsync(address, Token);

        Assert.Empty(result.Candidates);
        Assert.NotNull(result.Problem);
    }

    [Fact]
    public async Task Feeds_of_comments_come_last()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/news/", Answers.Text("""
            <html><head><title>新闻</title>
            <link rel="alternate" type="application/rss+xml" title="评论" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="新闻" href="/feed/"></head><body><p>首页</p></body></html>
            """));
        rig.Origin.Map("/comments/feed/", Answers.Text(Rss("Comments for 新闻", LongText), "application/rss+xml"));
        rig.Origin.Map("/feed/", Answers.Text(Rss("新闻", "一句。"), "application/rss+xml"));

        Assert.Equal(["新闻", "Comments for 新闻"], (await FeedsAsync(rig)).Select(c => c.Title));
    }

    [Theory]
    [InlineData("/p/1/feed/", "在〈停水通知〉中的留言", true)]
    [InlineData("/p/1/feed/", "《停水通知》的评论", true)]
    [InlineData("/p/1/feed/", "「停水通知」的迴響", true)]
    [InlineData("/p/1/feed/", "Kommentare zu: Stromausfall", true)]
    [InlineData("/?feed=comments-rss2", "停水通知", true)]
    [InlineData("/column", "今日评论", false)]
    [InlineData("/commentary/feed/", "Commentary", false)]
    public async Task Comments_are_known_by_their_names_and_a_papers_own_comment_is_none(string path, string title, bool isComments)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/news/", Answers.Text($"""
            <html><head><title>新闻</title>
            <link rel="alternate" type="application/rss+xml" href="{path}">
            <link rel="alternate" type="application/rss+xml" href="/feed/"></head><body><p>首页</p></body></html>
            """));
        rig.Origin.Map(path, Answers.Text(Rss(title, LongText), "application/rss+xml"));
        rig.Origin.Map("/feed/", Answers.Text(Rss("新闻", "一句。"), "application/rss+xml"));

        Assert.Equal(isComments ? ["新闻", title] : [title, "新闻"], (await FeedsAsync(rig)).Select(c => c.Title));
    }

    [Theory]
    [InlineData("/news/1.html", "/")]
    [InlineData("/", "/feed")]
    public async Task A_page_that_advertises_its_comments_alone_does_not_hide_the_feed_of_its_site(string page, string place)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/", Answers.Text("""<html><head><title>新闻</title><link rel="alternate" type="application/rss+xml" href="/main.php"></head><body><p>首页</p></body></html>"""));
        rig.Origin.Map(page, Answers.Text("""<html><head><title>新闻</title><link rel="alternate" type="application/rss+xml" href="/1/comments/"></head><body><p>首页</p></body></html>"""));
        rig.Origin.Map("/1/comments/", Answers.Text(Rss("一条新闻的评论", LongText), "application/rss+xml"));
        rig.Origin.Map(place == "/" ? "/main.php" : place, Answers.Text(Rss("新闻", "一句。"), "application/rss+xml"));

        var found = await rig.Discovery.FindAsync(rig.Origin.Url(page), Token);

        Assert.Equal(["新闻", "一条新闻的评论"], found.Candidates.Where(c => c.Kind == SourceKind.Feed).Select(c => c.Title));
    }

    [Theory]
    [InlineData("""<a href="/export?format=3">RSS</a>""")]
    [InlineData("""<a href="/export?format=3" title="订阅源"><span></span></a>""")]
    [InlineData("""<a href="/export?format=3"><img src="/img/rss-icon.png"></a>""")]
    [InlineData("""<a href="/export?format=3"><img alt="RSS订阅" src="/img/7.gif"></a>""")]
    [InlineData("""<link rel="feed" href="/export?format=3">""")]
    [InlineData("""<link rel="alternate" type="text/xml" href="/export?format=3">""")]
    [InlineData("""<link rel="alternate" type="application/json" href="/export?format=3">""")]
    [InlineData("""<link rel="alternate" type="application/xml; charset=utf-8" href="/export?format=3">""")]
    public async Task A_feed_is_found_behind_links_icons_and_careless_types(string markup)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/news/", Answers.Text($"<html><head><title>新闻</title></head><body><p>首页</p>{markup}</body></html>"));
        rig.Origin.Map("/export?format=3", Answers.Text(Rss("新闻", LongText), "application/octet-stream"));

        Assert.Equal(rig.Origin.Url("/export?format=3"), Assert.Single(await FeedsAsync(rig)).Url);
    }

    [Theory]
    [InlineData("</export?format=3>; rel=\"alternate\"; type=\"application/rss+xml\"")]
    [InlineData("</other>; rel=preload, </export?format=3>; type=application/atom+xml; rel=alternate; title=\"新闻\"")]
    public async Task A_feed_is_found_in_the_Link_header(string header)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/news/", Answers.With(Answers.Text("<html><head><title>新闻</title></head><body><p>首页</p></body></html>"), ("Link", header.Replace("新闻", "news", StringComparison.Ordinal))));
        rig.Origin.Map("/export?format=3", Answers.Text(Rss("新闻", LongText), "application/rss+xml"));

        Assert.Equal(rig.Origin.Url("/export?format=3"), Assert.Single(await FeedsAsync(rig)).Url);
    }

    private static async Task<List<SourceCandidate>> FeedsAsync(SourcesRig rig) =>
        [.. (await rig.Discovery.FindAsync(rig.Origin.Url("/news/"), Token)).Candidates.Where(c => c.Kind == SourceKind.Feed)];

    private static string Rss(string title, string text) =>
        $"<rss version=\"2.0\"><channel><title>{title}</title><link>http://a.example/</link>"
        + $"<item><title>第一则</title><link>http://a.example/1</link><description>{text}</description></item>"
        + $"<item><title>第二则</title><link>http://a.example/2</link><description>{text}</description></item></channel></rss>";
}
