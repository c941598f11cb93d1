using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>Strangers' addresses reach neither the private network nor more rows than the quotas allow.</summary>
public sealed class HostileAddressTests(TestDatabases databases)
{
    [Theory]
    [InlineData("/direct")]
    [InlineData("/redirect")]
    [InlineData("/hops")]
    public async Task Hosts_that_the_operator_opened_for_feeds_json_stay_closed_to_chats_also_behind_a_redirect(string path)
    {
        await using var inside = await ScriptedOrigin.StartAsync();
        await using var rig = await AddingRig.StartAsync(settings: [("Fetching:AllowedPrivateHosts:1", inside.Authority)]);
        inside.Map("/secret", Answers.Text("<rss version='2.0'><channel><title>内部</title><item><title>机密</title><link>http://a.example/1</link></item></channel></rss>", "application/rss+xml"));
        rig.Origin.Map("/redirect", Answers.Redirect(inside.Url("/secret")));
        rig.Origin.Map("/hops", Answers.Redirect("/redirect", 301));
        var person = await rig.PersonAsync();

        await person.SayAsync(path == "/direct" ? inside.Url("/secret") : rig.Origin.Url(path), "不在公开的互联网上");

        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.1")]
    public async Task Nothing_is_added_from_refused_hosts_nor_from_their_subdomains(string refused)
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:RefusedHosts:0", refused)]);
        var person = await rig.PersonAsync();

        await person.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "不能添加");

        Assert.Empty(rig.Origin.Requests);
    }

    [Fact]
    public async Task Our_own_feeds_are_no_source()
    {
        await using var rig = await AddingRig.StartAsync();

        await (await rig.PersonAsync()).SayAsync("https://feeds.example/feeds/all.rss", "不能添加");
    }

    [Fact]
    public async Task A_chat_looks_only_so_often_in_an_hour_and_all_chats_together_too()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:LooksPerHour", "2"), ("Chat:LooksInAllPerHour", "3")]);
        var url = rig.Origin.Url("/none");
        var (first, second) = (await rig.PersonAsync(), await rig.PersonAsync());

        await first.SayAsync(url, "没有网页");
        await first.SayAsync(url, "没有网页");
        await first.SayAsync(url, "太多了");
        await second.SayAsync(url, "没有网页");
        await second.SayAsync(url, "太多了");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Neither_a_chat_nor_all_together_have_more_sources_than_the_quotas(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AddingRig.StartAsync(
            database.Location, ("Chat:SourcesPerChat", "3"), ("Chat:SourcesInAll", "4"), ("Chat:LooksPerHour", "1000"), ("Chat:LooksInAllPerHour", "1000"));
        var (first, second) = (await rig.PersonAsync(), await rig.PersonAsync());
        foreach (var number in Enumerable.Range(1, 5))
            rig.MapFeed($"/{number}.xml", $"第{number}个", $"第{number}个来源的消息");

        foreach (var number in Enumerable.Range(1, 3))
            await first.PressAsync(await first.SayAsync(rig.Origin.Url($"/{number}.xml"), "找到了"), "关注", "已关注");
        await first.PressAsync(await first.SayAsync(rig.Origin.Url("/4.xml"), "找到了"), "关注", "最多添加 3 个来源");
        await second.PressAsync(await second.SayAsync(rig.Origin.Url("/4.xml"), "找到了"), "关注", "已关注");
        await second.PressAsync(await second.SayAsync(rig.Origin.Url("/5.xml"), "找到了"), "关注", "已经满了");
        Assert.Equal(4, await CountAsync(rig, s => s.State != AddedSourceState.Found));

        // Room is made by what nobody follows any more.
        var list = await first.SayAsync("/sources", "第1个");
        await first.PressAsync(list, "第1个", "已移除");
        await second.PressAsync(await second.SayAsync(rig.Origin.Url("/5.xml"), "找到了"), "关注", "已关注");
        Assert.Equal(4, await CountAsync(rig, s => s.State != AddedSourceState.Found));
    }

    [Fact]
    public async Task Looking_without_deciding_keeps_only_a_few_rows()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:LooksPerHour", "1000"), ("Chat:LooksInAllPerHour", "1000")]);
        var person = await rig.PersonAsync();
        foreach (var number in Enumerable.Range(1, 12))
            await person.SayAsync(rig.MapFeed($"/{number}.xml", $"第{number}个", $"第{number}个来源的消息"), $"第{number}个来源的消息");

        Assert.InRange(await CountAsync(rig, _ => true), 1, 8);
    }

    [Fact]
    public async Task Five_thousand_generated_addresses_reach_nothing_private_break_nothing_and_add_nothing()
    {
        const int people = 40;
        await using var inside = await ScriptedOrigin.StartAsync();
        using var insideToo = HostileAddresses.ListenOnIPv6(inside.Port);
        // Every name leads inside, by an address of another kind.
        var lookup = new HostLookup((host, _) => Task.FromResult(new[]
        {
            System.Net.IPAddress.TryParse(host, out var literal) ? literal : HostileAddresses.Inside[host.Length % HostileAddresses.Inside.Length],
        }));
        await using var rig = await AddingRig.StartAsync(lookup, null, [
            ("Fetching:AllowedPrivateHosts:0", "127.0.0.0/8"), ("Fetching:AllowedPrivateHosts:1", "localhost"), ("Chat:LooksPerHour", "1000"),
            ("Chat:LooksInAllPerHour", "100000"), ("Fetching:ConnectTimeout", "00:00:02"), ("Fetching:Timeout", "00:00:03")]);
        inside.Map("/", Answers.Text("<rss version='2.0'><channel><title>内部</title><item><title>机密</title><link>http://a.example/1</link></item></channel></rss>", "application/rss+xml"));
        var looks = 0;

        // Those of one person come one after the other, as they do from a platform.
        await Parallel.ForEachAsync(
            HostileAddresses.Generate(5_000, inside.Port).Index().GroupBy(each => each.Index % people),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = AddingRig.Cancel },
            async (theirs, cancel) =>
            {
                foreach (var (index, address) in theirs)
                {
                    var text = (index % 4) switch { 0 => $"/add {address}", 1 => $"看看这个 {address} 不错", _ => address };
                    var input = new ChatInput(new ChatAddress("web", "web", $"stranger-{theirs.Key}"), text) { LanguageCode = "zh", Link = index % 50 == 0 ? address : null };
                    var reply = await rig.InAsync<Conversation, CommandReply?>(conversation => conversation.AnswerAsync(input, cancel));
                    Assert.True(reply is { Text.IsBlank: false }, address);
                    if (reply.Later is not { } later)
                        continue;
                    Interlocked.Increment(ref looks);
                    var said = await later(cancel);
                    Assert.False(said.Text.IsBlank, address);
                    Assert.DoesNotContain("机密", said.Text.Plain, StringComparison.Ordinal);
                }
            });

        Assert.InRange(looks, 1_500, 5_000);
        Assert.Empty(inside.Requests);
        Assert.False(insideToo?.Pending() == true, "somebody came by IPv6");
        Assert.Empty(rig.Origin.Requests);
        var faults = rig.Host.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(3)));
        Assert.Equal(0, await CountAsync(rig, _ => true));
        Assert.Equal(people, await rig.InAsync<AlertsDb, int>(db => db.Subscribers.CountAsync(AddingRig.Cancel)));
        Assert.Equal(0, await rig.InAsync<AlertsDb, int>(db => db.Subscriptions.CountAsync(AddingRig.Cancel)));
        Assert.InRange(await rig.InAsync<AlertsDb, int>(db => db.OpenQuestions.CountAsync(AddingRig.Cancel)), 0, people);
        // And it still works.
        await (await rig.PersonAsync()).SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "渡口恢复通航");
    }

    private static Task<int> CountAsync(AddingRig rig, System.Linq.Expressions.Expression<Func<AddedSource, bool>> which) =>
        rig.InAsync<AlertsDb, int>(db => db.AddedSources.CountAsync(which, AddingRig.Cancel));
}
