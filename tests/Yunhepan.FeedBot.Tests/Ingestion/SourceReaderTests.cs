using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

public sealed class SourceReaderTests
{
    private const string Portal = """
        { "code": 200, "data": { "banner": [ { "img": "/b.png" } ], "list": [
          { "doc_id": 7, "docTitle": "太白湖畔&nbsp;<b>灯会</b>今晚开放", "docUrl": "/a/7.html", "pubTime": "2011-11-03 16:14", "source": "运河晚报", "pic": "/7.jpg" },
          { "doc_id": 8, "docTitle": "早市挪了新址", "docUrl": "http://other.example.cn/8", "pubTime": 1320308040, "digest": "地点在东边\ud83d" },
          { "doc_id": 9, "docTitle": "没有地址的一条" }
        ] } }
        """;

    private const string NewsSitemap = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE urlset [ <!ENTITY x "boom"> ]>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
          <url><loc>/old.html</loc><lastmod>2010-01-01</lastmod></url>
          <url>
            <loc>http://a.example.cn/new.html</loc>
            <news:news>
              <news:publication><news:name>运河晚报</news:name><news:language>zh</news:language></news:publication>
              <news:publication_date>2011-11-03T16:14:00+08:00</news:publication_date>
              <news:title>大桥今晨合龙</news:title>
              <news:keywords>交通, 大桥</news:keywords>
            </news:news>
            <image:image><image:loc>http://a.example.cn/new.jpg</image:loc></image:image>
          </url>
          <url><loc>javascript:alert(1)</loc></url>
        </urlset>
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_of_a_portal_becomes_items()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/list.json", Answers.Text($"callback({Portal});", "application/javascript"));

        var read = await ReadAsync(rig, "/list.json", SourceKind.Json, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        Assert.True(read.Document.IsList);
        Assert.Equal(2, read.Document.Items.Count);
        var item = read.Document.Items[0];
        Assert.Equal(("太白湖畔 灯会今晚开放", rig.Origin.Url("/a/7.html"), "运河晚报", rig.Origin.Url("/7.jpg")), (item.Title, item.Url, item.OriginName, item.ImageUrl));
        Assert.Equal(new DateTimeOffset(2011, 11, 3, 16, 14, 0, TimeSpan.FromHours(8)), item.PublishedAt);
        Assert.Equal(("地点在东边\uFFFD", new DateTimeOffset(2011, 11, 3, 8, 14, 0, TimeSpan.Zero)), (read.Document.Items[1].Summary, read.Document.Items[1].PublishedAt));
    }

    [Theory]
    [InlineData(SourceKind.Sitemap)]
    [InlineData(SourceKind.Auto)]
    public async Task A_news_sitemap_becomes_items_the_newest_first(SourceKind kind)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/sitemap.xml", Answers.Text(NewsSitemap, "application/xml"));

        var items = (await ReadAsync(rig, "/sitemap.xml", kind)).Document.Items;

        Assert.Equal(["http://a.example.cn/new.html", rig.Origin.Url("/old.html")], items.Select(item => item.Url));
        Assert.Equal(("大桥今晨合龙", "http://a.example.cn/new.jpg", "zh"), (items[0].Title, items[0].ImageUrl, items[0].Language));
        Assert.Equal(["交通", "大桥"], items[0].Tags);
        Assert.Equal(new DateTimeOffset(2011, 11, 3, 16, 14, 0, TimeSpan.FromHours(8)), items[0].PublishedAt);
    }

    [Theory]
    [InlineData(SourceKind.Sitemap, "<html><body>维护中</body></html>", "not a sitemap")]
    [InlineData(SourceKind.Sitemap, "<urlset><url>", "a broken sitemap")]
    [InlineData(SourceKind.Sitemap, "<sitemapindex><sitemap><loc>http://a.example.cn/s1.xml</loc></sitemap></sitemapindex>", "http://a.example.cn/s1.xml")]
    [InlineData(SourceKind.Json, "{ \"ok\": true }", "an address and a title")]
    [InlineData(SourceKind.Json, "<html>", "not JSON")]
    [InlineData(SourceKind.Json, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "not JSON")]
    public async Task What_cannot_be_read_says_why_and_where(SourceKind kind, string body, string reason)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/x", Answers.Text(body));

        var failed = Assert.IsType<SourceReading.Failed>(await rig.Reader.ReadAsync(Source(rig, "/x", kind), Validators.None, null, Token));

        Assert.Null(failed.Fault);
        Assert.StartsWith(rig.Origin.Url("/x"), failed.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sitemap_gives_what_stood_before_its_damage()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/s.xml", Answers.Text("<urlset><url><loc>/1</loc></url><url><loc>/2</loc></url><url><loc>/3"));

        Assert.Equal(2, (await ReadAsync(rig, "/s.xml", SourceKind.Sitemap)).Document.Items.Count);
    }

    [Fact]
    public async Task The_same_bytes_and_a_304_count_as_unchanged()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/plain", Answers.With(Answers.Text(Portal), ("Cache-Control", "max-age=60")));
        rig.Origin.Map("/validated", Answers.Validated(Answers.Text(Portal), "\"1\""));

        var first = await ReadAsync(rig, "/plain", SourceKind.Json);
        Assert.Equal(TimeSpan.FromMinutes(1), first.MinimumWait);
        Assert.IsType<SourceReading.Unchanged>(await rig.Reader.ReadAsync(Source(rig, "/plain", SourceKind.Json), Validators.None, first.BodyHash, Token));

        var validated = await ReadAsync(rig, "/validated", SourceKind.Json);
        var unchanged = Assert.IsType<SourceReading.Unchanged>(
            await rig.Reader.ReadAsync(Source(rig, "/validated", SourceKind.Json), validated.Validators, null, Token));
        Assert.Equal("\"1\"", unchanged.Validators.ETag);
    }

    [Fact]
    public async Task A_failed_fetch_is_passed_on()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/x", Answers.Status(503, ("Retry-After", "60")));

        var failed = Assert.IsType<SourceReading.Failed>(await rig.Reader.ReadAsync(Source(rig, "/x", SourceKind.Auto), Validators.None, null, Token));

        Assert.Equal((FetchFault.Throttled, TimeSpan.FromMinutes(1)), (failed.Fault, failed.RetryAfter));
    }

    [Fact]
    public async Task Json_in_gbk_is_read_when_the_header_says_so()
    {
        await using var rig = await SourcesRig.StartAsync();
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("gbk")!.GetBytes("""[ { "title": "古城墙修缮完工", "url": "/1" } ]""");
        rig.Origin.Map("/x", Answers.Bytes(gbk, "application/json; charset=gbk"));

        Assert.Equal("古城墙修缮完工", Assert.Single((await ReadAsync(rig, "/x", SourceKind.Json)).Document.Items).Title);
    }

    private static async Task<SourceReading.Read> ReadAsync(SourcesRig rig, string path, SourceKind kind, TimeZoneInfo? zone = null)
    {
        var reading = await rig.Reader.ReadAsync(Source(rig, path, kind) with { TimeZone = zone }, Validators.None, null, Token);
        Assert.True(reading is SourceReading.Read, reading.ToString());
        return (SourceReading.Read)reading;
    }

    private static Source Source(SourcesRig rig, string path, SourceKind kind) =>
        new() { Id = "test", Url = rig.Origin.Url(path), Name = new LocalisedName("测试", "Test"), Kind = kind };
}
