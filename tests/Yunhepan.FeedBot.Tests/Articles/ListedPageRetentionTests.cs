using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Ingestion.Pages;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>
/// The list's text about a page is kept only while it is needed, and never longer than the data of the person it names.
/// </summary>
public sealed class ListedPageRetentionTests(TestDatabases databases)
{
    private const string Sought = "http://portal.example/1.html";
    private const string Other = "http://portal.example/2.html";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_list_said_about_a_person_is_removed_with_the_article(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await rig.AppendAsync(rig.Source("/"), Draft(Sought, "寻人：陈小舟走失"), Draft(Other, "渡船改了时刻"));
        await NoteAsync(rig, settled: false);
        await PruneAsync(rig);
        Assert.Equal(2, (await KeysAsync(rig)).Count);

        var now = rig.Time.GetUtcNow();
        await rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Articles.Where(a => a.Url == Sought)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ForgottenAt, now), Token));
        await PruneAsync(rig);

        Assert.Equal([ArticleIdentity.OfUrl(Other)], await KeysAsync(rig));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_settled_page_is_forgotten_after_a_week_and_one_that_is_yet_to_be_read_is_not(DatabaseEngine engine)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, engine);
        await NoteAsync(rig, settled: true);
        rig.Time.Advance(TimeSpan.FromDays(8));

        await PruneAsync(rig);

        Assert.Equal([ArticleIdentity.OfUrl(Other)], await KeysAsync(rig));
    }

    /// <param name="settled">Whether the first of the two is.</param>
    private static Task<int> NoteAsync(ArticlesRig rig, bool settled) => rig.InScopeAsync(async s =>
    {
        var states = s.GetRequiredService<IngestionDb>();
        foreach (var (url, isSettled) in new[] { (Sought, settled), (Other, false) })
        {
            var page = new ListedPage(new ArticleDraft { Title = "x", Url = url }, rig.Time.GetUtcNow())
            {
                SourceId = "s", Key = ArticleIdentity.OfUrl(url), ListedAt = rig.Time.GetUtcNow(),
            };
            if (isSettled)
                page.Settle();
            states.ListedPages.Add(page);
        }

        return await states.SaveChangesAsync(Token);
    });

    private static Task PruneAsync(ArticlesRig rig) => rig.InScopeAsync(async s =>
    {
        await s.GetRequiredService<ListedPageRetention>().PruneAsync(Token);
        return 0;
    });

    private static Task<List<string>> KeysAsync(ArticlesRig rig) => rig.InScopeAsync(s =>
        s.GetRequiredService<IngestionDb>().ListedPages.OrderBy(p => p.Key).Select(p => p.Key).ToListAsync(Token));

    private static ArticleDraft Draft(string url, string title) => new() { Title = title, Url = url, ContentText = title };
}
