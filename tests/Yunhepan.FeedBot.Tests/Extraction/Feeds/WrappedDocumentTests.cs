using System.Net;
using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Feeds;

/// <summary>Tests feeds and sitemaps wrapped in other documents, and documents that only look like feeds.</summary>
public sealed class WrappedDocumentTests
{
    private const string Rss = "<rss version=\"2.0\"><channel><title>Harbour</title><item><title>Rain</title><link>https://site.example/1</link></item></channel></rss>";

    private const string JsonFeed = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Harbour\",\"items\":[{\"id\":\"1\",\"title\":\"Rain\"}]}";

    public static TheoryData<string> Wrapped() =>
    [
        "<!DOCTYPE html>\n<?xml version=\"1.0\"?>" + Rss,
        "<html><head><title>x</title></head><body>" + Rss + "</body></html>",
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"urn:soap\"><s:Body>" + Rss + "</s:Body></s:Envelope>",
        "<html><head><meta charset=\"utf-8\"></head><body><pre style=\"white-space: pre-wrap\">" + WebUtility.HtmlEncode("<?xml version=\"1.0\"?>" + Rss) + "</pre></body></html>",
        "<html><body><pre>" + WebUtility.HtmlEncode(JsonFeed) + "</pre></body></html>",
        ")]}'\n" + JsonFeed,
        "while(1);" + JsonFeed,
        "callback(" + JsonFeed + ");",
        "// made by hand\n" + JsonFeed,
    ];

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void A_feed_is_found_in_what_proxies_and_browsers_put_around_it(string document)
    {
        var feed = Parsed(document);
        Assert.Equal(DocumentKind.Feed, feed.Kind);
        Assert.Equal("Rain", feed.Items.Single().Title);
    }

    [Fact]
    public void An_article_that_shows_a_feed_is_no_feed()
    {
        var text = string.Concat(Enumerable.Repeat("<p>A feed begins with its version, as every reader of this page knows by now, and ends with its items.</p>", 5));
        var page = $"<html><head><title>How feeds work</title></head><body><h1>How feeds work</h1>{text}<pre>{WebUtility.HtmlEncode(Rss)}</pre></body></html>";
        Assert.Equal(DocumentKind.Article, Parsed(page).Kind);
    }

    [Theory]
    [InlineData("http://www.w3.org/2005/Atom")]
    [InlineData("http://search.yahoo.com/mrss/")]
    [InlineData("urn:whatever")]
    public void Rss_in_the_namespace_of_something_else_is_rss(string address)
    {
        var feed = Parsed(Rss.Replace("<rss ", $"<rss xmlns=\"{address}\" ", StringComparison.Ordinal));
        Assert.Equal(("Harbour", "Rain"), (feed.Title, feed.Items.Single().Title));
    }

    [Theory]
    [InlineData("{\"title\":\"Not found\",\"status\":404}")]
    [InlineData("{\"message\":\"denied\",\"description\":\"Invalid key\"}")]
    public void The_answer_of_a_failing_service_is_no_empty_feed(string document) =>
        Assert.IsType<ParseResult.Unreadable>(Read(Encoding.UTF8.GetBytes(document)));

    public static TheoryData<string, string> Sitemaps() => new()
    {
        { "plain", Sitemap("<url><loc>https://site.example/a</loc><news:news><news:publication_date>2024-01-15T09:30:00Z</news:publication_date><news:title>Rain &amp; wind</news:title></news:news></url>") },
        { "bare ampersands", Sitemap("<url><loc>https://site.example/?a=1&b=2</loc><news:news><news:title>Rain & wind</news:title></news:news></url>") },
        { "blanks before", "\n  " + Sitemap("<url><loc>https://site.example/a</loc><news:news><news:title><![CDATA[Rain & wind]]></news:title></news:news></url>") },
        { "prefixed", "<s:urlset xmlns:s=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><s:url><s:loc>https://site.example/a</s:loc><news:news><news:title>Rain &amp; wind</news:title></news:news></s:url></s:urlset>" },
        { "cut off", Sitemap("<url><loc>https://site.example/a</loc><news:news><news:title>Rain &amp; wind</news:title></news:news></url>").Replace("</urlset>", "", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Sitemaps))]
    public void A_sitemap_is_a_list_however_carelessly_it_is_written(string how, string document)
    {
        var feed = Parsed(document);
        Assert.Equal((DocumentKind.List, FormatFamily.Sitemap), (feed.Kind, feed.Format.Family));
        Assert.Equal("Rain & wind", Assert.Single(feed.Items).Title);
        Assert.StartsWith("https://site.example/", feed.Items[0].Url, StringComparison.Ordinal);
        Assert.NotEmpty(how);
    }

    [Fact]
    public void A_sitemap_in_a_chinese_character_set_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = "<?xml version=\"1.0\" encoding=\"GB2312\"?>" + Sitemap("<url><loc>https://site.example/a</loc><news:news><news:title>市气象台发布暴雨预警</news:title></news:news></url>");
        var feed = Assert.IsType<ParseResult.Parsed>(Read(Encoding.GetEncoding("gb18030").GetBytes(text))).Feed;
        Assert.Equal("市气象台发布暴雨预警", feed.Items.Single().Title);
    }

    [Fact]
    public void An_index_of_sitemaps_names_one_of_them()
    {
        var index = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://site.example/s1.xml</loc></sitemap></sitemapindex>";
        Assert.Contains("https://site.example/s1.xml", Assert.IsType<ParseResult.Unreadable>(Read(Encoding.UTF8.GetBytes(index))).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Déjà vu: it\u0092s \u0093on\u0094", "Déjà vu: it’s “on”")]
    [InlineData("Déjà vu: Stra\u00dfe ahead", "Déjà vu: Straße ahead")]
    public void Single_bytes_of_windows_among_utf8_are_read_as_they_were_meant(string written, string expected)
    {
        // Everything before the colon is UTF-8; everything after it has one byte per character.
        var at = written.IndexOf(':', StringComparison.Ordinal);
        byte[] title = [.. Encoding.UTF8.GetBytes(written[..at]), .. Encoding.Latin1.GetBytes(written[at..])];
        byte[] document = [.. "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Harbour</title><item><title>"u8, .. title, .. "</title></item></channel></rss>"u8];
        Assert.Equal(expected, Assert.IsType<ParseResult.Parsed>(Read(document)).Feed.Items.Single().Title);
    }

    [Fact]
    public void A_cut_chinese_character_stays_unreadable_and_is_taken_for_no_letter()
    {
        byte[] document = [.. "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>气象台</title><item><title>暴雨预警"u8, 0xE6, .. "</title></item></channel></rss>"u8];
        Assert.Equal("暴雨预警\uFFFD", Assert.IsType<ParseResult.Parsed>(Read(document)).Feed.Items.Single().Title);
    }

    private static string Sitemap(string pages) =>
        $"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">{pages}</urlset>";

    private static ParsedFeed Parsed(string document) => Assert.IsType<ParseResult.Parsed>(Read(Encoding.UTF8.GetBytes(document))).Feed;

    private static ParseResult Read(byte[] document) => DocumentParser.Parse(
        new ParseRequest { Content = document, Url = "https://site.example/feed.xml", FetchedAt = FixtureTests.FetchedAt }, TestContext.Current.CancellationToken);
}
