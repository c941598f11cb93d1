using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Articles;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>A server that asks for a pause (Retry-After) gets it, whatever is requested and by whom.</summary>
public sealed class RestingHostTests(TestDatabases databases)
{
    private static readonly string Text = new('字', 400);

    [Fact]
    public async Task Article_pages_wait_as_long_as_their_host_asked_when_its_list_was_read()
    {
        await using var rig = await ArticlesRig.StartAsync(databases, DatabaseEngine.Sqlite, settings: ("Refreshing:PageAttempts", "1"));
        rig.Follow(rig.Source("/list", kind: SourceKind.List));
        rig.Origin.Map("/list", Answers.Text(List(3)), Answers.Text(List(3)), Answers.Status(429, ("Retry-After", "7200")), Answers.Text(List(3)));
        rig.Origin.Map("/p1.html", Answers.Status(503, ("Retry-After", "3600")), Answers.Text(Page(1)));
        rig.Origin.Map("/p2.html", Answers.Text(Page(2)));
        rig.Origin.Map("/p3.html", Answers.Text(Page(3)));

        await rig.PollAsync();
        Assert.Single(rig.Origin.Requests, r => r.Path.StartsWith("/p", StringComparison.Ordinal));
        for (var i = 0; i < 9; i++)
            await rig.PollAsync();

        // An hour is not over: nothing more was asked of the host, and no page has used up an attempt.
        Assert.Single(rig.Origin.Requests, r => r.Path.StartsWith("/p", StringComparison.Ordinal));
        Assert.Empty(await rig.LatestAsync());
        await rig.PollAsync(TimeSpan.FromMinutes(20));
        for (var i = 0; i < 3; i++)
            await rig.PollAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await rig.LatestAsync()).Count(a => a.ContentText.Contains(Text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Other_hosts_are_asked_meanwhile()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:AllowedPrivateHosts:1", "127.0.0.0/8"));
        await using var other = await ScriptedOrigin.StartAsync();
        rig.Origin.Map("/busy", Answers.Status(429, ("Retry-After", "600")));
        rig.Origin.Map("/fine", Answers.Text("<p>fine"));
        other.Map("/fine", Answers.Text("<p>fine"));

        await rig.FailedAsync("/busy");
        var waiting = await rig.FailedAsync("/fine");

        Assert.Equal(FetchFault.Throttled, waiting.Fault);
        Assert.InRange(waiting.RetryAfter!.Value.TotalSeconds, 500, 600);
        Assert.Single(rig.Origin.Requests);
        Assert.IsType<FetchResult.Fetched>(await rig.Fetcher.FetchAsync(new FetchRequest(other.Url("/fine")), TestContext.Current.CancellationToken));
    }

    private static string List(int count) => "<html><head><title>要闻</title></head><body><ul>"
        + string.Concat(Enumerable.Range(1, count).Select(n => $"<li><a href=\"/p{n}.html\">第{n}号公告：城南道路夜间施工安排</a> <span>2026-11-23</span></li>"))
        + "</ul></body></html>";

    private static string Page(int n) =>
        $"<html><head><title>第{n}号公告</title></head><body><h1>第{n}号公告：城南道路夜间施工安排</h1><div>2026-11-23 09:15 来源：水乡日报</div><p>{n}{Text}</p></body></html>";
}
