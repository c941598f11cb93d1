using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Clients can invent addresses, but nothing that they vary fills the memory or displaces what people read.</summary>
public sealed class StrangersCacheTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_bounded_in_bytes_and_the_one_that_people_read_stays()
    {
        await using var app = await PublishingApp.StartAsync(o => (o.CacheMegabytes, o.FreshForMilliseconds) = (1, 60_000));
        var cache = app.Services.GetRequiredService<PageCache>();
        var (large, home) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            await cache.GetAsync(Page("/search", "q=" + i), ArticleFilter.All, _ => Rendered(ref large, 100_000 + i), Cancellation);
            await cache.GetAsync(Page("/"), ArticleFilter.All, _ => Rendered(ref home, 10), Cancellation);
            Assert.InRange(cache.Size, 0, 512 * 1024);
        }

        Assert.Equal((40, 1), (large, home));
        // A document larger than the whole cache is served and not cached.
        await cache.GetAsync(Page("/search", "q=huge"), ArticleFilter.All, _ => Rendered(ref large, 2_000_000), Cancellation);
        Assert.InRange(cache.Size, 0, 512 * 1024);
    }

    [Fact]
    public async Task An_article_has_one_address_and_others_lead_to_it()
    {
        await using var app = await PublishingApp.StartAsync();
        var article = Sample.Article(1);
        await app.StoreAsync(article);
        var path = $"/article/{article.PublicId:D}";

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(path + "?lang=en")).StatusCode);
        foreach (var other in (string[])[
            path.ToUpperInvariant(), $"/Article/{article.PublicId:D}", path + "/", $"/article/{article.PublicId:N}", $"/article/{{{article.PublicId}}}",
            $"/article/{article.PublicId.ToString("D").ToUpperInvariant()}"])
        {
            using var response = await app.GetAsync(other + "?lang=en");
            Assert.Equal((HttpStatusCode.MovedPermanently, path + "?lang=en"), (response.StatusCode, response.Headers.Location!.ToString()));
        }
    }

    [Theory]
    [InlineData("/CATEGORY/NEWS/", "/category/news")]
    [InlineData("/category/news/", "/category/news")]
    [InlineData("/category/News?lang=zh", "/category/news?lang=zh")]
    [InlineData("/category//news", "/category/news")]
    [InlineData("/Search?q=%E8%BF%90%E6%B2%B3", "/search?q=%E8%BF%90%E6%B2%B3")]
    [InlineData("/search/?q=a%26b", "/search?q=a%26b")]
    public async Task A_topic_has_one_address_and_others_lead_to_it(string asked, string canonical)
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync(asked);
        Assert.Equal((HttpStatusCode.MovedPermanently, canonical), (response.StatusCode, response.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(canonical)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync("/category/no-such-thing/")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://feeds.example")]
    public async Task Invented_names_of_the_host_are_answered_and_not_kept(string? baseUrl)
    {
        await using var app = await PublishingApp.StartAsync();
        app.Taxonomy = Sample.Taxonomy(baseUrl);
        await app.StoreAsync(Sample.Article(1));
        var (pages, feeds) = (app.Services.GetRequiredService<PageCache>(), app.Services.GetRequiredService<FeedCache>());
        foreach (var path in (string[])["/", "/feeds/all.rss"])
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(path)).StatusCode);
        var held = (pages.Size, feeds.Size);

        for (var i = 0; i < 10; i++)
        {
            foreach (var path in (string[])["/", "/feeds/all.rss"])
            {
                using var response = await app.GetAsync(path, ("Host", $"invented-{i}.example"));
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }

            using var port = await app.GetAsync("/feeds/all.rss", ("Host", $"127.0.0.1:{i + 1}"));
            Assert.Equal(HttpStatusCode.OK, port.StatusCode);
        }

        Assert.Equal(held, (pages.Size, feeds.Size));
    }

    [Fact]
    public async Task Feeds_that_are_not_there_push_out_none_that_is()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        var cache = app.Services.GetRequiredService<FeedCache>();
        await app.GetAsync("/feeds/all.rss");
        var held = cache.Size;

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync($"/feeds/my/token-{i}.rss")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync($"/feeds/all.rss?before={i + 1000}")).StatusCode);
        }

        Assert.Equal(held, cache.Size);
    }

    [Fact]
    public async Task Pages_that_are_not_there_push_out_none_that_is()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        var cache = app.Services.GetRequiredService<PageCache>();
        await app.GetAsync("/");
        var held = cache.Size;

        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync($"/article/{Guid.NewGuid():D}")).StatusCode);

        Assert.Equal(held, cache.Size);
    }

    [Fact]
    public async Task One_client_has_few_answers_made_at_once_and_another_does_not_wait_for_them()
    {
        await using var app = await PublishingApp.StartAsync(o => o.UnlimitedClients = ["10.0.0.0/8"]);
        var turns = app.Services.GetRequiredService<RenderTurns>();
        var never = new TaskCompletionSource<int>();
        var begun = 0;
        var greedy = Enumerable.Range(0, 50).Select(_ => turns.RunAsync(From("203.0.113.7"), () =>
        {
            Interlocked.Increment(ref begun);
            return never.Task;
        })).ToArray();

        Assert.Equal(1, await turns.RunAsync(From("203.0.113.8"), () => Task.FromResult(1)));
        Assert.Equal(1, await turns.RunAsync(From("10.1.2.3"), () => Task.FromResult(1)));
        Assert.Equal(RenderTurns.MostPerClient, begun);
        never.SetResult(0);
        await Task.WhenAll(greedy);
        Assert.Equal((50, 0), (begun, turns.Count));
    }

    private static Microsoft.AspNetCore.Http.DefaultHttpContext From(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    // Random content does not compress, so it keeps its size.
    private static Task<RenderedPage> Rendered(ref int count, int letters)
    {
        count++;
        return Task.FromResult(new RenderedPage("<p>" + Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(letters / 2)), 200));
    }

    private static PageRequest Page(string path, string search = "") => new()
    {
        Texts = PageTexts.English,
        Tree = Tree,
        BaseUrl = "http://feeds.example",
        Root = "",
        Path = path,
        Search = search,
        LanguageQuery = "",
        PathInLanguage = path + "?lang=",
        Now = DateTimeOffset.UnixEpoch,
    };

    private static readonly TopicTree Tree = Sample.Taxonomy();

    [Theory]
    [InlineData("/feeds/ALL.rss", "/feeds/all.rss")]
    [InlineData("/feeds/all.rss/", "/feeds/all.rss")]
    [InlineData("/feeds/all.ATOM", "/feeds/all.atom")]
    [InlineData("/Feeds/All.Json?n=5", "/feeds/all.json?n=5")]
    [InlineData("/feeds/Category/ALERTS/Missing.rss", "/feeds/category/alerts/missing.rss")]
    [InlineData("/feeds/source/JNNEWS.TV.rss/", "/feeds/source/jnnews.tv.rss")]
    [InlineData("/feeds/SEARCH.rss?q=x", "/feeds/search.rss?q=x")]
    [InlineData("/OPML", "/opml")]
    [InlineData("/opml/", "/opml")]
    public async Task A_feed_has_one_address_and_other_spellings_lead_to_it(string asked, string canonical)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1, "alerts/missing"));

        using var response = await app.GetAsync(asked);
        Assert.Equal((HttpStatusCode.MovedPermanently, canonical), (response.StatusCode, response.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(canonical)).StatusCode);
    }

    [Theory]
    [InlineData("/feeds/ALL.xml")]
    [InlineData("/feeds/everything.rss")]
    [InlineData("/feeds/category/NOSUCH.rss")]
    public async Task What_is_no_feed_in_any_spelling_is_not_found(string asked)
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync(asked);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
