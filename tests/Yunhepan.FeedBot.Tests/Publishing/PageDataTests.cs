using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>What other sites read of our pages (Open Graph, JSON-LD) is true, complete and no more than the page shows.</summary>
public sealed class PageDataTests
{
    private const string Secret = "末尾的这句话只有原站能读到";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_names_its_true_publisher_author_and_times_and_not_this_site()
    {
        await using var app = await StartAsync();
        var article = Sample.Article(1);
        (article.Authors, article.OriginUrl, article.ImageUrl) = (["张三", "运河晚报"], "http://evening.example/a/9.html", "http://www.portal.example/a.jpg");
        article.ModifiedAt = article.PublishedAt!.Value.AddHours(2);
        await app.StoreAsync(article);

        var (page, data) = await ReadAsync(app, $"/article/{article.PublicId}?lang=zh");

        var news = data["NewsArticle"];
        var address = $"https://feeds.example/article/{article.PublicId}";
        Assert.Equal((address, address, article.Title), (Text(news, "url"), Text(news, "mainEntityOfPage"), Text(news, "headline")));
        Assert.Equal(("运河晚报", "http://evening.example/a/9.html"), (Text(news, "publisher", "name"), Text(news, "publisher", "url")));
        Assert.Equal(("济宁新闻网", "云和畔资讯"), (Text(news, "provider", "name"), Text(news, "sdPublisher", "name")));
        Assert.Equal("http://evening.example/a/9.html", Text(news, "isBasedOn"));
        Assert.Equal(("2026-11-20T08:01:00+08:00", "2026-11-20T10:01:00+08:00"), (Text(news, "datePublished"), Text(news, "dateModified")));
        Assert.Equal(
            [("Person", "张三"), ("Organization", "运河晚报")], news.GetProperty("author").EnumerateArray().Select(a => (Text(a, "@type"), Text(a, "name"))));
        Assert.Equal("http://www.portal.example/a.jpg", Text(news, "image"));
        Assert.Equal(["首页", "新闻", article.Title], Names(data["BreadcrumbList"]));
        Assert.Equal((article.Title, "http://www.portal.example/a.jpg", address), (Meta(page, "og:title"), Meta(page, "og:image"), Meta(page, "og:url")));
        Assert.Equal(("2026-11-20T08:01:00+08:00", "2026-11-20T10:01:00+08:00"), (Meta(page, "article:published_time"), Meta(page, "article:modified_time")));
    }

    [Fact]
    public async Task What_a_source_does_not_state_is_not_made_up()
    {
        await using var app = await StartAsync();
        var (undated, dayOnly, future) = (Sample.Article(1), Sample.Article(2), Sample.Article(3));
        (undated.PublishedAt, undated.OriginName) = (null, null);
        dayOnly.PublishedHasTime = false;
        future.PublishedAt = future.FirstSeenAt.AddDays(40);
        await app.StoreAsync(undated, dayOnly, future);

        var (_, none) = await ReadAsync(app, $"/article/{undated.PublicId}?lang=zh");
        var (day, some) = await ReadAsync(app, $"/article/{dayOnly.PublicId}?lang=zh");
        var (_, later) = await ReadAsync(app, $"/article/{future.PublicId}?lang=zh");

        foreach (var name in (string[])["datePublished", "dateModified", "author", "image", "license", "provider"])
            Assert.False(none["NewsArticle"].TryGetProperty(name, out _), name);
        Assert.Equal("济宁新闻网", Text(none["NewsArticle"], "publisher", "name"));
        Assert.Equal(("2026-11-20", "2026-11-20"), (Text(some["NewsArticle"], "datePublished"), Meta(day, "article:published_time")));
        Assert.False(later["NewsArticle"].TryGetProperty("datePublished", out _));
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>")]
    [InlineData("\"},{\"@type\":\"Event\",\"x\":\"\u2028")]
    [InlineData("]]></SCRIPT ><img src=x onerror=alert(1)>")]
    public async Task No_text_ends_the_data_or_adds_to_it(string hostile)
    {
        await using var app = await StartAsync();
        var article = Sample.Article(1, title: hostile);
        (article.OriginName, article.Summary, article.Authors, article.Tags, article.Rights) = (hostile, hostile, [hostile], [hostile], hostile);
        await app.StoreAsync(article);

        foreach (var path in (string[])["/", "/category/news", $"/article/{article.PublicId}", "/feeds/all"])
        {
            var (page, data) = await ReadAsync(app, path);
            Assert.Single(page.QuerySelectorAll("script[src]"));
            Assert.Equal(1 + (data.Count > 0 ? 1 : 0), page.QuerySelectorAll("script").Length);
            Assert.DoesNotContain("Event", data.Keys);
            Assert.Empty(page.QuerySelectorAll("img[onerror]"));
        }
    }

    [Fact]
    public async Task A_licensed_excerpt_is_all_that_others_are_given()
    {
        await using var app = await StartAsync();
        app.Taxonomy = new TopicTree(app.Taxonomy.Site, app.Taxonomy.Nodes)
        {
            Licences = new Dictionary<string, SourceLicence> { ["jnnews.tv"] = new(LicensedText.Excerpt, new LocalisedName("署名", "BY"), "https://licence.example/by") },
        };
        var article = Sample.Article(1);
        article.ContentText = string.Concat(Enumerable.Repeat("步道铺好了木板。", 40)) + Secret;
        (article.ContentHtml, article.Summary) = ($"<p>{article.ContentText}</p>", article.ContentText);
        await app.StoreAsync(article);

        var (page, data) = await ReadAsync(app, $"/article/{article.PublicId}");

        Assert.DoesNotContain(Secret, page.Source.Text, StringComparison.Ordinal);
        Assert.InRange(Text(data["NewsArticle"], "description").Length, 1, 201);
        Assert.Equal(Text(data["NewsArticle"], "description"), Meta(page, "og:description"));
        Assert.Equal("https://licence.example/by", Text(data["NewsArticle"], "license"));
    }

    [Theory]
    [InlineData("zh", "✅ 已找到 · 急寻走失女孩", "✅ 已找到")]
    [InlineData("en", "✅ Found · 急寻走失女孩", "✅ Found")]
    public async Task Sharing_a_search_that_is_over_asks_nobody_to_look_for_anybody(string language, string title, string description)
    {
        await using var app = await StartAsync();
        var article = Sample.Article(1, "alerts/missing", "急寻走失女孩");
        (article.ImageUrl, article.Summary) = ("http://www.portal.example/girl.jpg", "女孩十岁，请拨打 0537-1234567");
        await app.StoreAsync(article);
        await app.ChangeAsync(article.PublicId, RevisionKind.Corrected, a => (a.EndedAt, a.EndedAs) = (app.Time.GetUtcNow(), AlertEnd.Found));

        var (page, data) = await ReadAsync(app, $"/article/{article.PublicId}?lang={language}");

        Assert.Equal((title, description, ""), (Meta(page, "og:title"), Meta(page, "og:description"), Meta(page, "og:image")));
        Assert.Equal((title, description), (Text(data["NewsArticle"], "headline"), Text(data["NewsArticle"], "description")));
        Assert.False(data["NewsArticle"].TryGetProperty("image", out _));
    }

    [Fact]
    public async Task A_person_who_was_forgotten_leaves_pages_metadata_and_the_cache_at_once()
    {
        await using var app = await PublishingApp.StartAsync(o => o.FreshForMilliseconds = 1);
        var article = Sample.Article(1, "alerts/missing", "急寻李小花");
        (article.ImageUrl, article.Summary) = ("http://www.portal.example/li.jpg", "李小花十岁");
        await app.StoreAsync(article, Sample.Article(2, "alerts/missing"));
        string[] paths = ["/", "/category/alerts/missing", "/feeds/category/alerts/missing", $"/article/{article.PublicId}", "/sitemap-articles-0.xml"];
        foreach (var path in paths[..4])
            Assert.Contains("李小花", await app.Client.GetStringAsync(path, Cancellation), StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromMilliseconds(2));
        await app.ChangeAsync(article.PublicId, RevisionKind.Corrected, a =>
        {
            (a.Title, a.ContentText, a.ContentHtml, a.Summary, a.ImageUrl) = ("寻人信息（已找到）", "已删除。", "<p>已删除。</p>", "已删除。", null);
            (a.EndedAt, a.EndedAs, a.ForgottenAt) = (app.Time.GetUtcNow(), AlertEnd.Found, app.Time.GetUtcNow());
        });

        foreach (var path in paths)
        {
            var text = await app.Client.GetStringAsync(path, Cancellation);
            Assert.DoesNotContain("李小花", text, StringComparison.Ordinal);
            Assert.DoesNotContain("li.jpg", text, StringComparison.Ordinal);
        }

        var (page, _) = await ReadAsync(app, paths[3]);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.DoesNotContain(article.PublicId.ToString(), await app.Client.GetStringAsync(paths[4], Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_article_gives_others_neither_title_nor_text_nor_picture_and_is_not_indexed()
    {
        await using var app = await StartAsync();
        var article = Sample.Article(1, title: "某人被捕");
        (article.ImageUrl, article.Summary) = ("http://www.portal.example/face.jpg", "摘要里有他的名字");
        await app.StoreAsync(article);
        await app.ChangeAsync(article.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());

        using var response = await app.GetAsync($"/article/{article.PublicId}?lang=zh");
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("script[type='application/ld+json']"));
        foreach (var words in (string[])["某人被捕", "摘要里", "face.jpg"])
            Assert.DoesNotContain(words, page.Head!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_say_what_they_list_in_order_and_where_they_stand_in_their_tree()
    {
        await using var app = await StartAsync();
        Article[] articles = [.. Enumerable.Range(1, 40).Select(i => Sample.Article(i, "alerts/missing"))];
        await app.StoreManyAsync(articles);

        var (_, topic) = await ReadAsync(app, "/category/alerts/missing?lang=en");
        var (_, home) = await ReadAsync(app, "/?lang=en");

        Assert.Equal(["Home", "Alerts", "Missing people"], Names(topic["BreadcrumbList"]));
        foreach (var list in (JsonElement[])[topic["ItemList"], home["ItemList"]])
        {
            Assert.Equal(40, list.GetProperty("numberOfItems").GetInt32());
            Assert.Equal(
                articles.Reverse().Take(30).Select((a, i) => (i + 1, $"https://feeds.example/article/{a.PublicId}")),
                list.GetProperty("itemListElement").EnumerateArray().Select(e => (e.GetProperty("position").GetInt32(), Text(e, "url"))));
        }

        Assert.Equal("https://feeds.example/search?q={words}", Text(home["WebSite"], "potentialAction", "target", "urlTemplate"));
    }

    internal static async Task<(IDocument Page, Dictionary<string, JsonElement> Data)> ReadAsync(PublishingApp app, string path)
    {
        using var response = await app.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Cancellation));
        if (page.QuerySelectorAll("script[type='application/ld+json']") is not [var element])
            return (page, []);
        using var json = JsonDocument.Parse(element.TextContent);
        Assert.Equal("https://schema.org", Text(json.RootElement, "@context"));
        return (page, json.RootElement.GetProperty("@graph").EnumerateArray().ToDictionary(o => Text(o, "@type"), o => o.Clone()));
    }

    private static async Task<PublishingApp> StartAsync()
    {
        var app = await PublishingApp.StartAsync();
        app.Taxonomy = Sample.Taxonomy("https://feeds.example");
        return app;
    }

    private static string Meta(IDocument page, string property) => page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content") ?? "";

    private static IEnumerable<string> Names(JsonElement list) => list.GetProperty("itemListElement").EnumerateArray().Select(e => Text(e, "name"));

    private static string Text(JsonElement element, params string[] path)
    {
        foreach (var name in path)
            element = element.GetProperty(name);
        return element.GetString() ?? "";
    }
}
