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
