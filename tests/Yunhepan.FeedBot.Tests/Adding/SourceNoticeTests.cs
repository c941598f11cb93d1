using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>The followers of a source hear once what has become of it, and nobody else does.</summary>
public sealed class SourceNoticeTests
{
    [Fact]
    public async Task Followers_hear_once_that_a_source_is_dead_and_once_that_it_works_again()
    {
        await using var rig = await AddingRig.StartAsync();
        var (first, second, stranger) = (await rig.PersonAsync(), await rig.PersonAsync(), await rig.PersonAsync());
        await FollowAsync(rig, first, "/rss", "镇上的事");
        await second.SayAsync(rig.Origin.Url("/rss"), "已关注");
        await second.SayAsync("/language en", "English");
        await FollowAsync(rig, stranger, "/other", "别处的事");
        await rig.PollAsync();
        rig.Origin.Map("/rss", Answers.Status(404));
        await rig.FailForDaysAsync("镇上的事", SourceFailure.NotFound);

        foreach (var _ in Enumerable.Range(0, 3))
            await rig.TellAsync();

        var heard = await first.SeeAsync("一直读不到");
        Assert.Contains("那个网页没有了", heard.Text, StringComparison.Ordinal);
        Assert.Contains(rig.Origin.Url("/rss"), heard.Json, StringComparison.Ordinal);
        Assert.Contains("no longer there", (await second.SeeAsync("have not been able to read")).Text, StringComparison.Ordinal);
        await stranger.SayAsync("/sources", "别处的事");
        Assert.DoesNotContain("读不到", string.Concat(stranger.Shown.Select(e => e.Text)), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(rig, first, "一直读不到"));

        await rig.WorkAgainAsync("镇上的事");
        foreach (var _ in Enumerable.Range(0, 3))
            await rig.TellAsync();
        await first.SeeAsync("又能读到了");
        Assert.Equal((1, 0), (await CountAsync(rig, first, "又能读到了"), await CountAsync(rig, stranger, "又能读到了")));
    }

    [Fact]
    public async Task Works_again_is_not_said_to_those_who_heard_of_no_death_and_a_new_death_is_said_again()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await FollowAsync(rig, person, "/rss", "镇上的事");
        await FollowAsync(rig, person, "/other", "别处的事");
        await rig.PollAsync();
        await rig.TellAsync();
        Assert.Equal(0, await CountAsync(rig, person, "又能读到了"));

        foreach (var times in Enumerable.Range(1, 2))
        {
            await rig.FailForDaysAsync("镇上的事", SourceFailure.Login);
            await rig.TellAsync();
            await rig.WorkAgainAsync("镇上的事");
            await rig.TellAsync();
            await person.SeeAsync("又能读到了");
            Assert.Equal((times, times), (await CountAsync(rig, person, "要登录或订阅才能看"), await CountAsync(rig, person, "又能读到了")));
        }
    }

    [Fact]
    public async Task A_process_that_dies_while_it_says_it_neither_loses_nor_repeats_it_for_long()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await FollowAsync(rig, person, "/rss", "镇上的事");
        await FollowAsync(rig, person, "/other", "别处的事");
        await rig.PollAsync();
        await rig.FailForDaysAsync("镇上的事", SourceFailure.NoAnswer);
        await rig.InAsync<AlertsDb, int>(async db =>
        {
            var (chat, source) = (await db.Subscribers.SingleAsync(AddingRig.Cancel), await db.AddedSources.SingleAsync(s => s.Name == "镇上的事", AddingRig.Cancel));
            db.ToldSources.Add(new ToldSource
            {
                SubscriberId = chat.Id, SourceId = source.SourceId, SayingAt = TimeProvider.System.GetUtcNow(),
            });
            return await db.SaveChangesAsync(AddingRig.Cancel);
        });

        await rig.TellAsync(age: false);
        Assert.Equal(0, await CountAsync(rig, person, "一直读不到"));
        await Task.WhenAll(rig.TellAsync(), rig.TellAsync(age: false), rig.TellAsync(age: false));
        await rig.TellAsync();

        Assert.Equal(1, await CountAsync(rig, person, "一直读不到"));
    }

    [Fact]
    public async Task Quiet_hours_mutes_and_a_stop_are_respected_and_the_notice_comes_after_them()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await FollowAsync(rig, person, "/rss", "镇上的事");
        await FollowAsync(rig, person, "/other", "别处的事");
        await rig.PollAsync();
        await rig.FailForDaysAsync("镇上的事", SourceFailure.NoAnswer);
        await rig.InAsync<AlertsDb, int>(db => db.Subscribers.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.PausedUntil, TimeProvider.System.GetUtcNow().AddHours(3)), AddingRig.Cancel));

        await rig.TellAsync();
        Assert.Equal(0, await CountAsync(rig, person, "一直读不到"));
        await rig.InAsync<AlertsDb, int>(db => db.Subscribers.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.PausedUntil, (DateTimeOffset?)null), AddingRig.Cancel));
        await rig.TellAsync();

        Assert.Equal(1, await CountAsync(rig, person, "一直读不到"));
    }

    [Fact]
    public async Task A_move_is_told_once_and_a_button_keeps_the_new_address_for_good()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await FollowAsync(rig, person, "/rss", "镇上的事");
        var moved = rig.MapFeed("/new", "镇上的事", "渡口恢复通航");
        rig.Origin.Map("/rss", Answers.Redirect("/new", 301));
        await Eventually.TrueAsync(async () =>
        {
            await rig.PollAsync();
            return (await rig.StateAsync("镇上的事")).AdoptedUrl == moved;
        });

        await rig.TellAsync();
        await rig.TellAsync();
        var heard = await person.SeeAsync("搬到了新网址");
        Assert.Equal(1, await CountAsync(rig, person, "搬到了新网址"));
        Assert.Contains(moved, heard.Json, StringComparison.Ordinal);
        await person.PressAsync(heard, "以后就用新网址", "已换成新网址");

        var source = await rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.AsNoTracking().SingleAsync(s => s.State > AddedSourceState.Found, AddingRig.Cancel));
        Assert.Equal(moved, source.Url);
        // The button's answer took the place of the notice, which does not come again.
        await rig.PollAsync();
        await rig.TellAsync();
        Assert.Equal(0, await CountAsync(rig, person, "搬到了新网址"));
        Assert.Null((await rig.StateAsync("镇上的事")).AdoptedUrl);
    }

    [Fact]
    public async Task A_dead_source_whose_site_has_another_feed_proposes_it_and_one_look_replaces_it_with_all_settings()
    {
        await using var rig = await AddingRig.StartAsync();
        var person = await rig.PersonAsync();
        await FollowAsync(rig, person, "/rss", "镇上的事", "digest");
        await FollowAsync(rig, person, "/other", "别处的事");
        await rig.PollAsync();
        var proposed = rig.MapFeed("/feed.xml", "镇上的事（新）", "渡口恢复通航", "灯会改到周日");
        await rig.FailForDaysAsync("镇上的事", SourceFailure.NotFound, proposed);
        rig.Origin.Map("/rss", Answers.Status(404));

        await rig.TellAsync();
        var heard = await person.SeeAsync("可能搬到了这里");
        var shown = await person.PressAsync(heard, "看看", "灯会改到周日");
        await person.PressAsync(shown, "换成", "已换成新网址");

        var row = await rig.InAsync<AlertsDb, AddedSource>(db => db.AddedSources.AsNoTracking().SingleAsync(s => s.Url == proposed, AddingRig.Cancel));
        var kept = await rig.InAsync<AlertsDb, Subscription>(db => db.Subscriptions.AsNoTracking().SingleAsync(w => w.TopicId == row.SourceId, AddingRig.Cancel));
        Assert.Equal(SubscriptionMode.Digest, kept.Mode);
    }

    private static async Task FollowAsync(AddingRig rig, Person person, string path, string name, string how = "all")
    {
        var found = await person.SayAsync(rig.MapFeed(path, name, "渡口恢复通航"), "找到了");
        await person.PressAsync(found, how == "digest" ? "进汇总" : "关注", "已关注");
    }

    // What the chat has, whether or not its page was read to here.
    private static Task<int> CountAsync(AddingRig rig, Person person, string words) => rig.InAsync<AlertsDb, int>(async db =>
        (await db.Transcript.AsNoTracking().Where(e => e.ChatId == person.ChatId && e.Side == TranscriptSide.Bot).Select(e => e.Json).ToListAsync(AddingRig.Cancel))
            .Count(json => System.Text.RegularExpressions.Regex.Unescape(json).Contains(words, StringComparison.Ordinal)));
}
