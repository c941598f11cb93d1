using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Whole flows in which the address of a source leads elsewhere, for a while or for good.</summary>
public sealed class MovedFlowTests(TestDatabases databases)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    public async Task A_week_of_redirects_to_a_login_moves_nothing_and_loses_nothing(int status)
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/feed", Answers.Redirect("/sso?back=/feed", status));
        rig.Origin.Map("/sso?back=/feed", Answers.Text("<html><head><meta charset=utf-8><title>某市政务</title></head><body><h1>某市政务</h1><form>用户名<input name=u>口令<input type=password></form><p>本系统仅供登记用户使用，有疑问请致电管理科。</p></body></html>"));
        await FlowSite.PollsAsync(rig, 20, Hour * 8);
        await FlowSite.NothingIsToldAsync(rig);
        Assert.Null((await rig.StateAsync()).AdoptedUrl);

        rig.Origin.Map("/feed", Feed(1, 8));
        await FlowSite.PollsAsync(rig, 1, TimeSpan.FromDays(1));
        await FlowSite.HealsAsync(rig, 8);
    }

    [Fact]
    public async Task A_chain_of_two_permanent_redirects_ends_at_the_last_place()
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/feed", Answers.Redirect("/second", 301));
        rig.Origin.Map("/second", Answers.Redirect("/third", 308));
        rig.Origin.Map("/third", Feed(0, 8));
        await FlowSite.PollsAsync(rig, 4, Hour);
        Assert.Equal(rig.Origin.Url("/third"), (await rig.StateAsync()).AdoptedUrl);
        rig.Origin.Map("/third", Feed(1, 8));
        await FlowSite.HealsAsync(rig, 8);
    }

    [Theory]
    [InlineData(8, 301)]
    [InlineData(4, 301)]
    [InlineData(3, 302)]
    [InlineData(2, 301)]
    [InlineData(1, 302)]
    public async Task A_page_of_the_same_kind_without_a_known_item_is_not_where_it_moved(int count, int status)
    {
        await using var rig = await StartAsync(count);
        rig.Origin.Map("/feed", Answers.Redirect("/channel/sports.xml", status));
        rig.Origin.Map("/channel/sports.xml", Feed(20, count));
        await FlowSite.PollsAsync(rig, 5, Hour);
        await FlowSite.NothingIsToldAsync(rig);
        Assert.Null((await rig.StateAsync()).AdoptedUrl);

        rig.Origin.Map("/feed", Feed(1, count));
        await FlowSite.HealsAsync(rig, count);
    }

    [Fact]
    public async Task A_move_that_is_taken_back_loses_nothing()
    {
        await using var rig = await StartAsync(8);
        rig.Origin.Map("/feed", Answers.Redirect("/new", 301));
        rig.Origin.Map("/new", Feed(0, 8));
        await FlowSite.PollsAsync(rig, 3, Hour);
        Assert.NotNull((await rig.StateAsync()).AdoptedUrl);

        // The new place is given to somebody else, the old one is itself again.
        rig.Origin.Map("/new", Feed(30, 8));
        rig.Origin.Map("/feed", Feed(1, 8));
        await FlowSite.HealsAsync(rig, 8);
        Assert.Null((await rig.StateAsync()).AdoptedUrl);
    }

    public static TheoryData<string, int> Hosts()
    {
        var data = new TheoryData<string, int>();
        foreach (var count in (int[])[8, 3, 2])
        {
            foreach (var link in (string[])["https://www.portal.example/n/{0}.html", "http://m.portal.example/n/{0}.html", "https://news.portal.example/n/{0}.html", "http://portal.example/cn/n/{0}.html", "https://portal-news.example/a/{0}"])
                data.Add(link, count);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Links_that_all_change_at_once_repeat_nothing(string link, int count)
    {
        foreach (var isDated in (bool[])[false, true])
        {
            await using var rig = await StartAsync(count, isDated);
            rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(0, count).Reverse().Select(n => FlowSite.Entry(n, link, isDated: isDated))));
            await FlowSite.PollsAsync(rig, 4, Hour);
            Assert.Empty(await FlowSite.ToldAsync(rig));
            rig.Origin.Map("/feed", Feeds.Rss(Enumerable.Range(1, count).Reverse().Select(n => FlowSite.Entry(n, link, isDated: isDated) with { At = isDated ? (n == count ? rig.Time.GetUtcNow() : FlowSite.At(n)) : null })));
            await FlowSite.HealsAsync(rig, count);
            Assert.Equal(count + 1, (await rig.LatestAsync()).Count);
        }
    }

    private static RequestDelegate Feed(int first, int count, bool isDated = false) =>
        Feeds.Rss(Enumerable.Range(first, count).Reverse().Select(n => FlowSite.Entry(n, isDated: isDated)));

    private async Task<ArticlesRig> StartAsync(int count, bool isDated = false)
    {
        var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feed(0, count, isDated));
        rig.Follow(rig.Source("/feed"));
        await FlowSite.PollsAsync(rig, 4, TimeSpan.FromMinutes(30));
        Assert.Equal(count, (await rig.LatestAsync()).Count);
        return rig;
    }
}
