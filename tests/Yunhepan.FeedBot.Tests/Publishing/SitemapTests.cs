using System.Net;
using System.Xml.Linq;
using System.Xml.Schema;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Search engines find every page that is there, and none that is gone or private.</summary>
public sealed class SitemapTests(TestDatabases databases)
{
    private const string Site = "https://feeds.example/news";

    /// <summary>The rules of sitemaps.org for both documents, in our own words.</summary>
    private const string Rules =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
          <xs:simpleType name="address"><xs:restriction base="xs:anyURI"><xs:minLength value="12"/><xs:maxLength value="2048"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="time"><xs:union memberTypes="xs:date xs:dateTime"/></xs:simpleType>
          <xs:complexType name="entry"><xs:sequence><xs:element name="loc" type="address"/><xs:element name="lastmod" type="time" minOccurs="0"/></xs:sequence></xs:complexType>
          <xs:element name="urlset"><xs:complexType><xs:sequence><xs:element name="url" type="entry" maxOccurs="50000"/></xs:sequence></xs:complexType></xs:element>
          <xs:element name="sitemapindex"><xs:complexType><xs:sequence><xs:element name="sitemap" type="entry" maxOccurs="50000"/></xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Robots_are_told_where_the_sitemap_is_and_kept_from_searches_and_forms_but_from_no_feed()
    {
        await using var app = await StartAsync();

        var text = await app.Client.GetStringAsync("/robots.txt", Cancellation);

        Assert.StartsWith("User-agent: *\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"\nSitemap: {Site}/sitemap.xml\n", text, StringComparison.Ordinal);
        string[] refused = [.. text.Split('\n').Where(l => l.StartsWith("Disallow: ", StringComparison.Ordinal)).Select(l => l["Disallow: ".Length..])];
        Assert.Equal(["/news/search", "/news/feeds/search?", "/news/article/*/complaint", "/news/chat/", "/news/websub"], refused);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_article_that_everybody_may_read_is_in_the_sitemap_with_its_last_change(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var app = await StartAsync(database);
        var (plain, corrected, withdrawn, unlisted, forgotten) = (Sample.Article(1), Sample.Article(2), Sample.Article(3), Unlisted(4), Sample.Article(5));
        (forgotten.EndedAt, forgotten.EndedAs, forgotten.ForgottenAt) = (app.Time.GetUtcNow(), AlertEnd.Found, app.Time.GetUtcNow());
        await app.StoreAsync(plain, corrected, withdrawn, unlisted, forgotten);
        var first = app.Time.GetUtcNow();
        app.Time.Advance(TimeSpan.FromHours(3));
        await app.ChangeAsync(corrected.PublicId, RevisionKind.Corrected, a => a.Title = "更正后的标题");
        await app.ChangeAsync(withdrawn.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());

        var entries = await ReadAllAsync(app);

        Assert.Equal(first, entries[$"{Site}/article/{plain.PublicId}"]);
        Assert.Equal(first.AddHours(3), entries[$"{Site}/article/{corrected.PublicId}"]);
        Assert.Equal(2, entries.Keys.Count(a => a.Contains("/article/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Topics_are_listed_once_they_hold_an_article_and_sources_that_chats_added_never()
    {
        await using var app = await StartAsync();
        app.Taxonomy = new TopicTree(app.Taxonomy.Site, [.. app.Taxonomy.Nodes, Sample.Node(TopicKind.Source, "added-x", "某群加的", "Added") with { IsUnlisted = true }]);
        await app.StoreAsync(Sample.Article(1, "alerts/missing"), Unlisted(2));

        var entries = await ReadAllAsync(app);

        Assert.Equal(
            [$"{Site}/", $"{Site}/category/alerts", $"{Site}/category/alerts/missing", $"{Site}/privacy", $"{Site}/source/jnnews.tv"],
            entries.Keys.Where(a => !a.Contains("/article/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_site_without_articles_has_a_valid_sitemap_of_its_home_page()
    {
        await using var app = await StartAsync();

        Assert.Equal([$"{Site}/", $"{Site}/privacy"], (await ReadAllAsync(app)).Keys);
        using var none = await app.GetAsync("/sitemap-articles-0.xml");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Articles_keep_their_part_and_a_part_without_any_is_not_listed()
    {
        await using var app = await StartAsync();
        var (old, gone, late) = (Numbered(ArticleAddresses.Width - 1), Numbered(ArticleAddresses.Width), Numbered((3 * ArticleAddresses.Width) + 5));
        await app.StoreAsync(old, gone, late);
        Assert.Equal(["articles-0", "articles-1", "articles-3", "topics-0"], await PartsAsync(app));

        app.Time.Advance(TimeSpan.FromHours(1));
        await app.ChangeAsync(gone.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());

        Assert.Equal(["articles-0", "articles-3", "topics-0"], await PartsAsync(app));
        Assert.Equal([$"{Site}/article/{late.PublicId}"], (await ReadAsync(app, "/sitemap-articles-3.xml", "urlset")).Keys);
        foreach (var part in (string[])["1", "2", "99", "-1", "999999999999999999"])
        {
            using var missing = await app.GetAsync($"/sitemap-articles-{part}.xml");
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public async Task A_part_of_many_articles_is_complete_and_read_in_small_batches()
    {
        await using var app = await StartAsync();
        Article[] articles = [.. Enumerable.Range(1, 2345).Select(i => Sample.Article(i))];
        await app.StoreManyAsync(articles);

        var entries = await ReadAsync(app, "/sitemap-articles-0.xml", "urlset");

        Assert.Equal(articles.Select(a => $"{Site}/article/{a.PublicId}").ToHashSet(StringComparer.Ordinal), [.. entries.Keys]);
    }

    [Fact]
    public async Task Who_has_a_document_is_told_so_until_something_in_it_changes()
    {
        await using var app = await StartAsync();
        var article = Sample.Article(1);
        await app.StoreAsync(article, Numbered(ArticleAddresses.Width + 1));
        foreach (var path in (string[])["/sitemap.xml", "/sitemap-articles-0.xml", "/sitemap-articles-1.xml", "/sitemap-topics-0.xml"])
        {
            using var first = await app.GetAsync(path);
            using var same = await app.GetAsync(path, ("If-None-Match", first.Headers.ETag!.ToString()));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, same.StatusCode));
        }

        using var before = await app.GetAsync("/sitemap-articles-0.xml");
        using var other = await app.GetAsync("/sitemap-articles-1.xml");
        await app.ChangeAsync(article.PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());

        using var changed = await app.GetAsync("/sitemap-articles-0.xml", ("If-None-Match", before.Headers.ETag!.ToString()));
        using var unchanged = await app.GetAsync("/sitemap-articles-1.xml", ("If-None-Match", other.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotModified), (changed.StatusCode, unchanged.StatusCode));
    }

    private static async Task<PublishingApp> StartAsync(TestDatabase? database = null)
    {
        var app = await PublishingApp.StartAsync(location: database?.Location);
        app.Taxonomy = Sample.Taxonomy(Site);
        return app;
    }

    private static Article Numbered(int id)
    {
        var article = Sample.Article(id);
        typeof(Article).GetProperty(nameof(Article.Id))!.SetValue(article, (long)id);
        return article;
    }

    private static Article Unlisted(int number)
    {
        var article = Sample.Article(number);
        typeof(Article).GetProperty(nameof(Article.IsUnlisted))!.SetValue(article, value: true);
        article.Categories.Clear();
        return article;
    }

    private static async Task<string[]> PartsAsync(PublishingApp app) =>
        [.. (await ReadAsync(app, "/sitemap.xml", "sitemapindex")).Keys.Select(a => a[(Site.Length + "/sitemap-".Length)..^".xml".Length]).Order(StringComparer.Ordinal)];

    private static async Task<Dictionary<string, DateTimeOffset>> ReadAllAsync(PublishingApp app)
    {
        Dictionary<string, DateTimeOffset> all = [];
        foreach (var part in (await ReadAsync(app, "/sitemap.xml", "sitemapindex")).Keys)
        {
            foreach (var (address, at) in await ReadAsync(app, part[Site.Length..], "urlset"))
                all.Add(address, at);
        }

        return all;
    }

    /// <summary>Reads a document, which must keep the rules and the limits of the protocol.</summary>
    private static async Task<Dictionary<string, DateTimeOffset>> ReadAsync(PublishingApp app, string path, string root)
    {
        using var response = await app.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/xml"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.InRange(bytes.Length, 1, 50 * 1024 * 1024);
        var document = XDocument.Parse(System.Text.Encoding.UTF8.GetString(bytes));
        var schemas = new XmlSchemaSet();
        using var rules = System.Xml.XmlReader.Create(new StringReader(Rules));
        schemas.Add(XmlSchema.Read(rules, null)!);
        document.Validate(schemas, (_, fault) => Assert.Fail($"{path}: {fault.Message}"));
        Assert.Equal(Sitemap + root, document.Root!.Name);
        return document.Root.Elements().ToDictionary(
            e => e.Element(Sitemap + "loc")!.Value,
            e => e.Element(Sitemap + "lastmod") is { } at ? DateTimeOffset.Parse(at.Value, System.Globalization.CultureInfo.InvariantCulture) : default);
    }
}
