using System.Net;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.WholeApp;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>What a chat added is its own business until an operator publishes it.</summary>
public sealed class UnlistedSourceTests(TestDatabases databases)
{
    private const string Title = "古桥夜间封闭检修两周";

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task No_public_page_feed_search_list_or_story_shows_an_unlisted_source_or_its_articles(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AddingRig.StartAsync(database.Location);
        var (source, article) = await FollowedAsync(rig);
        await StorePublicTwinAsync(rig, article);

        foreach (var path in PublicSurface.Paths(source.SourceId, article.PublicId, "古桥").Concat(EveryPath.Of(rig.Host.Services, "GET")))
        {
            var body = await PublicSurface.GetAsync(rig, path);
            Assert.False(
                body.Contains(source.SourceId, StringComparison.Ordinal) && !path.Contains(source.SourceId, StringComparison.Ordinal), $"{path} names the source");
            Assert.DoesNotContain("运河镇新闻", body, StringComparison.Ordinal);
            Assert.DoesNotContain(rig.Origin.Authority, body, StringComparison.Ordinal);
            Assert.False(body.Contains(article.PublicId.ToString(), StringComparison.Ordinal) && !path.Contains(article.PublicId.ToString(), StringComparison.Ordinal), path);
        }

        foreach (var path in (string[])[$"/article/{article.PublicId}", $"/article/{article.PublicId}/complaint", $"/source/{source.SourceId}", $"/feeds/source/{source.SourceId}.rss"])
            Assert.Equal(HttpStatusCode.NotFound, (await PublicSurface.AskAsync(rig, path)).Status);
        // The same text of a public source is found, and stands alone.
        Assert.Contains(Title, await PublicSurface.GetAsync(rig, "/feeds/all.json"), StringComparison.Ordinal);
        Assert.Contains(Title, await PublicSurface.GetAsync(rig, "/feeds/category/news"), StringComparison.Ordinal);
        Assert.Contains("/article/", await PublicSurface.GetAsync(rig, "/sitemap-articles-0.xml"), StringComparison.Ordinal);
        Assert.Contains("/category/news", await PublicSurface.GetAsync(rig, "/sitemap-topics-0.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_follow_the_source_gets_nothing_of_it_by_words_categories_lists_or_guesses()
    {
        await using var rig = await AddingRig.StartAsync();
        var stranger = await rig.PersonAsync();
        await stranger.SayAsync("/follow 新闻", "已关注");
        await stranger.PressAsync(await stranger.SayAsync("/follow 古桥", "古桥"), "古桥", "已关注");
        var (source, article) = await FollowedAsync(rig);
        await rig.PollAsync();

        var state = await rig.InAsync<AlertsDb, List<Receipt>>(db => db.Receipts.AsNoTracking().ToListAsync(AddingRig.Cancel));
        Assert.All(state, receipt => Assert.NotEqual(article.Id, receipt.ArticleId));
        Assert.DoesNotContain("运河镇新闻", (await stranger.SayAsync("/topics", "keyboard")).Json, StringComparison.Ordinal);
        foreach (var (question, answer) in ((string, string)[])[
            ("/latest", ""), ("/search 古桥", ""), ("/why 古桥", ""), ($"/why {article.Url}", ""), ("/latest 运河镇新闻", ""), ("/follow 运河镇新闻", ""), ("/list", "")])
            Assert.DoesNotContain(Title, (await stranger.SayAsync(question, answer)).Json, StringComparison.Ordinal);
        Assert.DoesNotContain(source.SourceId, string.Concat(stranger.Shown.Select(e => e.Json)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_source_is_like_those_of_feeds_json_from_then_on()
    {
        await using var rig = await AddingRig.StartAsync();
        var (source, earlier) = await FollowedAsync(rig);
        var chief = await rig.PersonAsync();
        await rig.NameOperatorsAsync(chief);
        await chief.SayAsync($"/approve {source.Id} list", "公开到哪个分类");

        await chief.PressAsync(chief.Shown[^1], "新闻", "已公开“运河镇新闻”");
        rig.MapList("/town/", "运河镇新闻", "码头广场恢复开放", Title, "早市提前半小时");
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return (await PublicSurface.GetAsync(rig, "/feeds/category/news.json")).Contains("码头广场恢复开放", StringComparison.Ordinal);
        });

        Assert.Contains("运河镇新闻", await PublicSurface.GetAsync(rig, "/"), StringComparison.Ordinal);
        // What was read before stays with those who followed it then.
        Assert.Equal(HttpStatusCode.NotFound, (await PublicSurface.AskAsync(rig, $"/article/{earlier.PublicId}")).Status);
        var stranger = await rig.PersonAsync();
        var latest = (await stranger.SayAsync("/latest 运河镇新闻", "码头广场恢复开放")).Json;
        Assert.DoesNotContain(Title, latest, StringComparison.Ordinal);
        Assert.DoesNotContain(Title, (await stranger.SayAsync($"/why {earlier.Url}", "")).Json, StringComparison.Ordinal);
    }

    /// <summary>Somebody follows a source whose article has been read.</summary>
    private static async Task<(AddedSource Source, Article Article)> FollowedAsync(AddingRig rig)
    {
        var follower = await rig.PersonAsync();
        var url = rig.MapList("/town/", "运河镇新闻", Title, "早市提前半小时");
        await follower.PressAsync(await follower.SayAsync(url, "找到了"), "关注", "已关注");
        Article? article = null;
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return (article = await rig.InAsync<ArticlesDb, Article?>(db => db.Articles.FirstOrDefaultAsync(a => a.Title == Title, AddingRig.Cancel))) is not null;
        });
        var source = await rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.AsNoTracking().SingleAsync(AddingRig.Cancel));
        Assert.Equal((source.SourceId, true), (article!.SourceId, article.IsUnlisted));
        return (source, article);
    }

    private static Task<ArticleChanges> StorePublicTwinAsync(AddingRig rig, Article article) => rig.InAsync<ArticleStore, ArticleChanges>(store => store.AppendAsync(
        new Source { Id = "portal", Url = "http://portal.example/", Name = LocalisedName.Same("门户"), CategoryId = "news" },
        [new ArticleDraft { Title = article.Title, Url = "http://portal.example/1", ContentText = article.ContentText, ContentHtml = article.ContentHtml, PublishedAt = article.Published }],
        AddingRig.Cancel));
}
