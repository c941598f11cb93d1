using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Whoever follows a list to its end has seen every article of it once, and knows how many there are.</summary>
public sealed partial class PagingTests(TestDatabases databases)
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_list_is_read_whole_in_pages_forth_and_back(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var app = await PublishingApp.StartAsync(location: database.Location);
        Article[] articles = [.. Enumerable.Range(1, 75).Select(i => Sample.Article(i))];
        // Articles of the same minute, and of a fraction of it, have an order too.
        foreach (var article in articles[10..50])
            article.SortAt = articles[10].SortAt.AddTicks(10 * (article.Identity.Length % 3));
        await app.StoreManyAsync(articles);

        foreach (var path in (string[])["/", "/category/news", "/source/jnnews.tv"])
        {
            var (seen, said, back) = (new List<string>(), new List<string>(), new List<string?>());
            for (var next = path; next is not null && said.Count < 10;)
            {
                var (page, _) = await PageDataTests.ReadAsync(app, next);
                seen.AddRange(Links(page));
                said.Add(page.QuerySelector(".pager .hint")!.TextContent);
                back.Add(page.QuerySelector(".pager a[rel=prev]")?.GetAttribute("href"));
                Assert.Equal(page.QuerySelector("link[rel=next]")?.GetAttribute("href"), page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href"));
                next = page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href");
            }

            Assert.Equal(articles.Select(a => "/article/" + a.PublicId).ToHashSet(StringComparer.Ordinal), [.. seen]);
            Assert.Equal(75, seen.Count);
            Assert.Equal(["第 1–30 篇，共 75 篇", "第 31–60 篇，共 75 篇", "第 61–75 篇，共 75 篇"], said);
            Assert.Equal((null, path), (back[0], back[1]));
            var (second, _) = await PageDataTests.ReadAsync(app, back[2]!);
            Assert.Equal(seen[30..60], Links(second));
        }
    }

    [Fact]
    public async Task What_arrives_or_is_withdrawn_while_somebody_reads_neither_skips_nor_repeats_anything()
    {
        await using var app = await PublishingApp.StartAsync();
        Article[] articles = [.. Enumerable.Range(1, 70).Select(i => Sample.Article(i))];
        await app.StoreManyAsync(articles);
        var (first, _) = await PageDataTests.ReadAsync(app, "/category/news");
        var next = first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!;

        await app.StoreAsync(Sample.Article(90), Sample.Article(91));
        // The very article after which the next page begins.
        await app.ChangeAsync(articles[40].PublicId, RevisionKind.Withdrawn, a => a.WithdrawnAt = app.Time.GetUtcNow());
        var (second, _) = await PageDataTests.ReadAsync(app, next);

        Assert.Equal(articles[10..40].Reverse().Select(a => "/article/" + a.PublicId), Links(second));
        Assert.Equal("第 32–61 篇，共 71 篇", second.QuerySelector(".pager .hint")!.TextContent);
    }

    [Fact]
    public async Task A_search_is_read_in_pages_up_to_what_is_counted()
    {
        await using var app = await PublishingApp.StartAsync();
        await SearchPageTests.StoreAsync(app, [.. Enumerable.Range(1, 65).Select(i => Sample.Article(i))]);

        List<string> seen = [], said = [];
        for (var next = "/search?q=%E8%BF%90%E6%B2%B3&lang=en"; next is not null && said.Count < 10;)
        {
            var (page, _) = await PageDataTests.ReadAsync(app, next);
            seen.AddRange(Links(page).Select(l => l.Split('?')[0]));
            said.Add(page.QuerySelector(".pager .hint")!.TextContent);
            next = page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(["1–30 of 65 articles", "31–60 of 65 articles", "61–65 of 65 articles"], said);
        Assert.Equal(65, seen.Distinct(StringComparer.Ordinal).Count());
        using var beyond = await app.GetAsync("/search?q=%E8%BF%90%E6%B2%B3&page=9");
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
    }

    [Theory]
    [InlineData("/?before=9999", HttpStatusCode.NotFound)]
    [InlineData("/category/news?before=1", HttpStatusCode.OK)]
    [InlineData("/category/news?before=-1", HttpStatusCode.OK)]
    [InlineData("/category/news?before=x%27;--", HttpStatusCode.OK)]
    [InlineData("/category/news?before=99999999999999999999999", HttpStatusCode.OK)]
    [InlineData("/search?q=x&page=999999999", HttpStatusCode.OK)]
    [InlineData("/feeds/all?before=9999", HttpStatusCode.NotFound)]
    public async Task An_invented_place_is_no_error_of_ours(string path, HttpStatusCode status)
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreAsync(Sample.Article(1));

        using var response = await app.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Pages_far_down_a_list_are_not_kept_and_not_indexed_but_have_an_address_of_their_own()
    {
        await using var app = await PublishingApp.StartAsync();
        await app.StoreManyAsync([.. Enumerable.Range(1, 40).Select(i => Sample.Article(i))]);
        await app.GetAsync("/category/news");
        var held = app.Services.GetRequiredService<PageCache>().Size;

        var (page, _) = await PageDataTests.ReadAsync(app, "/category/news?before=11&lang=zh");

        Assert.Equal(held, app.Services.GetRequiredService<PageCache>().Size);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Equal($"{app.BaseUrl}/category/news?before=11", page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"));
        Assert.Equal("/category/news?before=11&lang=en", page.QuerySelector("a.language")?.GetAttribute("href"));
    }

    private static List<string> Links(IDocument page) =>
        [.. page.QuerySelectorAll("ol.articles h3 a").Select(a => a.GetAttribute("href")!).Where(h => ArticleAddress().IsMatch(h))];

    [GeneratedRegex("^/article/[0-9a-f-]{36}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArticleAddress();
}
