using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Publishing;

public sealed class FeedEndpointsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rss", "application/rss+xml; charset=utf-8")]
    [InlineData("atom", "application/atom+xml; charset=utf-8")]
    [InlineData("json", "application/feed+json; charset=utf-8")]
    public async Task Serves_each_format_with_its_media_type_to_any_site(string extension, string mediaType)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        using var response = await app.GetAsync($"/feeds/all.{extension}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("public, max-age=300", Header(response, "Cache-Control"));
        Assert.Equal("Accept-Encoding", Header(response, "Vary"));
        Assert.Contains("第1号消息", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_304_to_whoever_has_the_bytes_and_200_after_a_change()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var first = await app.GetAsync("/feeds/all.rss");
        var tag = Header(first, "ETag")!;

        using var same = await app.GetAsync("/feeds/all.rss", ("If-None-Match", tag));
        using var weakInList = await app.GetAsync("/feeds/all.rss", ("If-None-Match", $"\"other\", W/{tag}"));
        using var any = await app.GetAsync("/feeds/all.rss", ("If-None-Match", "*"));
        using var other = await app.GetAsync("/feeds/all.rss", ("If-None-Match", "\"other\""));
        await app.StoreAsync(Sample.Article(2));
        using var changed = await app.GetAsync("/feeds/all.rss", ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, Header(same, "ETag"));
        Assert.Equal(Header(first, "Cache-Control"), Header(same, "Cache-Control"));
        Assert.Equal(Header(first, "Vary"), Header(same, "Vary"));
        Assert.Equal(Header(first, "Last-Modified"), Header(same, "Last-Modified"));
        Assert.Equal(HttpStatusCode.NotModified, weakInList.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, any.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, Header(changed, "ETag"));
    }

    [Fact]
    public async Task Honours_If_Modified_Since_only_without_If_None_Match()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var first = await app.GetAsync("/feeds/all.rss");
        var modified = Header(first, "Last-Modified")!;

        using var same = await app.GetAsync("/feeds/all.rss", ("If-Modified-Since", modified));
        using var older = await app.GetAsync("/feeds/all.rss", ("If-Modified-Since", "Sun, 01 Nov 2026 00:00:00 GMT"));
        using var tagWins = await app.GetAsync("/feeds/all.rss", ("If-Modified-Since", modified), ("If-None-Match", "\"other\""));

        Assert.Equal("Mon, 23 Nov 2026 12:00:00 GMT", modified);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, older.StatusCode);
        Assert.Equal(HttpStatusCode.OK, tagWins.StatusCode);
    }

    [Fact]
    public async Task Whoever_asks_by_date_learns_of_other_names_too()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var first = await app.GetAsync("/feeds/category/news.rss");
        app.Taxonomy = new TopicTree(app.Taxonomy.Site, app.Taxonomy.Nodes.Select(n => n.Id == "news" ? n with { Name = n.Name with { Zh = "要闻" } } : n));

        using var renamed = await app.GetAsync("/feeds/category/news.rss", ("If-Modified-Since", Header(first, "Last-Modified")!));
        using var list = await app.GetAsync("/opml");

        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        Assert.Contains("要闻", await renamed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // The date of feeds.json is unknown, so its entity tag is the only validator.
        Assert.Null(Header(list, "Last-Modified"));
        Assert.NotNull(list.Headers.ETag);
    }

    [Theory]
    [InlineData("/feeds/category/closed.rss", HttpStatusCode.Gone)]
    [InlineData("/feeds/source/jnnews.tv.rss", HttpStatusCode.OK)]
    [InlineData("/feeds/source/never.rss", HttpStatusCode.NotFound)]
    [InlineData("/feeds/category/never.rss", HttpStatusCode.NotFound)]
    public async Task A_feed_that_was_given_up_is_gone_and_one_that_never_was_is_not_found(string path, HttpStatusCode status)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1, "closed"));

        using var response = await app.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task States_no_date_of_change_within_the_second_of_that_change()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        using var response = await app.GetAsync("/feeds/all.rss");

        Assert.Null(Header(response, "Last-Modified"));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0.1, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("identity, br;q=0.5", null)]
    [InlineData("zstd", null)]
    [InlineData("*", "br")]
    public async Task Sends_the_encoding_the_client_prefers(string accept, string? encoding)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync([.. Enumerable.Range(1, 10).Select(i => Sample.Article(i))]);
        var plain = await (await app.GetAsync("/feeds/all.json")).Content.ReadAsStringAsync(Cancellation);

        using var response = await app.GetAsync("/feeds/all.json", ("Accept-Encoding", accept));

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(plain, await DecodedAsync(response));
    }

    [Fact]
    public async Task Gives_each_encoding_a_tag_of_its_own()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        using var plain = await app.GetAsync("/feeds/all.rss");
        using var gzip = await app.GetAsync("/feeds/all.rss", ("Accept-Encoding", "gzip"));
        using var brotli = await app.GetAsync("/feeds/all.rss", ("Accept-Encoding", "br"));
        using var again = await app.GetAsync("/feeds/all.rss", ("Accept-Encoding", "br"), ("If-None-Match", Header(gzip, "ETag")!));

        Assert.Equal(3, new[] { plain, gzip, brotli }.Select(r => Header(r, "ETag")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(Header(gzip, "ETag"), Header(again, "ETag"));
    }

    [Fact]
    public async Task Answers_HEAD_as_GET_without_the_body()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));
        using var get = await app.GetAsync("/feeds/all.atom");
        var length = (await get.Content.ReadAsByteArrayAsync(Cancellation)).Length;

        using var head = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/feeds/all.atom"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(length, head.Content.Headers.ContentLength);
        Assert.Equal(Header(get, "ETag"), Header(head, "ETag"));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("/feeds/all.rdf", 404, ".rss, .atom or .json")]
    [InlineData("/feeds/all.xml", 404, ".rss, .atom or .json")]
    [InlineData("/feeds/category/nonsense.rss", 404, "no category with the id \"nonsense\"")]
    [InlineData("/feeds/planet/earth.rss", 404, "category/ID")]
    [InlineData("/feeds/all.rss?n=0", 400, "1 to 200")]
    [InlineData("/feeds/all.rss?n=201", 400, "1 to 200")]
    [InlineData("/feeds/all.rss?n=many", 400, "1 to 200")]
    public async Task Says_clearly_what_is_wrong_with_an_address(string path, int status, string reason)
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_holds_what_is_below_it_and_nothing_else()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1, "alerts/missing", "寻找走失老人"), Sample.Article(2, "news"));

        Assert.Equal(["寻找走失老人"], await TitlesAsync(app, "/feeds/category/alerts.json"));
        Assert.Equal(["寻找走失老人"], await TitlesAsync(app, "/feeds/category/alerts/missing.json"));
        Assert.Equal(2, (await TitlesAsync(app, "/feeds/source/jnnews.tv.json")).Length);
        Assert.Empty(await TitlesAsync(app, "/feeds/category/health.json"));
    }

    [Fact]
    public async Task Publisher_and_region_feeds_hold_their_own()
    {
        await using var app = await PublishingApp.StartAsync();
        var local = Sample.Article(1);
        (local.PublisherId, local.RegionId) = ("jn-police", "jining/rencheng");
        await app.StoreAsync(local, Sample.Article(2));

        Assert.Single(await TitlesAsync(app, "/feeds/publisher/jn-police.json"));
        Assert.Single(await TitlesAsync(app, "/feeds/region/jining.json"));
    }

    [Fact]
    public async Task Newest_come_first_and_n_bounds_them()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1, title: "一"), Sample.Article(3, title: "三"), Sample.Article(2, title: "二"));

        Assert.Equal(["三", "二"], await TitlesAsync(app, "/feeds/all.json?n=2"));
        var rss = XDocument.Parse(await (await app.GetAsync("/feeds/all.rss?n=2")).Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(app.BaseUrl + "/feeds/all.rss?n=2", rss.Descendants("{http://www.w3.org/2005/Atom}link").Single(l => l.Attribute("rel")?.Value == "self").Attribute("href")?.Value);
    }

    [Fact]
    public async Task An_article_in_news_leaves_the_health_feed_alone()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1, "health"), Sample.Article(2, "news"));
        var (health, news) = (await TagAsync(app, "/feeds/category/health.rss"), await TagAsync(app, "/feeds/category/news.rss"));

        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.StoreAsync(Sample.Article(3, "news"));

        Assert.Equal(health, await TagAsync(app, "/feeds/category/health.rss"));
        Assert.NotEqual(news, await TagAsync(app, "/feeds/category/news.rss"));
    }

    [Fact]
    public async Task A_withdrawn_article_leaves_its_feeds_and_a_corrected_one_changes_in_place()
    {
        await using var app = await PublishingApp.StartAsync();
        var (kept, gone) = (Sample.Article(1, title: "错字"), Sample.Article(2, title: "撤稿"));
        await app.StoreAsync(kept, gone);
        Assert.Equal(2, (await TitlesAsync(app, "/feeds/all.json")).Length);

        await app.ChangeAsync(gone.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());
        await app.ChangeAsync(kept.PublicId, RevisionKind.Corrected, a => a.Title = "改正");

        using var feed = await app.GetAsync("/feeds/all.json");
        using var json = JsonDocument.Parse(await feed.Content.ReadAsStringAsync(Cancellation));
        var item = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal("改正", item.GetProperty("title").GetString());
        Assert.Equal($"urn:uuid:{kept.PublicId}", item.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_burst_of_readers_gets_one_and_the_same_document()
    {
        await using var app = await PublishingApp.StartAsync(o => o.FreshForMilliseconds = 60_000);
        await app.StoreAsync([.. Enumerable.Range(1, 30).Select(i => Sample.Article(i))]);

        var tags = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TagAsync(app, "/feeds/all.rss")));

        Assert.Single(tags.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_client_writes_into_Host_cannot_break_out_of_the_self_link()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        using var named = await app.GetAsync("/feeds/all.rss", ("Host", "feeds.example:8443"));
        using var hostile = await app.GetAsync("/feeds/all.rss", ("Host", "a@b.example"));

        Assert.Contains("http://feeds.example:8443/feeds/all.rss", await named.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("b.example", await hostile.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_feed_is_still_a_feed()
    {
        await using var app = await PublishingApp.StartAsync();

        foreach (var extension in (string[])["rss", "atom"])
            Assert.NotNull(XDocument.Parse(await (await app.GetAsync($"/feeds/category/health.{extension}")).Content.ReadAsStringAsync(Cancellation)).Root);
        Assert.Empty(await TitlesAsync(app, "/feeds/category/health.json"));
    }

    private static async Task<string> TagAsync(PublishingApp app, string path)
    {
        using var response = await app.GetAsync(path);
        return Header(response, "ETag")!;
    }

    private static async Task<string?[]> TitlesAsync(PublishingApp app, string path)
    {
        using var response = await app.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString())];
    }

    private static async Task<string> DecodedAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsStreamAsync(Cancellation);
        Stream decoded = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(decoded, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
