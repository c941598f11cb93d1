using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>One process at a time sends for an account, and the next one continues where the previous one stopped.</summary>
public sealed class LaneTests(TestDatabases databases)
{
    private static readonly AlertsOptions Options = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_lane_gets_a_new_owner_only_when_its_lease_lapses(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var (first, second) = (Lease(rig, "first"), Lease(rig, "second"));
        Assert.True(await HoldAsync(rig, first));
        for (var beat = 0; beat < 20; beat++)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await HoldAsync(rig, first);
            Assert.False(await HoldAsync(rig, second));
        }

        rig.Time.Advance(Options.LaneLease / 2);
        Assert.False(await HoldAsync(rig, second));
        rig.Time.Advance(Options.LaneLease);
        Assert.True(await HoldAsync(rig, second));

        Assert.False(await rig.InDbAsync<AlertsDb, bool>(db => first.MaySendAsync(db, Cancel)));
        Assert.True(await rig.InDbAsync<AlertsDb, bool>(db => second.MaySendAsync(db, Cancel)));
        Assert.False(await HoldAsync(rig, first));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_that_fails_is_a_fault_unless_another_node_has_taken_the_lane_meanwhile(bool isTaken)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        var (cut, log) = (new CutOff(), new Levels());
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var rig = await AlertsRig.CreateAsync(database.Location, interceptor: cut, loggers: loggers, node: new NodeIdentity("first", IsAlone: false));
        // This is what a database does when it ends the transaction of a frozen process.
        cut.Before = () => isTaken
            ? rig.InDbAsync<AlertsDb, int>(db => db.Lanes.ExecuteUpdateAsync(set => set.SetProperty(l => l.Epoch, l => l.Epoch + 1).SetProperty(l => l.Owner, "second"), Cancel))
            : Task.CompletedTask;

        await rig.Worker.StartAsync(Cancel);
        await Eventually.TrueAsync(() => log.All.Any(level => level >= LogLevel.Warning));
        await rig.Worker.StopAsync(Cancel);

        Assert.Equal(isTaken ? LogLevel.Warning : LogLevel.Error, log.All.Max());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_released_lane_is_taken_at_once(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var (first, second) = (Lease(rig, "first"), Lease(rig, "second"));
        await HoldAsync(rig, first);
        Assert.False(await HoldAsync(rig, second));

        await rig.InDbAsync<AlertsDb, bool>(async db =>
        {
            await first.GiveBackAsync(db, Cancel);
            return true;
        });

        Assert.True(await HoldAsync(rig, second));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_node_that_lost_the_lane_during_a_fan_out_sends_nothing_and_moves_no_cursor(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location, node: new NodeIdentity("one of several", IsAlone: false));
        for (var n = 0; n < 10; n++)
            await rig.FollowerAsync($"c{n}", AlertsRig.News);
        var other = Lease(rig, "other");
        rig.Platform.Answer = async (_, _) =>
        {
            if (rig.Platform.Lines.Count == 4)
                await rig.InDbAsync<AlertsDb, bool>(db => other.HoldAsync(db, byForce: true, Cancel));
            return null;
        };
        await rig.PublishAsync("新闻");

        await rig.RunAsync();

        Assert.Equal(5, rig.Platform.Lines.Count);
        var cursor = await rig.InDbAsync<AlertsDb, long>(async db => (await db.FanOuts.SingleAsync(Cancel)).Cursor);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        await using var next = await AlertsRig.CreateAsync(database.Location, time: rig.Time);
        await next.RunAsync();
        Assert.Equal(["c5", "c6", "c7", "c8", "c9"], next.Platform.Lines.Select(l => l.Chat));
        Assert.True(cursor <= 5);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_next_owner_keeps_the_budgets_and_the_pause_that_the_platform_asked_for(DatabaseEngine engine)
    {
        var limits = new SendLimits(100, 100, 5);
        await using var database = await databases.CreateAsync(engine);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using (var first = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time))
        {
            await first.FollowerAsync("g1", AlertsRig.News);
            for (var n = 0; n < 7; n++)
                await first.PublishAsync($"{n}");
            await first.RunAsync();
            Assert.Equal(5, first.Platform.Lines.Count);
        }

        await using (var second = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time))
        {
            await second.RunAfterAsync(30);
            Assert.Empty(second.Platform.Lines);
            await second.FollowerAsync("other", AlertsRig.AlertsRoot);
            second.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromSeconds(100), WholeAccount: true));
            await second.PublishAsync("警情", "alerts");
            await second.RunAsync();
        }

        await using var third = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time);
        await third.RunAfterAsync(90);
        Assert.Empty(third.Platform.Lines);
        await third.RunAfterAsync(11);
        Assert.Equal(["g1: 5", "g1: 6", "other: 警情"], third.Platform.Arrived.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_next_owner_keeps_the_limits_of_a_day_and_counts_a_digest_as_one_message(DatabaseEngine engine)
    {
        var limits = SendLimits.None with { Further = [new SendLimit(LimitScope.Account, 3, TimeSpan.FromDays(1))] };
        await using var database = await databases.CreateAsync(engine);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using (var first = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time))
        {
            var chat = await first.FollowerAsync("reader", AlertsRig.News);
            await first.InDbAsync<ChatSettings, int>(async settings =>
            {
                await settings.PauseAsync(chat, time.GetUtcNow().AddHours(1), Cancel);
                return 0;
            });
            for (var n = 0; n < 7; n++)
                await first.PublishAsync($"{n}");
            await first.RunAsync();
            await first.RunAfterAsync(3601);
            Assert.Single(first.Platform.Lines);
            await first.PublishAsync("8");
            await first.RunAsync();
        }

        await using var second = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time);
        await second.PublishAsync("9");
        await second.PublishAsync("10");
        await second.RunAfterAsync(3600);
        Assert.Equal(["reader: 9"], second.Platform.Arrived);
        await second.RunAfterAsync(24 * 3600);
        Assert.Equal(["reader: 9", "reader: 10"], second.Platform.Arrived);
    }

    [Fact]
    public async Task The_next_owner_counts_a_groups_digest_too()
    {
        var limits = new SendLimits(100, 100, 1);
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        await using (var first = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time))
        {
            var chat = await first.FollowerAsync("g1", AlertsRig.News);
            await first.InDbAsync<ChatSettings, int>(async settings =>
            {
                await settings.PauseAsync(chat, time.GetUtcNow().AddHours(1), Cancel);
                return 0;
            });
            await first.PublishAsync("1");
            await first.PublishAsync("2");
            await first.RunAsync();
            await first.RunAfterAsync(3601);
            Assert.Single(first.Platform.Lines);
        }

        await using var second = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(limits), time: time);
        await second.PublishAsync("3");
        await second.RunAfterAsync(30);
        Assert.Empty(second.Platform.Lines);
        await second.RunAfterAsync(40);
        Assert.Equal(["g1: 3"], second.Platform.Arrived);
    }

    [Fact]
    public async Task Several_throttled_chats_park_the_account_and_it_goes_on_more_slowly()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location, new RecordingPlatform(new SendLimits(30, 1, 20)));
        for (var n = 0; n < 50; n++)
            await rig.FollowerAsync($"c{n}", AlertsRig.News);
        var asked = 0;
        rig.Platform.Answer = (_, _) =>
        {
            asked++;
            return Task.FromResult<SendResult?>(new SendResult.Throttled(TimeSpan.FromSeconds(5), WholeAccount: false));
        };
        await rig.PublishAsync("新闻");

        await rig.RunAsync();

        Assert.Equal(3, asked);
        rig.Platform.Answer = (_, _) => Task.FromResult<SendResult?>(null);
        for (var second = 0; second < 12; second++)
            await rig.RunAfterAsync(1);
        Assert.Equal(50, rig.Platform.Lines.Count);
    }

    private static LaneLease Lease(AlertsRig rig, string name) => new(rig.Platform, new NodeIdentity(name, IsAlone: false), Options, rig.Time);

    private static Task<bool> HoldAsync(AlertsRig rig, LaneLease lease) =>
        rig.InDbAsync<AlertsDb, bool>(db => lease.HoldAsync(db, byForce: false, Cancel));

    /// <summary>Fails once when the lane reads the open fan-outs.</summary>
    private sealed class CutOff : DbCommandInterceptor
    {
        public Func<Task>? Before { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Before is not { } before || !command.CommandText.Contains("fan_outs", StringComparison.Ordinal))
                return result;
            Before = null;
            await before();
            throw new Microsoft.Data.Sqlite.SqliteException("the connection was cut off", 1);
        }
    }

    private sealed class Levels : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<LogLevel> All { get; } = new();

        // The service shows no log lines of EF Core.
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Yunhepan.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue(logLevel);

        public void Dispose()
        {
        }
    }
}
