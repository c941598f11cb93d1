using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Two chats are merged during a fan-out: the remaining one receives what is open, once.</summary>
public sealed class MergingTests(TestDatabases databases)
{
    private static readonly string[] Three = ["一", "三", "二"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_forum_topic_that_ends_half_way_through_an_audience_leaves_its_alerts_to_the_chat_itself(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var forum = (await rig.FollowerAsync("g-forum")).Address;
        await rig.FollowerAsync("before", AlertsRig.News);
        await TopicAsync(rig, forum with { ThreadId = "7" });
        await rig.FollowerAsync("after", AlertsRig.News);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        WhenFirstSentTo(rig, "before", () => MoveAsync(rig, forum with { ThreadId = "7" }, forum));
        await PublishThreeAsync(rig);

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(Three, ArrivedAt(rig, "g-forum").Order(StringComparer.Ordinal));
        Assert.Equal(9, rig.Platform.Lines.Count);
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_group_that_migrates_into_a_chat_known_by_a_lower_number_gets_what_is_open(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("g-new", AlertsRig.Missing);
        await rig.FollowerAsync("before", AlertsRig.News);
        var old = (await rig.FollowerAsync("g-old", AlertsRig.News)).Address;
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        WhenFirstSentTo(rig, "before", () => MoveAsync(rig, old, old with { ChatId = "g-new" }));
        await PublishThreeAsync(rig);

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(Three, ArrivedAt(rig, "g-new").Order(StringComparer.Ordinal));
        Assert.Empty(ArrivedAt(rig, "g-old"));
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, true)]
    [InlineData(DatabaseEngine.Sqlite, false)]
    [InlineData(DatabaseEngine.Postgres, true)]
    [InlineData(DatabaseEngine.Postgres, false)]
    public async Task What_is_in_the_air_to_a_chat_that_is_merged_meanwhile_counts_for_the_one_it_became(DatabaseEngine engine, bool arrives)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 4);
        await rig.FollowerAsync("g-new", AlertsRig.Missing);
        var old = (await rig.FollowerAsync("g-old", AlertsRig.News)).Address;
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var moved = false;
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId != "g-old" || moved)
                return null;
            moved = true;
            await MoveAsync(rig, old, old with { ChatId = "g-new" });
            return arrives ? null : new SendResult.Throttled(TimeSpan.FromSeconds(5), WholeAccount: false);
        };
        await rig.PublishAsync("一");

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal([arrives ? "g-old: 一" : "g-new: 一"], rig.Platform.Arrived);
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_is_merged_while_the_lane_looks_for_what_is_next_does_not_get_again_what_flies_to_it(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        var look = new AfterLook();
        await using var rig = await AlertsRig.CreateAsync(database.Location, configure: o => o.InTheAir = 4, interceptor: look);
        await rig.FollowerAsync("g-new", AlertsRig.Missing);
        var old = (await rig.FollowerAsync("g-old", AlertsRig.News)).Address;
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var merged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId == "g-old")
                await merged.Task;
            return null;
        };
        await rig.PublishAsync("一");
        // Between the look at what is in the air and the look at what waits.
        look.Then = async () =>
        {
            await MoveAsync(rig, old, old with { ChatId = "g-new" });
            merged.SetResult();
        };

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(["g-old: 一"], rig.Platform.Arrived);
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_that_goes_round_reaches_the_message_of_a_chat_that_was_merged(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var forum = (await rig.FollowerAsync("g-forum")).Address;
        await rig.FollowerAsync("before", AlertsRig.News);
        await TopicAsync(rig, forum with { ThreadId = "7" });
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var article = await rig.PublishAsync("停水三小时");
        await rig.RunAsync();
        WhenFirstSentTo(rig, "before", () => MoveAsync(rig, forum with { ThreadId = "7" }, forum));
        await rig.CorrectAsync(article, "停水五小时");

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        var edit = Assert.Single(rig.Platform.Lines, line => line is { Chat: "g-forum", Title: "停水五小时" });
        Assert.NotNull(edit.EditedId);
        await AssertBalancedAsync(rig);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_its_filter_keeps_out_does_not_come_because_of_the_merge(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var forum = (await rig.FollowerAsync("g-forum")).Address;
        await rig.FollowerAsync("before", AlertsRig.News);
        var topic = await TopicAsync(rig, forum with { ThreadId = "7" });
        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().ChooseAsync(topic, AlertsRig.News, new SubscriptionChoice { Exclude = ["二"] }, Cancel));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        WhenFirstSentTo(rig, "before", () => MoveAsync(rig, forum with { ThreadId = "7" }, forum));
        await PublishThreeAsync(rig);

        await rig.RunAsync();
        await rig.RunAfterAsync(60);

        Assert.Equal(["一", "三"], ArrivedAt(rig, "g-forum").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_queued_for_a_chat_that_is_no_more_goes_to_the_one_it_became(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var forum = await rig.FollowerAsync("g-forum");
        var topic = await TopicAsync(rig, forum.Address with { ThreadId = "7" });
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromSeconds(30), WholeAccount: false));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await MoveAsync(rig, topic.Address, forum.Address);
        // As if the row had been written by a walk that had read the chat before it was merged.
        await rig.InDbAsync<AlertsDb, int>(db => db.Deferred.ExecuteUpdateAsync(set => set.SetProperty(d => d.SubscriberId, topic.Id), Cancel));
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);

        await rig.RunAfterAsync(60);
        await rig.RunAfterAsync(60);

        Assert.Equal(["g-forum: 一"], rig.Platform.Arrived);
    }

    private static IEnumerable<string> ArrivedAt(AlertsRig rig, string chat) => rig.Platform.Lines.Where(line => line.Chat == chat).Select(line => line.Title);

    private static async Task PublishThreeAsync(AlertsRig rig)
    {
        foreach (var title in (string[])["一", "二", "三"])
            await rig.PublishAsync(title);
    }

    private static async Task<Subscriber> TopicAsync(AlertsRig rig, ChatAddress address)
    {
        Subscriber? topic = null;
        await rig.InScopeAsync(async s =>
        {
            topic = await s.GetRequiredService<SubscriberStore>().ArriveAsync(address, "zh", Cancel);
            await s.GetRequiredService<Subscriptions>().FollowAsync(topic, AlertsRig.News, Cancel);
        });
        return topic!;
    }

    private static Task MoveAsync(AlertsRig rig, ChatAddress from, ChatAddress to) =>
        rig.InScopeAsync(s => s.GetRequiredService<SubscriberStore>().MoveAsync(from, to, Cancel));

    private static void WhenFirstSentTo(AlertsRig rig, string chatId, Func<Task> action)
    {
        var isDone = false;
        rig.Platform.Answer = async (chat, _) =>
        {
            if (chat.ChatId == chatId && !isDone)
            {
                isDone = true;
                await action();
            }

            return null;
        };
    }

    private static async Task AssertBalancedAsync(AlertsRig rig)
    {
        var report = await rig.InDbAsync<AlertAudit, AuditReport>(
            audit => audit.ReadAsync(rig.Time.GetUtcNow().AddHours(-1), rig.Time.GetUtcNow().AddHours(1), Cancel));
        Assert.All(report.Alerts, alert => Assert.Empty(alert.Missing));
        Assert.Empty(await rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter(), 10, Cancel)));
    }

    /// <summary>Does something, once, right after chats were looked up that became others.</summary>
    private sealed class AfterLook : DbCommandInterceptor
    {
        public Func<Task>? Then { get; set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Then is { } then && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.CommandText.Contains("merged_chats", StringComparison.Ordinal))
            {
                Then = null;
                await then();
            }

            return result;
        }
    }
}
