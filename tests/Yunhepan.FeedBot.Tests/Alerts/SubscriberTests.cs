using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class SubscriberTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Following_is_bounded_idempotent_and_survives_stop(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.MaxSubscriptionsPerChat = 2);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.InScopeAsync(async s =>
        {
            var subscriptions = s.GetRequiredService<Subscriptions>();
            Assert.Equal(FollowResult.AlreadyFollowed, await subscriptions.FollowAsync(chat, AlertsRig.News, Cancel));
            Assert.Equal(FollowResult.UnknownTopic, await subscriptions.FollowAsync(chat, new TopicKey(TopicKind.Category, "nothing"), Cancel));
            Assert.Equal(FollowResult.Followed, await subscriptions.FollowAsync(chat, AlertsRig.Missing, Cancel));
            Assert.Equal(FollowResult.TooMany, await subscriptions.FollowAsync(chat, AlertsRig.AlertsRoot, Cancel));
            await s.GetRequiredService<SubscriberStore>().StopAsync(chat, Cancel);
        });

        var back = await rig.FollowerAsync("chat");

        Assert.Equal((chat.Id, SubscriberState.Active), (back.Id, back.State));
        await rig.InScopeAsync(async s =>
        {
            var subscriptions = s.GetRequiredService<Subscriptions>();
            Assert.Equal(["新闻", "寻人"], (await subscriptions.ListAsync(back, Cancel)).Select(t => t.Name.Zh));
            Assert.True(await subscriptions.UnfollowAsync(back, AlertsRig.News, Cancel));
            Assert.False(await subscriptions.UnfollowAsync(back, AlertsRig.News, Cancel));
            Assert.Equal(1, await subscriptions.UnfollowAllAsync(back, Cancel));
        });
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reconnecting_client_sees_what_was_added_and_what_was_edited(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.InScopeAsync(async s =>
        {
            var transcript = s.GetRequiredService<Transcript>();
            var first = await transcript.AppendAsync("me", TranscriptSide.Bot, "text", "1", Cancel);
            var seen = await transcript.AppendAsync("me", TranscriptSide.Person, "text", "2", Cancel);
            await transcript.AppendAsync("you", TranscriptSide.Person, "text", "other", Cancel);
            await transcript.ReplaceAsync(first.Id, "1, corrected", Cancel);
            await transcript.AppendAsync("me", TranscriptSide.Bot, "text", "3", Cancel);

            var news = await transcript.ReadAfterAsync("me", seen.Version, 100, Cancel);

            Assert.Equal([(first.Id, "1, corrected")], news.Take(1).Select(e => (e.Id, e.Json)));
            Assert.Equal(["1, corrected", "3"], news.Select(e => e.Json));
        });
    }

    [Fact]
    public async Task A_transcript_keeps_its_newest_entries()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.InScopeAsync(async s =>
        {
            var transcript = s.GetRequiredService<Transcript>();
            foreach (var number in Enumerable.Range(1, 600))
                await transcript.AppendAsync("me", TranscriptSide.Bot, "text", $"{number}", Cancel);

            var kept = await transcript.ReadAfterAsync("me", 0, 1000, Cancel);

            Assert.Equal((Transcript.EntriesPerChat, "600"), (kept.Count, kept[^1].Json));
        });
    }

    [Fact]
    public async Task Topics_are_found_by_id_and_name_whatever_the_case_and_width()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var topics = rig.Services.GetRequiredService<Topics>();

        Assert.Equal(AlertsRig.Missing, topics.Search("寻人")[0].Key);
        Assert.Equal(AlertsRig.Missing, topics.Search("ＭＩＳＳＩＮＧ")[0].Key);
        Assert.Equal(AlertsRig.AlertsRoot, topics.Search("alerts")[0].Key);
        Assert.Equal(AlertsRig.Missing, topics.Search("寻人启事")[0].Key);
        Assert.Empty(topics.Search("  "));
        Assert.Empty(topics.Search("\ud83d"));
    }
}
