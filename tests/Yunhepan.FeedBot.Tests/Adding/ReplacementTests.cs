using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>Whoever changes the address of a source never has less than before, and hears what is so.</summary>
public sealed class ReplacementTests
{
    private static readonly (string, string) Ask = ("Chat:AddSources", "Ask");
    private static readonly (string, string) AnotherSite = ("Fetching:PrivateHostsForChats:1", "localhost");

    [Fact]
    public async Task What_cannot_take_the_place_leaves_the_source_as_it_was()
    {
        await using var rig = await AddingRig.StartAsync();
        var (person, other) = (await rig.PersonAsync(), await rig.PersonAsync());
        var old = await FollowAsync(rig, person, "/old.xml", "旧的");
        await other.SayAsync(rig.Origin.Url("/old.xml"), "已关注");
        var found = await person.SayAsync($"/sources {old.Id} {rig.MapFeed("/new.xml", "新的", "新的消息")}", "新的消息");
        await rig.InAsync<AlertsDb, int>(async db =>
        {
            (await db.Filters.AsTracking().SingleAsync(AddingRig.Cancel)).Include[0] = "/渡口/";
            db.SwitchedOffPatterns.Add(new SwitchedOffPattern { Text = "/渡口/" });
            return await db.SaveChangesAsync(AddingRig.Cancel);
        });

        await person.PressAsync(found, "换成", "没能关注");

        Assert.NotNull(Assert.Single(await RowsAsync(rig, person)).FilterId);
    }

    [Fact]
    public async Task A_chat_with_as_many_sources_and_topics_as_it_may_have_changes_one()
    {
        await using var rig = await AddingRig.StartAsync(settings: [("Chat:SourcesPerChat", "1"), ("Alerts:MaxSubscriptionsPerChat", "1")]);
        var (person, other) = (await rig.PersonAsync(), await rig.PersonAsync());
        var old = await FollowAsync(rig, person, "/old.xml", "旧的");
        await other.SayAsync(rig.Origin.Url("/old.xml"), "已关注");

        await person.PressAsync(
            await person.SayAsync($"/sources {old.Id} {rig.MapFeed("/new.xml", "新的", "新的消息")}", "新的消息"), "换成", "已换成");
        var moved = Assert.Single(await RowsAsync(rig, person));
        Assert.NotEqual(old.SourceId, moved.TopicId);

        var number = (await SourcesAsync(rig)).Single(s => s.SourceId == moved.TopicId).Id;
        await person.SayAsync($"/sources {number} {rig.Origin.Url("/old.xml")}", "这里已有这个来源");
        Assert.Equal(old.SourceId, Assert.Single(await RowsAsync(rig, person)).TopicId);
    }

    [Fact]
    public async Task While_an_operator_is_asked_the_old_source_stays_and_the_text_says_so()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask, AnotherSite]);
        var (chief, person) = (await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        var old = await FollowAsync(rig, person, "/old.xml", "旧的", "已向运营者申请");
        await chief.PressAsync(await chief.SeeAsync("有人想关注"), "同意", "已同意");
        rig.MapFeed("/new.xml", "新的", "新的消息");

        var said = await person.PressAsync(
            await person.SayAsync($"/sources {old.Id} http://localhost:{rig.Origin.Port}/new.xml", "新的消息"), "换成", "已向运营者申请关注“新的”");

        Assert.Contains("在那之前“旧的”照旧", said.Text, StringComparison.Ordinal);
        Assert.Contains(await RowsAsync(rig, person), row => row.TopicId == old.SourceId);
        await chief.PressAsync(await chief.SayAsync("/approve", "等待审批：1"), "同意", "已同意");
        await person.SayAsync($"/sources -{old.Id}", "已移除");
        Assert.NotNull(Assert.Single(await RowsAsync(rig, person)).FilterId);
    }

    [Fact]
    public async Task What_is_here_but_waits_for_an_operator_is_not_told_as_followed()
    {
        await using var rig = await AddingRig.StartAsync(settings: [Ask]);
        var (chief, person, other) = (await rig.PersonAsync(), await rig.PersonAsync(), await rig.PersonAsync());
        await rig.NameOperatorsAsync(chief);
        var old = await FollowAsync(rig, person, "/old.xml", "旧的", "已向运营者申请");
        await chief.PressAsync(await chief.SeeAsync("有人想关注"), "同意", "已同意");
        await FollowAsync(rig, other, "/new.xml", "新的", "已向运营者申请");

        await person.SayAsync($"/sources {old.Id} {rig.Origin.Url("/new.xml")}", "在那之前“旧的”照旧");

        Assert.Contains(await RowsAsync(rig, person), row => row.TopicId == old.SourceId);
        Assert.Equal(2, (await RowsAsync(rig, person)).Count);
    }

    [Fact]
    public async Task What_is_followed_already_keeps_its_own_words()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await person.SayAsync("http://127.0.0.1:9/feed", "已关注");
        var old = await FollowAsync(rig, person, "/old.xml", "旧的");

        await person.SayAsync($"/sources {old.Id} http://127.0.0.1:9/feed", "这里已有这个来源");

        var row = Assert.Single(await RowsAsync(rig, person));
        Assert.Equal(("portal", null), (row.TopicId, row.FilterId));
    }

    [Fact]
    public async Task A_new_address_that_another_source_has_makes_that_source_the_one_that_is_followed()
    {
        await using var rig = await AddingRig.StartAsync();
        var (person, other) = (await rig.PersonAsync(), await rig.PersonAsync());
        var old = await FollowAsync(rig, person, "/old.xml", "旧的");
        await FollowAsync(rig, other, "/new.xml", "新的");
        rig.Origin.Map("/old.xml", Answers.Redirect("/new.xml", 301));
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return (await rig.StateAsync("旧的")).AdoptedUrl is not null;
        });

        var card = await person.SayAsync($"/sources {old.Id}", "以后就用新网址");
        await person.PressAsync(card, "以后就用新网址", "已关注“新的”");

        Assert.NotEqual(old.SourceId, Assert.Single(await RowsAsync(rig, person)).TopicId);
    }

    private static async Task<AddedSource> FollowAsync(AddingRig rig, Person person, string path, string name, string answer = "已关注")
    {
        await person.PressAsync(await person.SayAsync(rig.MapFeed(path, name, $"{name}消息"), $"{name}消息"), "只要含", "把词发给我");
        await person.SayAsync("渡口", answer);
        return (await SourcesAsync(rig)).Single(s => s.Url == rig.Origin.Url(path) && s.State != AddedSourceState.Found);
    }

    private static Task<List<AddedSource>> SourcesAsync(AddingRig rig) =>
        rig.InAsync<AlertsDb, List<AddedSource>>(db => db.AddedSources.AsNoTracking().ToListAsync(AddingRig.Cancel));

    private static Task<List<Subscription>> RowsAsync(AddingRig rig, Person person) => rig.InAsync<AlertsDb, List<Subscription>>(db => db.Subscriptions
        .AsNoTracking().Where(w => db.Subscribers.Any(c => c.Id == w.SubscriberId && c.ChatId == person.ChatId)).ToListAsync(AddingRig.Cancel));
}
