using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class DigestQueueTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_digest_queue_that_is_no_longer_wanted_is_dropped_without_delaying_others()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var chat = await rig.FollowerAsync("away", AlertsRig.News);
        await rig.FollowerAsync("other", AlertsRig.Missing);
        await rig.InScopeAsync(s => s.GetRequiredService<ChatSettings>().PauseAsync(chat, rig.Time.GetUtcNow().AddHours(1), Cancel));
        foreach (var number in Enumerable.Range(1, 60))
            await rig.PublishAsync($"停水{number}");
        await rig.PublishAsync("照旧");
        await rig.RunAsync();
        foreach (var number in Enumerable.Range(61, 60))
            await rig.PublishAsync($"停水{number}");
        await rig.RunAsync();
        await rig.InScopeAsync(s => s.GetRequiredService<Subscriptions>().ChooseAsync(chat, AlertsRig.News, new SubscriptionChoice { Include = ["照旧"] }, Cancel));

        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.PublishAsync("急", "alerts/missing", Priority.Urgent);
        await rig.RunAsync();

        Assert.Equal("other: 急", rig.Platform.Arrived.First());
        Assert.Contains(rig.Platform.Lines, line => line.Chat == "away" && line.Title.Contains("照旧", StringComparison.Ordinal));
        await rig.RunAfterAsync(1);
        Assert.Equal(0, await rig.InDbAsync<AlertsDb, int>(db => db.Deferred.CountAsync(Cancel)));
    }
}
