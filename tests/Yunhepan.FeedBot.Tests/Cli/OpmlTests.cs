using System.Text;
using System.Xml;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Tests.Cli;

public sealed class OpmlTests
{
    private static List<OpmlEntry> Read(string xml) => Opml.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)));

    [Fact]
    public void Groups_are_told_with_their_feeds() =>
        Assert.Equal(
            [new OpmlEntry("http://a.example/rss", "甲", "新闻"), new OpmlEntry("http://b.example/rss", "乙", null)],
            Read("""
                <opml version="2.0"><body>
                  <outline text="新闻"><outline type="rss" text="甲" xmlUrl="http://a.example/rss"/></outline>
                  <outline type="rss" text="乙" xmlUrl="http://b.example/rss"/>
                </body></opml>
                """));

    [Fact]
    public void What_is_no_opml_says_so() => Assert.Throws<FormatException>(() => Read("<rss/>"));

    [Fact]
    public void Broken_xml_names_its_line()
    {
        var e = Assert.Throws<XmlException>(() => Read("<opml>\n<body>"));

        Assert.Equal(2, e.LineNumber);
    }

    [Fact]
    public void What_is_exported_is_imported_again()
    {
        var catalogue = new SourceCatalogue
        {
            Site = new Site(),
            Categories = [new Category { Id = "news", Name = new LocalisedName("新闻", "News") }],
            Sources =
            [
                new Source { Id = "a", Url = "http://a.example/?x=1&y=2", Name = new LocalisedName("甲 <站>", "A"), CategoryId = "news" },
                new Source { Id = "b", Url = "http://b.example/", Name = new LocalisedName("乙", "B") },
            ],
        };
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream))
            Opml.Write(xml, catalogue);
        stream.Position = 0;

        Assert.Equal(
            [new OpmlEntry("http://a.example/?x=1&y=2", "甲 <站>", "新闻"), new OpmlEntry("http://b.example/", "乙", null)],
            Opml.Read(stream));
    }
}
