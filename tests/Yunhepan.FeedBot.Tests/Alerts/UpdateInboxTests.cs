using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

public sealed class UpdateInboxTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Updates_wait_in_order_are_known_again_and_forgotten_after_days(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero));
        async Task<T> AskAsync<T>(Func<UpdateInbox, Task<T>> ask)
        {
            await using var scope = rig.Services.CreateAsyncScope();
            return await ask(new UpdateInbox(scope.ServiceProvider.GetRequiredService<AlertsDb>(), time));
        }

        Assert.Equal(UpdateArrival.Taken, await AskAsync(i => i.AddAsync("telegram", "1", 12, "二", Cancel)));
        Assert.Equal(UpdateArrival.Taken, await AskAsync(i => i.AddAsync("telegram", "1", 11, "一", Cancel)));
        Assert.Equal(UpdateArrival.Known, await AskAsync(i => i.AddAsync("telegram", "1", 12, "二", Cancel)));
        Assert.Equal(UpdateArrival.Taken, await AskAsync(i => i.AddAsync("telegram", "2", 12, "别人的", Cancel)));

        Assert.Equal([(11L, "一"), (12L, "二")], (await AskAsync(i => i.BeginAsync("telegram", "1", 9, Cancel))).Select(u => (u.Number, u.Text)));
        await AskAsync(async i =>
        {
            await i.EndAsync("telegram", "1", 11, Cancel);
            return true;
        });
        Assert.Equal(12, Assert.Single(await AskAsync(i => i.BeginAsync("telegram", "1", 9, Cancel))).Number);
        Assert.Equal(UpdateArrival.Known, await AskAsync(i => i.AddAsync("telegram", "1", 11, "一", Cancel)));

        // What still waits is not forgotten.
        time.Advance(TimeSpan.FromDays(3));
        await AskAsync(async i =>
        {
            await i.PruneAsync(Cancel);
            return true;
        });
        await using var after = rig.Services.CreateAsyncScope();
        Assert.Equal(
            ["二", "别人的"],
            (await after.ServiceProvider.GetRequiredService<AlertsDb>().ReceivedUpdates.Select(u => u.Text).ToListAsync(Cancel)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 5)]
    [InlineData(5, 5)]
    [InlineData(2, 150)]
    public async Task Of_those_that_wait_only_the_one_that_ends_the_process_is_lost(long deadly, int count)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await using var scope = rig.Services.CreateAsyncScope();
        var inbox = new UpdateInbox(scope.ServiceProvider.GetRequiredService<AlertsDb>(), TimeProvider.System);
        for (var number = 1; number <= count; number++)
            await inbox.AddAsync("telegram", "1", number, "x", Cancel);
        List<long> answered = [], skipped = [];

        // Each round is one life of the process, which the deadly update ends.
        while (await inbox.BeginAsync("telegram", "1", 100, Cancel) is { Count: > 0 } batch)
        {
            foreach (var update in batch.TakeWhile(each => each.IsPoison || each.Number != deadly))
            {
                (update.IsPoison ? skipped : answered).Add(update.Number);
                await inbox.EndAsync("telegram", "1", update.Number, Cancel);
            }
        }

        Assert.Equal([deadly], skipped);
        Assert.Equal(count - 1, answered.Count);
    }

    [Fact]
    public async Task Deaths_while_an_update_is_answered_cost_none_of_the_others()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await using var scope = rig.Services.CreateAsyncScope();
        var inbox = new UpdateInbox(scope.ServiceProvider.GetRequiredService<AlertsDb>(), TimeProvider.System);
        for (var number = 1; number <= 9; number++)
            await inbox.AddAsync("telegram", "1", number, "x", Cancel);
        for (var death = 0; death < 6; death++)
            await inbox.BeginAsync("telegram", "1", 100, Cancel);

        List<bool> poison = [];
        while (await inbox.BeginAsync("telegram", "1", 100, Cancel) is { Count: > 0 } batch)
        {
            foreach (var update in batch)
            {
                poison.Add(update.IsPoison);
                await inbox.EndAsync("telegram", "1", update.Number, Cancel);
            }
        }

        Assert.Equal([true, .. Enumerable.Repeat(false, 8)], poison);
    }

    [Fact]
    public async Task No_more_are_taken_than_may_wait()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await using var scope = rig.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        db.ReceivedUpdates.AddRange(Enumerable.Range(1, UpdateInbox.MostWaiting).Select(i => new ReceivedUpdate { Platform = "telegram", Account = "1", Number = i, Text = "x" }));
        await db.SaveChangesAsync(Cancel);
        var inbox = new UpdateInbox(db, TimeProvider.System);
        Assert.Equal(UpdateArrival.Full, await inbox.AddAsync("telegram", "1", 1_000_000, "y", Cancel));
        await inbox.EndAsync("telegram", "1", 5, Cancel);
        Assert.Equal(UpdateArrival.Taken, await inbox.AddAsync("telegram", "1", 1_000_000, "y", Cancel));
    }
}
