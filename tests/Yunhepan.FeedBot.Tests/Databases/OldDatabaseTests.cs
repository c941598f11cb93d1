using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;

namespace Yunhepan.FeedBot.Tests.Databases;

/// <summary>A database that the first version made and filled, taken over by this one.</summary>
public sealed class OldDatabaseTests(TestDatabases databases)
{
    private static readonly (string Source, string Identity, string Url, string Title, string Text)[] Rows =
    [
        ("s", "guid:42", "http://portal.example/42.html", "古槐路恢复通车", "历时四个月的改造工程全部完工，道路由四车道拓宽为六车道，沿线三处易积水点得到根治，公交线路恢复原线运行，交警部门提醒市民按照新的标线行驶，注意安全。"),
        ("s", "url:m.portal.example/7.html", "http://m.portal.example/7.html", "任城区明日停水", "因管线检修，明日八时起停水八小时，请市民提前储水，如有疑问可以拨打供水服务热线咨询，给您带来的不便敬请谅解。"),
        ("t", "hash:0f", "", "无链接的一条", "只有一句话。"),
    ];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Identities_and_guids_are_kept_and_nothing_comes_back_as_new(DatabaseEngine engine)
    {
        await using var rig = await Tests.Articles.ArticlesRig.StartAsync(databases, engine, FillOldAsync);
        var cancel = TestContext.Current.CancellationToken;

        var articles = await rig.LatestAsync();
        Assert.Equal(
            Rows.Select(r => (r.Identity, ArticleIdentity.PublicId(r.Source, r.Identity))).Order(),
            articles.Select(a => (a.Identity, a.PublicId)).Order());
        // Each stands alone: its entry in a feed keeps its id.
        Assert.All(articles, a => Assert.Equal((a.PublicId, false), (a.StoryId, a.IsRepost)));
        Assert.Equal([1L, 2L, 3L], (await rig.LogAsync()).Select(r => r.Revision.Number));

        // Before the old articles are indexed, and after.
        for (var round = 0; round < 2; round++)
        {
            var again = await rig.AppendAsync(
                rig.Source("/", "s"),
                new SourceItem { Id = "42", Url = Rows[0].Url, Title = Rows[0].Title, ContentText = Rows[0].Text },
                new SourceItem { Url = Rows[1].Url, Title = Rows[1].Title, ContentText = Rows[1].Text });
            Assert.Empty(again.New);
            Assert.Equal(round == 0 ? 3 : 0, await rig.InScopeAsync(s => s.GetRequiredService<IndexCatchUp>().RunAsync(cancel)));
        }

        // Now they are searched, joined, and known by every spelling of their links.
        Assert.Equal([Rows[1].Title], (await rig.InScopeAsync(s => s.GetRequiredService<ArticleSearch>().FindAsync("停水", ArticleFilter.All, 9, cancel))).Select(a => a.Title));
        Assert.Empty((await rig.AppendAsync(rig.Source("/", "s"), new SourceItem { Url = "https://www.portal.example/7.html?spm=1", Title = Rows[1].Title, ContentText = Rows[1].Text })).New);
        var repost = Assert.Single((await rig.AppendAsync(rig.Source("/u", "u"), new SourceItem { Url = "http://u.example/1", Title = Rows[0].Title, ContentText = Rows[0].Text })).New);
        Assert.Equal(ArticleIdentity.PublicId("s", "guid:42"), repost.StoryId);
    }

    /// <summary>Only the columns that the first migration knows.</summary>
    private static async Task FillOldAsync(ArticlesDb db)
    {
        var cancel = TestContext.Current.CancellationToken;
        var initial = db.Database.GetMigrations().First();
        Assert.EndsWith("_Initial", initial, StringComparison.Ordinal);
        await db.GetService<IMigrator>().MigrateAsync(initial, cancel);
        var at = db.Stored(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        foreach (var (row, i) in Rows.Select((r, i) => (r, i)))
        {
            var publicId = ArticleIdentity.PublicId(row.Source, row.Identity);
            // EF writes a Guid into SQLite in upper case.
            object id = db is SqliteArticlesDb ? publicId.ToString().ToUpperInvariant() : publicId;
            object empty = db is SqliteArticlesDb ? "[]" : Array.Empty<string>();
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO articles ("PublicId", "SourceId", "Identity", "Url", "Title", "ContentHtml", "ContentText", "PublishedOffsetMinutes", "PublishedHasTime",
                    "FirstSeenAt", "SortAt", "Authors", "Tags", "Related", "Attachments", "Priority", "ContentHash", "Revision", "Looks", "TimesMissing")
                VALUES ({0}, {1}, {2}, NULLIF({3}, ''), {4}, '', {5}, 0, {6}, {7}, {7}, {8}, {8}, '[]', '[]', 1, {9}, {10}, 0, 0)
                """,
                [id, row.Source, row.Identity, row.Url, row.Title, row.Text, false, at, empty, ArticleIdentity.ContentHash(row.Title, row.Text), (long)i + 1],
                cancel);
            await db.Database.ExecuteSqlRawAsync(
                """INSERT INTO revisions ("Number", "ArticleId", "Kind", "At", "Alerting", "Changes") VALUES ({0}, {0}, 0, {1}, {2}, '[]')""",
                [(long)i + 1, at, false],
                cancel);
        }
    }
}
