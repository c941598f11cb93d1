using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using BenchmarkDotNet.Attributes;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Html;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <summary>
/// Renders a feed of 50 items of 5 KB: each writer is compared with a bare XmlWriter or Utf8JsonWriter that writes the same main
/// elements without checks.
/// </summary>
[MemoryDiagnoser]
public class RenderBenchmarks
{
    private const string BaseUrl = "https://feeds.example";

    private FeedDocument _document = null!;

    [GlobalSetup]
    public void Setup()
    {
        var site = new Site { Title = LocalisedName.Same("云和畔资讯"), BaseUrl = BaseUrl };
        var tree = new TopicTree(site,
        [
            new TopicNode { Kind = TopicKind.Category, Id = "news", Name = new LocalisedName("新闻", "News") },
            new TopicNode { Kind = TopicKind.Source, Id = "portal", Name = new LocalisedName("济宁新闻网", "Jining News"), Url = "http://www.portal.example/" },
        ]);
        _document = new FeedDocument
        {
            Id = FeedTopic.All.PublicId,
            Title = site.Title.Zh,
            Description = "最新文章",
            Language = site.Language,
            BaseUrl = BaseUrl,
            SelfUrl = BaseUrl + "/feeds/all.rss",
            HomeUrl = BaseUrl + "/",
            SiteTitle = site.Title.Zh,
            ChangedAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(8)),
            Items = [.. Enumerable.Range(1, 50).Select(i => FeedItemBuilder.Build(FeedSamples.Article(i), tree, BaseUrl))],
        };
    }

    [Benchmark]
    public byte[] Rss() => FeedFormat.Rss.Write(_document);

    [Benchmark]
    public byte[] Atom() => FeedFormat.Atom.Write(_document);

    [Benchmark]
    public byte[] Json() => FeedFormat.Json.Write(_document);

    /// <summary>The content of one article for its page.</summary>
    [Benchmark]
    public string PageContent() => PageHtml.Rewrite(_document.Items[0].ContentHtml, "Picture");

    /// <summary>The content of one article with a player for a feed; without one it is not parsed at all.</summary>
    [Benchmark]
    public string FeedContentWithPlayer() => FeedHtml.Rewrite(_document.Items[0].ContentHtml + "<audio src=\"http://a.example/1.mp3\"></audio>", "en");

    [Benchmark]
    public byte[] BareXmlWriter()
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = FeedXml.Utf8, CheckCharacters = false }))
        {
            xml.WriteStartElement("rss");
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", _document.Title);
            foreach (var item in _document.Items)
            {
                xml.WriteStartElement("item");
                xml.WriteElementString("guid", item.Id.ToString());
                xml.WriteElementString("link", item.Url);
                xml.WriteElementString("title", item.Title);
                xml.WriteElementString("description", item.Summary);
                xml.WriteElementString("pubDate", item.Published?.ToString("r", CultureInfo.InvariantCulture));
                xml.WriteStartElement("encoded");
                xml.WriteCData(item.ContentHtml);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    [Benchmark]
    public byte[] BareUtf8JsonWriter()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("title", _document.Title);
            json.WriteStartArray("items");
            foreach (var item in _document.Items)
            {
                json.WriteStartObject();
                json.WriteString("id", item.Id);
                json.WriteString("url", item.Url);
                json.WriteString("title", item.Title);
                json.WriteString("summary", item.Summary);
                json.WriteString("date_published", item.Published ?? default);
                json.WriteString("content_html", item.ContentHtml);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
