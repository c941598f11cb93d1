using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class StoryTests(TestDatabases databases)
{
    private const string Text =
        """
        昨日上午，历时四个月的古槐路综合改造工程全部完工，恢复双向通车。改造后的道路由原来的双向四车道拓宽为六车道，并新增了非机动车专用道。
        据施工方介绍，此次改造同步更换了老旧供水管线8.6公里，沿线三处易积水点得到根治，施工期间调整的9条公交线路已经全部恢复原线运行。
        交警部门提醒，新启用的3处电子警察将于下月一日起正式执法，请驾驶人按标线行驶，行人过街请走斑马线，共同维护良好的交通秩序。
        """;

    private static ArticleDraft Item(string title, string path, string text = Text, string? origin = null) =>
        new() { Title = title, ContentText = text, Url = "http://portal.example" + path, OriginName = origin };

    private static Source Named(Source source, string name) => source with { Name = new LocalisedName(name, name) };

    private static Task<IReadOnlyList<StoryMember>> StoryAsync(ArticlesRig rig, Guid id) =>
        rig.InScopeAsync(s => ((StoryReader)s.GetService(typeof(StoryReader))!).ReadAsync(id, TestContext.Current.CancellationToken));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_repost_is_shown_once_with_where_else_it_stands(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/a", "a"), Item("古槐路改造完工恢复通车", "/a/1.html"));
        await rig.AppendAsync(rig.Source("/b", "b"), Item("济宁古槐路今恢复双向通车", "/b/9.html", "本报讯（记者 张三）" + Text + "\n免责声明：本文转载自网络。"));

        var shown = Assert.Single(await rig.LatestAsync());
        Assert.Equal("a", shown.SourceId);
        Assert.Equal(shown.PublicId, shown.StoryId);
        var also = await rig.InScopeAsync(s => ((StoryReader)s.GetService(typeof(StoryReader))!).AlsoAtAsync([shown], TestContext.Current.CancellationToken));
        Assert.Equal("b", Assert.Single(also[shown.PublicId]).SourceId);
        // What the reposter itself published stays in its own feed.
        Assert.True(Assert.Single(await rig.LatestAsync(new ArticleFilter { SourceId = "b" })).IsRepost);
        Assert.Equal([RevisionKind.New, RevisionKind.New, RevisionKind.Story], (await rig.LogAsync()).Select(r => r.Revision.Kind));
        Assert.False((await rig.LogAsync())[^1].Revision.Alerting);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_original_comes_to_lead_and_the_entry_keeps_its_id(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = Named(rig.Source("/a", "a"), "某门户");
        var paper = Named(rig.Source("/b", "b"), "济宁晚报");
        rig.Follow(portal, paper);
        await rig.AppendAsync(portal, Item("古槐路改造完工", "/a/1.html", origin: "济宁晚报"));
        var first = Assert.Single(await rig.LatestAsync());

        await rig.AppendAsync(paper, Item("古槐路改造完工恢复通车", "/b/1.html"));

        var shown = Assert.Single(await rig.LatestAsync());
        Assert.Equal("b", shown.SourceId);
        Assert.Equal(first.PublicId, shown.StoryId);
        Assert.Equal(["b", "a"], (await StoryAsync(rig, shown.StoryId)).Select(m => m.SourceId));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_withdrawn_original_leaves_the_story_to_the_next(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/a", "a"), Item("古槐路改造完工恢复通车", "/a/1.html"));
        await rig.AppendAsync(rig.Source("/b", "b"), Item("古槐路改造完工恢复通车", "/b/1.html"));

        await rig.WithdrawAsync("a");

        Assert.Equal("b", Assert.Single(await rig.LatestAsync()).SourceId);
        Assert.Empty(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.Equal("gone: 404", Assert.Single(await rig.WithdrawnAsync(new ArticleFilter { SourceId = "a" })).WithdrawnReason);

        await rig.WithdrawAsync("b");
        Assert.Empty(await rig.LatestAsync());
        Assert.Equal("b", Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All)).SourceId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_notice_takes_back_the_last_member_of_a_story_that_stands_in_several_categories(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Catalogue = rig.Catalogue with { Categories = [new Category { Id = "news", Name = new("新闻", "News") }, new Category { Id = "traffic", Name = new("交通", "Traffic") }] };
        await rig.AppendAsync(rig.Source("/a", "a", category: "news"), Item("古槐路改造完工恢复通车", "/a/1.html"));
        await rig.AppendAsync(rig.Source("/b", "b", category: "news"), Item("古槐路改造完工恢复通车", "/b/1.html"));
        await rig.WithdrawAsync("a");
        ArticleDraft Notice(int number) => new() { Title = "撤稿声明", ContentText = $"第{number}号：《古槐路改造完工恢复通车》一文与事实不符，现予撤稿。", Url = $"http://portal.example/n{number}.html" };

        // The list carries two notices of it, and goes on carrying them.
        for (var poll = 0; poll < 2; poll++)
            await rig.AppendAsync(rig.Source("/b", "b", category: "news"), Notice(1), Notice(2));

        Assert.Equal(["撤稿声明", "撤稿声明"], (await rig.LatestAsync()).Select(a => a.Title));
        Assert.Equal("notice: 撤稿声明", Assert.Single(await rig.WithdrawnAsync(new ArticleFilter { CategoryId = "news" }), a => a.SourceId == "b").WithdrawnReason);
        Assert.Single(await rig.LogAsync(), r => r.Revision.Kind == RevisionKind.Withdrawn && r.Article.SourceId == "b");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_that_names_its_origin_makes_the_original_lead(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var (portal, daily) = (rig.Source("/a", "a") with { Name = new("某门户", "Portal") }, rig.Source("/b", "b") with { Name = new("运河晚报", "Canal Daily") });
        rig.Follow(portal, daily);
        await rig.AppendAsync(portal, Item("古槐路改造完工恢复通车", "/a/1.html"));
        await rig.AppendAsync(daily, Item("古槐路改造完工恢复通车", "/b/1.html"));
        Assert.Equal("a", Assert.Single(await rig.LatestAsync()).SourceId);

        var corrected = Item("古槐路改造全部完工恢复通车", "/a/1.html") with { OriginName = "运河晚报" };
        await rig.AppendAsync(portal, corrected);

        Assert.Equal("b", Assert.Single(await rig.LatestAsync()).SourceId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_story_is_found_in_the_categories_of_all_its_members(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Catalogue = rig.Catalogue with
        {
            Categories =
            [
                new Category { Id = "news", Name = new("新闻", "News") },
                new Category { Id = "traffic", Name = new("交通", "Traffic"), Priority = Priority.Urgent },
            ],
        };
        await rig.AppendAsync(rig.Source("/a", "a", category: "news"), Item("古槐路改造完工恢复通车", "/a/1.html"));
        await rig.AppendAsync(rig.Source("/b", "b", category: "traffic"), Item("古槐路改造完工恢复通车", "/b/1.html"));

        var shown = Assert.Single(await rig.LatestAsync(new ArticleFilter { CategoryId = "traffic" }));
        Assert.Equal("a", shown.SourceId);
        Assert.Equal(["news: source", "traffic: story: b"], shown.Categories.Select(c => $"{c.CategoryId}: {c.Reason}").Order());
        Assert.Equal(Priority.Urgent, shown.Priority);
        // A correction of it files it anew, and keeps that.
        await rig.AppendAsync(rig.Source("/a", "a", category: "news"), Item("古槐路改造全部完工恢复通车", "/a/1.html"));
        Assert.Equal(Priority.Urgent, Assert.Single(await rig.LatestAsync(new ArticleFilter { CategoryId = "traffic" })).Priority);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Members_that_come_in_one_document_find_each_other_and_those_stored_before(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/a", "a"), Item("古槐路改造完工恢复通车", "/a/1.html"));
        var digest = Enumerable.Range(0, 120).Select(n => Item($"条目{n}", $"/b/{n}.html", Ideographs(n, 200))).ToArray();
        digest[3] = Item("古槐路今恢复双向通车", "/b/first.html");
        digest[70] = Item("济宁古槐路恢复通车", "/b/again.html");
        digest[5] = Item("运河冬钓", "/b/fishing.html", Ideographs(1_000, 300));
        digest[110] = Item("运河冬钓开钓", "/b/fishing-again.html", Ideographs(1_000, 300));

        await rig.AppendAsync(rig.Source("/b", "b"), digest);

        var road = Assert.Single(await rig.LatestAsync(new ArticleFilter { SourceId = "a" }));
        Assert.Equal(["a", "b", "b"], (await StoryAsync(rig, road.StoryId)).Select(m => m.SourceId).Order());
        var fishing = (await rig.LatestAsync(new ArticleFilter { SourceId = "b" })).Where(a => a.Title.StartsWith("运河冬钓", StringComparison.Ordinal)).ToList();
        Assert.Single(fishing.Select(a => a.StoryId).Distinct());
        Assert.NotEqual(road.StoryId, fishing[0].StoryId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_story_told_by_very_many_is_still_one_and_its_original_leads(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var paper = Named(rig.Source("/paper", "paper"), "济宁晚报");
        Source[] portals = [.. Enumerable.Range(0, 40).Select(n => rig.Source($"/p{n}", $"p{n}"))];
        rig.Follow([.. portals, paper]);
        foreach (var portal in portals)
            await rig.AppendAsync(portal, Item("古槐路改造完工", $"/{portal.Id}/1.html", origin: "济宁晚报"));
        await rig.AppendAsync(paper, Item("古槐路改造完工恢复通车", "/paper/1.html"));

        var shown = Assert.Single(await rig.LatestAsync());
        Assert.Equal("paper", shown.SourceId);
        Assert.Equal(41, (await StoryAsync(rig, shown.StoryId)).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_last_that_still_tells_a_story_leads_it_however_many_have_withdrawn_theirs(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        Source[] portals = [.. Enumerable.Range(0, 36).Select(n => rig.Source($"/p{n}", $"p{n}"))];
        foreach (var portal in portals)
            await rig.AppendAsync(portal, Item("古槐路改造完工", $"/{portal.Id}/1.html"));

        foreach (var portal in portals[..^1])
            await rig.WithdrawAsync(portal.Id);

        Assert.Equal(portals[^1].Id, Assert.Single(await rig.LatestAsync()).SourceId);
    }

    private static string Ideographs(int seed, int count)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, count).Select(_ => (char)random.Next(0x4E00, 0x6E00)));
    }
}
