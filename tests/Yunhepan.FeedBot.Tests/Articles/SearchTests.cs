using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class SearchTests(TestDatabases databases)
{
    private static Task<string[]> FindAsync(ArticlesRig rig, string typed, ArticleFilter? filter = null, int count = 50) =>
        rig.InScopeAsync(async s => (await ((ArticleSearch)s.GetService(typeof(ArticleSearch))!)
            .FindAsync(typed, filter ?? ArticleFilter.All, count, TestContext.Current.CancellationToken)).Select(a => a.Title).ToArray());

    private static async Task<ArticlesRig> FilledAsync(TestDatabases databases, DatabaseEngine engine)
    {
        var rig = await ArticlesRig.StartAsync(databases, engine);
        (string Source, string Title, string Text)[] articles =
        [
            ("a", "任城区明日停水通知", "因管线检修，古槐路以东小区停水八小时，请提前储水。"),
            ("a", "古槐路恢复通车", "历时四个月，道路拓宽为六车道。手机5G信号同步覆盖。"),
            ("b", "Café opens in Jining", "The first café of its kind opened on Friday; COVID rules are gone."),
            ("b", "邹城举办马拉松", "来自ＡＢＣ俱乐部的选手夺冠，成绩2:21:05。"),
        ];
        foreach (var ((source, title, text), i) in articles.Select((a, i) => (a, i)))
            await rig.AppendAsync(rig.Source("/" + source, source), new ArticleDraft { Title = title, ContentText = text, Url = $"http://portal.example/{source}/{i}" });
        return rig;
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Words_of_any_length_are_found(DatabaseEngine engine)
    {
        await using var rig = await FilledAsync(databases, engine);

        Assert.Equal(["任城区明日停水通知"], await FindAsync(rig, "停水"));
        Assert.Equal(["任城区明日停水通知"], await FindAsync(rig, "停水通知"));
        Assert.Equal(["任城区明日停水通知"], await FindAsync(rig, "储"));
        Assert.Equal(["任城区明日停水通知"], await FindAsync(rig, "水"));
        Assert.Equal(["古槐路恢复通车", "任城区明日停水通知"], await FindAsync(rig, "古槐路"));
        Assert.Equal(["Café opens in Jining"], await FindAsync(rig, "cafe JINING"));
        Assert.Equal(["古槐路恢复通车"], await FindAsync(rig, "手机5g信号"));
        Assert.Equal(["邹城举办马拉松"], await FindAsync(rig, "abc俱乐部"));
        Assert.Empty(await FindAsync(rig, "停电"));
        // 水通 stands in 停水通知, but 水知 does not.
        Assert.Empty(await FindAsync(rig, "停水知"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task All_words_must_be_there_and_excluded_ones_not(DatabaseEngine engine)
    {
        await using var rig = await FilledAsync(databases, engine);

        Assert.Equal(["任城区明日停水通知"], await FindAsync(rig, "古槐路 停水"));
        Assert.Equal(["古槐路恢复通车"], await FindAsync(rig, "古槐路 -停水"));
        Assert.Equal(["Café opens in Jining"], await FindAsync(rig, "\"opened on friday\""));
        Assert.Empty(await FindAsync(rig, "\"friday on opened\""));
        Assert.Empty(await FindAsync(rig, "-停水"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_search_keeps_to_its_filter_and_its_count(DatabaseEngine engine)
    {
        await using var rig = await FilledAsync(databases, engine);

        Assert.Empty(await FindAsync(rig, "古槐路", new ArticleFilter { SourceId = "b" }));
        Assert.Equal(2, (await FindAsync(rig, "古槐路", new ArticleFilter { SourceId = "a" })).Length);
        Assert.Equal(["古槐路恢复通车"], await FindAsync(rig, "古槐路", count: 1));
        Assert.Empty(await FindAsync(rig, "古槐路", new ArticleFilter { CategoryId = "none", PublisherId = "none", RegionId = "none" }));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_finds_the_current_text_and_not_the_earlier_one(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var item = new ArticleDraft { Title = "3人走失", ContentText = "联系电话12345。", Url = "http://portal.example/1" };
        await rig.AppendAsync(rig.Source("/", "a"), item);

        await rig.AppendAsync(rig.Source("/", "a"), item with { ContentText = "联系电话54321。" });

        Assert.Empty(await FindAsync(rig, "12345"));
        Assert.Equal(["3人走失"], await FindAsync(rig, "54321"));
        await rig.WithdrawAsync("a");
        Assert.Empty(await FindAsync(rig, "54321"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_text_of_any_length_and_any_letters_is_stored(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        // One of two neighbours is cut in the midst of a letter.
        foreach (var offset in (int[])[0, 1])
        {
            var text = new string('a', offset) + string.Concat(Enumerable.Repeat("😀", 30_000));
            await rig.AppendAsync(rig.Source("/", "a"), new ArticleDraft { Title = $"长文{offset}", ContentText = text, Url = $"http://portal.example/{offset}" });
        }

        Assert.Equal(["长文0", "长文1"], (await FindAsync(rig, "长文")).Order());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task No_query_causes_an_error(DatabaseEngine engine)
    {
        await using var rig = await FilledAsync(databases, engine);
        string[] typed =
        [
            "", " ", "-", "--", "\"", "\"\"", "'", "''", "a'b", "\\", "*", "AND", "OR NOT", "NEAR(a b)", "words:停水", "(", ")", "{", "^", "%", "_", ";--",
            "\0", "\ud800", "停\udc00水", "😀", "a\u0301", "&", "|", "!", "<->", ":*", new string('停', 5_000), string.Join(' ', Enumerable.Range(0, 900)),
        ];
        foreach (var words in typed)
            Assert.DoesNotContain("Café opens in Jining", await FindAsync(rig, words));
    }
}
