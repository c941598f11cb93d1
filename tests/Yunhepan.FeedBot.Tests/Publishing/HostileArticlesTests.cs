using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Whatever articles hold, feeds stay documents that every parser takes.</summary>
public sealed class HostileArticlesTests
{
    private static readonly string[] Pieces =
    [
        "济宁", "\0", "\b", "\u001F", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00", "😀", "👨‍👩‍👧", "\u202Eمرحبا", "]]>", "<![CDATA[", "&", "&amp;", "<", ">", "\"", "'",
        "\r\n", "\r", "\t", "<script>alert(1)</script>", "<p>", "</p>", "&#8;", "&nbsp;", "\u0085", "\u2028", "\uFDD0", "%", "%zz", "http://", "[", "{", "\\", "\U0001FFFE", " ",
    ];

    private static readonly string?[] Addresses =
    [
        null, "", "not an address", "javascript:alert(1)", "http://", "//x", "http://济宁.example/新闻?标题=雨 雪&a=[1]", "http://[::1]:8080/a", "https://x.example/%zz\u0007\uD800",
        "http://x.example/a?b=<c>&d=\"e\"#片段", "ftp://x.example/", "http://user:pass@x.example/", "http://x.example:99999/",
    ];

    [Fact]
    public void Feeds_stay_well_formed_and_keep_their_identity()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 300; round++)
        {
            var article = Hostile(random, round);

            var rss = Parse(FeedFormat.Rss, article).Descendants("item").Single();
            Assert.Equal($"urn:uuid:{article.PublicId}", rss.Element("guid")?.Value);
            Assert.Equal("false", rss.Element("guid")?.Attribute("isPermaLink")?.Value);
            AssertAbsolute(rss.Element("link")!.Value);
            Assert.NotEqual("", rss.Element("title")!.Value);

            XNamespace atom = "http://www.w3.org/2005/Atom";
            var entry = Parse(FeedFormat.Atom, article).Descendants(atom + "entry").Single();
            Assert.Equal($"urn:uuid:{article.PublicId}", entry.Element(atom + "id")?.Value);
            Assert.NotEqual("", entry.Element(atom + "title")!.Value);
            Assert.NotEmpty(entry.Elements(atom + "author"));
            foreach (var link in entry.Descendants(atom + "link"))
                AssertAbsolute(link.Attribute("href")!.Value);

            using var json = JsonDocument.Parse(FeedFormat.Json.Write(Sample.Document(FeedFormat.Json, article)));
            var item = json.RootElement.GetProperty("items")[0];
            Assert.Equal($"urn:uuid:{article.PublicId}", item.GetProperty("id").GetString());
            AssertAbsolute(item.GetProperty("url").GetString()!);
        }
    }

    [Fact]
    public void Equal_articles_give_equal_bytes_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var format in FeedFormats.All)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("zh-CN");
                var chinese = format.Write(Sample.Document(format, Sample.Article(1)));
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
                Assert.Equal(chinese, format.Write(Sample.Document(format, Sample.Article(1))));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Entries_of_one_day_without_times_were_not_updated_in_the_same_second()
    {
        var day = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(8));
        var articles = Enumerable.Range(1, 50).Select(i =>
        {
            var article = Sample.Article(i);
            (article.PublishedAt, article.PublishedHasTime, article.Revision) = (day, false, i);
            return article;
        });

        var feed = XDocument.Parse(Encoding.UTF8.GetString(FeedFormat.Atom.Write(Sample.Document(FeedFormat.Atom, [.. articles]))));

        var updated = feed.Descendants("{http://www.w3.org/2005/Atom}entry").Select(e => e.Element("{http://www.w3.org/2005/Atom}updated")!.Value).ToArray();
        Assert.Equal(updated.Length, updated.Distinct(StringComparer.Ordinal).Count());
    }

    private static XDocument Parse(FeedFormat format, Article article)
    {
        var bytes = format.Write(Sample.Document(format, article));
        // A strict decoder: lone surrogates must not have become replacement characters by accident of encoding.
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    private static Article Hostile(Random random, int number)
    {
        var article = Sample.Article(number);
        article.Title = Text(random, 6);
        article.ContentHtml = Text(random, 12);
        article.ContentText = Text(random, 12);
        article.Summary = random.Next(2) == 0 ? null : Text(random, 6);
        article.Url = Address(random);
        article.ImageUrl = Address(random);
        article.OriginName = random.Next(3) == 0 ? null : Text(random, 3);
        article.OriginUrl = Address(random);
        article.Authors = [Text(random, 2), Text(random, 2)];
        article.Tags = [Text(random, 2), ""];
        article.Language = random.Next(2) == 0 ? null : "ar";
        article.Rights = Text(random, 3);
        article.Attachments = [new ArticleAttachment(Address(random) ?? "", random.Next(2) == 0 ? Text(random, 1) : "audio/mpeg", Text(random, 1), -1, null)];
        (article.PublishedAt, article.PublishedOffsetMinutes) = random.Next(3) == 0 ? (null, 0) : (article.PublishedAt, 480);
        return article;
    }

    private static string Text(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string? Address(Random random) => Addresses[random.Next(Addresses.Length)];

    private static void AssertAbsolute(string url)
    {
        Assert.True(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https", url);
        Assert.True(Ascii.IsValid(url), url);
    }
}
