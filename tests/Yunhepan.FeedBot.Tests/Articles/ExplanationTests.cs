using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class ExplanationTests(TestDatabases databases)
{
    private const string Text =
        "昨日上午，历时四个月的古槐路综合改造工程全部完工，恢复双向通车。据施工方介绍，此次改造同步更换了老旧供水管线，沿线三处易积水点得到根治，公交线路恢复原线运行。";

    private static ArticleDraft Item(string title, string url, string text = Text) => new() { Title = title, ContentText = text, Url = url };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_article_is_found_by_its_id_and_by_any_spelling_of_its_address(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/", "s"));
        await rig.PollAsync();
        var article = (await rig.AppendAsync(rig.Source("/", "s"), Item("古槐路恢复通车", "http://portal.example/1.html"))).New[0];

        foreach (var name in (string[])[$"{article.PublicId}", $"urn:uuid:{article.PublicId}", $"https://feeds.example/article/{article.PublicId}", article.Url!, "https://m.portal.example/1.html?spm=1"])
            Assert.Equal(article.Id, (await FindAsync(rig, name))?.Id);
        Assert.Null(await FindAsync(rig, "http://portal.example/2.html"));
        Assert.Null(await FindAsync(rig, "no such thing"));
    }

    [Fact]
    public async Task All_times_are_in_one_zone_which_is_named_and_a_day_stays_the_day_of_its_source()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var timed = Item("古槐路恢复通车", "http://portal.example/1.html") with
        {
            PublishedAt = new DateTimeOffset(2026, 11, 23, 7, 30, 0, TimeSpan.FromHours(8)), PublishedHasTime = true,
        };
        var dated = Item("明日停水", "http://portal.example/2.html") with
        {
            PublishedAt = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(8)), PublishedHasTime = false,
        };
        await rig.AppendAsync(rig.Source("/", "s"), timed, dated);

        var told = new List<string>();
        foreach (var number in (int[])[1, 2])
        {
            var article = (await FindAsync(rig, $"http://portal.example/{number}.html"))!;
            var explained = await rig.InScopeAsync(s => s.GetRequiredService<ArticleExplanations>().ExplainAsync(article, TestContext.Current.CancellationToken));
            told.Add(string.Join('\n', ArticleText.Lines(explained).Select(line => line.Text)));
        }

        var (first, second) = (told[0], told[1]);

        Assert.Contains("(all times are in UTC)", first, StringComparison.Ordinal);
        Assert.Contains("published 2026-11-22T23:30:00Z (with a time, by a clock of +08:00)", first, StringComparison.Ordinal);
        Assert.Contains("published 2026-11-23 (a day alone)", second, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d\d:\d\d:\d\d\+", first + second);
    }

    [Fact]
    public async Task The_reason_why_two_articles_are_the_same_or_not_is_explained()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var first = (await rig.AppendAsync(rig.Source("/", "s"), Item("古槐路恢复通车", "http://portal.example/1.html"))).New[0];
        var repost = (await rig.AppendAsync(rig.Source("/t", "t"), Item("济宁古槐路今通车", "http://other.example/9.html", "本报讯 " + Text))).New[0];
        var other = (await rig.AppendAsync(rig.Source("/", "s"), Item("明日停水", "http://portal.example/2.html", "因管线检修，明日八时起停水八小时。"))).New[0];

        var told = string.Join('\n', ArticleText.Lines(ArticleExplanations.Explain(first, repost)).Select(line => line.Text));
        Assert.Contains("The same article: no: two sources", told, StringComparison.Ordinal);
        Assert.Contains("The same story:   yes: the longer text contains the shorter one (100", told, StringComparison.Ordinal);
        var apart = ArticleExplanations.Explain(first, other);
        Assert.Equal((false, false), (apart.Identity.Same, apart.Story.Same));
        Assert.Equal("other guid, link and content", apart.Identity.Reason);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_origin_of_a_date_is_explained(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(1);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        rig.Origin.Map("/feed", Feeds.Rss([new Entry("古槐路恢复通车", rig.Origin.Url("/1.html"), Text: Feeds.Long("古槐路"), At: new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero))]));
        rig.Catalogue = rig.Catalogue with { Sources = [.. rig.Catalogue.Sources, rig.Source("/feed", "f", SourceKind.Feed)] };
        await rig.PollAsync();

        var page = await ExplainedAsync(rig, portal.Pages[0]);
        var item = await ExplainedAsync(rig, "/1.html");

        Assert.Contains("published 2026-11-", page, StringComparison.Ordinal);
        Assert.Contains(" from a label on the page \"2026-11-", page, StringComparison.Ordinal);
        Assert.Contains("published 2026-11-23T03:00:00Z (with a time) from the element pubdate \"", item, StringComparison.Ordinal);

        rig.Origin.Map("/feed", Feeds.Rss([new Entry("古槐路恢复通车", rig.Origin.Url("/1.html"), Text: Feeds.Long("古槐路改道"), At: new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero))]));
        await rig.PollAsync();

        Assert.Contains("from the change itself, when it was observed", await ExplainedAsync(rig, "/1.html"), StringComparison.Ordinal);
    }

    private static async Task<string> ExplainedAsync(ArticlesRig rig, string path) => await rig.InScopeAsync(async s =>
        string.Join('\n', ArticleText.Lines(await s.GetRequiredService<ArticleExplanations>().ExplainAsync((await FindAsync(rig, rig.Origin.Url(path)))!, TestContext.Current.CancellationToken)).Select(line => line.Text)));

    [Fact]
    public async Task The_history_of_an_article_is_explained()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        await rig.AppendAsync(rig.Source("/", "s", category: "news"), Item("古槐路恢复通车", "http://portal.example/1.html"));
        await rig.AppendAsync(rig.Source("/", "s", category: "news"), Item("古槐路全线恢复通车", "http://portal.example/1.html"));
        await rig.WithdrawAsync("s");
        var article = (await FindAsync(rig, "http://portal.example/1.html"))!;

        var explained = await rig.InScopeAsync(s => s.GetRequiredService<ArticleExplanations>().ExplainAsync(article, TestContext.Current.CancellationToken));
        var text = string.Join('\n', ArticleText.Lines(explained).Select(line => line.Text));

        Assert.Contains("url:portal.example/1.html", text, StringComparison.Ordinal);
        Assert.Contains("news  (source)", text, StringComparison.Ordinal);
        Assert.Contains("title: 古槐路恢复通车 → 古槐路全线恢复通车", text, StringComparison.Ordinal);
        Assert.Contains("before: 古槐路恢复通车", text, StringComparison.Ordinal);
        Assert.Contains("gone: 404", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Rules_are_tried_over_stored_articles_and_change_nothing(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var source = rig.Source("/", "s", category: "news");
        rig.Catalogue = rig.Catalogue with
        {
            Sources = [source],
            Categories =
            [
                new Category { Id = "news", Name = new("新闻", "News") },
                new Category { Id = "traffic", Name = new("交通", "Traffic"), Match = new() { Title = ["通车"] } },
                new Category { Id = "water", Name = new("停水", "Water") },
            ],
        };
        await rig.AppendAsync(source, Item("古槐路恢复通车", "http://portal.example/1.html"), Item("明日停水", "http://portal.example/2.html", "因管线检修停水。"), Item("其他", "http://portal.example/3.html", "无关。"));
        var head = (await rig.LogAsync()).Count;
        var proposed = rig.Catalogue with
        {
            Regions = [new Region { Id = "rencheng", Name = new("任城区", "Rencheng"), Match = new() { Title = ["古槐路"] } }],
            Categories =
            [
                new Category { Id = "news", Name = new("新闻", "News") },
                new Category { Id = "traffic", Name = new("交通", "Traffic"), Match = new() { Title = ["堵车"] } },
                new Category { Id = "water", Name = new("停水", "Water"), Priority = Priority.Urgent, Match = new() { Any = ["停水"] } },
            ],
        };

        var (changed, looked) = await rig.InScopeAsync(s => s.GetRequiredService<RulesReplayer>().PlayAsync(proposed, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken));

        Assert.Equal(3, looked);
        Assert.Equal(["古槐路恢复通车", "明日停水"], changed.Select(c => c.Title).Order());
        var water = changed.Single(c => c.Title == "明日停水");
        Assert.Equal([new FiledTopic(TopicKind.Category, "water", "word: 停水")], water.Added);
        Assert.Equal((Priority.Normal, Priority.Urgent), (water.Before, water.After));
        var traffic = changed.Single(c => c.Title == "古槐路恢复通车");
        Assert.Equal([new FiledTopic(TopicKind.Category, "traffic", "title: 通车")], traffic.Removed);
        Assert.Equal([new FiledTopic(TopicKind.Region, "rencheng", "title: 古槐路")], traffic.Added);
        // Only tried.
        Assert.Equal(head, (await rig.LogAsync()).Count);
        Assert.Single(await rig.LatestAsync(new ArticleFilter { CategoryId = "traffic" }));
    }

    private static async Task<Article?> FindAsync(ArticlesRig rig, string name) =>
        (await rig.InScopeAsync(s => s.GetRequiredService<ArticleReader>().NamedAsync(name, TestContext.Current.CancellationToken))).SingleOrDefault();
}
