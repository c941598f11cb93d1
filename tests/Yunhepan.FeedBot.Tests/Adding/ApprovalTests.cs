using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>In the mode Ask an operator decides, and those who asked hear of it.</summary>
public sealed class ApprovalTests
{
    private static readonly (string, string) Ask = ("Chat:AddSources", "Ask");

    [Fact]
    public async Task The_operator_gets_a_card_approves_with_one_tap_and_the_asker_hears_of_it()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, asker) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);

        var found = await asker.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了");
        await asker.PressAsync(found, "申请关注", "已向运营者申请");
        Assert.False(IsPolled(rig));
        Assert.Contains("等运营者同意", (await asker.SayAsync("/sources", "您添加的来源")).Text, StringComparison.Ordinal);
        var card = await chief.SeeAsync("有人想关注一个新来源");
        Assert.Contains("渡口恢复通航", card.Text, StringComparison.Ordinal);
        await chief.PressAsync(card, "同意", "已同意“镇上的事”");

        await asker.SeeAsync("运营者同意了");
        Assert.True(IsPolled(rig));
        await chief.SayAsync("/approve", "没有等待审批的来源");
    }

    [Fact]
    public async Task What_is_refused_is_not_followed_and_cannot_be_asked_for_again()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, asker) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        var url = rig.MapFeed("/rss", "镇上的事", "渡口恢复通航");
        await asker.PressAsync(await asker.SayAsync(url, "找到了"), "申请关注", "已向运营者申请");

        await chief.PressAsync(await chief.SayAsync("/approve", "等待审批：1"), "不同意", "没有同意");

        await asker.SeeAsync("运营者没有同意添加");
        Assert.Empty(await rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions.ToListAsync(AddingRig.Cancel)));
        await asker.PressAsync(await asker.SayAsync(url, "找到了"), "申请关注", "运营者没有同意过");
    }

    [Fact]
    public async Task Only_operators_decide_and_a_second_decision_of_the_same_kind_is_none()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, asker, stranger) = (await rig.PersonAsync(), await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        await asker.PressAsync(await asker.SayAsync(rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "找到了"), "申请关注", "已向运营者申请");
        var card = await chief.SeeAsync("有人想关注一个新来源");
        var approve = Person.ActionOf(card, "同意");

        await stranger.PressActionAsync(stranger.Shown[^1], approve);
        await stranger.SeeAsync($"web:{stranger.ChatId}");
        Assert.False(IsPolled(rig));
        await chief.PressAsync(card, "同意", "已同意");
        Assert.Contains("已经处理过", await chief.PressActionAsync(card, approve), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_need_not_ask_and_without_an_operator_nothing_can_be_added()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var person = await rig.PersonAsync();
        var url = rig.MapFeed("/rss", "镇上的事", "渡口恢复通航");
        await person.SayAsync("/add " + url, "联系不到运营者");
        Assert.DoesNotContain("网址发给我", string.Concat(person.Shown.Select(e => e.Text)), StringComparison.Ordinal);
        Assert.Empty(rig.Origin.Requests);

        await rig.NameOperatorsAsync(person);
        await person.PressAsync(await person.SayAsync(url, "找到了"), "关注", "已关注");

        Assert.True(IsPolled(rig));
    }

    [Fact]
    public async Task With_the_policy_off_an_address_is_not_looked_at_and_nobody_is_invited()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:AddSources", "Off")]);
        var person = await rig.PersonAsync();

        await person.SayAsync("/add " + rig.MapFeed("/rss", "镇上的事", "渡口恢复通航"), "不能自己添加来源");
        await person.SayAsync("https://elsewhere.example/rss", "不能自己添加来源");
        await person.SayAsync("www.elsewhere.example/x1", "不能自己添加来源");

        Assert.Empty(rig.Origin.Requests);
        Assert.DoesNotContain("网址发给我", string.Concat(person.Shown.Select(e => e.Text)), StringComparison.Ordinal);
        Assert.DoesNotContain("/add", (await person.SayAsync("/help", "/follow")).Text, StringComparison.Ordinal);
    }

    private static bool IsPolled(AddingRig rig) =>
        rig.Host.Services.GetRequiredService<CurrentCatalogue>().Catalogue.Sources.Any(s => s.IsUnlisted && s.Enabled);
}
