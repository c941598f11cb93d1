using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class RegionsAndPublishersTests(TestDatabases databases)
{
    private static ArticleDraft Item(string title, string path, string text = "正文。", string? origin = null) =>
        new() { Title = title, ContentText = text, Url = "http://portal.example" + path, OriginName = origin };

    private static async Task<ArticlesRig> StartAsync(TestDatabases databases, DatabaseEngine engine)
    {
        var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Catalogue = rig.Catalogue with
        {
            Regions =
            [
                new Region { Id = "jining", Name = new("济宁", "Jining") },
                new Region { Id = "jinan", Name = new("济南", "Jinan") },
                new Region { Id = "jining/qufu", ParentId = "jining", Name = new("曲阜市", "Qufu") },
                new Region { Id = "jining/weishan", ParentId = "jining", Name = new("微山县", "Weishan"), Match = new() { Any = ["南阳岛"] } },
                new Region { Id = "jinan/shizhong", ParentId = "jinan", Name = new("市中区", "Shizhong") },
            ],
            Publishers =
            [
                new Publisher { Id = "police", Name = new("济宁市公安局", "Jining police") },
                new Publisher { Id = "police/traffic", ParentId = "police", Name = new("交警支队", "Traffic police") },
            ],
        };
        return rig;
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_region_has_its_reason_and_a_region_holds_what_is_below_it(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(databases, engine);
        var source = rig.Source("/", "s") with { RegionId = "jining" };
        await rig.AppendAsync(source, Item("曲阜与微山共建步道", "/1"), Item("候鸟抵达", "/2", "巡护员在南阳岛以北记录到灰鹤。"), Item("市中心道路封闭", "/3"));

        var articles = (await rig.LatestAsync()).ToDictionary(a => a.Title, a => a.Regions.Select(r => $"{r.RegionId}: {r.Reason}").Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(["jining/qufu: title: 曲阜", "jining/weishan: title: 微山", "jining: source"], articles["曲阜与微山共建步道"]);
        Assert.Equal(["jining/weishan: word: 南阳岛", "jining: source"], articles["候鸟抵达"]);
        Assert.Equal(["jining: source"], articles["市中心道路封闭"]);
        Assert.Equal(2, (await rig.LatestAsync(new ArticleFilter { RegionId = "jining/weishan" })).Count);
        Assert.Equal(3, (await rig.LatestAsync(new ArticleFilter { RegionId = "jining" })).Count);
        Assert.Empty(await rig.LatestAsync(new ArticleFilter { RegionId = "jinan" }));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_publisher_an_article_names_as_its_origin_counts_too(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/", "s"), Item("新启用的电子警察", "/1", origin: "交警支队"), Item("另一条", "/2", origin: "交警支队二大队宣传科"));

        var article = Assert.Single(await rig.LatestAsync(new ArticleFilter { PublisherId = "police" }));
        Assert.Equal(("police/traffic", "origin: 交警支队"), (article.Publishers[0].PublisherId, article.Publishers[0].Reason));
        Assert.Single((await SearchAsync(rig, "电子警察", new ArticleFilter { PublisherId = "police" })));
        Assert.Empty((await SearchAsync(rig, "另一条", new ArticleFilter { PublisherId = "police" })));
    }

    [Fact]
    public async Task Names_count_in_every_language()
    {
        await using var rig = await StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Catalogue = rig.Catalogue with
        {
            Regions = [new Region { Id = "seville", Name = new("塞维利亚", "Seville") { Ja = "セビリア", Es = "Sevilla" } }],
            Publishers = [new Publisher { Id = "police", Name = new("国家警察", "National Police") { Ja = "国家警察庁", Es = "Policía Nacional" } }],
            Categories = [new Category { Id = "sports", Name = new("体育", "Sports") { Ja = "スポーツ", Es = "Deportes" } }],
        };
        var source = rig.Source("/", "s") with { CategoryId = null };
        await rig.AppendAsync(
            source, Item("Una exposición en Sevilla", "/1", origin: "Policía Nacional") with { Section = "deportes", Language = "es" },
            Item("展覧会が始まる", "/2", "セビリアで展覧会が始まった。", origin: "国家警察庁") with { Section = "スポーツ", Language = "ja" });

        Assert.All(await rig.LatestAsync(), article => Assert.Equal(
            ("seville", "police", "sports"), (Assert.Single(article.Regions).RegionId, Assert.Single(article.Publishers).PublisherId, Assert.Single(article.Categories).CategoryId)));
        Assert.Equal(2, (await rig.LatestAsync()).Count);
    }

    private static Task<IReadOnlyList<Article>> SearchAsync(ArticlesRig rig, string words, ArticleFilter filter) => rig.InScopeAsync(s =>
        ((Yunhepan.FeedBot.Articles.Searching.ArticleSearch)s.GetService(typeof(Yunhepan.FeedBot.Articles.Searching.ArticleSearch))!)
            .FindAsync(words, filter, 10, TestContext.Current.CancellationToken));
}
