using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>What a reader of the pages is told: in which language, about what, and how to go on.</summary>
public sealed partial class PageWordsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [GeneratedRegex("<nav class=\"crumbs\".*?</nav>", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Crumbs { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Tags { get; }

    [Theory]
    [InlineData("zh", "运河畔", "为沿河的人读新闻。")]
    [InlineData("en", "By the Canal", "Reads the news for people along the canal.")]
    public async Task The_site_bears_its_name_and_its_description_in_the_language_of_the_page(string language, string title, string description)
    {
        await using var app = await PublishingApp.StartAsync();
        var site = app.Taxonomy.Site with
        {
            Title = new LocalisedName("运河畔", "By the Canal"),
            Description = new LocalisedName("为沿河的人读新闻。", "Reads the news for people along the canal."),
        };
        app.Taxonomy = new TopicTree(site, app.Taxonomy.Nodes);

        var home = await app.Client.GetStringAsync($"/?lang={language}", Cancellation);
        var topic = await app.Client.GetStringAsync($"/category/news?lang={language}", Cancellation);

        Assert.Contains($"<title>{title}</title>", home, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1><p>{description}</p>", home, StringComparison.Ordinal);
        Assert.Contains($"<meta name=\"description\" content=\"{description}\"", home, StringComparison.Ordinal);
        Assert.Contains($" - {title}</title>", topic, StringComparison.Ordinal);
        // A feed has one language.
        Assert.Contains("运河畔", await app.Client.GetStringAsync("/feeds/all.rss", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_description_the_program_says_what_it_does()
    {
        await using var app = await PublishingApp.StartAsync();

        Assert.Contains(PageTexts.English.Pitch, await app.Client.GetStringAsync("/?lang=en", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?lang=zh", "订阅“全部”", "all")]
    [InlineData("/category/alerts/missing?lang=zh", "订阅“寻人”", "category/alerts/missing")]
    [InlineData("/category/alerts/missing?lang=en", "Subscribe to “Missing people”", "category/alerts/missing")]
    [InlineData("/source/jnnews.tv?lang=en", "Subscribe to “Jining News”", "source/jnnews.tv")]
    [InlineData("/region/jining?lang=zh", "订阅“济宁”", "region/jining")]
    public async Task The_box_to_subscribe_says_to_what_and_gives_the_addresses_of_that(string page, string heading, string path)
    {
        await using var app = await PublishingApp.StartAsync();

        var html = await app.Client.GetStringAsync(page, Cancellation);

        Assert.Contains($"<h2 id=\"subscribe\">{heading}</h2>", html, StringComparison.Ordinal);
        foreach (var format in (string[])["rss", "atom", "json"])
            Assert.Contains($"<code>{app.BaseUrl}/feeds/{path}.{format}</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_articles_box_is_that_of_its_own_category_and_its_breadcrumb_leads_there_by_its_parents()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1, "alerts");
        article.Categories.Add(new ArticleCategory { CategoryId = "alerts/missing", Reason = "title" });
        await app.StoreAsync(article);

        var html = await app.Client.GetStringAsync($"/article/{article.PublicId}?lang=en", Cancellation);

        Assert.Equal("HomeAlertsMissing people", Tags.Replace(Crumbs.Match(html).Value, ""));
        Assert.Contains("Subscribe to “Missing people”", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/category/alerts/missing?lang=zh", "首页警示寻人")]
    [InlineData("/category/alerts?lang=zh", "首页警示")]
    [InlineData("/region/jining/rencheng?lang=en", "HomeJiningRencheng")]
    public async Task The_breadcrumb_of_a_topic_names_it_after_its_parents(string page, string crumbs)
    {
        await using var app = await PublishingApp.StartAsync();

        Assert.Equal(crumbs, Tags.Replace(Crumbs.Match(await app.Client.GetStringAsync(page, Cancellation)).Value, ""));
    }

    [Theory]
    [InlineData("zh", AlertEnd.Found, "✅ 已找到")]
    [InlineData("en", AlertEnd.Found, "✅ Found")]
    [InlineData("zh", AlertEnd.Lifted, "✅ 已解除")]
    [InlineData("en", AlertEnd.Caught, "✅ In custody")]
    // The search may be over because of a death, and a lowered warning still holds: no tick.
    [InlineData("zh", AlertEnd.SearchOver, "◾ 搜寻已结束")]
    [InlineData("en", AlertEnd.SearchOver, "◾ Search over")]
    [InlineData("zh", AlertEnd.Lowered, "🔽 已降级")]
    [InlineData("en", AlertEnd.Lowered, "🔽 Lowered")]
    public async Task The_page_of_an_article_whose_alert_ended_says_so_and_is_no_longer_urgent(string language, AlertEnd end, string mark)
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1, "alerts/missing", "寻人：七旬老人走失");
        (article.EndedAt, article.EndedAs, article.Priority) = (article.SortAt.AddHours(2), end, Priority.Normal);
        await app.StoreAsync(article);

        var html = await app.Client.GetStringAsync($"/article/{article.PublicId}?lang={language}", Cancellation);

        Assert.Contains($"<p class=\"ended\">{mark}</p>", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"flag\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_alert_that_goes_on_bears_no_such_mark()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1, "alerts/missing", "寻人：七旬老人走失");
        await app.StoreAsync(article);

        Assert.DoesNotContain("class=\"ended\"", await app.Client.GetStringAsync($"/article/{article.PublicId}", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "更新于")]
    [InlineData("en", "Updated")]
    public async Task A_later_time_of_an_article_is_that_of_an_update_which_need_not_be_a_correction(string language, string word)
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1, "alerts/missing", "寻人信息（搜寻已结束）");
        article.ModifiedAt = article.PublishedAt!.Value.AddHours(2);
        await app.StoreAsync(article);

        var html = await app.Client.GetStringAsync($"/article/{article.PublicId}?lang={language}", Cancellation);

        Assert.Contains($"<span>{word} <time", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=步道&lang=zh", "<h1>搜索：步道</h1>")]
    [InlineData("/search?q=步道&lang=en", "<h1>Search: 步道</h1>")]
    [InlineData("/category/news?lang=zh", "content=\"新闻：1 篇。")]
    [InlineData("/category/news?lang=en", "content=\"News: 1 article. ")]
    [InlineData("/category/news?lang=zh", "aria-label=\"复制 新闻：RSS\"")]
    [InlineData("/category/news?lang=zh", "<nav class=\"crumbs\" aria-label=\"当前位置\">")]
    [InlineData("/category/news?lang=en", "<nav class=\"crumbs\" aria-label=\"Breadcrumb\">")]
    public async Task Headings_previews_and_labels_are_punctuated_as_their_language_is(string page, string expected)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        Assert.Contains(expected, await app.Client.GetStringAsync(page, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "这里是 WebSub 推送中心（hub）")]
    [InlineData("en", "This is a WebSub hub")]
    public async Task The_hub_opened_in_a_browser_says_what_it_is(string language, string title)
    {
        await using var app = await PublishingApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/websub?lang={language}");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");

        using var response = await app.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"<h1>{title}</h1>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_gets_the_hub_is_told_to_post()
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync("/websub");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (response.StatusCode, response.Content.Headers.Allow.Single()));
    }

    [Theory]
    [InlineData("道路结冰黄色预警：明晨桥面和背阴路段湿滑", "大雾黄色预警：今夜到明晨运河沿线能见度低于500米", true)]
    [InlineData("寻人启事：六岁男童在运河公园走失 身穿红色外套", "寻人启事：七旬老人在东门市场附近走失 身穿藏青色棉袄", true)]
    [InlineData("公交司机给末班车写“晚安卡” 乘客攒了一整本", "城区十七条公交线路调整末班时间 最晚延至22时30分", true)]
    [InlineData("Canal ferry adds evening sailings", "Ferry on the canal breaks down twice in a week", true)]
    [InlineData("社区医院开了睡眠门诊 第一周来的多是带孩子的老人", "职业学校开了“运河船舶修理”专业 第一届四十人全被预定", false)]
    [InlineData("南阳岛通了新渡船 上学的孩子少走一个小时", "乡村小学的孩子用废木料做出一台水车 搬进了科技馆", false)]
    [InlineData("暴雨橙色预警：未来三小时局地雨量将超50毫米", "一碗糁汤配油条 清早五点开门的老店", false)]
    [InlineData("Council approves new budget for the year", "New year sale: what you can buy for the city", false)]
    [InlineData("市民今天可以免费体检", "今天市民可以看到什么最新消息", false)]
    public void Only_what_has_to_do_with_an_article_stands_under_it_as_related(string title, string other, bool isRelated)
    {
        var article = Sample.Article(1, title: title);
        article.Related = [new ArticleLink(other, "http://portal.example/other.html")];

        Assert.Equal(isRelated ? 1 : 0, RelatedLinks.Choose(article).Count);
    }

    [Fact]
    public void A_title_that_the_text_tells_of_is_related_and_the_article_itself_is_not()
    {
        var article = Sample.Article(1, title: "十年后重开的码头");
        article.ContentText = "南阳渡口的新码头今早重开。电动渡船每二十分钟一班，票价两元。";
        article.Related =
        [
            new ArticleLink("南阳渡口电动渡船票价公示", "http://portal.example/fare.html"),
            new ArticleLink("明星夫妇现身机场", "http://portal.example/star.html"),
            new ArticleLink("十年后重开的码头", "http://portal.example/again.html"),
        ];

        Assert.Equal(["南阳渡口电动渡船票价公示"], RelatedLinks.Choose(article).Select(l => l.Title));
    }

    [Theory]
    [InlineData(9_000, 0, HttpStatusCode.RequestUriTooLong)]
    [InlineData(15_000, 0, HttpStatusCode.RequestUriTooLong)]
    [InlineData(100, 20_000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task What_is_too_long_in_a_requests_head_is_refused_with_the_headers_that_keep_answers_safe(int target, int header, HttpStatusCode status)
    {
        await using var app = await PublishingApp.StartAsync();

        var answer = await SendRawAsync(app, $"GET /{new string('a', target)} HTTP/1.1\r\nHost: x\r\nX-Long: {new string('b', header)}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {(int)status} ", answer, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nbad header\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task What_is_no_http_gets_an_answer_without_a_body_that_nothing_could_be_sniffed_from(string request)
    {
        await using var app = await PublishingApp.StartAsync();

        var answer = await SendRawAsync(app, request);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_as_long_as_is_allowed_is_answered()
    {
        await using var app = await PublishingApp.StartAsync();

        var answer = await SendRawAsync(app, $"GET /{new string('a', RequestHeadLimits.LongestTarget - 1)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
    }

    private static async Task<string> SendRawAsync(PublishingApp app, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(app.BaseUrl).Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
