using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Pages of stored articles are revisited on schedule, whatever the operator does with the articles.</summary>
public sealed class PageRevisitTests(TestDatabases databases)
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_page_of_what_the_operator_took_down_is_not_asked_for(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = await FollowAsync(rig, pages: 2);
        await TakeDownAsync(rig, SmallPortal.Title(1), "应当事人要求撤下");

        await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Single(rig.Origin.RequestsTo(portal.Pages[0]));
        Assert.Equal(2, rig.Origin.RequestsTo(portal.Pages[1]).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_crash_between_an_article_and_the_plan_of_its_next_look_loses_neither(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(2);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        // The plan cannot be written: all that this transaction wrote before is as if the process had died there.
        await SqlAsync(rig, engine == DatabaseEngine.Sqlite
            ? "CREATE TRIGGER dies BEFORE INSERT ON page_revisits BEGIN SELECT RAISE(ABORT, 'died'); END"
            : "ALTER TABLE page_revisits ADD CONSTRAINT dies CHECK (\"ArticleId\" < 0) NOT VALID");
        await rig.PollAsync();
        await SqlAsync(rig, engine == DatabaseEngine.Sqlite ? "DROP TRIGGER dies" : "ALTER TABLE page_revisits DROP CONSTRAINT dies");

        await rig.PollAsync(TimeSpan.FromMinutes(30));
        await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(2, (await rig.LatestAsync()).Count);
        Assert.All(portal.Pages, page => Assert.True(rig.Origin.RequestsTo(page).Count > 1, page + " is not looked at again"));
        Assert.Equal(2, await rig.InScopeAsync(s => s.GetRequiredService<IngestionDb>().PageRevisits.CountAsync(r => r.NextAt != null, Cancel)));
    }

    private static Task<int> SqlAsync(ArticlesRig rig, string sql) =>
        rig.InScopeAsync(s => s.GetRequiredService<IngestionDb>().Database.ExecuteSqlRawAsync(sql, Cancel));

    [Fact]
    public async Task What_was_taken_down_by_mistake_and_restored_is_corrected_as_others_are()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = await FollowAsync(rig, pages: 1);
        var article = await TakeDownAsync(rig, SmallPortal.Title(1), "弄错了");
        await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().RestoreAsync(article.PublicId, new TakedownOrder("小吴", ""), Cancel));
        rig.Origin.Map(portal.Pages[0], Answers.Text(portal.Page(1).Replace("恢复双向通车", "改为单向通行", StringComparison.Ordinal)));

        await rig.PollAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(2, rig.Origin.RequestsTo(portal.Pages[0]).Count);
    }

    [Theory]
    [InlineData("gone: 当事人要求删除")]
    [InlineData("gone: 404")]
    [InlineData("应当事人要求撤下")]
    public async Task What_the_operator_took_down_is_no_fault_of_the_site_whatever_reason_was_given(string reason)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var portal = await FollowAsync(rig, pages: 5);
        await TakeDownAsync(rig, SmallPortal.Title(1), reason);
        foreach (var page in portal.Pages.Skip(1).Take(2))
            rig.Origin.Map(page, Answers.Status(404));

        await rig.PollAsync(TimeSpan.FromMinutes(11));
        await rig.PollAsync();

        Assert.Equal(
            [SmallPortal.Title(2), SmallPortal.Title(3)],
            (await rig.WithdrawnAsync(ArticleFilter.All)).Where(a => !a.IsTakenDown).Select(a => a.Title).Order());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<SmallPortal> FollowAsync(ArticlesRig rig, int pages)
    {
        var portal = new SmallPortal(rig.Origin);
        portal.Publish(pages);
        rig.Follow(rig.Source("/news/", kind: SourceKind.List));
        await rig.PollAsync();
        return portal;
    }

    private static async Task<Article> TakeDownAsync(ArticlesRig rig, string title, string reason)
    {
        var article = (await rig.LatestAsync()).Single(a => a.Title == title);
        await rig.InScopeAsync(s => s.GetRequiredService<TakedownDesk>().TakeDownAsync(article.PublicId, new TakedownOrder("小吴", reason), Cancel));
        return article;
    }
}
