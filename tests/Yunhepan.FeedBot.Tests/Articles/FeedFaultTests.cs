using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Feeds that answer 200 and report their own failure in an entry are not news.</summary>
public sealed class FeedFaultTests(TestDatabases databases)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Faults() => new()
    {
        { "Bridge returned error 404! (20786)", "HttpException: the page resulted in 404 Not Found" },
        { "Looks like something went wrong", "Route: /town/news Error Message: request timed out" },
        { "Error: Route is empty", "Looks like something went wrong" },
        { "This feed is no longer available", "Please update your subscription" },
        { "This feed has moved or is no longer available", "Please update your subscription" },
        { "Error fetching feed: 503 Service Unavailable", "upstream" },
        { "Sorry, you have exceeded your daily limit", "upgrade" },
        { "Rate limit exceeded", "Try again in 60 seconds" },
        { "RSS reader not yet whitelisted!", "Write to us to be let in." },
        { "系统繁忙请稍后再试", "" },
        { "请求过于频繁", "稍等片刻" },
        { "抓取失败：目标网站超时", "第三次重试" },
        { "该订阅源已失效", "请联系管理员" },
        { "公众号登录已过期，请重新扫码", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_entry_that_tells_of_the_feeds_failure_is_no_news_and_the_operator_sees_it(string title, string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var fault = Feeds.Rss(new Entry(title, Feeds.Home + "e", "err", text, Now.AddHours(1)));
        rig.Origin.Map("/feed", Feed(1), Feed(2), fault, fault, Feed(3));
        rig.Follow(rig.Source("/feed"));
        await rig.PollAsync();
        await rig.PollAsync();
        await rig.PollAsync();
        Assert.True((await rig.StateAsync()).IsInDoubt);
        await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Equal(9, (await rig.LogAsync()).Count);

        await rig.PollAsync(TimeSpan.FromHours(3));
        Assert.Equal([Title(9), Title(10)], (await rig.LogAsync()).Where(r => r.Revision.Alerting).Select(r => r.Article.Title));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_first_poll_that_brings_such_an_entry_is_a_fault_and_the_true_feed_is_taken_when_it_comes(string title, string text)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feeds.Rss(new Entry(title, Feeds.Home, "err", text, Now)), Feed(1), Feed(2));
        rig.Follow(rig.Source("/feed"));
        await rig.PollAsync();
        var state = await rig.StateAsync();
        Assert.True(state is { FirstSuccessAt: null, Failures: 1 });
        Assert.Contains(title, state.LastError, StringComparison.Ordinal);

        await rig.PollAsync(TimeSpan.FromHours(1));
        await rig.PollAsync(TimeSpan.FromHours(1));
        Assert.Equal([.. Enumerable.Repeat(false, 8), true], (await rig.LogAsync()).Select(r => r.Revision.Alerting));
    }

    /// <summary>The entry uses words that no list contains and has another sign that it is not the source's.</summary>
    [Theory]
    [InlineData("稍安勿躁", "http://status.example/", "测试源")]
    [InlineData("The kettle is on", "http://status.example/tea", "Tea room")]
    [InlineData("敬告各位订户", "http://status.example/n/help.html", null)]
    public async Task One_unknown_entry_in_the_place_of_many_is_held_where_anything_else_is_odd(string title, string link, string? channel)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        var odd = Answers.Text($"<rss version=\"2.0\"><channel>{(channel is null ? "" : $"<title>{channel}</title>")}<link>{Feeds.Home}</link>{new Entry(title, link, "x", "请各位稍后再来。", Now.AddHours(1)).Xml()}</channel></rss>", "application/rss+xml");
        rig.Origin.Map("/feed", Feed(1), Feed(2), odd, odd, Feed(3));
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync();
        Assert.Equal(9, (await rig.LogAsync()).Count);
        Assert.True((await rig.StateAsync()).IsInDoubt);

        await rig.PollAsync();
        Assert.Equal(10, (await rig.LogAsync()).Count);
        Assert.False((await rig.StateAsync()).IsInDoubt);
    }

    [Fact]
    public async Task An_error_document_of_JSON_in_the_place_of_a_feed_is_no_news()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feed(1), Feed(2), Answers.Text("{\"errcode\":-1,\"errmsg\":\"busy\",\"items\":[{\"title\":\"稍后请重新打开本页\",\"url\":\"http://status.example/help\"}]}", "application/json"));
        rig.Follow(rig.Source("/feed"));
        for (var i = 0; i < 4; i++)
            await rig.PollAsync();

        Assert.Equal(9, (await rig.LogAsync()).Count);
        Assert.True((await rig.StateAsync()).IsInDoubt);
    }

    [Theory]
    [InlineData("网络故障致多地断网，抢修正在进行")]
    [InlineData("系统维护公告：医保平台今晚暂停服务")]
    [InlineData("Error in ballot count forces a recount")]
    [InlineData("404路公交今起恢复运行")]
    [InlineData("登录难、缴费难，居民吐槽供水小程序")]
    [InlineData("系统故障，地铁二号线停运")]
    [InlineData("微信登录异常 多地用户反映")]
    [InlineData("网络异常：河西三个小区断网")]
    [InlineData("Trial suspended after juror falls ill")]
    [InlineData("Error-prone software blamed for outage")]
    [InlineData("Failed to get a permit, market closes")]
    public async Task News_about_errors_is_news_even_as_the_only_entry(string title)
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite);
        rig.Origin.Map("/feed", Feed(1), Feeds.Rss(new Entry(title, Feeds.Home + "n/99.html", "g99", Feeds.Long("热线"), Now.AddHours(1))));
        rig.Follow(rig.Source("/feed"));
        await rig.PollAsync();
        await rig.PollAsync();

        Assert.Equal(title, Assert.Single(await rig.LogAsync(), r => r.Revision.Alerting).Article.Title);
    }

    private static string Title(int n) => $"第{n}号换热站检修进展";

    private static RequestDelegate Feed(int first) => Feeds.Rss(Enumerable.Range(first, 8).Reverse().Select(n => new Entry(
        Title(n), $"{Feeds.Home}n/{n}.html", $"g{n}", Feeds.Long($"第{n}号换热站"), Now.AddMinutes(n - 60))));
}
