using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction;

public sealed class DocumentParserTests
{
    [Fact]
    public void Reads_a_feed_that_is_served_as_a_page() =>
        Assert.Equal(DocumentKind.Feed, Feed("<rss version='2.0'><channel><title>闸口</title></channel></rss>", "text/html").Kind);

    [Fact]
    public void Reads_a_page_that_is_served_as_a_feed()
    {
        var html = "<!doctype html><html><head><title>南门大街封闭施工</title></head><body><h1>南门大街封闭施工</h1>"
            + string.Concat(Enumerable.Repeat("<p>南门大街自四月一日起封闭，为期二十天，请绕行河东路，公交改道另行通知。</p>", 12)) + "</body></html>";
        Assert.NotEqual(DocumentKind.Feed, Feed(html, "application/rss+xml").Kind);
    }

    [Fact]
    public void Ends_soon_on_very_deep_markup()
    {
        var deep = "<rss><channel>" + string.Concat(Enumerable.Repeat("<a>", 200_000)) + "</channel></rss>";
        Assert.Equal(DocumentKind.Feed, Feed(deep, "text/xml").Kind);
    }

    [Fact]
    public void Does_not_expand_entities()
    {
        const string bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>"
            + "<rss><channel><title>x&b;&c;</title></channel></rss>";
        Assert.Equal("x&b;&c;", Feed(bomb, "text/xml").Title);
    }

    [Fact]
    public void Says_what_is_wrong_with_an_empty_document() =>
        Assert.Contains("empty", Assert.IsType<ParseResult.Unreadable>(DocumentParser.Parse(Request("", null), TestContext.Current.CancellationToken)).Reason, StringComparison.Ordinal);

    [Fact]
    public void Stops_when_it_is_told_to()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => DocumentParser.Parse(Request("<rss/>", null), stopped.Token));
    }

    [Theory]
    [InlineData("[{\"title\":\"早市挪了新址\",\"url\":\"/8\"}]", DocumentForm.Json, "json")]
    [InlineData("show({\"data\":{\"rows\":[{\"headline\":\"早市挪了新址\",\"link\":\"/8\"}]}})", DocumentForm.Json, "json")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":\"1\",\"url\":\"/8\",\"content_text\":\"早市\"}]}", DocumentForm.Json, "json-1.1")]
    [InlineData("<urlset><url><loc>/8</loc></url></urlset>", DocumentForm.Sitemap, "sitemap")]
    public void One_method_reads_sources_of_every_kind(string document, DocumentForm form, string format)
    {
        var feed = Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
            Request(document, null) with { Expected = form }, TestContext.Current.CancellationToken)).Feed;

        Assert.Equal((format, "https://news.yunhe.example/8"), (feed.Format.ToString(), Assert.Single(feed.Items).Url));
    }

    [Fact]
    public void An_unknown_format_is_not_read_as_a_page()
    {
        var result = DocumentParser.Parse(Request("<html><body>x</body></html>", null) with { Expected = (DocumentForm)99 }, TestContext.Current.CancellationToken);

        Assert.Contains("99", Assert.IsType<ParseResult.Unreadable>(result).Reason, StringComparison.Ordinal);
    }

    private static ParsedFeed Feed(string text, string? contentType) =>
        Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(Request(text, contentType), TestContext.Current.CancellationToken)).Feed;

    private static ParseRequest Request(string text, string? contentType) => new()
    {
        Content = Encoding.UTF8.GetBytes(text),
        ContentType = contentType,
        Url = "https://news.yunhe.example/",
        FetchedAt = FixtureTests.FetchedAt,
    };
}
