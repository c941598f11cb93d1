using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Articles that were stored with one wrong text alert separately once they show their own texts.</summary>
public sealed class StoryPartingTests(TestDatabases databases)
{
    private const string StandIn = "本页内容正在整理之中，暂时不能显示全文，编辑部的同事会在今天之内把它补上，给您带来不便请谅解，如需帮助请在工作时间拨打服务热线咨询。";
    private const string ShortStandIn = "内容整理中，请稍后再看。";
    private const string Bridge = "太白楼东路跨河桥明晨五时起封闭施工，工期十天，往来车辆请绕行建设路，公交十七路、二十六路临时改道，桥下人行通道照常开放，施工噪声较大的工序安排在白天进行。";
    private const string School = "城北第二小学新校区将在下月启用，共设三十六个班，新配了两间图书室和一个室内体育馆，家长可在本周六上午到校参观，教务处会在现场解答分班和校车的问题。";
    private const string Boy = "寻人启事：周小满，男，九岁，身高一米三五，昨日下午在北湖公园东门走失，走失时身穿蓝色校服、白色运动鞋，背红色书包，如有线索请拨打家长电话13900000017。";
    private const string Girl = "寻人启事：何春妮，女，六岁，身高一米一二，今日上午在汽车西站候车厅走失，走失时身穿黄色毛衣、黑色布鞋，扎两条小辫，如有线索请拨打家长电话13700000052。";

    private static readonly Source Portal = Named("portal");
    private static readonly Source Evening = Named("evening");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Source Named(string id) => new()
    {
        Id = id, Url = $"https://{id}.example/feed.xml", Name = new LocalisedName(id, id), CategoryId = "news",
    };

    private static ArticleDraft Item(Source source, int number, string title, string text) => new()
    {
        Title = title, ContentText = text, Url = $"https://{source.Id}.example/{number}.html",
        PublishedAt = new DateTimeOffset(2026, 11, 3, 7, number, 0, TimeSpan.Zero), PublishedHasTime = true,
    };

    private static async Task AppendAsync(AlertsRig rig, Source source, params ArticleDraft[] items)
    {
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var catalogue = new CurrentCatalogue(() => new SourceCatalogue
        {
            Site = new Site(),
            Sources = [Portal, Evening],
            Categories = [new Category { Id = "news", Name = new LocalisedName("新闻", "News"), Priority = Priority.Normal }],
        });
        await rig.InDbAsync<ArticlesDb, ArticleChanges>(db =>
            new ArticleStore(db, new ArticleFiler(catalogue), new StoryJoiner(db, new NoSourceMoves(), catalogue), rig.Services.GetRequiredService<RevisionBell>(), rig.Time)
                .AppendAsync(source, items, Cancel));
        await rig.RunAsync();
    }

    private static IEnumerable<string> Sent(AlertsRig rig) => rig.Platform.Lines.Where(l => l.EditedId is null).Select(l => l.Title);

    private static Task<List<Article>> StoredAsync(AlertsRig rig) =>
        rig.InDbAsync<ArticlesDb, List<Article>>(db => db.Articles.AsNoTracking().Include(a => a.Categories).OrderBy(a => a.Id).ToListAsync(Cancel));

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, StandIn, true)]
    [InlineData(DatabaseEngine.Postgres, StandIn, false)]
    [InlineData(DatabaseEngine.Sqlite, StandIn, false)]
    [InlineData(DatabaseEngine.Sqlite, ShortStandIn, true)]
    [InlineData(DatabaseEngine.Sqlite, ShortStandIn, false)]
    public async Task Two_articles_behind_one_stand_in_text_are_each_alerted_once_their_own_text_is_known(DatabaseEngine engine, string standIn, bool firstIsCorrectedFirst)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        await AppendAsync(rig, Portal, Item(Portal, 1, "今日通知", standIn));
        await AppendAsync(rig, Evening, Item(Evening, 2, "今日通知", standIn));
        Assert.Single(Sent(rig));
        Assert.Single((await StoredAsync(rig)).Select(a => a.StoryId).Distinct());

        var (bridge, school) = (Item(Portal, 1, "跨河桥封闭施工", Bridge), Item(Evening, 2, "二小新校区启用", School));
        if (firstIsCorrectedFirst)
            await AppendAsync(rig, Portal, bridge);
        await AppendAsync(rig, Evening, school);
        if (!firstIsCorrectedFirst)
            await AppendAsync(rig, Portal, bridge);

        var stored = await StoredAsync(rig);
        Assert.Equal(2, stored.Select(a => a.StoryId).Distinct().Count());
        Assert.Equal(stored[0].PublicId, stored[0].StoryId);
        Assert.All(stored, a => Assert.False(a.IsRepost));
        Assert.Equal(["今日通知", "二小新校区启用"], Sent(rig));
        // The first message shows its own article and names no source that does not report it.
        var first = rig.Platform.Lines.Last(l => l.EditedId == "m1");
        Assert.Equal("跨河桥封闭施工", first.Title);
        Assert.Empty(first.Message.AlsoAt);

        // The next correction does not alert again either.
        await AppendAsync(rig, Evening, Item(Evening, 2, "二小新校区启用", School.Replace("三十六", "三十八", StringComparison.Ordinal)));
        Assert.Equal(2, Sent(rig).Count());
    }

    [Fact]
    public async Task Two_pages_of_one_source_that_stood_behind_a_form_of_another_case_are_each_alerted()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        await AppendAsync(rig, Portal, Item(Portal, 1, "急寻走失儿童请大家帮忙扩散", Boy));
        await AppendAsync(rig, Portal, Item(Portal, 2, "急寻走失女童请大家帮忙扩散", Boy));
        Assert.Single(Sent(rig));

        await AppendAsync(rig, Portal, Item(Portal, 1, "急寻走失儿童请大家帮忙扩散", Boy), Item(Portal, 2, "急寻走失女童请大家帮忙扩散", Girl));

        Assert.Equal(["急寻走失儿童请大家帮忙扩散", "急寻走失女童请大家帮忙扩散"], Sent(rig));
        Assert.Contains("何春妮", rig.Platform.Lines.Single(l => l.Title == "急寻走失女童请大家帮忙扩散").Message.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await StoredAsync(rig)).Select(a => a.StoryId).Distinct().Count());
    }

    [Fact]
    public async Task An_article_whose_figures_are_corrected_first_stays_in_its_story_and_alerts_nobody_twice()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        await AppendAsync(rig, Portal, Item(Portal, 1, "跨河桥封闭施工", Bridge));
        await AppendAsync(rig, Evening, Item(Evening, 2, "跨河桥明晨封闭", Bridge));
        foreach (var (source, number, title) in new[] { (Evening, 2, "跨河桥明晨封闭"), (Portal, 1, "跨河桥封闭施工") })
            await AppendAsync(rig, source, Item(source, number, title, Bridge.Replace("五时", "六时", StringComparison.Ordinal).Replace("十天", "十二天", StringComparison.Ordinal)));

        Assert.Equal(["跨河桥封闭施工"], Sent(rig));
        Assert.Single((await StoredAsync(rig)).Select(a => a.StoryId).Distinct());
    }

    [Fact]
    public async Task An_article_that_proves_to_be_a_third_ones_story_joins_it_and_is_not_alerted_again()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        await AppendAsync(rig, Portal, Item(Portal, 1, "今日通知", StandIn));
        await AppendAsync(rig, Evening, Item(Evening, 2, "今日通知", StandIn));
        await AppendAsync(rig, Portal, Item(Portal, 3, "二小新校区启用", School));

        await AppendAsync(rig, Evening, Item(Evening, 2, "城北二小新校区下月启用", School));

        Assert.Equal(["今日通知", "二小新校区启用"], Sent(rig));
        var stored = await StoredAsync(rig);
        Assert.Equal(stored[2].StoryId, stored[1].StoryId);
        Assert.NotEqual(stored[0].StoryId, stored[1].StoryId);
        var told = rig.Platform.Lines.Last(l => l.Title == "二小新校区启用");
        Assert.Equal("运河晚报", Assert.Single(told.Message.AlsoAt).Name);
    }

    [Fact]
    public async Task A_correction_of_an_article_from_the_first_poll_alerts_nobody()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("c1", AlertsRig.News);
        await AppendAsync(rig, Portal, Item(Portal, 1, "今日通知", StandIn));
        await AppendAsync(rig, Evening, Item(Evening, 2, "今日通知", StandIn));
        await rig.InDbAsync<ArticlesDb, int>(db => db.Revisions.Where(r => r.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(r => r.Alerting, false), Cancel));

        await AppendAsync(rig, Evening, Item(Evening, 2, "二小新校区启用", School));

        Assert.Equal(["今日通知"], Sent(rig));
    }
}
