using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Feeds;

/// <summary>Dublin Core in Atom, both versions of Atom in RSS: every vocabulary in a feed is understood.</summary>
public sealed class MixedVocabularyTests
{
    private static readonly DateTimeOffset Issued = new(2024, 1, 15, 9, 30, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Changed = new(2024, 2, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_entry_of_atom_may_speak_dublin_core()
    {
        var feed = Parse(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\">"
            + "<dc:title>Harbour</dc:title><dc:description>News of the harbour</dc:description><dc:creator>Ann Roe</dc:creator><dc:rights>Free</dc:rights>"
            + "<entry><dc:title>Rain</dc:title><dc:identifier>urn:rain</dc:identifier><dc:creator>Max Foe</dc:creator><dc:description>It rains.</dc:description>"
            + "<dc:rights>Mine</dc:rights><dc:subject>Weather</dc:subject><dcterms:issued>2024-01-15T09:30:00Z</dcterms:issued><dcterms:modified>2024-02-02T00:00:00Z</dcterms:modified></entry></feed>");
        Assert.Equal(("Harbour", "News of the harbour", "Free", "Ann Roe"), (feed.Title, feed.Description, feed.Rights, feed.Authors.Single().Name));
        var item = feed.Items.Single();
        Assert.Equal(("Rain", "urn:rain", "Max Foe", "It rains.", "Mine"), (item.Title, item.Id, item.Authors.Single().Name, item.ContentText, item.Rights));
        Assert.Equal((Issued, Changed, "Weather"), (item.Published?.At, item.Modified?.At, item.Tags.Single()));
    }

    [Theory]
    [InlineData("http://purl.org/atom/ns#", "issued", "modified", "tagline", "copyright")]
    [InlineData("http://www.w3.org/2005/Atom", "published", "updated", "subtitle", "rights")]
    public void An_item_of_rss_may_speak_atom_of_either_version(string address, string issued, string modified, string tagline, string copyright)
    {
        var feed = Parse(
            $"<rss version=\"2.0\" xmlns:a=\"{address}\"><channel><title>Harbour</title><a:{tagline}>News of the harbour</a:{tagline}><a:{copyright}>Free</a:{copyright}>"
            + $"<item><a:title>Rain</a:title><a:id>urn:rain</a:id><a:link href=\"https://site.example/rain\"/><a:{issued}>2024-01-15T09:30:00Z</a:{issued}><a:{modified}>2024-02-02T00:00:00Z</a:{modified}>"
            + $"<a:summary>Short.</a:summary><a:content type=\"text/html\" mode=\"escaped\">&lt;p&gt;It rains.&lt;/p&gt;</a:content><a:author><a:name>Max Foe</a:name></a:author><a:{copyright}>Mine</a:{copyright}></item></channel></rss>");
        Assert.Equal(("News of the harbour", "Free"), (feed.Description, feed.Rights));
        var item = feed.Items.Single();
        Assert.Equal(("Rain", "urn:rain", "https://site.example/rain", "It rains.", "Short."), (item.Title, item.Id, item.Url, item.ContentText, item.Summary));
        Assert.Equal((Issued, Changed, "Max Foe", "Mine"), (item.Published?.At, item.Modified?.At, item.Authors.Single().Name, item.Rights));
    }

    [Fact]
    public void A_creation_alone_is_the_day_of_publication() =>
        Assert.Equal(Issued, Parse("<rss version=\"2.0\" xmlns:a=\"http://purl.org/atom/ns#\"><channel><item><title>Rain</title><a:created>2024-01-15T09:30:00Z</a:created></item></channel></rss>").Items.Single().Published?.At);

    private static ParsedFeed Parse(string document) =>
        Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
            new ParseRequest { Content = Encoding.UTF8.GetBytes(document), Url = "https://site.example/feed.xml", FetchedAt = FixtureTests.FetchedAt },
            TestContext.Current.CancellationToken)).Feed;
}
