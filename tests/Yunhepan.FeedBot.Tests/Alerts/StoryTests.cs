using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>A story alerts once in each chat, even while its first article still waits.</summary>
public sealed class StoryTests(TestDatabases databases)
{
    private static readonly TopicKey Evening = new(TopicKind.Source, "evening");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_closes_while_a_story_and_its_repost_wait_for_its_digest_delays_nobody_else(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var reader = await ReaderAsync(rig);
        await rig.FollowerAsync("other", AlertsRig.News);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.RepostAsync(original, "一（转）", "evening");
        await rig.RunAsync();

        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(chat.ChatId == "reader" ? new SendResult.ChatGone("blocked") : null);
        await rig.PublishAsync("急", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();
        await rig.PublishAsync("二");
        await rig.RunAsync();

        Assert.Contains("other: 二", rig.Platform.Arrived);
        Assert.Equal(["一", "急"], await LettersAsync(rig, reader));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_chat_that_blocks_us_while_a_story_waits_both_for_its_turn_and_for_its_digest_leaves_one_dead_letter_of_it(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var reader = await ReaderAsync(rig, evening: SubscriptionMode.Instant);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromHours(1), WholeAccount: false));
        await rig.RepostAsync(original, "一（转）", "evening");
        await rig.RunAsync();
        Assert.Equal(2, await rig.InDbAsync<AlertsDb, int>(db => db.Deferred.CountAsync(Cancel)));

        await rig.InScopeAsync(s => s.GetRequiredService<ChatReach>().LostAsync(reader.Address, "blocked", Cancel));

        Assert.Equal(["一"], await LettersAsync(rig, reader));
        Assert.Equal(0, await rig.InDbAsync<AlertsDb, int>(db => db.Deferred.CountAsync(Cancel)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_digest_lists_a_story_once_however_many_sources_report_it(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await ReaderAsync(rig);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.RepostAsync(original, "一（转）", "evening");
        await rig.PublishAsync("二");
        await rig.RunAsync();
        Assert.True((await AuditAsync(rig)).IsBalanced);

        await rig.RunAfterAsync(24 * 3600);

        Assert.Equal(["reader: Daily 2: 新闻 二、一"], rig.Platform.Arrived);
        Assert.True((await AuditAsync(rig)).IsBalanced);
    }

    [Fact]
    public async Task A_repost_that_the_chat_wants_at_once_does_not_wait_for_the_digest_and_the_digest_leaves_it_out()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await ReaderAsync(rig, evening: SubscriptionMode.Instant);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.RepostAsync(original, "一（转）", "evening");
        await rig.RunAsync();
        Assert.Equal(["reader: 一"], rig.Platform.Arrived);
        await rig.PublishAsync("二");
        await rig.RunAsync();

        await rig.RunAfterAsync(25 * 3600);
        await rig.RunAsync();

        Assert.Equal(["reader: 一", "reader: 二"], rig.Platform.Arrived);
    }

    [Fact]
    public async Task A_story_waiting_for_one_subscription_still_arrives_for_another_when_that_one_ends()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var reader = await ReaderAsync(rig);
        var original = await rig.PublishAsync("一");
        await rig.RunAsync();
        await rig.RepostAsync(original, "一（转）", "evening");
        await rig.RunAsync();

        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().UnfollowAsync(reader, AlertsRig.News, Cancel));
        await rig.RunAfterAsync(25 * 3600);

        Assert.Equal(["reader: 一"], rig.Platform.Arrived);
    }

    private static async Task<Subscriber> ReaderAsync(AlertsRig rig, SubscriptionMode evening = SubscriptionMode.Digest)
    {
        var reader = await rig.FollowerAsync("reader", AlertsRig.Missing);
        await rig.InScopeAsync(async s =>
        {
            var subscriptions = s.GetRequiredService<Subscriptions>();
            await subscriptions.ChooseAsync(reader, AlertsRig.News, new SubscriptionChoice { Mode = SubscriptionMode.Digest }, Cancel);
            await subscriptions.ChooseAsync(reader, Evening, new SubscriptionChoice { Mode = evening }, Cancel);
        });
        return reader;
    }

    private static async Task<IEnumerable<string>> LettersAsync(AlertsRig rig, Subscriber chat) =>
        (await rig.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(all => all.ListAsync(new DeadLetterFilter { Subscriber = chat.Id }, 10, Cancel)))
            .Select(letter => letter.Title).Order(StringComparer.Ordinal);

    private static Task<AuditReport> AuditAsync(AlertsRig rig) => rig.InDbAsync<AlertAudit, AuditReport>(
        audit => audit.ReadAsync(rig.Time.GetUtcNow() - TimeSpan.FromDays(2), rig.Time.GetUtcNow() + TimeSpan.FromHours(1), Cancel));
}
