using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Writing;
using Yunhepan.FeedBot.Tests.Publishing.Checking;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Tests the documents around a feed: archives, parts, searches, private feeds, the list of all.</summary>
public sealed class FeedDocumentsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task Every_document_that_is_served_passes_the_checker(string extension)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync([.. Enumerable.Range(1, 150).Select(i => Sample.Article(i, i % 3 == 0 ? "alerts/missing" : "news"))]);
        await app.ChangeAsync(Sample.Article(7).PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());
        string[] paths =
        [
            "/feeds/all", "/feeds/category/news", "/feeds/category/alerts/missing", "/feeds/category/health", "/feeds/source/jnnews.tv", "/feeds/publisher/jn-police",
            "/feeds/region/jining/rencheng",
        ];

        foreach (var path in paths.Select(p => $"{p}.{extension}").Append($"/feeds/all.{extension}?n=3").Append($"/feeds/all.{extension}?before=65"))
        {
            using var response = await app.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            FeedChecker.AssertValid(await response.Content.ReadAsByteArrayAsync(Cancellation), FeedFormat.Find(extension)!, app.BaseUrl + path);
        }
    }

    [Theory]
    [InlineData("/feeds/all.atom", 150)]
    [InlineData("/feeds/category/alerts.atom", 50)]
    public async Task Following_the_archives_gives_every_article_once_stated_by_stable_documents(string path, int count)
    {
        await using var app = await PublishingApp.StartAsync();
        // The articles are published in another order than they are discovered.
        await app.StoreAsync([.. Enumerable.Range(1, 150).Select(i => Sample.Article((i * 37) % 151, i % 3 == 0 ? "alerts" : "news"))]);

        var (ids, archives) = await CrawlAsync(app, path);
        Assert.Equal(count, ids.Count);

        await app.StoreAsync(Sample.Article(500, "alerts"), Sample.Article(501, "news"));
        var (idsAfter, archivesAfter) = await CrawlAsync(app, path);
        Assert.Superset(ids, idsAfter);
        foreach (var (url, bytes) in archives)
        {
            if (archivesAfter.TryGetValue(url, out var again))
                Assert.Equal(XDocument.Parse(bytes).Root!.Elements(Atom + "entry").Select(e => e.ToString()), XDocument.Parse(again).Root!.Elements(Atom + "entry").Select(e => e.ToString()));
        }
    }

    [Fact]
    public async Task An_archive_says_what_it_is_and_may_be_kept()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync([.. Enumerable.Range(1, 150).Select(i => Sample.Article(i))]);

        using var response = await app.GetAsync("/feeds/all.atom?before=128");
        var archive = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).Root!;
        using var oldest = await app.GetAsync("/feeds/all.rss?before=64");
        using var beyond = await app.GetAsync("/feeds/all.rss?before=9999");
        using var json = JsonDocument.Parse(await (await app.GetAsync("/feeds/all.json")).Content.ReadAsStringAsync(Cancellation));

        Assert.Equal("public, max-age=3600", string.Join(", ", response.Headers.GetValues("Cache-Control")));
        Assert.NotNull(archive.Element(History + "archive"));
        Assert.Equal(app.BaseUrl + "/feeds/all.atom", Link(archive, "current"));
        Assert.Equal(app.BaseUrl + "/feeds/all.atom?before=64", Link(archive, "prev-archive"));
        Assert.Equal((app.BaseUrl + "/feeds/all.atom", app.BaseUrl + "/feeds/all.atom?before=64"), (Link(archive, "first"), Link(archive, "next")));
        Assert.Null(Link(archive, "hub"));
        // An archive has no Last-Modified date, because a removal from it leaves no date.
        Assert.Null(response.Content.Headers.LastModified);
        Assert.Equal(64, archive.Elements(Atom + "entry").Count());
        Assert.DoesNotContain("prev-archive", await oldest.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
        Assert.StartsWith(app.BaseUrl + "/feeds/all.json?before=", json.RootElement.GetProperty("next_url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_article_becomes_a_tombstone()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1), Sample.Article(2));
        await app.ChangeAsync(Sample.Article(1).PublicId, RevisionKind.Withdrawn, a =>
        {
            a.WithdrawnAt = app.Time.GetUtcNow();
            a.WithdrawnReason = "gone: 404";
        });

        using var response = await app.GetAsync("/feeds/all.atom");
        var rss = await app.Client.GetStringAsync("/feeds/all.rss", Cancellation);
        using var json = JsonDocument.Parse(await app.Client.GetStringAsync("/feeds/all.json", Cancellation));
        var deleted = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).Descendants(XName.Get("deleted-entry", "http://purl.org/atompub/tombstones/1.0")).Single();

        Assert.Equal($"urn:uuid:{Sample.Article(1).PublicId}", deleted.Attribute("ref")?.Value);
        Assert.StartsWith("2026-11-23T", deleted.Attribute("when")?.Value, StringComparison.Ordinal);
        Assert.Equal("gone: 404", deleted.Value);
        Assert.DoesNotContain(Sample.Article(1).PublicId.ToString(), rss, StringComparison.Ordinal);
        Assert.Single(json.RootElement.GetProperty("items").EnumerateArray());
        var retracted = json.RootElement.GetProperty("_feedbot").GetProperty("retracted").EnumerateArray().Single();
        Assert.Equal(($"urn:uuid:{Sample.Article(1).PublicId}", "gone: 404"), (retracted.GetProperty("id").GetString(), retracted.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("/feeds/all.rss", "guid")]
    [InlineData("/feeds/all.atom", "{http://www.w3.org/2005/Atom}entry")]
    public async Task Whoever_asks_with_A_IM_gets_only_what_is_new(string path, string element)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1), Sample.Article(2));
        using var first = await app.GetAsync(path);
        var held = first.Headers.ETag!.ToString();
        await app.StoreAsync(Sample.Article(3), Sample.Article(4));

        using var delta = await app.GetAsync(path, ("A-IM", "vcdiff, feed"), ("If-None-Match", held), ("Accept-Encoding", "identity"));
        using var whole = await app.GetAsync(path);
        using var unchanged = await app.GetAsync(path, ("A-IM", "feed"), ("If-None-Match", whole.Headers.ETag!.ToString()));
        using var unknown = await app.GetAsync(path, ("A-IM", "feed"), ("If-None-Match", "\"lost\""));
        var bytes = await delta.Content.ReadAsByteArrayAsync(Cancellation);

        Assert.Equal(226, (int)delta.StatusCode);
        Assert.Equal("feed", delta.Headers.GetValues("IM").Single());
        Assert.Equal(whole.Headers.ETag, delta.Headers.ETag);
        Assert.Contains("A-IM", string.Join(',', delta.Headers.Vary), StringComparison.Ordinal);
        Assert.True(delta.Headers.CacheControl!.NoStore);
        FeedChecker.AssertValid(bytes, FeedFormat.Find(path[(path.LastIndexOf('.') + 1)..])!, app.BaseUrl + path);
        Assert.Equal(2, XDocument.Parse(System.Text.Encoding.UTF8.GetString(bytes)).Descendants(element).Count());
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
    }

    [Fact]
    public async Task Any_search_is_a_feed()
    {
        await using var app = await PublishingApp.StartAsync();

        using var found = await app.GetAsync("/feeds/search.atom?q=%E8%BF%90%E6%B2%B3%20%22a%20b%22&category=news");
        using var nothing = await app.GetAsync("/feeds/search.rss");
        using var nowhere = await app.GetAsync("/feeds/search.rss?q=x&category=nonsense");

        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        FeedChecker.AssertValid(await found.Content.ReadAsByteArrayAsync(Cancellation), FeedFormat.Atom, app.BaseUrl + "/feeds/search.atom?q=%E8%BF%90%E6%B2%B3%20%22a%20b%22&category=news");
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task A_chats_wishes_are_a_feed_of_its_own_behind_its_token()
    {
        var feeds = new OneChat();
        await using var app = await PublishingApp.StartAsync(services: s => s.AddSingleton<IPrivateFeeds>(feeds));
        await app.StoreAsync(Sample.Article(1, "news", "运河"), Sample.Article(2, "health", "健康"), Sample.Article(3, "alerts/missing", "寻人"), Sample.Article(4, "news", "球赛"));

        using var response = await app.GetAsync("/feeds/my/secret.json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        using var unknown = await app.GetAsync("/feeds/my/other.json");
        feeds.Followed = ["health"];
        using var changed = await app.GetAsync("/feeds/my/secret.json", ("If-None-Match", response.Headers.ETag!.ToString()));

        Assert.Equal(["寻人", "运河"], json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()));
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.False(response.Headers.Contains("Link"), "its address is nobody's business");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_story_names_its_other_tellings_and_loses_none_of_them_to_a_cache()
    {
        await using var app = await PublishingApp.StartAsync();
        var original = Sample.Article(1);
        await app.StoreAsync(original);
        using var alone = await app.GetAsync("/feeds/all.json");
        await app.StoreAsync(RepostOf(original, 2));
        await app.ChangeAsync(original.PublicId, RevisionKind.Story, _ => { });

        using var told = await app.GetAsync("/feeds/all.json", ("If-None-Match", alone.Headers.ETag!.ToString()));
        using var json = JsonDocument.Parse(await told.Content.ReadAsStringAsync(Cancellation));
        var item = json.RootElement.GetProperty("items").EnumerateArray().Single();
        using var source = JsonDocument.Parse(await app.Client.GetStringAsync("/feeds/source/jnnews.tv.json", Cancellation));

        // In the source's own feed every article of the story names the others.
        Assert.Equal([true, true], source.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("_feedbot").TryGetProperty("also_at", out _)));
        Assert.Equal("urn:uuid:" + original.PublicId, item.GetProperty("id").GetString());
        Assert.Contains("另见：<a href=\"http://www.portal.example/2026/11/2.html\">", item.GetProperty("content_html").GetString(), StringComparison.Ordinal);
        Assert.Equal("http://www.portal.example/2026/11/2.html", item.GetProperty("_feedbot").GetProperty("also_at")[0].GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("/feeds/source/jnnews.tv.atom", "title=\"济宁新闻网\" href=\"http://www.portal.example/2026/11/1.html\"")]
    [InlineData("/feeds/source/jnnews.tv.rss", "另见：<a href=\"http://www.portal.example/2026/11/1.html\">")]
    [InlineData("/feeds/source/jnnews.tv.json", "\"also_at\":[{\"name\":\"济宁新闻网\",\"url\":\"http://www.portal.example/2026/11/1.html\"}]")]
    [InlineData("/article/{0}?lang=zh", "其他来源的同一条消息")]
    public async Task A_telling_that_does_not_lead_names_the_others_too(string path, string told)
    {
        await using var app = await PublishingApp.StartAsync();
        var original = Sample.Article(1);
        var repost = RepostOf(original, 2);
        await app.StoreAsync(original, repost);

        var document = await app.Client.GetStringAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, repost.PublicId), Cancellation);

        Assert.Contains(told, document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_that_two_wishes_of_a_chat_bring_has_one_entry()
    {
        var feeds = new OneChat { Followed = ["news", "health"] };
        await using var app = await PublishingApp.StartAsync(services: s => s.AddSingleton<IPrivateFeeds>(feeds));
        var original = Sample.Article(1);
        var repost = RepostOf(original, 2, "health");
        await app.StoreAsync(original, repost);
        feeds.EveryMember = true;

        using var json = JsonDocument.Parse(await app.Client.GetStringAsync("/feeds/my/secret.json", Cancellation));

        Assert.Equal([original.Title], json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task Who_follows_more_gets_the_whole_feed_instead_of_what_is_new()
    {
        var feeds = new OneChat { Followed = ["news"] };
        await using var app = await PublishingApp.StartAsync(services: s => s.AddSingleton<IPrivateFeeds>(feeds));
        await app.StoreAsync(Sample.Article(1, "health"), Sample.Article(2, "news"));
        using var before = await app.GetAsync("/feeds/my/secret.atom");
        feeds.Followed = ["news", "health"];

        using var after = await app.GetAsync("/feeds/my/secret.atom", ("A-IM", "feed"), ("If-None-Match", before.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(2, XDocument.Parse(await after.Content.ReadAsStringAsync(Cancellation)).Descendants(Atom + "entry").Count());
    }

    [Fact]
    public async Task A_chat_with_few_wishes_gets_a_full_feed()
    {
        var feeds = new OneChat { Followed = ["news"] };
        await using var app = await PublishingApp.StartAsync(services: s => s.AddSingleton<IPrivateFeeds>(feeds));
        await app.StoreAsync([.. Enumerable.Range(1, 120).Select(i => Sample.Article(i, "news", i <= 3 ? $"第{i}条" : $"第{i}场球赛"))]);

        using var json = JsonDocument.Parse(await app.Client.GetStringAsync("/feeds/my/secret.json?n=10", Cancellation));

        Assert.Equal(["第3条", "第2条", "第1条"], json.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task The_list_of_feeds_is_opml_whose_addresses_work()
    {
        await using var app = await PublishingApp.StartAsync();

        using var response = await app.GetAsync("/opml");
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        var opml = XDocument.Parse(text).Root!;
        var outlines = opml.Descendants("outline").Where(o => o.Attribute("xmlUrl") is not null).ToArray();

        Assert.EndsWith("</opml>\n", text, StringComparison.Ordinal);
        Assert.Equal("text/x-opml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("2.0", opml.Attribute("version")?.Value);
        Assert.Equal(9, outlines.Length);
        Assert.Contains(outlines, o => o.Attribute("category")?.Value == "/警示/寻人");
        foreach (var outline in outlines)
        {
            Assert.Equal("rss", outline.Attribute("type")?.Value);
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(outline.Attribute("xmlUrl")!.Value, Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(outline.Attribute("htmlUrl")!.Value, Cancellation)).StatusCode);
        }
    }

    private static async Task<(HashSet<string> Ids, Dictionary<string, string> Archives)> CrawlAsync(PublishingApp app, string path)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var archives = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var next = app.BaseUrl + path; next is not null;)
        {
            var text = await app.Client.GetStringAsync(next, Cancellation);
            var feed = XDocument.Parse(text).Root!;
            ids.UnionWith(feed.Elements(Atom + "entry").Select(e => e.Element(Atom + "id")!.Value));
            if (feed.Element(History + "archive") is not null)
                Assert.True(archives.TryAdd(next, text), "the archives run in a circle");
            next = Link(feed, "prev-archive");
        }

        return (ids, archives);
    }

    private static string? Link(XElement feed, string rel) =>
        feed.Elements(Atom + "link").SingleOrDefault(l => l.Attribute("rel")?.Value == rel)?.Attribute("href")?.Value;

    private static Article RepostOf(Article original, int number, string category = "news")
    {
        var repost = Sample.Article(number, category);
        (repost.StoryId, repost.IsRepost) = (original.PublicId, true);
        return repost;
    }

    private sealed class OneChat : IPrivateFeeds
    {
        public bool EveryMember { get; set; }

        public string[] Followed { get; set; } = ["news", "alerts"];

        public Task<PrivateFeed?> FindAsync(string token, CancellationToken cancellationToken) => Task.FromResult(token != "secret" ? null : new PrivateFeed
        {
            Id = "chat 1",
            Title = "我的订阅",
            Version = string.Join(',', Followed),
            Subscriptions = [.. Followed.Select(id => new PrivateFeedSubscription(new ArticleFilter { CategoryId = id, EveryMember = EveryMember }, Accepts: a => !a.Title.Contains("球赛", StringComparison.Ordinal)))],
        });
    }
}
