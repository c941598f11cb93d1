using AngleSharp.Html.Parser;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Extraction.Html;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Tests.Browsing;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>
/// Tests every page in a real browser, on a phone and on a desktop, light and dark. SCREENSHOTS=FOLDER saves pictures there for
/// inspection.
/// </summary>
public sealed class PagesBrowserTests(TestBrowser browser)
{
    private const string FeedsBesideNames =
        "[...document.querySelectorAll('.node')].every(n => n.querySelector('.feeds').getBoundingClientRect().top < n.querySelector('.name a').getBoundingClientRect().bottom)";

    /// <summary>What portals write: elements of the last century, a second main, headings as they like, ids, pictures and links without a name.</summary>
    private const string Awful =
        "<main id=\"main\"><h1 id=\"q\">又一个大标题</h1><center><font color=\"red\" size=\"7\"><big>大字</big>和<tt>等宽</tt>、<strike>删去的</strike></font></center><h4>小标题</h4><h2> </h2>"
        + "<p id=\"latest\">一段<p>没有结束的<a href=\"/big.jpg\"><img src=\"small.jpg\"></a><img src=\"b.jpg\" width=\"100%\"><a href=\"#top\"></a></main><aside>旁注</aside>"
        + "<ul>散落的文字<li>一<ul><ul><li>更深</ul></ul></ul><li>没有列表的项</li><dd>没有词的释义</dd><marquee><p>滚动<p>文字</marquee><audio src=\"a.mp3\"></audio>"
        + "<table width=\"2000\"><tr><th scope=\"up\"><th>很长很长的表头一二三四五六七八九十</th><th>很长很长的表头一二三四五六七八九十</th><th>很长很长的表头一二三四五六七八九十</th></tr><tr><td headers=\"x\">1<td>2<td>3<td>4</table>"
        + "<pre>" + "一行很长的代码 a = b + c; 一行很长的代码 a = b + c; 一行很长的代码 a = b + c; 一行很长的代码 a = b + c;" + "</pre><span lang=\"xx-yy\">某种语言</span><details><summary></summary>细节</details><mark>标出的<a href=\"/m\">链接</a></mark>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390, 844, ColorScheme.Light, "zh")]
    [InlineData(390, 844, ColorScheme.Dark, "en")]
    [InlineData(1280, 900, ColorScheme.Light, "en")]
    [InlineData(1280, 900, ColorScheme.Dark, "zh")]
    public async Task Every_page_fits_is_accessible_and_runs_clean(int width, int height, ColorScheme scheme, string language)
    {
        await using var app = await StartAsync();
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        List<string> faults = [];
        page.Console += (_, message) =>
        {
            // The missing and the withdrawn page answer 404 and 410, as they should.
            if (message.Type == "error" && !message.Text.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal)
                && !message.Text.Contains("404", StringComparison.Ordinal) && !message.Text.Contains("410", StringComparison.Ordinal))
                faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);

        foreach (var (name, path) in Paths())
        {
            await page.GotoAsync($"{app.BaseUrl}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the window");
            Assert.True(await page.EvaluateAsync<bool>(FeedsBesideNames), $"{name}: the feeds of a topic stand below its name");
            var axe = await page.RunAxe();
            Assert.True(axe.Violations.Length == 0, $"{name}: " + string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Help}: {v.Nodes[0].Html}")));
            if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-{scheme}.png"), FullPage = true });
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_keyboard_reaches_the_content_the_search_and_the_copy_button()
    {
        await using var app = await StartAsync();
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = app.BaseUrl });
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.BaseUrl + "/category/news");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        var copy = page.Locator("#subscribe ~ .addresses .copy").First;
        await copy.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".copy", new() { HasText = "Copied" }).First.WaitForAsync();
        Assert.Equal(app.BaseUrl + "/feeds/category/news.rss", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await page.FocusAsync("#q");
        await page.Keyboard.TypeAsync("canal");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#find").WaitForAsync();
        Assert.StartsWith(app.BaseUrl + "/search?q=canal", page.Url, StringComparison.Ordinal);
        Assert.Equal("canal", await page.InputValueAsync("#find"));
    }

    [Fact]
    public async Task Every_page_is_valid_html()
    {
        await using var app = await StartAsync();
        foreach (var (name, path) in Paths())
        {
            using var response = await app.GetAsync(path, ("Accept", "text/html"));
            var html = await response.Content.ReadAsStringAsync(Cancellation);
            var document = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(html);

            var ids = document.All.Select(e => e.Id).Where(id => !string.IsNullOrEmpty(id)).ToArray();
            Assert.True(ids.Length == ids.Distinct(StringComparer.Ordinal).Count(), $"{name}: an id stands twice");
            Assert.Single(document.QuerySelectorAll("h1"));
            Assert.All(document.QuerySelectorAll("img"), i => Assert.True(i.HasAttribute("alt"), $"{name}: {i.OuterHtml}"));
            foreach (var property in (string[])["og:title", "og:description", "og:url", "og:type", "og:site_name"])
                Assert.NotEqual("", document.QuerySelector($"meta[property='{property}']")?.GetAttribute("content") ?? "");
        }
    }

    [Fact]
    public async Task A_topic_can_be_followed_by_feed_by_link_by_code_and_in_the_chat()
    {
        await using var app = await StartAsync();
        var html = await app.Client.GetStringAsync("/category/alerts/missing?lang=en", Cancellation);

        Assert.Contains("href=\"https://t.me/some_bot?start=c_alerts_missing\"", html, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"QR code that opens the Telegram bot\"", html, StringComparison.Ordinal);
        Assert.Contains($"data-copy=\"{app.BaseUrl}/feeds/category/alerts/missing.atom\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/chat?start=c_alerts_missing&amp;lang=en\"", html, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"QR code that opens the web chat\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/region/jining/rencheng", "region", "r_jining_rencheng")]
    [InlineData("/publisher/jn-police", "publisher", "p_jn-police")]
    [InlineData("/source/jnnews.tv", "source", "s_jnnews.tv")]
    [InlineData("/article/", "article", "c_alerts_missing")]
    [InlineData("/search?q=canal", "search", "word_canal")]
    public async Task Every_page_leads_into_both_chats_by_link_and_by_code(string path, string kind, string start)
    {
        await using var app = await StartAsync();
        var html = await app.Client.GetStringAsync(kind == "article" ? path + Sample.Article(2).PublicId : path, Cancellation);

        Assert.Contains($"href=\"https://t.me/some_bot?start={start}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/chat?start={start}\"", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<svg class=\"qr\"").Length - 1);
    }

    [Fact]
    public async Task An_article_of_no_category_leads_to_its_source()
    {
        await using var app = await StartAsync();
        var article = Sample.Article(20);
        article.Categories.Clear();
        await app.StoreAsync(article);
        var html = await app.Client.GetStringAsync("/article/" + article.PublicId, Cancellation);
        Assert.Contains("href=\"/chat?start=s_jnnews.tv\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_kept_until_something_changes_and_packed()
    {
        await using var app = await PublishingApp.StartAsync(o => o.FreshForMilliseconds = 1);
        await app.StoreAsync(Sample.Article(1));
        using var first = await app.GetAsync("/category/news", ("Accept-Encoding", "gzip"));
        var tag = first.Headers.ETag!.ToString();

        using var same = await app.GetAsync("/category/news", ("Accept-Encoding", "gzip"), ("If-None-Match", tag));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await app.StoreAsync(Sample.Article(2));
        using var changed = await app.GetAsync("/category/news", ("Accept-Encoding", "gzip"), ("If-None-Match", tag));

        Assert.Equal("gzip", first.Content.Headers.ContentEncoding.Single());
        Assert.Equal(System.Net.HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, changed.StatusCode);
    }

    private static (string Name, string Path)[] Paths() =>
    [
        ("home", "/"), ("category", "/category/alerts"), ("source", "/source/jnnews.tv"), ("publisher", "/publisher/jn-police"), ("region", "/region/jining"),
        ("article", $"/article/{Sample.Article(2).PublicId}"), ("withdrawn", $"/article/{Sample.Article(9).PublicId}"), ("awful", $"/article/{Sample.Article(10).PublicId}"), ("search", "/search?q=%E8%BF%90%E6%B2%B3"), ("search-empty", "/search"), ("feed", "/feeds/category/alerts"), ("feed-search", "/feeds/search?q=%E8%BF%90%E6%B2%B3"), ("privacy", "/privacy"), ("older", "/source/jnnews.tv?before=9"), ("missing", "/no/such/page"),
        ("complaint", $"/article/{Sample.Article(2).PublicId}/complaint"), ("complaint-received", $"/article/{Sample.Article(2).PublicId}/complaint/received"), ("taken-down", $"/article/{Sample.Article(11).PublicId}"),
    ];

    private static async Task<PublishingApp> StartAsync()
    {
        var app = await PublishingApp.StartAsync(o => o.TelegramBotUrl = "https://t.me/some_bot", services: s => s.AddSingleton<ITopicLinks, Links>());
        var articles = Enumerable.Range(1, 9).Select(i => Sample.Article(i, i % 3 == 0 ? "health" : i % 3 == 1 ? "news" : "alerts/missing")).ToArray();
        var urgent = articles[1];
        (urgent.Priority, urgent.Title, urgent.Editor, urgent.PublisherId, urgent.RegionId) = (Priority.Urgent, "寻找走失老人：身穿蓝色外套，最后出现在太白湖公园北门附近", "颜冬", "jn-police", "jining/rencheng");
        urgent.ContentHtml = "<p>11月20日清晨，一位七十六岁的老人在太白湖公园北门附近走失。老人身高约一米六五，身穿蓝色外套、黑色布鞋，说话带本地口音。</p><h2>怎样联系</h2><p>如有线索，请拨打 <a href=\"http://www.portal.example/tel\">0537-1234567</a>。</p><ul><li>身高一米六五</li><li>蓝色外套</li></ul><table><tbody><tr><th>时间</th><td>11月20日 06:10</td></tr><tr><th>地点</th><td>太白湖公园北门</td></tr></tbody></table>";
        urgent.Related = [new ArticleLink("走失老人如何防护", "http://www.portal.example/2.html")];
        urgent.Attachments = [new ArticleAttachment("http://www.portal.example/a.pdf", "application/pdf", "寻人启事.pdf", 20480, null)];
        urgent.Rights = "版权所有 济宁新闻网";
        articles[2].ImageUrl = articles[3].ImageUrl = app.BaseUrl + "/favicon.svg";
        articles[8].WithdrawnAt = app.Time.GetUtcNow();
        var awful = Sample.Article(10, "health", "门户怎样写，页面都放得下");
        awful.ContentHtml = HtmlSanitizing.Sanitise(Awful, "http://www.portal.example/news/");
        var takenDown = Sample.Article(11);
        (takenDown.WithdrawnAt, takenDown.WithdrawnReason, takenDown.IsTakenDown) = (app.Time.GetUtcNow(), "应当事人要求撤下", true);
        await app.StoreAsync([.. articles, awful, takenDown]);
        await app.ChangeAsync(urgent.PublicId, RevisionKind.Corrected, a => a.ModifiedAt = app.Time.GetUtcNow(),
            new ArticleChange(ChangedField.Title, "寻找走失老人：身穿红色外套", urgent.Title), new ArticleChange(ChangedField.Text, "…老人身高约一米七五，身穿红色外套、黑色布鞋…", "…老人身高约一米六五，身穿蓝色外套、黑色布鞋…"), new ArticleChange(ChangedField.Number, "一米七五", "一米六五"), new ArticleChange(ChangedField.Origin, "", "运河晚报"));
        return app;
    }

    private sealed class Links : ITopicLinks
    {
        public string StartParameter(TopicKind kind, string id) => $"{kind.ToString().ToLowerInvariant()[0]}_{id.Replace('/', '_')}";

        public string? WordParameter(string words) => $"word_{words}";
    }
}
