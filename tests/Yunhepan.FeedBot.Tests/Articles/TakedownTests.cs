using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>A taken-down article stays away however it returns, and comes back when the operator restores it.</summary>
public sealed class TakedownTests(TestDatabases databases)
{
    private const string Title = "运河路一家面馆被投诉后厨脏乱";

    private const string Text =
        """
        有读者向本网反映，运河路中段一家面馆的后厨堆满杂物，切配生熟食材的案板不分开，记者上周两次到店里看到，洗碗池旁边放着没有盖的垃圾桶。
        店主对记者说，店里只有两个人，中午忙不过来，等生意淡下来就会整理，他还说隔壁几家也都差不多，不知道为什么只盯着自己。
        街道市场监管所的工作人员表示，已经记下店名和门牌，三天之内会上门检查，检查的结果会贴在店门口，欢迎居民继续反映问题。
        """;

    private static readonly TakedownOrder Order = new("小吴", "应当事人要求撤下", "电话里说的，核对过身份");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Source Portal(string id, string? host = null) => new()
    {
        Id = id, Url = $"https://{host ?? id + ".example"}/feed.xml", Name = new LocalisedName(id, id),
    };

    private static ArticleDraft Item(string url, string title = Title, string text = Text, string? guid = null) =>
        new() { Id = guid, Title = title, ContentText = text, Url = url };

    private static Task<TakedownOutcome> TakeDownAsync(ArticlesRig rig, Article article) =>
        rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().TakeDownAsync(article.PublicId, Order, Cancel));

    private static Task<TakedownOutcome> RestoreAsync(ArticlesRig rig, Article article) =>
        rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().RestoreAsync(article.PublicId, Order with { Reason = "弄错了" }, Cancel));

    /// <summary>Removes the rows as retention does; the takedown remains.</summary>
    private static Task<int> PruneAsync(ArticlesRig rig) => rig.InScopeAsync(async s =>
    {
        var db = s.GetRequiredService<ArticlesDb>();
        await db.Keys.ExecuteDeleteAsync(Cancel);
        await db.Fingerprints.ExecuteDeleteAsync(Cancel);
        await db.Revisions.ExecuteDeleteAsync(Cancel);
        return await db.Articles.ExecuteDeleteAsync(Cancel);
    });

    /// <summary>A portal's article, taken down.</summary>
    private static async Task<(Source Portal, Article Article)> TakenDownAsync(ArticlesRig rig, ArticleDraft? item = null)
    {
        var portal = Portal("portal");
        rig.Follow(portal);
        await rig.AppendAsync(portal, item ?? Item("https://www.portal.example/a/1.html", guid: "tag:1"));
        var article = Assert.Single(await rig.LatestAsync());
        Assert.IsType<TakedownOutcome.Done>(await TakeDownAsync(rig, article));
        return (portal, article);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task It_leaves_the_feeds_with_the_public_reason_alone_and_both_decisions_stand_in_the_trail(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var (_, article) = await TakenDownAsync(rig);

        Assert.Empty(await rig.LatestAsync());
        var gone = Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.Equal((true, "应当事人要求撤下"), (gone.IsTakenDown, gone.WithdrawnReason));
        var withdrawn = (await rig.LogAsync())[^1].Revision;
        Assert.Equal((RevisionKind.Withdrawn, true), (withdrawn.Kind, withdrawn.Alerting));
        Assert.IsType<TakedownOutcome.Already>(await TakeDownAsync(rig, article));

        rig.Time.Advance(TimeSpan.FromDays(2));
        await RestoreAsync(rig, article);

        var back = Assert.Single(await rig.LatestAsync());
        Assert.Equal((article.PublicId, false, null), (back.PublicId, back.IsTakenDown, back.WithdrawnReason));
        Assert.Equal((RevisionKind.Corrected, true), ((await rig.LogAsync())[^1].Revision.Kind, (await rig.LogAsync())[^1].Revision.Alerting));
        var trail = await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().TrailAsync(10, Cancel));
        Assert.Equal(
            [(OperatorActKind.Restored, "小吴", "弄错了"), (OperatorActKind.TakenDown, "小吴", "应当事人要求撤下")],
            trail.Select(a => (a.Kind, a.By, a.Reason)));
        Assert.Equal(TimeSpan.FromDays(2), trail[0].At - trail[1].At);
        Assert.Equal("电话里说的，核对过身份", trail[1].Note);
    }

    [Theory]
    [InlineData("https://www.portal.example/a/1.html", Title, Text, "tag:1")]
    [InlineData("http://m.portal.example/a/1.html?spm=9#top", "面馆后厨整改到位", "记者昨天再次来到这家面馆，后厨已经换了新的案板和带盖的垃圾桶，地面干净，店主说感谢大家的提醒，以后每天打烊都会清洗一遍。", "tag:2")]
    [InlineData("https://www.portal.example/moved/9.html", "（更新）" + Title, Text, "tag:1")]
    [InlineData("https://www.portal.example/other/77.html", Title, Text, "tag:77")]
    [InlineData("https://www.portal.example/other/78.html", "读者反映运河路一家面馆后厨脏乱", Text, null)]
    [InlineData("https://www.portal.example/other/79.html", "此面馆后厨如何", Text, null)]
    [InlineData("https://www.portal.example/other/80.html", Title + "（图）", Text + "（完）", null)]
    public async Task It_stays_away_by_address_by_guid_and_by_text_also_when_the_article_itself_is_pruned(string url, string title, string text, string? feedId)
    {
        foreach (var isPruned in (bool[])[false, true])
        {
            await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
            var (portal, _) = await TakenDownAsync(rig);
            if (isPruned)
                await PruneAsync(rig);
            rig.Time.Advance(TimeSpan.FromDays(40));

            var changes = await rig.AppendAsync(portal, Item(url, title, text, feedId), Item("https://www.portal.example/a/2.html", "城北夜市延长营业时间", "城北夜市从本周五起延长营业时间到夜里十二点，摊位增加到一百二十个，入口设了安检和临时停车场，周边三条公交线路的末班车也推迟了半小时。", "tag:3"));

            Assert.Equal("城北夜市延长营业时间", Assert.Single(changes.New).Title);
            Assert.Equal("城北夜市延长营业时间", Assert.Single(await rig.LatestAsync()).Title);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_entry_of_feedsjson_for_the_same_site_does_not_bring_it_back(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var (portal, _) = await TakenDownAsync(rig);
        var section = Portal("section", "www.portal.example");
        rig.Follow(portal, section);

        await rig.AppendAsync(section, Item("https://www.portal.example/a/1.html", guid: "elsewhere"), Item("https://portal.example/food/5.html", guid: "x"));

        Assert.Empty(await rig.LatestAsync());
    }

    [Fact]
    public async Task Members_of_other_portals_are_named_stay_and_may_come()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (portal, copier, late) = (Portal("portal"), Portal("copier"), Portal("late"));
        rig.Follow(portal, copier, late);
        await rig.AppendAsync(portal, Item("https://portal.example/a/1.html"));
        await rig.AppendAsync(copier, Item("https://copier.example/z/1.html"));
        var article = Assert.Single(await rig.LatestAsync());

        var done = Assert.IsType<TakedownOutcome.Done>(await TakeDownAsync(rig, article));
        await rig.AppendAsync(late, Item("https://late.example/3.html"));

        Assert.Equal("copier", Assert.Single(done.Elsewhere).SourceId);
        Assert.Equal("copier", Assert.Single(await rig.LatestAsync()).SourceId);
        Assert.Single(await rig.LatestAsync(new ArticleFilter { SourceId = "late" }));
        Assert.Empty(await rig.LatestAsync(new ArticleFilter { SourceId = "portal" }));
    }

    [Fact]
    public async Task A_text_that_only_resembles_a_taken_down_article_is_news()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        const string Form = "寻人启事：王某，男，七十二岁，身高1米68，于11月3日15时在运河公园附近走失，走失时身穿灰色上衣、黑色裤子，有知情者请与家属联系，电话13700000001，必有重谢，望好心人转发扩散。";
        var (portal, _) = await TakenDownAsync(rig, Item("https://portal.example/x/1.html", "寻人启事", Form));

        await rig.AppendAsync(
            portal,
            // The form filled in anew.
            Item("https://portal.example/x/2.html", "寻人启事", Form.Replace("王某", "李某", StringComparison.Ordinal).Replace("七十二", "八十一", StringComparison.Ordinal).Replace("1米68", "1米55", StringComparison.Ordinal).Replace("3日15时", "9日7时", StringComparison.Ordinal)),
            // Only its beginning.
            Item("https://portal.example/x/3.html", "寻人启事", "寻人启事：赵某，女，六岁，昨晚在汽车站与家人走散。"));

        Assert.Equal(2, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-20, 0)]
    [InlineData(30, 1)]
    [InlineData(-48, 1)]
    [InlineData(24 * 60, 1)]
    public async Task The_same_few_words_stay_away_within_a_day_and_are_a_notice_of_their_own_on_another(int hoursLater, int told)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        ArticleDraft Notice(int n, DateTimeOffset at) =>
            Item($"https://portal.example/tz/{n}.html", "临时停水通知", "因管道抢修，城南片区今天临时停水。", $"tag:{n}") with { PublishedAt = at, PublishedHasTime = true };
        var first = rig.Time.GetUtcNow().AddDays(-60);
        var (portal, _) = await TakenDownAsync(rig, Notice(1, first));

        await rig.AppendAsync(portal, Notice(2, first.AddHours(hoursLater)));

        Assert.Equal(told, (await rig.LatestAsync()).Count);
    }

    [Fact]
    public async Task One_entry_of_a_page_that_lists_many_under_its_one_address_takes_none_of_the_others_along()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = Portal("status");
        rig.Follow(portal);
        ArticleDraft Entry(int n) => Item("https://status.example/", n switch { 1 => "机房夜间维护", 2 => "短信延迟说明", 3 => "年终结算安排", _ => "新版客户端发布" }, n switch
        {
            1 => "机房将在周二凌晨更换一组交换机，预计用时两小时，期间查询业务不受影响，办理业务可能稍有延迟，请提前安排好时间。",
            2 => "今天上午部分用户收到验证短信的时间偏长，原因是上游通道拥堵，已经切换到备用通道，没有收到的用户可以重新获取一次。",
            3 => "年终结算期间，账单导出功能将在月底最后一天关闭六个小时，需要报表的单位请提前下载，结算完成后数据会自动补齐。",
            _ => "新版客户端今天起分批推送，重点修复了深色模式下看不清按钮的问题，并缩小了安装包，旧版本可以继续使用到明年春天。",
        }, $"entry-{n}");
        await rig.AppendAsync(portal, Entry(1), Entry(2), Entry(3));
        var second = Assert.Single(await rig.LatestAsync(), a => a.Title == "短信延迟说明");

        await TakeDownAsync(rig, second);
        await PruneAsync(rig);
        await rig.AppendAsync(portal, Entry(2));
        await rig.AppendAsync(portal, Entry(4));

        Assert.Equal("新版客户端发布", Assert.Single(await rig.LatestAsync()).Title);
    }

    [Fact]
    public async Task Its_own_page_does_not_bring_it_back_and_neither_does_another_article_that_is_turned_into_it()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (portal, article) = await TakenDownAsync(rig);
        await rig.AppendAsync(portal, Item("https://portal.example/b/1.html", "街道通知", "街道本周开展入户走访。"));

        await rig.InScopeAsync(async s =>
        {
            await s.GetRequiredService<ArticleStore>().ReinstateAsync(await s.GetRequiredService<ArticlesDb>().Articles.SingleAsync(a => a.Id == article.Id, Cancel), Cancel);
            return 0;
        });
        await rig.AppendAsync(portal, Item("https://portal.example/b/1.html", Title, Text));

        Assert.Equal("街道通知", Assert.Single(await rig.LatestAsync()).Title);
    }

    [Fact]
    public async Task What_its_source_had_withdrawn_is_withdrawn_again_after_a_restore()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = Portal("portal");
        rig.Follow(portal);
        await rig.AppendAsync(portal, Item("https://portal.example/a/1.html"));
        var article = Assert.Single(await rig.LatestAsync());
        await rig.WithdrawAsync("portal");
        await TakeDownAsync(rig, article);

        await RestoreAsync(rig, article);

        Assert.Empty(await rig.LatestAsync());
        var gone = Assert.Single(await rig.WithdrawnAsync(ArticleFilter.All));
        Assert.Equal((false, "gone: 404"), (gone.IsTakenDown, gone.WithdrawnReason));
    }

    [Fact]
    public async Task A_restored_article_that_was_pruned_comes_with_its_source()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var (portal, article) = await TakenDownAsync(rig);
        await PruneAsync(rig);

        Assert.IsType<TakedownOutcome.Done>(await RestoreAsync(rig, article));
        await rig.AppendAsync(portal, Item("https://www.portal.example/a/1.html", guid: "tag:1"));

        Assert.Equal(article.PublicId, Assert.Single(await rig.LatestAsync()).PublicId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_article_is_named_by_number_feed_id_page_and_address_alike(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = Portal("portal");
        rig.Follow(portal);
        await rig.AppendAsync(portal, Item("https://www.portal.example/a/1.html", guid: "tag:1"));
        var article = Assert.Single(await rig.LatestAsync());
        string[] names =
        [
            $"{article.Id}", $"#{article.Id}", $" {article.PublicId} ", $"urn:uuid:{article.PublicId}", $"URN:UUID:{article.PublicId.ToString().ToUpperInvariant()}",
            $"https://feeds.example/article/{article.PublicId}?lang=zh", $"https://feeds.example/base/article/{article.PublicId}/complaint", $"/article/{article.PublicId}/", $"http://127.0.0.1:8080/article/{article.PublicId}#main",
            "https://www.portal.example/a/1.html", "http://m.portal.example/a/1.html?spm=1.2#x",
        ];
        foreach (var name in names)
            Assert.Equal(article.PublicId, (await rig.InScopeAsync(s => s.GetRequiredService<ArticleReader>().NamedAsync(name, Cancel))).SingleOrDefault()?.PublicId);
        foreach (var name in (string[])["0", "999999", "", "nonsense", "urn:uuid:", "https://nowhere.example/", Guid.NewGuid().ToString(), "ftp://x/article/1"])
            Assert.Empty(await rig.InScopeAsync(s => s.GetRequiredService<ArticleReader>().NamedAsync(name, Cancel)));

        await TakeDownAsync(rig, article);
        foreach (var name in names)
            Assert.Equal(article.PublicId, Assert.Single(await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().FindAsync(name, Cancel))).PublicId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_address_that_several_articles_have_means_each_of_them(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        const string address = "https://www.portal.example/status.html";
        Source[] sources = [Portal("portal"), Portal("mirror")];
        rig.Follow(sources);
        foreach (var source in sources)
            await rig.AppendAsync(source, Item(address, guid: "tag:" + source.Id));

        var both = await NamedAsync();
        Assert.Equal(["portal", "mirror"], both.Select(a => a.SourceId));
        foreach (var article in both)
            Assert.Equal([article.Id], (await rig.InScopeAsync(s => s.GetRequiredService<ArticleReader>().NamedAsync($"{article.Id}", Cancel))).Select(a => a.Id));

        await TakeDownAsync(rig, both[0]);
        // To say it once more must not take the other one down.
        Assert.Equal(2, (await NamedAsync()).Count);
        await TakeDownAsync(rig, both[1]);
        Assert.Equal(
            both.Select(a => a.PublicId).Order(),
            (await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().FindAsync(address, Cancel))).Select(t => t.PublicId).Order());

        Task<IReadOnlyList<Article>> NamedAsync() => rig.InScopeAsync(s => s.GetRequiredService<ArticleReader>().NamedAsync(address, Cancel));
    }
}
