using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>
/// Simulates days in an hour: everything timed runs faster by a factor, and memory and file must not grow without limit.
/// </summary>
internal static class SoakLoad
{
    private const int Chats = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LoadArguments(args);
        var (minutes, scale) = (arguments.Number("minutes", 60), arguments.Number("scale", 24));
        var every = TimeSpan.FromSeconds(arguments.Number("every", 8));
        await using var rig = await LoadRig.CreateAsync(new LimitOptions { Scale = scale });
        rig.Environment["Telegram__PerSecond"] = $"{30 * scale}";
        rig.Environment["Telegram__PerChatPerSecond"] = $"{scale}";
        // Ten minutes simulate four hours of retention.
        rig.Environment["Alerts__KeepReceipts"] = "00:10:00";
        var chats = rig.CreateChats(Chats);
        await rig.Database.FollowAsync(rig.Account, chats, "news");
        await using var child = await rig.StartReadyAsync();
        Console.WriteLine("minute | sent | receipts | resident MB | database MB | CPU");
        List<(double Resident, double File)> samples = [];
        var ledger = new ArrivalLedger(rig.Telegram);
        var published = 0;
        for (var minute = 1; minute <= minutes; minute++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var cpu = child.ProcessorTime;
            while (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1))
            {
                await rig.Database.PublishAsync("news", Priority.Normal);
                published++;
                await Task.Delay(every, TimeProvider.System);
                ledger.Read();
            }

            var receipts = await rig.Database.AskAsync(db => db.Receipts.CountAsync());
            var (resident, file) = (child.ResidentBytes / 1e6, Directory.EnumerateFiles(rig.DataFolder).Sum(f => new FileInfo(f).Length) / 1e6);
            samples.Add((resident, file));
            Console.WriteLine($"{minute} | {ledger.Messages:N0} | {receipts:N0} | {resident:N0} | {file:N1} | {(child.ProcessorTime - cpu).TotalSeconds / 60:P1}");
        }

        await child.UntilAsync(
            () =>
            {
                ledger.Read();
                return ledger.Messages >= published * Chats;
            },
            TimeSpan.FromMinutes(5), "the last messages");
        // Memory in the second half must be like that at the end of the first half.
        var (middle, end) = (samples[samples.Count / 2], samples[^1]);
        Console.WriteLine($"{published} alerts, {ledger.Messages:N0} messages, {ledger.UnexplainedRepeats} repeated, 429s {rig.Telegram.RateLimitHits}; half-way {middle.Resident:N0} MB, at the end {end.Resident:N0} MB");
        return ledger.UnexplainedRepeats == 0 && end.Resident < middle.Resident * 1.2 && end.File < middle.File * 1.2 ? 0 : 1;
    }
}
