using System.Diagnostics;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>
/// Alerts of all classes arrive continuously, a share of all sends fails, and the process (or its database) is killed at random
/// moments. At the end everything must have arrived by the emulator's record.
/// </summary>
internal static class DeathLoad
{
    private const int InTheAir = 4;
    private const int Chats = 60;

    // Nothing more is published above this number of pending deliveries, so that the service can keep up.
    private const int MostDue = 3_000;

    private static readonly (string Category, Priority Priority)[] Classes =
        [("news", Priority.Normal), ("alerts", Priority.Urgent), ("notes", Priority.Low)];

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LoadArguments(args);
        var kills = arguments.Number("kills", 200);
        var victim = arguments.Word("victim", "feedbot");
        var life = arguments.Number("life", 3_000);
        var isPostgres = arguments.Word("engine", victim == "database" ? "postgres" : "sqlite") == "postgres";
        using var postgres = isPostgres ? await PostgresServer.StartAsync(isDurable: true) : null;
        using var disk = victim == "disk" ? await SmallDisk.MountAsync() : null;
        var location = postgres is null ? null : new DatabaseLocation.Postgres(postgres.ConnectionString);
        await using var rig = await LoadRig.CreateAsync(LimitOptions.Off, location, disk?.Folder);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Telegram__PerSecond"] = "200",
            ["Telegram__PerChatPerSecond"] = "20",
            ["Telegram__RequestTimeout"] = "00:00:00.5",
            ["Alerts__LaneLease"] = "00:00:01",
        })
        {
            rig.Environment[key] = value;
        }

        var chats = rig.CreateChats(Chats);
        foreach (var (category, _) in Classes)
            await rig.Database.FollowAsync(rig.Account, chats, category);
        rig.Telegram.FailAtRandom(
            "sendMessage", arguments.Share("faults", 0.04), seed: 3,
            Fault.TooManyRequests(1), Fault.InternalServerError, Fault.BadGatewayHtml, Fault.Timeout, Fault.TimeoutAfterAccept,
            Fault.ResetBeforeAccept, Fault.ResetAfterAccept, Fault.Slow(TimeSpan.FromMilliseconds(100)));
        return await RunAsync(rig, chats, kills, life, victim == "database" ? postgres : null, disk);
    }

    private static async Task<int> RunAsync(LoadRig rig, IReadOnlyList<long> chats, int kills, int longestLife, PostgresServer? database, SmallDisk? disk)
    {
        var ledger = new ArrivalLedger(rig.Telegram);
        Dictionary<string, string> classOf = new(StringComparer.Ordinal);
        var random = new Random(17);
        var clock = Stopwatch.StartNew();
        var child = await rig.StartReadyAsync();
        try
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                var life = TimeSpan.FromMilliseconds(500 + random.Next(longestLife));
                // The lifetime of a process counts from its first message, because the duration of the start is not measured here.
                var (before, moved) = (ledger.Messages, TimeProvider.System.GetTimestamp());
                while (ledger.Messages == before && TimeProvider.System.GetElapsedTime(moved) < TimeSpan.FromSeconds(30))
                    await PublishAsync(rig, ledger, classOf, random, TimeSpan.FromMilliseconds(200));
                await PublishAsync(rig, ledger, classOf, random, life);
                if (database is not null)
                {
                    await database.KillAsync();
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_500)), TimeProvider.System);
                    await database.RestartAsync();
                    Npgsql.NpgsqlConnection.ClearAllPools();
                }
                else if (disk is not null)
                {
                    await disk.FillAsync();
                    await PublishAsync(rig, ledger, classOf, random, TimeSpan.FromMilliseconds(500 + random.Next(1_500)));
                    // Every second time the process is killed and restarted while the disk is full.
                    if (kill % 2 == 0)
                        await child.KillAsync();
                    disk.Free();
                    if (kill % 2 == 0)
                        child = rig.Start();
                }
                else
                {
                    await child.DisposeAsync();
                    child = rig.Start();
                }

                if (kill % 10 == 0)
                    Console.WriteLine($"  {kill} kills in {clock.Elapsed:hh\\:mm\\:ss}: {ledger.Messages:N0} messages arrived of {classOf.Count * chats.Count:N0}, repeated {ledger.UnexplainedRepeats} + {ledger.RepeatsInDoubt} in doubt");
            }

            rig.Telegram.ClearFaults();
            var due = classOf.Count * chats.Count;
            await child.UntilAsync(
                () =>
                {
                    ledger.Read();
                    return ledger.Messages >= due;
                },
                TimeSpan.FromMinutes(10), "the rest to arrive");
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        finally
        {
            await child.DisposeAsync();
        }

        ledger.Read();
        var lost = chats.Sum(chat => classOf.Keys.Count(title => !ledger.Has(chat, title)));
        var inversions = ledger.Inversions(classOf);
        Console.WriteLine(
            $"{kills} kills of the {(database is not null ? "database" : disk is not null ? "disk" : "process")}, {classOf.Count} alerts to {chats.Count} chats: {lost} lost, "
            + $"{ledger.UnexplainedRepeats} repeated by deaths ({(double)ledger.UnexplainedRepeats / kills:N2} a kill, at most {InTheAir} allowed), "
            + $"{ledger.RepeatsInDoubt} repeated because their answer was lost, {inversions} out of order");
        return lost == 0 && inversions == 0 && ledger.UnexplainedRepeats <= kills * InTheAir ? 0 : 1;
    }

    private static async Task PublishAsync(LoadRig rig, ArrivalLedger ledger, Dictionary<string, string> classOf, Random random, TimeSpan time)
    {
        var start = TimeProvider.System.GetTimestamp();
        do
        {
            var (category, priority) = Classes[random.Next(Classes.Length)];
            if ((classOf.Count * Chats) - ledger.Messages > MostDue)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                ledger.Read();
                continue;
            }

            try
            {
                var (title, _) = await rig.Database.PublishAsync(category, priority);
                classOf[title] = category;
            }
            catch (System.Data.Common.DbException)
            {
                // The database is starting, so nothing was stored.
            }
            catch (InvalidOperationException e) when (e.InnerException is System.Data.Common.DbException)
            {
                // The same fault, as a retrying execution strategy reports it.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(350 + random.Next(300)), TimeProvider.System);
            ledger.Read();
        }
        while (TimeProvider.System.GetElapsedTime(start) < time);
    }
}
