using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>A person who opens a feed sees what it is, what it holds and how to use it, and no source text.</summary>
public sealed class FeedPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/feeds/all")]
    [InlineData("/feeds/category/alerts/missing")]
    [InlineData("/feeds/source/jnnews.tv")]
    [InlineData("/feeds/publisher/jn-police")]
    [InlineData("/feeds/region/jining/rencheng")]
    [InlineData("/feeds/search?q=%E8%BF%90%E6%B2%B3")]
    public async Task Every_feed_has_a_page_and_each_leads_to_the_other(string path)
    {
        await using var app = await StartAsync();
        var (name, query) = (path.Split('?')[0], path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : "");

        var (page, _) = await PageDataTests.ReadAsync(app, path + (query.Length > 0 ? "&" : "?") + "lang=en");

        Assert.Contains("第2号消息", page.QuerySelector("ol.articles")!.TextContent, StringComparison.Ordinal);
        foreach (var format in (string[])["rss", "atom", "json"])
        {
            var address = $"{name}.{format}{query}";
            Assert.Contains(page.QuerySelectorAll("link[rel=alternate][type]"), l => l.GetAttribute("href") == app.BaseUrl + address);
            Assert.Equal(address, page.QuerySelector($"li#{format} a.format")!.GetAttribute("href"));
            Assert.Equal(app.BaseUrl + address, page.QuerySelector($"li#{format} button[data-copy]")!.GetAttribute("data-copy"));
            using var feed = await app.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, feed.StatusCode);
            Assert.EndsWith($", <{app.BaseUrl}{path}>; rel=\"alternate\"; type=\"text/html\"", string.Join(", ", feed.Headers.GetValues("Link")), StringComparison.Ordinal);
        }

        Assert.StartsWith("/chat", page.QuerySelector("aside a.button")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_buttons_of_all_pages_lead_to_pages_and_not_to_source_text()
    {
        await using var app = await StartAsync();

        foreach (var path in (string[])["/", "/category/alerts", "/publisher/jn-police", $"/article/{Sample.Article(2).PublicId}", "/search?q=%E8%BF%90%E6%B2%B3"])
        {
            var (page, _) = await PageDataTests.ReadAsync(app, path);
            var links = page.QuerySelectorAll("a[href*='/feeds/']").Select(a => a.GetAttribute("href")!).ToArray();
            Assert.NotEmpty(links);
            foreach (var link in links)
            {
                using var response = await app.GetAsync(link.Split('#')[0]);
                Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            }
        }
    }

    [Theory]
    [InlineData("/feeds/ALL/", "/feeds/all")]
    [InlineData("/feeds/Category/Alerts", "/feeds/category/alerts")]
    [InlineData("/feeds/category/alerts/?lang=en", "/feeds/category/alerts?lang=en")]
    public async Task A_feeds_page_has_one_address(string asked, string canonical)
    {
        await using var app = await StartAsync();

        using var response = await app.GetAsync(asked);

        Assert.Equal((HttpStatusCode.MovedPermanently, canonical), (response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("/feeds/nothing", HttpStatusCode.NotFound)]
    [InlineData("/feeds/category/none", HttpStatusCode.NotFound)]
    [InlineData("/feeds/search", HttpStatusCode.NotFound)]
    [InlineData("/feeds/my/unknown", HttpStatusCode.NotFound)]
    public async Task What_is_no_feed_has_no_page(string path, HttpStatusCode status)
    {
        await using var app = await StartAsync(services => services.AddScoped<IPrivateFeeds, Own>());

        using var response = await app.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_private_feed_has_a_page_that_nobody_keeps_indexes_or_is_asked_to_share()
    {
        await using var app = await StartAsync(services => services.AddScoped<IPrivateFeeds, Own>());
        await app.GetAsync("/");
        var held = app.Services.GetRequiredService<PageCache>().Size;

        using var response = await app.GetAsync("/feeds/my/" + Own.Token + "?lang=en");
        var (page, _) = await PageDataTests.ReadAsync(app, "/feeds/my/" + Own.Token + "?lang=en");

        Assert.Equal("noindex", string.Join(", ", response.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", string.Join(", ", response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("[data-share]"));
        Assert.Equal("Mine", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(held, app.Services.GetRequiredService<PageCache>().Size);
        using var feed = await app.GetAsync($"/feeds/my/{Own.Token}.rss");
        Assert.Equal("noindex", string.Join(", ", feed.Headers.GetValues("X-Robots-Tag")));
        Assert.DoesNotContain("alternate", string.Join(", ", feed.Headers.TryGetValues("Link", out var links) ? links : []), StringComparison.Ordinal);
    }

    private static async Task<PublishingApp> StartAsync(Action<IServiceCollection>? services = null)
    {
        var app = await PublishingApp.StartAsync(services: services);
        var article = Sample.Article(2, "alerts/missing");
        (article.PublisherId, article.RegionId) = ("jn-police", "jining/rencheng");
        await SearchPageTests.StoreAsync(app, Sample.Article(1), article);
        return app;
    }

    private sealed class Own : IPrivateFeeds
    {
        public const string Token = "a-secret-token";

        public Task<PrivateFeed?> FindAsync(string token, CancellationToken cancellationToken) => Task.FromResult(token != Token ? null
            : new PrivateFeed { Id = "chat-1", Title = "Mine", Version = "1", Subscriptions = [new PrivateFeedSubscription(ArticleFilter.All)] });
    }
}
