using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>The lead of a story is chosen by evidence that outsiders cannot forge.</summary>
public sealed class StoryLeadTests(TestDatabases databases)
{
    private const string Text =
        """
        今天清晨，城南新建的泵站通过验收并开始试运行，三台机组轮流启动，每小时可以排出积水九千立方米，沿街六个小区夏天不再需要挡水板。
        负责运行的工程师说，泵站装了水位感应器，涨到警戒线会自己开机，值班室里的屏幕上能看到每一段管网的水位，夜里也有人守着。
        街道办事处提醒居民，不要往雨水口里倒剩饭和泔水，篦子堵了可以打社区的电话，维修人员半小时之内赶到，费用由街道承担。
        """;

    private static Source Portal(string id, string name, string? feedHost = null) => new()
    {
        Id = id, Url = $"https://{feedHost ?? $"www.{id}.example"}/feed.xml", Name = new LocalisedName(name, name),
    };

    private static ArticleDraft Told(string host, string title = "城南泵站通过验收试运行", string text = Text, string? origin = null, string? originUrl = null) =>
        new() { Title = title, ContentText = text, Url = $"https://www.{host}/news/1.html", OriginName = origin, OriginUrl = originUrl };

    /// <summary>Returns only the first two paragraphs, as many copies do.</summary>
    private static string Shorter => string.Join('\n', Text.Split('\n')[..2]);

    private static async Task<Article> EntryAsync(ArticlesRig rig) => Assert.Single(await rig.LatestAsync());

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_later_and_shorter_copy_without_an_origin_does_not_take_the_lead_and_the_firsts_correction_reaches_the_entry(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var (first, copier) = (Portal("first", "城南门户"), Portal("copier", "转载网"));
        rig.Follow(first, copier);
        await rig.AppendAsync(first, Told("first.example", origin: "城南日报"));
        var entry = await EntryAsync(rig);
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.AppendAsync(copier, Told("copier.example", text: Shorter));
        Assert.Equal("first", (await EntryAsync(rig)).SourceId);

        await rig.AppendAsync(first, Told("first.example", title: "城南泵站通过验收试运行（更正）", text: Text.Replace("九千", "八千", StringComparison.Ordinal), origin: "城南日报"));

        var shown = await EntryAsync(rig);
        Assert.Contains("八千", shown.ContentText, StringComparison.Ordinal);
        Assert.Equal(entry.StoryId, shown.StoryId);
        Assert.True(shown.Revision > entry.Revision);
    }

    [Theory]
    [InlineData("first.example", null)]
    [InlineData("paper.example", null)]
    [InlineData("stranger.example", "https://www.first.example/news/1.html")]
    [InlineData("stranger.example", "https://www.stranger.example/original.html")]
    [InlineData("first.example", "https://www.stranger.example/original.html")]
    public async Task Nobody_takes_over_a_story_by_an_address_it_links_to(string linkedHost, string? originUrl)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (first, stranger) = (Portal("first", "城南门户"), Portal("stranger", "热点聚合"));
        rig.Follow(first, stranger);
        // The first names where it has it from; that paper is no source of ours.
        await rig.AppendAsync(first, Told("first.example", origin: "城南日报", originUrl: "https://www.paper.example/original/7.html"));
        rig.Time.Advance(TimeSpan.FromHours(1));

        await rig.AppendAsync(stranger, Told(linkedHost, title: "城南泵站通过验收试运行 点击领奖", originUrl: originUrl));

        Assert.Equal("first", (await EntryAsync(rig)).SourceId);
    }

    [Fact]
    public async Task Two_that_name_each_other_and_one_that_names_itself_take_over_nothing()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Source[] all = [Portal("first", "城南门户"), Portal("one", "热点甲"), Portal("two", "热点乙"), Portal("three", "热点丙")];
        rig.Follow(all);
        await rig.AppendAsync(all[0], Told("first.example"));
        await rig.AppendAsync(all[1], Told("one.example", origin: "热点乙"));
        await rig.AppendAsync(all[2], Told("two.example", origin: "热点甲"));
        await rig.AppendAsync(all[3], Told("three.example", origin: "热点丙"));

        Assert.Equal("first", (await EntryAsync(rig)).SourceId);
    }

    [Fact]
    public async Task Whoever_stands_on_its_own_domain_leads_before_one_that_only_links_to_another()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (stranger, portal) = (Portal("stranger", "热点聚合"), Portal("portal", "城南门户"));
        rig.Follow(stranger, portal);
        await rig.AppendAsync(stranger, Told("elsewhere.example"));
        rig.Time.Advance(TimeSpan.FromHours(1));

        await rig.AppendAsync(portal, Told("portal.example"));

        Assert.Equal("portal", (await EntryAsync(rig)).SourceId);
    }

    [Fact]
    public async Task The_site_that_an_aggregator_links_to_leads_where_it_is_a_source_itself()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (aggregator, paper, copier) = (Portal("aggregator", "热点聚合"), Portal("paper", "城南日报"), Portal("copier", "转载网"));
        rig.Follow(aggregator, copier, paper);
        await rig.AppendAsync(aggregator, Told("paper.example"));
        await rig.AppendAsync(copier, Told("copier.example", originUrl: "https://paper.example/"));
        Assert.Equal("copier", (await EntryAsync(rig)).SourceId);

        await rig.AppendAsync(paper, Told("paper.example"));

        Assert.Equal("paper", (await EntryAsync(rig)).SourceId);
    }

    [Fact]
    public async Task An_origin_that_the_first_names_leads_wherever_its_feed_is_served()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (portal, paper) = (Portal("portal", "城南门户"), Portal("paper", "城南日报", feedHost: "feeds.platform.example"));
        rig.Follow(portal, paper);
        await rig.AppendAsync(portal, Told("portal.example", origin: "城南日报"));
        rig.Time.Advance(TimeSpan.FromHours(1));

        await rig.AppendAsync(paper, Told("paper.example"));

        Assert.Equal("paper", (await EntryAsync(rig)).SourceId);
    }

    [Fact]
    public async Task Several_that_agree_on_their_origin_outweigh_who_was_first()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        Source[] all = [Portal("silent", "无名网"), Portal("one", "甲网"), Portal("two", "乙网"), Portal("paper", "城南日报")];
        rig.Follow(all);
        await rig.AppendAsync(all[0], Told("silent.example"));
        await rig.AppendAsync(all[1], Told("one.example", origin: "城南日报"));
        await rig.AppendAsync(all[3], Told("paper.example"));
        Assert.Equal("silent", (await EntryAsync(rig)).SourceId);

        await rig.AppendAsync(all[2], Told("two.example", origin: "城南日报"));

        Assert.Equal("paper", (await EntryAsync(rig)).SourceId);
    }

    [Fact]
    public async Task The_first_that_comes_back_leads_again()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (first, copier) = (Portal("first", "城南门户"), Portal("copier", "转载网"));
        rig.Follow(first, copier);
        await rig.AppendAsync(first, Told("first.example"));
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.AppendAsync(copier, Told("copier.example"));
        await rig.WithdrawAsync("first");
        Assert.Equal("copier", (await EntryAsync(rig)).SourceId);

        await rig.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<Yunhepan.FeedBot.Articles.Storage.ArticlesDb>();
            await s.GetRequiredService<ArticleStore>().ReinstateAsync(db.Articles.Single(a => a.SourceId == "first"), TestContext.Current.CancellationToken);
            return 0;
        });

        Assert.Equal("first", (await EntryAsync(rig)).SourceId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_member_gets_a_revision_when_another_comes_or_goes(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        Source[] all = [Portal("one", "甲网"), Portal("two", "乙网"), Portal("three", "丙网")];
        rig.Follow(all);
        await rig.AppendAsync(all[0], Told("one.example"));
        await rig.AppendAsync(all[1], Told("two.example"));
        var before = await rig.MarkAsync(new ArticleFilter { SourceId = "two" });

        await rig.AppendAsync(all[2], Told("three.example"));

        // What a feed of the second shows is another now: that is what caches and subscribers go by.
        var with = await rig.MarkAsync(new ArticleFilter { SourceId = "two" });
        Assert.True(with.Revision > before.Revision);
        await rig.WithdrawAsync("three");
        Assert.True((await rig.MarkAsync(new ArticleFilter { SourceId = "two" })).Revision > with.Revision);
        var two = Assert.Single(await rig.LatestAsync(new ArticleFilter { SourceId = "two" }));
        var also = await rig.InScopeAsync(s => s.GetRequiredService<StoryReader>().AlsoAtAsync([two], TestContext.Current.CancellationToken));
        Assert.Equal("one", Assert.Single(also[two.PublicId]).SourceId);
    }
}
