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
    public async Task A_send_in_flight_to_a_chat_that_is_merged_counts_for_the_new_chat(DatabaseEngine engine, bool arrives)
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
    public async Task A_chat_merged_while_the_lane_chooses_does_not_get_an_alert_in_flight_again(DatabaseEngine engine)
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
        // The merge happens between reading the sends in flight and reading the queue.
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
    public async Task A_correction_being_delivered_reaches_the_message_of_a_merged_chat(DatabaseEngine engine)
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
    public async Task An_alert_that_the_filter_excludes_does_not_arrive_because_of_the_merge(DatabaseEngine engine)
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
    public async Task Alerts_queued_for_a_replaced_chat_go_to_the_new_chat(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var forum = await rig.FollowerAsync("g-forum");
        var topic = await TopicAsync(rig, forum.Address with { ThreadId = "7" });
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromSeconds(30), WholeAccount: false));
        await rig.PublishAsync("一");
        await rig.RunAsync();
        await MoveAsync(rig, topic.Address, forum.Address);
        // The row looks as if a fan-out had read the chat before it was merged.
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

    /// <summary>Runs an action once, right after merged chats were looked up.</summary>
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
