using System.Text;
using System.Xml;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Extraction.Opml;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Tests.Catalogue;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>Tests the import of subscription lists in the forms that feed readers wrote.</summary>
public sealed class OpmlImportTests
{
    private static readonly CatalogueReader Reader =
        new(new QuartzCronExpressions(), CatalogueReaderTests.Rules, TimeProvider.System);

    private static readonly DateTimeOffset Now = new(2026, 11, 29, 1, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, SourceKind> Nothing = [];

    static OpmlImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void An_export_says_what_each_source_licenses()
    {
        var catalogue = Assert.IsType<CatalogueResult.Valid>(Reader.Read("""
            { "sources": [
              { "id": "a", "url": "http://a.example/feed", "licence": { "text": "excerpt", "notice": { "zh": "署名 4.0", "en": "CC BY 4.0" }, "url": "https://licence.example/by" } },
              { "id": "b", "url": "http://b.example/feed", "licence": { "text": "full" } },
              { "id": "c", "url": "http://c.example/feed" } ] }
            """u8.ToArray())).Catalogue;
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text))
            Opml.Write(xml, catalogue, s => s.Name, Nothing, Now);

        var outlines = System.Xml.Linq.XDocument.Parse(text.ToString()).Descendants("outline").Where(o => o.Attribute("xmlUrl") is not null);
        Assert.Equal(
            [("excerpt", "署名 4.0", "https://licence.example/by"), ("full", null, null), (null, null, null)],
            outlines.Select(o => ((string?)o.Attribute("licence"), (string?)o.Attribute("licenceNotice"), (string?)o.Attribute("licenceUrl"))));
    }

    [Fact]
    public void Addresses_are_found_under_all_their_names()
    {
        var import = Import("""
            <opml version="1.0"><body>
              <outline title="Only title" xmlUrl="http://a.example/feed"/>,
              <outline text="lower case" xmlurl="http://b.example/feed"/>
              <outline text="short name" type="rss" url="http://c.example/feed"/>
              <outline text="feed scheme" xmlUrl="feed://d.example/feed"/>
              <outline text="feed before https" xmlUrl="feed:https://e.example/feed"/>
              <outline text="no scheme" xmlUrl="f.example/feed"/>
              <outline text="Chinese" xmlUrl="http://运河.example/订阅/全部.xml"/>
              <outline text="blanks" xmlUrl="  http://g.example/?a=1&amp;b=2
              "/>
            </body></opml>
            """);

        Assert.Equal(
            ["http://a.example/feed", "http://b.example/feed", "http://c.example/feed", "http://d.example/feed", "https://e.example/feed", "http://f.example/feed",
                "http://运河.example/订阅/全部.xml", "http://g.example/?a=1&b=2"],
            import.Sources.Select(s => s.Url));
        Assert.Empty(import.LeftOut);
    }

    [Fact]
    public void What_cannot_be_taken_is_named_with_its_reason_and_without_its_password()
    {
        var import = Import("""
            <opml><body>
              <outline text="Fine" xmlUrl="http://fine.example/feed"/>
              <outline text="Private" xmlUrl="https://ann:secret@private.example/feed"/>
              <outline text="A page" type="link" url="http://page.example/"/>
              <outline text="Mail" xmlUrl="mailto:ann@mail.example"/>
              <outline text=" " xmlUrl="http://blank.example/feed"/>
              <outline text="Empty" type="rss" xmlUrl=""/>
              <outline text="Forgotten" type="rss"/>
              <outline text="Others" type="include" url="http://lists.example/all.opml"/>
            </body></opml>
            """);

        Assert.Equal([("http://fine.example/feed", "Fine"), ("http://blank.example/feed", null)], import.Sources.Select(s => (s.Url, s.Name)));
        Assert.Equal(["Private", "A page", "Mail", "Empty", "Forgotten", "Others"], import.LeftOut.Select(l => l.Title));
        Assert.DoesNotContain("secret", string.Concat(import.LeftOut), StringComparison.Ordinal);
        Assert.Contains("password", import.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Contains("page", import.LeftOut[1].Reason, StringComparison.Ordinal);
        Assert.All(import.LeftOut.Skip(3).Take(2), left => Assert.Equal("states no address", left.Reason));
        Assert.Contains("another list", import.LeftOut[5].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_states_a_page_alone_or_nothing_at_all_is_named_and_counted_too()
    {
        var import = Import("""
            <opml><body>
              <outline text="Fine" xmlUrl="http://fine.example/feed" htmlUrl="http://fine.example/"/>
              <outline text="Only a home" htmlUrl="http://home.example/"/>
              <outline text="Home marked as a feed" type="rss" xmlUrl=" " htmlUrl="http://marked.example/"/>
              <outline text="Bare"/>
              <outline/>
              <outline text="Folder" htmlUrl="http://folder.example/"><outline text="Within" xmlUrl="http://within.example/feed"/></outline>
            </body></opml>
            """);

        Assert.Equal(["Fine", "Within"], import.Sources.Select(s => s.Name));
        Assert.Equal(["Only a home", "Home marked as a feed", "Bare", "(no name)"], import.LeftOut.Select(l => l.Title));
        Assert.All(import.LeftOut.Take(2), left => Assert.Contains("leads to a page", left.Reason, StringComparison.Ordinal));
        Assert.Equal(["http://home.example/", "http://marked.example/"], import.LeftOut.Take(2).Select(l => l.Address));
        Assert.All(import.LeftOut.Skip(2), left => Assert.Equal("states no address", left.Reason));
    }

    [Fact]
    public void A_file_of_which_not_all_was_read_is_reported_as_such()
    {
        var import = Import("<opml><body><outline text='Bare'/><outline text='Home' htmlUrl='http://home.example/'/></body></opml>");

        var report = ImportCommand.Report(import, "feeds.json", isCut: true).Split('\n');

        Assert.Equal("0 added to feeds.json.", report[0]);
        Assert.Equal("2 left out:", report[1]);
        Assert.Equal("  Bare states no address", report[2]);
        Assert.StartsWith("  Home: http://home.example/ leads to a page", report[3], StringComparison.Ordinal);
        Assert.StartsWith("Only the first 20000 entries", report[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<outline text='b' xmlUrl='https://second.exam")]
    [InlineData("<outline text='b' xmlUrl='https://second.example/feed")]
    [InlineData("<outline text='b' xmlUrl='https://second.example/feed'")]
    [InlineData("<outl")]
    public void A_file_that_was_cut_off_gives_whole_entries_alone(string end) =>
        Assert.Equal(["http://first.example/feed"], Import($"<opml><body><outline text='a' xmlUrl='http://first.example/feed'/>{end}").Sources.Select(s => s.Url));

    [Fact]
    public void A_name_holds_no_control_characters() =>
        Assert.Equal("Canal news", Assert.Single(Import("<opml><body><outline text='Canal&#27; &#7;news' xmlUrl='http://a.example/feed'/></body></opml>").Sources).Name);

    [Fact]
    public void Two_formats_of_one_feed_are_imported_once()
    {
        var import = Import("""
            <opml><body>
              <outline text="Blog" xmlUrl="http://blog.example/feed"/>
              <outline text="Secure" xmlUrl="https://blog.example/feed"/>
              <outline text="With www" xmlUrl="http://www.blog.example/feed"/>
              <outline text="Slash" xmlUrl="http://blog.example/feed/"/>
              <outline text="Port" xmlUrl="http://blog.example:80/feed"/>
              <outline text="Capitals" xmlUrl="HTTP://BLOG.example/feed"/>
              <outline text="Another" xmlUrl="http://blog.example/feed?tag=x"/>
            </body></opml>
            """);

        Assert.Equal(["Blog", "Another"], import.Sources.Select(s => s.Name));
        Assert.All(import.LeftOut, l => Assert.Contains("http://blog.example/feed", l.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_feed_that_is_in_the_file_already_is_left_alone_under_any_spelling()
    {
        var import = Import("""<opml><body><outline xmlUrl="https://www.blog.example/feed/"/></body></opml>""", """{"sources":[{"url":"http://blog.example/feed"}]}""");

        Assert.Empty(import.Sources);
        Assert.Single(import.LeftOut);
    }

    [Fact]
    public void Addresses_with_one_derived_id_get_ids_of_their_own()
    {
        const string Before = """{"sources":[{"url":"http://a.example/x/y"}]}""";
        var import = Import("""<opml><body><outline xmlUrl="http://a.example/x-y"/><outline xmlUrl="http://a.example/x.y"/></body></opml>""", Before);

        Assert.Equal(2, import.Sources.Count);
        Assert.IsType<CatalogueResult.Valid>(Reader.Read(CatalogueEdit.Add(Encoding.UTF8.GetBytes(Before), import.Categories, import.Sources)));
    }

    [Fact]
    public void Folders_become_categories_unless_there_is_one_of_their_name()
    {
        const string Before = """{ /* ours */ "categories":[{"id":"news","name":{"zh":"新闻","en":"News"}}],"sources":[]}""";
        var import = Import(
            """
            <opml><body>
              <outline text="新闻"><outline text="甲" xmlUrl="http://a.example/feed"/></outline>
              <outline text="Tech, General" type="rss"><outline text="Linux"><outline text="乙" xmlUrl="http://b.example/feed"/></outline></outline>
              <outline text="本地"><outline text="丙" xmlUrl="http://c.example/feed"/></outline>
              <outline text="丁" category="/Weather/Rain,news" xmlUrl="http://d.example/feed"/>
              <outline text="preferences"><outline text="a preference" value="1"/></outline>
            </body></opml>
            """,
            Before);
        var edited = CatalogueEdit.Add(Encoding.UTF8.GetBytes(Before), import.Categories, import.Sources);
        var catalogue = Assert.IsType<CatalogueResult.Valid>(Reader.Read(edited)).Catalogue;

        Assert.Equal(
            ["新闻", "Linux", "本地", "Rain"],
            catalogue.Sources.Select(s => catalogue.Categories.Single(c => c.Id == s.CategoryId).Name.For("zh")));
        Assert.Equal("tech-general/linux", catalogue.Sources[1].CategoryId);
        Assert.DoesNotContain(catalogue.Categories, c => c.Name.Zh == "preferences");
        Assert.Contains("/* ours */", Encoding.UTF8.GetString(edited), StringComparison.Ordinal);
    }

    [Fact]
    public void Bare_ampersands_and_quotes_are_read_for_what_they_mean()
    {
        var import = Import("""
            <?xml version="1.0"?>
            <opml version="1.0"><body>
            <outline text="the "good" paper" title="the "good" paper" type="rss" xmlUrl="https://a.example/feed"/>
            <outline text="Ann & Bob" type="rss" xmlUrl="https://b.example/feed?a=1&b=2"/>
            <outline text="1 < 2" type="rss" xmlUrl="https://c.example/feed"/>
            <outline text="last" type="rss" xmlUrl="https://d.example/feed"/>
            </body></opml>
            """);

        Assert.Equal(
            [("https://a.example/feed", "the \"good\" paper"), ("https://b.example/feed?a=1&b=2", "Ann & Bob"), ("https://c.example/feed", "1 < 2"), ("https://d.example/feed", "last")],
            import.Sources.Select(s => (s.Url, s.Name)));
    }

    [Theory]
    [InlineData("gb2312", "gb18030")]
    [InlineData("GBK", "gb18030")]
    [InlineData("big5", "big5")]
    public void Chinese_files_are_read_in_their_own_character_set(string label, string encoding)
    {
        var xml = $"""<?xml version="1.0" encoding="{label}"?><opml version="2.0"><body><outline text="新聞"><outline text="中文日報" xmlUrl="http://a.example/rss.xml"/></outline></body></opml>""";
        var subscription = Assert.Single(OpmlReader.Read(Encoding.GetEncoding(encoding).GetBytes(xml), TestContext.Current.CancellationToken));

        Assert.Equal(("中文日報", "新聞"), (subscription.Title, Assert.Single(subscription.Folder)));
    }

    [Theory]
    [InlineData("\uFEFF\n\n<?xml version=\"1.0\"?>\n<!DOCTYPE opml>\n<OPML version=\"2.0\"><BODY><OUTLINE TEXT=\"Upper\" XMLURL=\"http://a.example/feed\"/></BODY></OPML>")]
    [InlineData("\n  <!-- exported --><opml><body><outline text=\"Upper\" XmlUrl=\"http://a.example/feed\"></body>")]
    public void Marks_blank_lines_and_capitals_do_no_harm(string xml) =>
        Assert.Equal("Upper", Assert.Single(Import(xml).Sources).Name);

    [Theory]
    [InlineData("<rss version='2.0'><channel/></rss>", "root element is <rss>")]
    [InlineData("no markup at all", "no element")]
    [InlineData("<opml><body></body></opml>", "holds no subscription")]
    [InlineData("<opml", "ends within its first element")]
    public void A_file_that_is_not_a_subscription_list_is_reported(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => OpmlReader.Read(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

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
            Opml.Write(xml, catalogue, s => s.Name, Nothing, Now);

        Assert.Equal(
            [("http://a.example/?x=1&y=2", "甲 <站>", "新闻"), ("http://b.example/", "乙", "")],
            OpmlReader.Read(stream.ToArray(), TestContext.Current.CancellationToken).Select(s => (s.Address, s.Title!, string.Concat(s.Folder))));
    }

    [Fact]
    public void A_page_without_a_feed_is_exported_as_our_feed_of_it_with_the_page_as_its_home()
    {
        var catalogue = Read("""
            { "site": { "baseUrl": "https://bot.example/feeds-of-ours/", "language": "en" },
              "sources": [
                { "id": "hall", "url": "http://hall.example/notices/", "kind": "list", "name": { "zh": "市府公告", "en": "City notices" } },
                { "id": "map", "url": "http://hall.example/sitemap.xml", "kind": "sitemap", "name": "Map" },
                { "id": "seen", "url": "http://seen.example/" },
                { "id": "feed", "url": "http://feed.example/rss" },
                { "id": "unknown", "url": "http://unknown.example/" } ] }
            """);
        var kinds = new Dictionary<string, SourceKind> { ["seen"] = SourceKind.List, ["feed"] = SourceKind.Feed };

        var outlines = Export(catalogue, s => s.IsNamed ? s.Name : LocalisedName.Same("Called " + s.Id), kinds);

        Assert.Equal(
            [
                ("rss", "City notices", "https://bot.example/feeds-of-ours/feeds/source/hall.rss", "http://hall.example/notices/"),
                ("rss", "Map", "https://bot.example/feeds-of-ours/feeds/source/map.rss", "http://hall.example/sitemap.xml"),
                ("rss", "Called seen", "https://bot.example/feeds-of-ours/feeds/source/seen.rss", "http://seen.example/"),
                ("rss", "Called feed", "http://feed.example/rss", null),
                ("rss", "Called unknown", "http://unknown.example/", null),
            ],
            outlines.Select(o => ((string?)o.Attribute("type"), (string?)o.Attribute("title"), (string?)o.Attribute("xmlUrl"), (string?)o.Attribute("htmlUrl"))));
    }

    [Fact]
    public void Where_nothing_is_published_a_page_is_a_link_and_no_reader_takes_it_for_a_feed()
    {
        var catalogue = Read("""{ "sources": [{ "id": "hall", "url": "http://hall.example/notices/", "kind": "list", "name": "Notices" }] }""");

        var outline = Assert.Single(Export(catalogue, s => s.Name, Nothing));

        Assert.Equal(
            ("link", "Notices", "http://hall.example/notices/", null),
            ((string?)outline.Attribute("type"), (string?)outline.Attribute("text"), (string?)outline.Attribute("url"), (string?)outline.Attribute("xmlUrl")));
    }

    [Fact]
    public void Folders_get_ids_that_one_can_read_and_keep_their_names()
    {
        var import = Import("""
            <opml><body>
              <outline text="Local News"><outline text="a" xmlUrl="http://a.example/"/></outline>
              <outline text="新闻"><outline text="b" xmlUrl="http://b.example/"/><outline text="体育"><outline text="c" xmlUrl="http://c.example/"/></outline></outline>
              <outline text="健康"><outline text="d" xmlUrl="http://d.example/"/></outline>
              <outline text="AI 工具"><outline text="e" xmlUrl="http://e.example/"/></outline>
              <outline text="AI 新闻"><outline text="f" xmlUrl="http://f.example/"/></outline>
              <outline text="新闻"><outline text="g" xmlUrl="http://g.example/"/></outline>
            </body></opml>
            """);

        Assert.Equal(
            [("local-news", "Local News"), ("folder-1", "新闻"), ("folder-1/folder-1", "体育"), ("folder-2", "健康"), ("ai", "AI 工具"), ("ai-2", "AI 新闻")],
            import.Categories.Select(c => (c.Id, c.Name)));
        Assert.Equal(["local-news", "folder-1", "folder-1/folder-1", "folder-2", "ai", "ai-2", "folder-1"], import.Sources.Select(s => s.CategoryId));
    }

    [Fact]
    public void A_folder_is_found_again_by_its_name_and_takes_no_id_that_is_taken()
    {
        var import = Import("""
            <opml><body>
              <outline text="新闻"><outline text="a" xmlUrl="http://a.example/"/></outline>
              <outline text="天气"><outline text="b" xmlUrl="http://b.example/"/></outline>
            </body></opml>
            """, """{ "categories": [{ "id": "folder-1", "name": "体育" }, { "id": "folder-2", "name": "新闻" }], "sources": [] }""");

        Assert.Equal(["folder-2", "folder-3"], import.Sources.Select(s => s.CategoryId));
        Assert.Equal(("folder-3", "天气"), Assert.Single(import.Categories.Select(c => (c.Id, c.Name))));
    }

    private static SourceCatalogue Read(string json) =>
        Assert.IsType<CatalogueResult.Valid>(Reader.Read(Encoding.UTF8.GetBytes(json))).Catalogue;

    private static List<System.Xml.Linq.XElement> Export(
        SourceCatalogue catalogue, Func<Source, LocalisedName> nameOf, IReadOnlyDictionary<string, SourceKind> kinds)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text))
            Opml.Write(xml, catalogue, nameOf, kinds, Now);
        var document = System.Xml.Linq.XDocument.Parse(text.ToString());
        Assert.Equal("Sun, 29 Nov 2026 01:30:00 GMT", document.Descendants("dateCreated").Single().Value);
        return [.. document.Descendants("outline")];
    }

    private static CatalogueImport Import(string opml, string before = """{"sources":[]}""")
    {
        var catalogue = Assert.IsType<CatalogueResult.Valid>(Reader.Read(Encoding.UTF8.GetBytes(before))).Catalogue;
        var import = CatalogueImport.Plan(catalogue, OpmlReader.Read(Encoding.UTF8.GetBytes(opml), TestContext.Current.CancellationToken));
        // Whatever was taken, the service takes as well.
        Assert.IsType<CatalogueResult.Valid>(Reader.Read(CatalogueEdit.Add(Encoding.UTF8.GetBytes(before), import.Categories, import.Sources)));
        return import;
    }
}
