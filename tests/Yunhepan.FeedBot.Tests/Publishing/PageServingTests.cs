using System.Data.Common;
using System.IO.Compression;
using System.Net;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests the cost of pages under many requests, and their HTTP caching.</summary>
public sealed class PageServingTests
{
    private static readonly TopicTree Tree = Sample.Taxonomy();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_one_rendering()
    {
        await using var app = await PublishingApp.StartAsync();
        var cache = app.Services.GetRequiredService<PageCache>();
        var renderings = new Renderings();

        var asked = Enumerable.Range(0, 20).Select(_ => cache.GetAsync(Page("/"), ArticleFilter.All, renderings.RenderAsync, Cancellation)).ToArray();
        var other = cache.GetAsync(Page("/category/news"), ArticleFilter.All, renderings.RenderAsync, Cancellation);
        await renderings.BegunAsync(2);
        renderings.Release();
        var pages = await Task.WhenAll(asked);
        await other;

        Assert.Single(pages.Distinct());
        Assert.Equal(2, renderings.Count);
    }

    [Fact]
    public async Task A_visitor_who_leaves_or_a_rendering_that_fails_keeps_nobody_from_the_page()
    {
        await using var app = await PublishingApp.StartAsync();
        var cache = app.Services.GetRequiredService<PageCache>();
        var renderings = new Renderings();
        renderings.Release();

        var failing = cache.GetAsync(Page("/"), ArticleFilter.All, _ => throw new InvalidOperationException("no page"), Cancellation);
        var next = cache.GetAsync(Page("/"), ArticleFilter.All, renderings.RenderAsync, Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(200, (await next).Status);
    }

    [Fact]
    public async Task An_article_in_one_category_leaves_the_pages_of_the_others_alone()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1, "news"), Sample.Article(2, "health"));
        var cache = app.Services.GetRequiredService<PageCache>();
        var renderings = new Renderings();
        renderings.Release();
        async Task AskAsync()
        {
            foreach (var id in (string[])["news", "health"])
                await cache.GetAsync(Page("/category/" + id), new ArticleFilter { CategoryId = id }, renderings.RenderAsync, Cancellation);
        }

        await AskAsync();
        await app.StoreAsync(Sample.Article(3, "health"));
        await AskAsync();

        Assert.Equal(3, renderings.Count);
    }

    [Fact]
    public async Task Counts_are_right_on_each_page_where_counting_is_quick()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        var first = await app.Client.GetStringAsync("/?lang=en", Cancellation);
        await app.StoreAsync(Sample.Article(2));

        Assert.Contains("title=\"1 article\"", first, StringComparison.Ordinal);
        Assert.Contains("title=\"2 articles\"", await app.Client.GetStringAsync("/?lang=en", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_counting_takes_long_it_is_done_once_a_minute_however_often_the_store_changes()
    {
        var queries = new Queries();
        await using var app = await PublishingApp.StartAsync(services: s => s.ConfigureDbContext<SqliteArticlesDb>(o => o.AddInterceptors(queries)));
        queries.WhenCounting = () => app.Time.Advance(TimeSpan.FromSeconds(0.3));
        await app.StoreAsync(Sample.Article(1));
        var first = await app.Client.GetStringAsync("/?lang=en", Cancellation);
        var counted = queries.Counting;

        await app.StoreAsync(Sample.Article(2));
        var soon = await app.Client.GetStringAsync("/?lang=en", Cancellation);
        await app.Client.GetStringAsync("/?lang=zh", Cancellation);
        Assert.Equal(counted, queries.Counting);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await app.Client.GetStringAsync("/?lang=en", Cancellation);

        Assert.Contains("title=\"1 article\"", first, StringComparison.Ordinal);
        Assert.Contains("第2号消息", soon, StringComparison.Ordinal);
        Assert.Contains("title=\"2 articles\"", later, StringComparison.Ordinal);
        Assert.Equal(2 * counted, queries.Counting);
    }

    [Fact]
    public async Task A_search_is_kept_until_something_changes()
    {
        var queries = new Queries();
        await using var app = await PublishingApp.StartAsync(services: s => s.ConfigureDbContext<SqliteArticlesDb>(o => o.AddInterceptors(queries)));
        await app.StoreAsync(Sample.Article(1));
        await app.Client.GetStringAsync("/search?q=%E8%BF%90%E6%B2%B3", Cancellation);
        var once = queries.Searching;

        // The same search, however it is written; another; and the first again after a change.
        await app.Client.GetStringAsync("/search?category=&q=+%E8%BF%90%E6%B2%B3+", Cancellation);
        Assert.Equal(once, queries.Searching);
        Assert.Contains("value=\"canal\"", await app.Client.GetStringAsync("/search?q=canal", Cancellation), StringComparison.Ordinal);
        Assert.Equal(2 * once, queries.Searching);
        await app.StoreAsync(Sample.Article(2));
        await app.Client.GetStringAsync("/search?q=%E8%BF%90%E6%B2%B3", Cancellation);
        Assert.Equal(3 * once, queries.Searching);
        Assert.NotEqual(0, once);
    }

    [Theory]
    [InlineData("gzip;q=0", "")]
    [InlineData("gzip;q=0, identity", "")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("gzip;q=0.1, br;q=0.9", "br")]
    [InlineData("x-gzip-like", "")]
    [InlineData("identity;q=0, *", "gzip,br")]
    public async Task Pages_and_their_assets_are_packed_as_the_visitor_asks(string accept, string expected)
    {
        await using var app = await PublishingApp.StartAsync();

        foreach (var path in (string[])["/", "/favicon.svg"])
        {
            using var response = await app.GetAsync(path, ("Accept-Encoding", accept));

            var encoding = response.Content.Headers.ContentEncoding.SingleOrDefault() ?? "";
            Assert.Contains(encoding, expected.Split(','));
            var bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
            Assert.StartsWith("<", await UnpackedAsync(bytes, encoding), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_packing_of_a_page_has_a_tag_of_its_own()
    {
        await using var app = await PublishingApp.StartAsync();
        using var plain = await app.GetAsync("/");
        using var brotli = await app.GetAsync("/", ("Accept-Encoding", "br"));
        using var again = await app.GetAsync("/", ("Accept-Encoding", "br"), ("If-None-Match", brotli.Headers.ETag!.ToString()));

        Assert.NotEqual(plain.Headers.ETag, brotli.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    private static async Task<string> UnpackedAsync(byte[] bytes, string encoding)
    {
        await using var packed = new MemoryStream(bytes);
        await using Stream plain = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync(Cancellation);
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

    /// <summary>Renders when the test allows it, and counts the renderings.</summary>
    private sealed class Renderings
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
        private int _count;

        public int Count => _count;

        public void Release() => _released.SetResult();

        public async Task BegunAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await _begun.Reader.ReadAsync(Cancellation);
        }

        public async Task<RenderedPage> RenderAsync(IServiceProvider services)
        {
            Interlocked.Increment(ref _count);
            _begun.Writer.TryWrite(true);
            await _released.Task;
            return new RenderedPage("<p>page", 200);
        }
    }

    private sealed class Queries : DbCommandInterceptor
    {
        private int _counting;
        private int _searching;

        public int Counting => _counting;

        public Action? WhenCounting { get; set; }

        public int Searching => _searching;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("COUNT(*)", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _counting);
                WhenCounting?.Invoke();
            }

            if (command.CommandText.Contains("article_search", StringComparison.Ordinal))
                Interlocked.Increment(ref _searching);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
