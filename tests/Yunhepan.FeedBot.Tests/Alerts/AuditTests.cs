using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class AuditTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_audit_names_who_is_missing_and_nobody_else(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var first = await rig.FollowerAsync("first", AlertsRig.News);
        await rig.FollowerAsync("second", AlertsRig.News);
        await rig.FollowerAsync("slow", AlertsRig.News);
        rig.Platform.Answer = (chat, _) => Task.FromResult<SendResult?>(
            chat.ChatId == "slow" ? new SendResult.Throttled(TimeSpan.FromHours(1), WholeAccount: false) : null);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.PublishAsync("新闻");
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.FollowerAsync("late", AlertsRig.News);
        var good = await ReadAsync(rig);
        Assert.True(good.IsBalanced);
        Assert.Equal((2, 1, 0), (good.Alerts[0].Sent, good.Alerts[0].Waiting.Values.Sum(), good.Alerts[0].OpenLanes));

        await rig.InDbAsync<AlertsDb, int>(db => db.Receipts.Where(r => r.SubscriberId == first.Id).ExecuteDeleteAsync(Cancel));

        var bad = await ReadAsync(rig);
        Assert.False(bad.IsBalanced);
        Assert.Equal([first.Id], bad.Alerts[0].Missing);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_waiting_alert_that_is_no_longer_wanted_gets_a_receipt_that_says_so(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var queued = await rig.FollowerAsync("queued", AlertsRig.News);
        var asleep = await rig.FollowerAsync("asleep", AlertsRig.News);
        await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().SetQuietAsync(asleep, new TimeOnly(7, 0), new TimeOnly(9, 0), Cancel));
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromMinutes(30), WholeAccount: false));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.PublishAsync("不再想看");
        var withdrawn = await rig.PublishAsync("撤回");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await rig.WithdrawAsync(withdrawn);
        await rig.InScopeAsync(async s =>
        {
            foreach (var chat in (Subscriber[])[queued, asleep])
                await s.GetRequiredService<Subscriptions>().ChooseAsync(chat, AlertsRig.News, new SubscriptionChoice { Exclude = ["不再"] }, Cancel);
        });
        await rig.RunAfterAsync(3599);
        await rig.RunAsync();

        Assert.Empty(rig.Platform.Lines);
        var report = await ReadAsync(rig);
        Assert.True(report.IsBalanced);
        Assert.Equal((2, 2), (report.Alerts[0].Outcomes[DeliveryOutcome.Dropped], report.Alerts[1].Outcomes[DeliveryOutcome.Dropped]));
        var reasons = await rig.InDbAsync<AlertsDb, List<string?>>(db => db.Receipts.Where(r => r.AlertRevision <= 2).OrderBy(r => r.AlertRevision).Select(r => r.Reason).ToListAsync(Cancel));
        Assert.Equal(["no longer wanted when its turn came", "the article was withdrawn before it was sent"], reasons.Distinct());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Old_completed_deliveries_are_pruned_and_those_in_progress_are_kept(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("chat", AlertsRig.News);
        await rig.InScopeAsync(async s =>
        {
            var subscriptions = s.GetRequiredService<Subscriptions>();
            await subscriptions.FollowWordAsync(chat, "旧词", Cancel);
            await subscriptions.FollowWordAsync(chat, "新词", Cancel);
            await subscriptions.UnfollowAsync(chat, WordTopic.Parse("旧词")!.Value, Cancel);
            await subscriptions.ChooseAsync(chat, AlertsRig.Missing, new SubscriptionChoice { Include = ["老人"] }, Cancel);
            await subscriptions.ChooseAsync(chat, AlertsRig.Missing, new SubscriptionChoice { Include = ["儿童"] }, Cancel);
        });
        await rig.PublishAsync("旧闻");
        await rig.RunAsync();
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromDays(365), WholeAccount: false));
        await rig.PublishAsync("等待");
        await rig.RunAsync();

        rig.Time.Advance(TimeSpan.FromDays(91));
        await rig.InScopeAsync(s => s.GetRequiredService<AlertRetention>().PruneAsync(Cancel));

        await rig.InDbAsync<AlertsDb, int>(async db =>
        {
            Assert.Empty(await db.Receipts.ToListAsync(Cancel));
            Assert.Equal((1, 1), (await db.Alerts.CountAsync(Cancel), await db.Deferred.CountAsync(Cancel)));
            Assert.Equal(["新词"], await db.Words.Select(w => w.Text).ToListAsync(Cancel));
            Assert.Equal(["儿童"], (await db.Filters.SingleAsync(Cancel)).Include);
            return 0;
        });
        // A word that is followed again is matched again.
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        var other = await rig.FollowerAsync("other");
        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().FollowWordAsync(other, "旧词", Cancel));
        await rig.PublishAsync("又见旧词", "alerts");
        await rig.RunAsync();
        Assert.Contains("other: 又见旧词", rig.Platform.Arrived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_article_that_should_have_alerted_but_did_not_is_listed_with_its_reason(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("reader", AlertsRig.News);
        var lost = await rig.PublishAsync("丢了");
        await rig.PublishAsync("好的");
        await rig.PublishAsync("旧闻", age: TimeSpan.FromDays(30));
        await rig.PublishAsync("首次", alerting: false);
        var untold = await rig.PublishAsync("更旧", age: TimeSpan.FromDays(40));
        await rig.CorrectAsync(untold, "更旧（改）");
        var withdrawn = await rig.PublishAsync("误发");
        await rig.WithdrawAsync(withdrawn);
        await rig.RunAsync();
        await rig.InDbAsync<AlertsDb, int>(db => db.Alerts.Where(a => a.ArticleId == lost.Id).ExecuteDeleteAsync(Cancel));
        await rig.PublishAsync("刚到");

        var report = await ReadAsync(rig);

        Assert.Equal(
            [
                "丢了: New Unknown", "旧闻: New TooOld", "更旧（改）: New TooOld", "更旧（改）: Corrected NeverTold", "误发: New Withdrawn",
                "误发: Withdrawn NeverTold", "刚到: New NotReadYet",
            ],
            report.Unraised.Select(u => $"{u.Title}: {u.Kind} {u.Because}"));
        Assert.False(report.IsBalanced);
        var table = string.Join('\n', AuditCommand.Lines(report).Select(line => line.Text));
        Assert.Contains("1 revisions that were to alert have no alert: MISSING, for no known reason (1)", table, StringComparison.Ordinal);
        Assert.Contains("2 revisions that were to alert have no alert: published too long ago, or read too late (3, 5)", table, StringComparison.Ordinal);
    }

    private static Task<AuditReport> ReadAsync(AlertsRig rig) => rig.InDbAsync<AlertAudit, AuditReport>(
        audit => audit.ReadAsync(rig.Time.GetUtcNow() - TimeSpan.FromHours(1), rig.Time.GetUtcNow() + TimeSpan.FromHours(1), Cancel));
}
