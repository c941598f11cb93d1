using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Extraction.Html;
using Yunhepan.FeedBot.Publishing.Writing;
using Yunhepan.FeedBot.Tests.Publishing.Checking;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Feeds stay valid for every parser, whatever articles contain.</summary>
public sealed class HostileArticlesTests
{
    private static readonly string[] Pieces =
    [
        "济宁", "\0", "\b", "\u001F", "\uFFFE", "\uFFFF", "\uD83D", "\uDE00", "😀", "👨‍👩‍👧", "\u202Eمرحبا", "]]>", "<![CDATA[", "&", "&amp;", "<", ">", "\"", "'",
        "\r\n", "\r", "\t", "<script>alert(1)</script>", "<p>", "</p>", "&#8;", "&nbsp;", "\u0085", "\u2028", "\uFDD0", "%", "%zz", "http://", "[", "{", "\\", "\U0001FFFE", " ",
        "\uFFFD", "Ã©tÃ©", "Â°", "</b>", "</td>", "&copy", "R&D2", "张三 <zhang@news.example>", "<video controls src='/v.mp4'></video>", "<bdo dir=rtl>x</bdo>", "<ruby>漢<rb>a<rtc>b</ruby>",
        "<audio controls><source src='http://a.example/1.mp3'></audio>", "<table><td>1", "<ul><li>一<li>二", "<a href='/x'>链接</a>", "<img src='a.png' onerror=x>", "<font color=red>",
    ];

    private static readonly string?[] Addresses =
    [
        null, "", "not an address", "javascript:alert(1)", "http://", "//x", "http://济宁.example/新闻?标题=雨 雪&a=[1]", "http://[::1]:8080/a", "https://x.example/%zz\u0007\uD800",
        "http://x.example/a?b=<c>&d=\"e\"#片段", "ftp://x.example/", "http://user:pass@x.example/", "http://x.example:99999/",
    ];

    private static readonly string?[] Languages = [null, "ar", "zh-CN", "xx", "中文", "", "en_US", "x-klingon"];

    private static readonly DateTimeOffset?[] Times =
    [
        null, DateTimeOffset.MinValue, new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2096, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
    ];

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public void No_validator_finds_a_fault_whatever_the_articles_hold(string extension)
    {
        var format = FeedFormat.Find(extension)!;
        var random = new Random(20261123);
        for (var round = 0; round < 60; round++)
        {
            var articles = Enumerable.Range(1, 6).Select(i => Hostile(random, (round * 10) + i)).ToArray();
            FeedChecker.AssertValid(format.Write(Sample.Document(format, articles)), format, $"https://feeds.example/feeds/all.{extension}");
        }
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public void Ten_thousand_articles_of_the_same_second_are_a_valid_feed(string extension)
    {
        var format = FeedFormat.Find(extension)!;
        var articles = Enumerable.Range(1, 10_000).Select(i =>
        {
            var article = Sample.Article(i);
            (article.PublishedAt, article.Revision) = (new DateTimeOffset(2026, 11, 20, 8, 0, i % 2, TimeSpan.FromHours(8)), i);
            return article;
        });

        FeedChecker.AssertValid(format.Write(Sample.Document(format, [.. articles])), format);
    }

    [Fact]
    public void Identity_survives_whatever_the_article_holds()
    {
        var random = new Random(20261124);
        for (var round = 0; round < 50; round++)
        {
            var article = Hostile(random, round);
            var id = $"urn:uuid:{article.PublicId}";

            Assert.Equal(id, Parse(FeedFormat.Rss, article).Descendants("guid").Single().Value);
            Assert.Equal(id, Parse(FeedFormat.Atom, article).Descendants("{http://www.w3.org/2005/Atom}entry").Single().Element("{http://www.w3.org/2005/Atom}id")!.Value);
            using var json = JsonDocument.Parse(FeedFormat.Json.Write(Sample.Document(FeedFormat.Json, article)));
            Assert.Equal(id, json.RootElement.GetProperty("items")[0].GetProperty("id").GetString());
        }
    }

    [Fact]
    public void Equal_articles_give_equal_bytes_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var format in FeedFormat.All)
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
        // Stored content has passed the sanitiser.
        article.ContentHtml = HtmlSanitizing.Sanitise(Text(random, 12), "http://www.portal.example/");
        article.ContentText = Text(random, 12);
        article.Summary = random.Next(2) == 0 ? null : Text(random, 6);
        article.Url = Address(random);
        article.ImageUrl = Address(random);
        article.OriginName = random.Next(3) == 0 ? null : Text(random, 3);
        article.OriginUrl = Address(random);
        article.Authors = [Text(random, 2), Text(random, 2)];
        article.Tags = [Text(random, 2), ""];
        article.Language = Languages[random.Next(Languages.Length)];
        article.Rights = Text(random, 3);
        article.Attachments = [new ArticleAttachment(Address(random) ?? "", random.Next(2) == 0 ? Text(random, 1) : "audio/mpeg", Text(random, 1), -1, null)];
        article.PublishedAt = Times[random.Next(Times.Length)] is { Year: > 1 } time ? time : article.PublishedAt;
        article.PublishedOffsetMinutes = random.Next(2) == 0 ? 0 : 480;
        article.ModifiedAt = random.Next(3) == 0 ? article.FirstSeenAt.AddMinutes(1) : null;
        article.Revision = number + 1;
        return article;
    }

    private static string Text(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string? Address(Random random) => Addresses[random.Next(Addresses.Length)];
}
