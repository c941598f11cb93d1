using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class ArticleStoreTests(TestDatabases databases)
{
    private static ArticleDraft Item(string title = "古槐路恢复通车", string text = "今日上午，古槐路恢复通车。", string path = "/1.html") =>
        new() { Title = title, ContentText = text, ContentHtml = $"<p>{text}</p>", Url = "http://portal.example" + path };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_item_is_stored_once(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var source = rig.Source("/");

        var first = await rig.AppendAsync(source, Item());
        var second = await rig.AppendAsync(source, Item() with { Url = "https://www.portal.example/1.html?utm_source=x", ContentText = "今日上午，古槐路  恢复通车" });

        Assert.Single(first.New);
        Assert.Equal(ArticleChanges.None.New, second.New);
        Assert.Empty(second.Corrected);
        Assert.Equal([RevisionKind.New], (await rig.LogAsync()).Select(r => r.Revision.Kind));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_version_of_a_source_is_kept(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var published = new DateTimeOffset(2011, 11, 3, 16, 14, 0, TimeSpan.FromHours(8));
        await rig.AppendAsync(rig.Source("/"), Item() with
        {
            PublishedAt = published,
            PublishedHasTime = true,
            OriginName = "大众网",
            OriginUrl = "http://dzwww.example/",
            Authors = ["张三", "李四"],
            Tags = ["交通"],
            Related = [new ArticleLink("相关", "http://portal.example/2.html")],
            Attachments = [new ArticleAttachment("http://portal.example/a.mp3", "audio/mpeg", null, 123, 5)],
        });

        var article = Assert.Single(await rig.LatestAsync());
        Assert.Equal(published, article.Published);
        Assert.Equal(TimeSpan.FromHours(8), article.Published!.Value.Offset);
        Assert.Equal("大众网", article.OriginName);
        Assert.Equal(["张三", "李四"], article.Authors);
        Assert.Equal([new ArticleLink("相关", "http://portal.example/2.html")], article.Related);
        Assert.Equal([new ArticleAttachment("http://portal.example/a.mp3", "audio/mpeg", null, 123, 5)], article.Attachments);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_difference_in_substance_is_a_correction_of_the_same_article(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/"), Item("3人走失"));
        var before = Assert.Single(await rig.LatestAsync());

        await rig.AppendAsync(rig.Source("/"), Item("4人走失"));

        var after = Assert.Single(await rig.LatestAsync());
        Assert.Equal((before.Id, before.PublicId, "4人走失"), (after.Id, after.PublicId, after.Title));
        var revision = (await rig.LogAsync())[^1].Revision;
        Assert.Equal(RevisionKind.Corrected, revision.Kind);
        // That it tells another story than before is noted beside what changed.
        Assert.Equal([new ArticleChange(ChangedField.Title, "3人走失", "4人走失")], revision.Changes.Where(c => c.Field != ChangedField.Story));
        Assert.Equal(revision.Number, after.Revision);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_withdrawn_article_leaves_the_lists_but_not_the_log(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/"), Item());

        await rig.InScopeAsync(async s =>
        {
            var db = (Yunhepan.FeedBot.Articles.Storage.ArticlesDb)s.GetService(typeof(Yunhepan.FeedBot.Articles.Storage.ArticlesDb))!;
            var store = (ArticleStore)s.GetService(typeof(ArticleStore))!;
            await store.WithdrawAsync(db.Articles.Single(), new Withdrawal.PageGone("404"), TestContext.Current.CancellationToken);
            return 0;
        });

        Assert.Empty(await rig.LatestAsync());
        Assert.Equal([RevisionKind.New, RevisionKind.Withdrawn], (await rig.LogAsync()).Select(r => r.Revision.Kind));
        // Its source may list it again: it stays withdrawn.
        Assert.Empty((await rig.AppendAsync(rig.Source("/"), Item("另一个标题"))).Corrected);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_category_holds_what_is_below_it_and_another_ones_mark_stays(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Catalogue = rig.Catalogue with
        {
            Categories =
            [
                new Category { Id = "alerts", Name = new("平安播报", "Alerts") },
                new Category { Id = "alerts/missing", ParentId = "alerts", Name = new("寻人", "Missing"), Priority = Priority.Urgent, Match = new() { Title = ["走失"] } },
                new Category { Id = "health", Name = new("健康", "Health") },
            ],
        };
        await rig.AppendAsync(rig.Source("/h", "h", category: "health"), Item("接种点周末开放", path: "/h.html"));
        var health = await rig.MarkAsync(new ArticleFilter { CategoryId = "health" });

        await rig.AppendAsync(rig.Source("/n", "n"), Item("一老人走失"));

        var alert = Assert.Single(await rig.LatestAsync(new ArticleFilter { CategoryId = "alerts" }));
        Assert.Equal("title: 走失", Assert.Single(alert.Categories).Reason);
        Assert.Equal(Priority.Urgent, alert.Priority);
        Assert.Equal(health, await rig.MarkAsync(new ArticleFilter { CategoryId = "health" }));
        Assert.NotEqual(health.Revision, (await rig.MarkAsync(new ArticleFilter { CategoryId = "alerts" })).Revision);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_topic_that_an_article_leaves_by_a_correction_is_another_than_before(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Catalogue = rig.Catalogue with
        {
            Categories =
            [
                new Category { Id = "alerts", Name = new("平安播报", "Alerts") },
                new Category { Id = "alerts/missing", ParentId = "alerts", Name = new("寻人", "Missing"), Match = new() { Title = ["走失"] } },
                new Category { Id = "health", Name = new("健康", "Health"), Match = new() { Title = ["义诊"] } },
            ],
            Regions = [new Region { Id = "qufu", Name = new("曲阜市", "Qufu") }],
            Publishers = [new Publisher { Id = "police", Name = new("济宁市公安局", "Jining police") }],
        };
        ArticleFilter[] left = [new() { CategoryId = "alerts" }, new() { CategoryId = "alerts/missing" }, new() { RegionId = "qufu" }, new() { PublisherId = "police" }];
        await rig.AppendAsync(rig.Source("/", "a"), Item("曲阜市一老人走失") with { OriginName = "济宁市公安局" });
        // It remains, and is newer: the highest number in each topic is not that of the one that leaves.
        await rig.AppendAsync(rig.Source("/", "a"), Item("曲阜市一儿童走失", path: "/2.html") with { OriginName = "济宁市公安局" }, Item("周末义诊", path: "/3.html"));
        var before = await Task.WhenAll(left.Select(rig.MarkAsync));
        var health = await rig.MarkAsync(new ArticleFilter { CategoryId = "health" });

        await rig.AppendAsync(rig.Source("/", "a"), Item("邻县一老人已经回家") with { OriginName = "济宁晚报" });

        var after = await Task.WhenAll(left.Select(rig.MarkAsync));
        Assert.All(before.Zip(after), marks => Assert.True(marks.Second.Revision > marks.First.Revision));
        Assert.Equal(health, await rig.MarkAsync(new ArticleFilter { CategoryId = "health" }));
        foreach (var filter in left)
            Assert.Equal("曲阜市一儿童走失", Assert.Single(await rig.LatestAsync(filter)).Title);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reader_of_the_log_never_steps_over_a_late_committer(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        const int Writers = 6, Each = 12;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await rig.AppendAsync(rig.Source("/" + w, "s" + w), Item($"第{w}线第{i}条", path: $"/{w}/{i}.html"));
        })));

        List<long> seen = [];
        while (seen.Count < Writers * Each)
        {
            var next = await rig.LogAsync(seen.LastOrDefault());
            if (next.Count == 0 && writing.IsCompleted && (await rig.LogAsync(seen.LastOrDefault())).Count == 0)
                break;
            seen.AddRange(next.Select(r => r.Revision.Number));
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(n => (long)n), seen);
    }
}
