using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction;

/// <summary>Each date states where it was read, which explains why it is wrong.</summary>
public sealed class DateOriginTests
{
    private const string Text =
        "本周起，城南渡口恢复夜间摆渡，末班船由晚上七点延长到十点，票价不变，老人和学生凭证免费。渡口管理处提醒，风力超过六级时停航，届时请绕行城南大桥。";

    [Theory]
    [InlineData("<meta property=\"article:published_time\" content=\"2013-04-02T09:15:00+08:00\">", "", DateEvidence.Meta, "article:published_time", "2013-04-02T09:15:00+08:00")]
    [InlineData("<meta name=\"pubdate\" content=\"2013-04-02 09:15\">", "", DateEvidence.Meta, "pubdate", "2013-04-02 09:15")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2013-04-02T09:15:00+08:00\"}</script>", "", DateEvidence.JsonLd, "datePublished", "2013-04-02T09:15:00+08:00")]
    [InlineData("", "<div>发布时间：2013-04-02 09:15</div>", DateEvidence.Label, null, "2013-04-02 09:15")]
    [InlineData("", "<div>2013-04-02 09:15</div>", DateEvidence.Shown, null, "2013-04-02 09:15")]
    [InlineData("", "<span itemprop=\"datePublished\" content=\"2013-04-02T09:15:00+08:00\"></span>", DateEvidence.Microdata, "datePublished content", "2013-04-02T09:15:00+08:00")]
    [InlineData("<script>var publish_time = \"2013-04-02 09:15\";</script>", "", DateEvidence.Script, null, "2013-04-02 09:15")]
    public void The_date_of_a_page_names_its_evidence(string head, string line, DateEvidence evidence, string? name, string written)
    {
        var origin = Assert.Single(Read(Page(head, line), "http://portal.example/a/1.html").Items).Published!.Value.Origin!;

        Assert.Equal((evidence, name, written, null), (origin.Evidence, origin.Name, origin.Written, origin.CorrectedBy));
    }

    [Fact]
    public void A_day_that_only_the_address_tells_is_of_the_address() =>
        Assert.Equal(
            (DateEvidence.Address, "2013-04-02"),
            Read(Page("", ""), "http://portal.example/2013/0402/1.html").Items[0].Published!.Value.Origin is { } o ? (o.Evidence, o.Written) : default);

    [Fact]
    public void A_date_that_counts_from_the_fetch_is_moved_by_the_address_and_says_so()
    {
        var published = Read(Page("", "<div>发布时间：04-02 09:15</div>"), "http://portal.example/2013/0402/1.html").Items[0].Published!.Value;

        Assert.Equal(new DateTime(2013, 4, 2, 9, 15, 0), published.At.DateTime);
        Assert.Equal((DateEvidence.Label, DateEvidence.Address), (published.Origin!.Evidence, published.Origin.CorrectedBy));
    }

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>t</title><item><title>a</title><link>http://a.example/1</link><pubDate>Tue, 02 Apr 2013 09:15:00 +0800</pubDate></item></channel></rss>", DateEvidence.FeedElement, "pubdate", "Tue, 02 Apr 2013 09:15:00 +0800")]
    [InlineData("<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>t</title><item><title>a</title><link>http://a.example/1</link><dc:date>2013-04-02T09:15:00+08:00</dc:date></item></channel></rss>", DateEvidence.FeedElement, "dc:date", "2013-04-02T09:15:00+08:00")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><title>a</title><published>2013-04-02T09:15:00+08:00</published></entry></feed>", DateEvidence.FeedElement, "atom:published", "2013-04-02T09:15:00+08:00")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":\"1\",\"content_text\":\"a\",\"date_published\":\"2013-04-02T09:15:00+08:00\"}]}", DateEvidence.JsonMember, "date_published", "2013-04-02T09:15:00+08:00")]
    [InlineData("<urlset xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>http://a.example/1</loc><news:news><news:title>a</news:title><news:publication_date>2013-04-02T09:15:00+08:00</news:publication_date></news:news></url></urlset>", DateEvidence.FeedElement, "news:publication_date", "2013-04-02T09:15:00+08:00")]
    public void The_date_of_an_item_names_the_element_that_states_it(string document, DateEvidence evidence, string name, string written)
    {
        var origin = Read(document, "http://a.example/feed").Items[0].Published!.Value.Origin!;

        Assert.Equal((evidence, name, written), (origin.Evidence, origin.Name, origin.Written));
    }

    [Fact]
    public void The_date_of_an_item_in_plain_json_names_its_member()
    {
        var origin = Read("[{\"title\":\"早市挪了新址\",\"url\":\"/8\",\"pub_time\":1320308040}]", "http://a.example/list", DocumentForm.Json).Items[0].Published!.Value.Origin!;

        Assert.Equal((DateEvidence.JsonMember, "pubtime", "1320308040"), (origin.Evidence, origin.Name, origin.Written));
    }

    [Theory]
    [InlineData("<li><a href=\"/n/{0}.html\">第{0}条消息说城南渡口恢复夜间摆渡</a> <span>2013-04-0{0}</span></li>", DateEvidence.ListEntry)]
    [InlineData("<li><a href=\"/2013/040{0}/n.html\">第{0}条消息说城南渡口恢复夜间摆渡</a></li>", DateEvidence.Address)]
    public void The_date_of_a_list_entry_says_whether_the_list_or_the_address_told_it(string entry, DateEvidence evidence)
    {
        var list = "<html><head><meta charset=utf-8><title>新闻</title></head><body><ul>"
            + string.Concat(Enumerable.Range(1, 9).Select(n => entry.Replace("{0}", n.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))) + "</ul></body></html>";

        Assert.All(Read(list, "http://portal.example/news/", DocumentForm.List).Items, i => Assert.Equal(evidence, i.Published!.Value.Origin!.Evidence));
    }

    [Fact]
    public void The_store_knows_each_evidence_and_has_words_for_it()
    {
        foreach (var evidence in Enum.GetValues<DateEvidence>())
        {
            var stored = DateOrigins.ToStored(new ParsedDate { Origin = new DateOrigin(evidence, "name", "written") { CorrectedBy = evidence } })!;
            Assert.Equal(evidence.ToString(), stored.Evidence.ToString());
            Assert.Contains("\"written\", moved by ", stored.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Page(string head, string line) =>
        $"<html><head><meta charset=\"utf-8\"><title>城南渡口恢复夜间摆渡</title>{head}</head><body><h1>城南渡口恢复夜间摆渡</h1>{line}<p>{Text}</p><p>{Text}</p></body></html>";

    private static ParsedFeed Read(string document, string url, DocumentForm? form = null) =>
        Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
            new ParseRequest { Content = Encoding.UTF8.GetBytes(document), Url = url, FetchedAt = FixtureTests.FetchedAt, Expected = form },
            TestContext.Current.CancellationToken)).Feed;
}
