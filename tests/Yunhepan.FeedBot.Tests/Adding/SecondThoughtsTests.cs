using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>What people do twice, too late, or with something else in mind.</summary>
public sealed class SecondThoughtsTests
{
    private static readonly (string, string) Ask = ("Chat:AddSources", "Ask");

    [Fact]
    public async Task An_old_card_takes_no_decision_back()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, asker) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        await AskAsync(rig, asker);
        var card = await chief.SeeAsync("有人想关注一个新来源");
        var (approve, refuse) = (Person.ActionOf(card, "同意"), Person.ActionOf(card, "不同意"));
        await chief.PressAsync(await chief.PressAsync(card, "公开到分类", "公开到哪个分类"), "新闻", "已公开");

        Assert.Contains("已经处理过", await chief.PressActionAsync(card, approve), StringComparison.Ordinal);
        Assert.Contains("已经处理过", await chief.PressActionAsync(card, refuse), StringComparison.Ordinal);

        Assert.Equal(AddedSourceState.Listed, (await SourceAsync(rig)).State);
    }

    [Fact]
    public async Task What_the_askers_were_told_is_refused_is_not_published_by_an_old_card()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, asker) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        await AskAsync(rig, asker);
        var card = await chief.SeeAsync("有人想关注一个新来源");
        var categories = await chief.PressAsync(card, "公开到分类", "公开到哪个分类");
        var publish = Person.ActionOf(categories, "新闻");
        await chief.PressAsync(await chief.SayAsync("/approve", "等待审批：1"), "不同意", "没有同意");

        Assert.Contains("已经处理过", await chief.PressActionAsync(categories, publish), StringComparison.Ordinal);

        Assert.Equal(AddedSourceState.Refused, (await SourceAsync(rig)).State);
    }

    [Fact]
    public async Task A_wish_that_cannot_be_followed_asks_nobody_and_the_mended_one_does()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, asker) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        await asker.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了");
        var number = (await SourceAsync(rig)).Id;

        await asker.SayAsync($"/add {number} +/[/", "没能关注");
        await chief.SayAsync("/approve", "没有等待审批的来源");
        await asker.SayAsync($"/add {number} +渡口", "已向运营者申请");

        await chief.SeeAsync("有人想关注一个新来源");
    }

    [Fact]
    public async Task An_address_pasted_again_keeps_what_was_chosen_for_it()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        var url = rig.MapFeed("/rss", "镇上的事", "渡口恢复通航");
        await person.SayAsync(url, "找到了");
        await person.SayAsync($"/add {(await SourceAsync(rig)).Id} +渡口", "已关注");

        await person.SayAsync(url, "已经关注");

        var row = Assert.Single(await rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.AsNoTracking().ToListAsync(AddingRig.Cancel)));
        Assert.NotNull(row.FilterId);
    }

    [Fact]
    public async Task A_source_that_others_follow_too_keeps_its_name()
    {
        await using var rig = await AddingRig.StartAsync();
        var (first, second) = (await rig.PersonAsync(), await rig.PersonAsync());
        var url = rig.MapFeed("/rss", "镇上的事", "渡口恢复通航");
        await first.PressAsync(await first.SayAsync(url, "找到了"), "关注", "已关注");
        var number = (await SourceAsync(rig)).Id;
        await first.SayAsync($"/sources {number}", "改名");
        await first.SayAsync($"/sources {number} 渡口消息", "已改名");
        await second.SayAsync(url, "已关注");

        await first.SayAsync($"/sources {number} 别的名字", "不能改名");

        Assert.Equal("渡口消息", (await SourceAsync(rig)).Name);
    }

    [Fact]
    public async Task A_forwarded_address_does_not_end_a_stop()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await person.SayAsync("/stop all", "停");
        await rig.InAsync<AlertsDb, int>(db => db.Subscribers.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.State, SubscriberState.Stopped), AddingRig.Cancel));

        await person.SayAsync($"转一条：{rig.MapFeed("/rss", "镇上的事", "渡口恢复通航")}", "找到了");

        Assert.Equal(
            SubscriberState.Stopped,
            await rig.InAsync<AlertsDb, SubscriberState>(db => db.Subscribers.Select(s => s.State).SingleAsync(AddingRig.Cancel)));
    }

    [Theory]
    [InlineData("http://town.example/news/ 转自 https://elsewhere.example/1", "http://town.example/news/")]
    [InlineData("https://town.example/news/，不是 http://elsewhere.example/1", "https://town.example/news/")]
    public void The_first_address_of_a_text_is_meant(string text, string address) => Assert.Equal(address, PastedAddress.Find(text));

    private static async Task AskAsync(AddingRig rig, Person asker) =>
        await asker.PressAsync(await asker.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了"), "申请关注", "已向运营者申请");

    private static Task<AddedSource> SourceAsync(AddingRig rig) =>
        rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.AsNoTracking().SingleAsync(AddingRig.Cancel));
}
