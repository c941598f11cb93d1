using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>A source that was added can be changed, removed and restored, and what was chosen for it stays.</summary>
public sealed class SourceChangeTests
{
    [Fact]
    public async Task The_only_follower_changes_the_address_and_keeps_name_words_and_what_was_sent()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var (number, id) = await FollowAsync(rig, person, "/old.xml");
        await person.SayAsync($"/sources {number} 我的小镇", "已改名");
        await rig.PollAsync();
        var begun = TimeProvider.System.GetUtcNow().AddHours(-1);
        await rig.InAsync<IngestionDb, int>(db => db.SourceStates.ExecuteUpdateAsync(set => set.SetProperty(x => x.FirstSuccessAt, begun), AddingRig.Cancel));
        var list = await person.SayAsync("/sources", "我的小镇");
        var card = await person.PressAsync(list, "更改", "换网址");
        await person.PressAsync(card, "换网址", "新网址发给我");

        var found = await person.SayAsync(rig.MapFeed("/new.xml", "新的镇上", "渡口停航一天", "渡口恢复通航"), "渡口停航一天");
        await person.PressAsync(found, "换成", "已换成新网址");

        var source = await SourceAsync(rig, id);
        Assert.Equal((rig.Origin.Url("/new.xml"), "我的小镇", id), (source.Url, source.Name, source.SourceId));
        Assert.NotNull(Assert.Single(await SubscriptionsAsync(rig)).FilterId);
        rig.Origin.Map("/a/渡口停航一天", Answers.Text(
            "<html><head><title>渡口停航一天</title></head><body><h1>渡口停航一天</h1><div>2026-11-30 来源：运河镇</div><p>受大风影响，渡口今天停航一天，居民可以改乘公交绕行，恢复时间请看社区公告栏。</p></body></html>"));
        // What the old address did not give any more arrives, and what was there is not repeated.
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return await rig.InAsync<AlertsDb, bool>(db => db.Receipts.AnyAsync(r => r.Outcome == DeliveryOutcome.Sent, AddingRig.Cancel));
        });
        await person.SeeAsync("渡口停航一天");
        Assert.Equal(1, await rig.InAsync<AlertsDb, int>(db => db.Receipts.CountAsync(AddingRig.Cancel)));
    }

    [Fact]
    public async Task One_of_several_followers_moves_alone_and_the_others_keep_what_they_have()
    {
        await using var rig = await AddingRig.StartAsync();
        var (first, second) = (await rig.PersonAsync(), await rig.PersonAsync());
        var (number, id) = await FollowAsync(rig, first, "/old.xml");
        await second.SayAsync(rig.Origin.Url("/old.xml"), "已关注");
        var url = rig.MapFeed("/spam.xml", "另一个", "另一个来源的消息");

        await first.PressAsync(await first.SayAsync($"/sources {number} {url}", "另一个来源的消息"), "换成", "已换成");

        Assert.Equal(rig.Origin.Url("/old.xml"), (await SourceAsync(rig, id)).Url);
        var rows = await SubscriptionsAsync(rig);
        var (moved, stayed) = (rows.Single(r => r.TopicId != id), rows.Single(r => r.TopicId == id));
        Assert.NotNull(moved.FilterId);
        Assert.NotEqual(moved.SubscriberId, stayed.SubscriberId);
    }

    [Fact]
    public async Task In_the_mode_Ask_another_site_needs_the_operator_again_and_the_settings_wait_with_it()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:AddSources", "Ask"), ("Fetching:PrivateHostsForChats:1", "localhost")]);
        var (chief, person) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        var (number, id) = await FollowAsync(rig, person, "/old.xml", "申请");
        await chief.PressAsync(await chief.SeeAsync("有人想关注"), "同意", "已同意");
        rig.MapFeed("/there.xml", "另一个", "另一个来源的消息");
        var url = $"http://localhost:{rig.Origin.Port}/there.xml";

        await person.PressAsync(await person.SayAsync($"/sources {number} {url}", "另一个来源的消息"), "换成", "已向运营者申请");

        await chief.PressAsync(await chief.SayAsync("/approve", "等待审批：1"), "同意", "已同意");
        var row = Assert.Single(await SubscriptionsAsync(rig), w => w.TopicId != id);
        Assert.NotNull(row.FilterId);
        Assert.Equal(rig.Origin.Url("/old.xml"), (await SourceAsync(rig, id)).Url);
    }

    [Fact]
    public async Task What_was_removed_comes_back_as_it_was_also_later_from_the_list()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var (number, id) = await FollowAsync(rig, person, "/old.xml");
        await person.PressAsync(await person.SayAsync("/sources", "镇上的事"), "镇上的事", "已移除");
        Assert.Empty(await SubscriptionsAsync(rig));

        var list = await person.SayAsync("/sources", "可以恢复");
        await person.PressAsync(list, "恢复", "已关注");

        var row = Assert.Single(await SubscriptionsAsync(rig));
        Assert.Equal(id, row.TopicId);
        Assert.NotNull(row.FilterId);
        Assert.DoesNotContain("可以恢复", (await person.SayAsync("/sources", "您添加的来源")).Text, StringComparison.Ordinal);
        await person.SayAsync($"/sources +{number + 7}", "不在了");
    }

    [Fact]
    public async Task Nobody_changes_what_they_do_not_follow_and_an_address_that_is_none_changes_nothing()
    {
        await using var rig = await AddingRig.StartAsync();
        var (person, stranger) = (await rig.PersonAsync(), await rig.PersonAsync());
        var (number, id) = await FollowAsync(rig, person, "/old.xml");
        var other = rig.MapFeed("/other.xml", "另一个", "另一个来源的消息");

        await stranger.SayAsync($"/sources {number} {other}", "没有关注这个编号");
        await person.SayAsync("/sources 99", "没有关注这个编号");
        await stranger.SayAsync($"/sources -{number}", "还没有添加");
        await person.SayAsync($"/sources {number} {rig.Origin.Url("/nothing")}", "没有网页");
        await person.SayAsync($"/sources {number} http://10.1.2.3/feed", "不能读");
        await person.SayAsync($"/sources {number} {rig.Origin.Url("/old.xml")}", "就是这个网址");

        Assert.Equal(rig.Origin.Url("/old.xml"), (await SourceAsync(rig, id)).Url);
    }

    [Fact]
    public async Task A_source_that_is_here_already_takes_the_place_with_the_words_that_were_chosen()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var (number, _) = await FollowAsync(rig, person, "/old.xml");

        await person.SayAsync($"/sources {number} http://127.0.0.1:9/feed", "这里已有这个来源");

        var row = Assert.Single(await SubscriptionsAsync(rig));
        Assert.Equal("portal", row.TopicId);
        Assert.NotNull(row.FilterId);
    }

    /// <summary>Follows a source with words, in two typed messages.</summary>
    private static async Task<(long Number, string Id)> FollowAsync(AddingRig rig, Person person, string path, string answer = "已关注")
    {
        var found = await person.SayAsync(rig.MapFeed(path, "镇上的事", "渡口恢复通航"), "找到了");
        await person.PressAsync(found, "只要含", "把词发给我");
        await person.SayAsync("渡口 -广告", answer);
        var source = await rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.AsNoTracking().SingleAsync(s => s.State != AddedSourceState.Found, AddingRig.Cancel));
        return (source.Id, source.SourceId);
    }

    private static Task<AddedSource> SourceAsync(AddingRig rig, string id) =>
        rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.AsNoTracking().SingleAsync(s => s.SourceId == id, AddingRig.Cancel));

    private static Task<List<Subscription>> SubscriptionsAsync(AddingRig rig) =>
        rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.AsNoTracking().ToListAsync(AddingRig.Cancel));
}
