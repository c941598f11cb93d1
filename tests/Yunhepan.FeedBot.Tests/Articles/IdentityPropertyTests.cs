using System.Globalization;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// Whatever a site changes about its items, none comes back as new, and none is lost in another. A failure message contains the
/// seed.
/// </summary>
public sealed class IdentityPropertyTests(TestDatabases databases)
{
    private static readonly string[] Words =
        ["古槐路", "改造", "通车", "任城区", "学校", "停水", "通知", "火情", "消防", "市民", "记者", "运河", "马拉松", "医院", "义诊", "社区", "供暖", "公交", "线路", "调整"];

    /// <summary>What may happen to an item between two readings while it stays the same article.</summary>
    private static readonly (string Name, Func<ArticleDraft, Random, ArticleDraft> Apply)[] Harmless =
    [
        ("scheme", (i, _) => i with { Url = i.Url?.Replace("http://", "https://", StringComparison.Ordinal) }),
        ("www", (i, _) => i with { Url = i.Url?.Replace("://", "://www.", StringComparison.Ordinal) }),
        ("mobile host", (i, r) => i with { Url = i.Url?.Replace("://", "://" + Pick(r, "m.", "wap.", "3g.", "mobile."), StringComparison.Ordinal) }),
        ("tracking", (i, r) => i with { Url = With(i.Url, $"{Pick(r, "utm_source", "spm", "from", "share_token", "_gl", "wxfrom", "vd_source")}={r.Next()}") }),
        ("session in query", (i, r) => i with { Url = With(i.Url, $"{Pick(r, "sessionid", "PHPSESSID", "JSESSIONID", "sid")}={r.NextInt64(long.MaxValue):x16}") }),
        ("session in path", (i, r) => i with { Url = i.Url is null || i.Url.Contains('?', StringComparison.Ordinal) ? i.Url : $"{i.Url};jsessionid={r.Next():X8}" }),
        ("fragment", (i, r) => i with { Url = i.Url is null || i.Url.Contains('#', StringComparison.Ordinal) ? i.Url : $"{i.Url}#p{r.Next(9)}" }),
        ("index file", (i, r) => i with { Url = i.Url?.EndsWith('/') == true ? i.Url + Pick(r, "index.html", "index.php", "default.aspx") : i.Url }),
        ("date moves", (i, r) => i with { PublishedAt = i.Url is null ? i.PublishedAt : i.PublishedAt?.AddMinutes(r.Next(1, 500_000)) }),
        ("date goes", (i, _) => i with { PublishedAt = null }),
        ("guid changes with each reading", (i, r) => i.Id is null || i.Url is null ? i : i with { Id = r.Next().ToString(CultureInfo.InvariantCulture) }),
        ("spacing, widths and case", (i, _) => i with { ContentText = i.ContentText.Replace("，", " ，\n", StringComparison.Ordinal), Title = " " + i.Title }),
    ];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task No_known_article_returns_as_new(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var source = rig.Source("/", "s");
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var items = Enumerable.Range(0, 12).Select(n => Item(random, seed, n)).ToArray();
            Assert.Equal(items.Length, (await rig.AppendAsync(source, items)).New.Count);
            for (var reading = 0; reading < 4; reading++)
            {
                List<string> done = [];
                var again = items.Select(item =>
                {
                    for (var k = random.Next(1, 4); k > 0; k--)
                    {
                        var (name, apply) = Harmless[random.Next(Harmless.Length)];
                        item = apply(item, random);
                        done.Add(name);
                    }

                    return item;
                }).ToArray();
                random.Shuffle(again);

                var changes = await rig.AppendAsync(source, again);

                Assert.True(changes.New.Count == 0, $"seed {seed}: {string.Join(", ", done.Distinct())} made new: {string.Join(" | ", changes.New.Select(a => a.Title + " " + a.Url + " " + a.Identity))}");
                Assert.True(changes.Corrected.Count == 0, $"seed {seed}: corrected {changes.Corrected.Count}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_redesign_brings_nothing_back_and_keeps_the_ids(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var random = new Random(7);
        var items = Enumerable.Range(0, 20).Select(n => Item(random, 7, n)).ToArray();
        await rig.AppendAsync(rig.Source("/", "s"), items);
        var before = (await rig.LatestAsync(new ArticleFilter { SourceId = "s" })).ToDictionary(a => a.Title, a => a.PublicId);

        // Another system: other addresses, no guids, the same articles.
        var anew = items.Select((item, n) => item with { Id = null, Url = $"https://new.portal.example/article/2026/{n}" }).ToArray();
        var changes = await rig.AppendAsync(rig.Source("/", "s"), anew);

        Assert.Empty(changes.New);
        Assert.Equal(before, (await rig.LatestAsync(new ArticleFilter { SourceId = "s" })).ToDictionary(a => a.Title, a => a.PublicId));
        // And now it is known by its new address, whatever that is adorned with.
        Assert.Empty((await rig.AppendAsync(rig.Source("/", "s"), [.. anew.Select(i => i with { Url = i.Url + "?utm_medium=x", ContentText = "", Summary = "短" })])).New);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_bad_guid_hides_no_article(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var random = new Random(8);
        // The guid is the place in the list: today's first item is not yesterday's.
        var yesterday = Enumerable.Range(0, 10).Select(n => Item(random, 8, n) with { Id = $"{n}" }).ToArray();
        var today = Enumerable.Range(10, 10).Select(n => Item(random, 8, n) with { Id = $"{n - 10}" }).ToArray();
        await rig.AppendAsync(rig.Source("/", "s"), yesterday);

        Assert.Equal(10, (await rig.AppendAsync(rig.Source("/", "s"), today)).New.Count);
        Assert.Empty((await rig.AppendAsync(rig.Source("/", "s"), today)).New);
        Assert.Empty((await rig.AppendAsync(rig.Source("/", "s"), yesterday)).New);
        Assert.Equal(20, (await rig.LatestAsync(new ArticleFilter { SourceId = "s" })).Count);
    }

    [Fact]
    public async Task One_link_for_all_items_hides_no_article()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var random = new Random(9);
        var items = Enumerable.Range(0, 10).Select(n => Item(random, 9, n) with { Id = $"id-{n}", Url = "http://portal.example/changes.html" }).ToArray();

        Assert.Equal(10, (await rig.AppendAsync(rig.Source("/", "s"), items)).New.Count);
        Assert.Empty((await rig.AppendAsync(rig.Source("/", "s"), items)).New);
    }

    [Fact]
    public async Task A_notice_given_again_another_day_is_new()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var item = Item(new Random(10), 10, 1) with { Id = null };
        await rig.AppendAsync(rig.Source("/", "s"), item);

        var again = await rig.AppendAsync(rig.Source("/", "s"), item with { Url = "http://portal.example/later.html", PublishedAt = item.PublishedAt!.Value.AddDays(30) });

        Assert.Single(again.New);
    }

    [Fact]
    public void Guids_that_repeat_within_one_document_are_not_believed()
    {
        var random = new Random(11);
        ArticleDraft[] items = [Item(random, 11, 1) with { Id = "x" }, Item(random, 11, 2) with { Id = "x" }, Item(random, 11, 3) with { Id = "y" }];

        Assert.Equal(3, ArticleIdentity.Distinct([.. items, items[0]]).Select(ArticleIdentity.Derive).Distinct().Count());
    }

    [Theory]
    [InlineData("http://www.portal.example/news/1.html", "https://m.portal.example/news/1.html?from=timeline&isappinstalled=0")]
    [InlineData("http://portal.example/a.jsp;jsessionid=1A2B?id=7", "http://portal.example/a.jsp?id=7")]
    [InlineData("http://portal.example/(S(abc123))/a.aspx", "http://portal.example/a.aspx")]
    [InlineData("http://portal.example//news/%e4%b8%80/index.html", "http://portal.example/news/%E4%B8%80/")]
    [InlineData("http://portal.example/a?token=1&id=7&share=2", "http://portal.example/a?id=7")]
    [InlineData("https://portal.example/a.html?id=7&ts=1732300000", "https://portal.example/a.html?ts=1732300061123&id=7")]
    [InlineData("https://portal.example/a.html?sign=9f3c27d1e0a84b55&expires=9", "https://portal.example/a.html?sign=00aa27d1e0a84b55&expires=12")]
    public void Different_spellings_of_one_address_are_normalised_to_the_same_one(string one, string other) => Assert.Equal(FoldedUrl.Fold(one), FoldedUrl.Fold(other));

    [Theory]
    [InlineData("http://portal.example/a?id=7", "http://portal.example/a?id=8")]
    [InlineData("http://portal.example/1.html", "http://portal.example/11.html")]
    [InlineData("http://m.example/1.html", "http://example/1.html")]
    [InlineData("http://news.portal.example/1.html", "http://portal.example/1.html")]
    [InlineData("http://portal.example/a?tokens=1", "http://portal.example/a?tokens=2")]
    [InlineData("https://forum.example/viewtopic.php?t=17", "https://forum.example/viewtopic.php?t=18")]
    [InlineData("https://portal.example/show?v=2", "https://portal.example/show?v=3")]
    [InlineData("https://portal.example/stars?sign=leo", "https://portal.example/stars?sign=virgo")]
    public void Addresses_of_two_pages_stay_different(string one, string other) => Assert.NotEqual(FoldedUrl.Fold(one), FoldedUrl.Fold(other));

    private static ArticleDraft Item(Random random, int seed, int number)
    {
        var text = string.Join("，", Enumerable.Range(0, 30).Select(_ => Pick(random, Words))) + $"。编号{seed}之{number}。";
        return new ArticleDraft
        {
            Id = random.Next(2) == 0 ? $"tag:portal.example,2026:{seed}-{number}" : null,
            Url = random.Next(3) == 0 ? $"http://portal.example/{seed}/{number}/" : $"http://portal.example/{seed}/{number}.html",
            Title = string.Concat(Enumerable.Range(0, 6).Select(_ => Pick(random, Words))) + $"第{seed}期{number}",
            ContentText = text,
            PublishedAt = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.FromHours(8)).AddHours(number),
            PublishedHasTime = true,
        };
    }

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];

    private static string? With(string? url, string query) =>
        url is null ? null : url.Contains('#', StringComparison.Ordinal) || url.Contains(';', StringComparison.Ordinal) ? url : url + (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
}
