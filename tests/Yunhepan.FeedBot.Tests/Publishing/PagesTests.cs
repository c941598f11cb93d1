using System.Net;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Tests.Publishing;

public sealed partial class PagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_home_page_lists_categories_sources_articles_and_feed_addresses()
    {
        await using var app = await PublishingApp.StartAsync(o => o.TelegramBotUrl = "https://t.me/some_bot");
        var urgent = Sample.Article(2, "alerts/missing", "寻找走失老人");
        urgent.Priority = Priority.Urgent;
        await app.StoreAsync(Sample.Article(1), urgent);

        var html = await HtmlAsync(app, "/?lang=zh");

        Assert.Contains("寻找走失老人", html, StringComparison.Ordinal);
        Assert.Contains("<strong class=\"flag\">紧急</strong>", html, StringComparison.Ordinal);
        Assert.Contains("来源：运河晚报", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/category/alerts/missing?lang=zh\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/source/jnnews.tv?lang=zh\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/feeds/category/alerts/missing?lang=zh#atom\"", html, StringComparison.Ordinal);
        Assert.Contains($"data-copy=\"{app.BaseUrl}/feeds/all.rss\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/chat?lang=zh\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://t.me/some_bot\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_says_how_to_subscribe_to_everything()
    {
        await using var app = await PublishingApp.StartAsync(o => o.TelegramBotUrl = "https://t.me/some_bot");

        var html = await HtmlAsync(app, "/?lang=zh");

        var box = Between(html, "<h2 id=\"subscribe\">", "</section>");
        foreach (var format in (string[])["rss", "atom", "json"])
            Assert.Contains($"<code>{app.BaseUrl}/feeds/all.{format}</code>", box, StringComparison.Ordinal);
        Assert.Contains("href=\"/chat?lang=zh", box, StringComparison.Ordinal);
        Assert.Contains("href=\"https://t.me/some_bot\"", box, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"打开 Telegram 机器人的二维码\"", box, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/category/news")]
    [InlineData("/category/alerts")]
    [InlineData("/publisher/jn-police")]
    [InlineData("/region/jining")]
    public async Task A_topic_names_the_sources_that_its_articles_come_from_and_whose_the_rights_are(string path)
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1, "alerts/missing");
        (article.PublisherId, article.RegionId) = ("jn-police", "jining/rencheng");
        await app.StoreAsync(article);

        var box = Between(await HtmlAsync(app, path + "?lang=en"), "<h2 id=\"from\">Articles come from</h2>", "</section>");

        Assert.Contains("<a href=\"/source/jnnews.tv?lang=en\">Jining News</a>", box, StringComparison.Ordinal);
        Assert.Contains("Rights remain with the authors and original publishers.", box, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_without_any_source_names_none()
    {
        await using var app = await PublishingApp.StartAsync();

        Assert.DoesNotContain("id=\"from\"", await HtmlAsync(app, "/category/health"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("/", "en-GB,en;q=0.9", "en")]
    [InlineData("/", "fr, en;q=0.3, zh;q=0.2", "en")]
    [InlineData("/", "fr", "zh-CN")]
    [InlineData("/?lang=en", "zh-CN", "en")]
    [InlineData("/?lang=zh", "en", "zh-CN")]
    [InlineData("/?lang=xx", "en", "en")]
    public async Task Speaks_the_visitors_language_unless_another_is_chosen(string path, string accept, string language)
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync(path, ("Accept-Language", accept));

        Assert.Contains($"<html lang=\"{language}\">", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(["Accept-Language", "Accept-Encoding"], response.Headers.Vary);
    }

    [Theory]
    [InlineData("/", "/feeds/all")]
    [InlineData("/category/alerts/missing", "/feeds/category/alerts/missing")]
    [InlineData("/source/jnnews.tv", "/feeds/source/jnnews.tv")]
    [InlineData("/publisher/jn-police", "/feeds/publisher/jn-police")]
    [InlineData("/region/jining/rencheng", "/feeds/region/jining/rencheng")]
    public async Task A_reader_given_a_pages_address_finds_its_feeds(string path, string feed)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        var links = Alternate().Matches(await HtmlAsync(app, path)).Select(m => m.Groups["href"].Value).ToArray();

        Assert.Equal([$"{app.BaseUrl}{feed}.rss", $"{app.BaseUrl}{feed}.atom", $"{app.BaseUrl}{feed}.json"], links);
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(link, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Text_of_articles_never_becomes_markup()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1, title: "<script>alert('标题')</script>\"'&");
        article.OriginName = "<img src=x onerror=alert(1)>";
        article.Summary = "</p><script>1</script>";
        article.Authors = ["<b>作者</b>"];
        article.Url = "javascript:alert(1)";
        article.ImageUrl = "javascript:alert(2)";
        article.Related = [new ArticleLink("<i>相关</i>", "javascript:alert(3)"), new ArticleLink("<i>可读</i>", "http://x.example/\"><script>")];
        await app.StoreAsync(article);

        foreach (var path in (string[])["/", $"/article/{article.PublicId}", "/category/news"])
        {
            var html = await HtmlAsync(app, path);
            Assert.Single(ScriptTag().Matches(html));
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>作者", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_article_page_shows_content_attribution_original_and_related()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        article.Related = [new ArticleLink("运河岸边步道二期开工", "http://www.portal.example/2.html")];
        article.Editor = "颜冬";
        await app.StoreAsync(article, Sample.Article(2));

        var html = await HtmlAsync(app, $"/article/{article.PublicId}?lang=zh");

        Assert.Contains("<p>记者从市里了解到，第1段步道已经开放。</p>", html, StringComparison.Ordinal);
        Assert.Contains("来源：运河晚报", html, StringComparison.Ordinal);
        Assert.Contains("编辑：颜冬", html, StringComparison.Ordinal);
        Assert.Contains("href=\"http://www.portal.example/2026/11/1.html\"", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"http://www.portal.example/2.html\" rel=\"noopener external\">运河岸边步道二期开工</a>", html, StringComparison.Ordinal);
        Assert.Contains("第2号消息", html, StringComparison.Ordinal);
        Assert.Contains("2026-11-20 08:01 +08:00", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "更正", "标题", "数字", "来源", "（无）")]
    [InlineData("en", "Corrections", "Title", "Number", "Source", "(none)")]
    public async Task A_corrected_article_shows_what_was_corrected(string language, string heading, string title, string number, string origin, string none)
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        await app.StoreAsync(article);
        await app.ChangeAsync(article.PublicId, RevisionKind.Corrected, a => a.Title = "伤者五人", new ArticleChange(ChangedField.Title, "伤者<三>人", "伤者五人"), new ArticleChange(ChangedField.Number, "三人", "五人"));
        app.Time.Advance(TimeSpan.FromHours(1));
        await app.ChangeAsync(article.PublicId, RevisionKind.Corrected, a => a.OriginName = "大众网", new ArticleChange(ChangedField.Origin, "", "大众网"));
        await app.ChangeAsync(article.PublicId, RevisionKind.Story, _ => { });

        var html = await HtmlAsync(app, $"/article/{article.PublicId}?lang={language}");

        var section = Between(html, $"<h2 id=\"corrections\">{heading}</h2>", "</section>").Replace(" lang=\"zh-CN\"", "", StringComparison.Ordinal);
        Assert.Contains($"<dt>{title}</dt><dd><del>伤者&lt;三&gt;人</del> → <ins>伤者五人</ins></dd>", section, StringComparison.Ordinal);
        Assert.Contains($"<dt>{number}</dt><dd><del>三人</del> → <ins>五人</ins></dd>", section, StringComparison.Ordinal);
        Assert.Contains($"<dt>{origin}</dt><dd>{none} → <ins>大众网</ins></dd>", section, StringComparison.Ordinal);
        Assert.Contains("2026-11-23 20:00 +08:00", section, StringComparison.Ordinal);
        Assert.True(section.IndexOf("大众网", StringComparison.Ordinal) < section.IndexOf("伤者", StringComparison.Ordinal), "the last correction comes first");
    }

    [Fact]
    public async Task Corrections_of_what_was_withdrawn_are_not_shown()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        await app.StoreAsync(article);
        await app.ChangeAsync(article.PublicId, RevisionKind.Corrected, _ => { }, new ArticleChange(ChangedField.Name, "张某", "李某"));
        await app.ChangeAsync(article.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());

        using var response = await app.GetAsync($"/article/{article.PublicId}?lang=zh");

        Assert.DoesNotContain("张某", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_article_is_gone_and_says_so()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        article.WithdrawnAt = app.Time.GetUtcNow();
        await app.StoreAsync(article);

        using var response = await app.GetAsync($"/article/{article.PublicId}?lang=zh");
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains("来源已撤回这篇文章", html, StringComparison.Ordinal);
        Assert.DoesNotContain("步道已经开放。</p>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/category/nonsense")]
    [InlineData("/source/")]
    [InlineData("/article/00000000-0000-0000-0000-000000000001")]
    [InlineData("/assets/site.css")]
    [InlineData("/no/such/page")]
    public async Task What_is_not_there_is_a_404_page_in_the_same_look(string path)
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync(path, ("Accept", "text/html"), ("Accept-Language", "en"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1>No such page</h1>", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_a_page_that_tells_no_details()
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync("/failing", ("Accept-Language", "en"));
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("Something went wrong", html, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_run_nothing_inline_and_their_assets_can_be_kept_for_ever()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        using var response = await app.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync(Cancellation);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        var assets = AssetPath().Matches(html).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToArray();
        Assert.Equal(3, assets.Length);
        foreach (var path in assets)
        {
            using var asset = await app.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_by_name()
    {
        var result = new PublishingOptionsValidator().Validate(name: null, new PublishingOptions { CacheMegabytes = 0, TelegramBotUrl = "bot" });

        Assert.True(result.Failed);
        Assert.Contains(nameof(PublishingOptions.CacheMegabytes), result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(nameof(PublishingOptions.TelegramBotUrl), result.FailureMessage, StringComparison.Ordinal);
    }

    private static string Between(string html, string start, string end)
    {
        var from = html.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"{start} is not on the page");
        return html[from..html.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static async Task<string> HtmlAsync(PublishingApp app, string path)
    {
        using var response = await app.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    [GeneratedRegex("""<link rel="alternate" type="[^"]+" title="[^"]+" href="(?<href>[^"]+)" ?/?>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alternate();

    // Data blocks are not executed.
    [GeneratedRegex("<script(?! type=\"application/ld.json\">\\{)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptTag();

    [GeneratedRegex("""/assets/[a-z]+\.[0-9a-f]+\.[a-z]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AssetPath();
}
