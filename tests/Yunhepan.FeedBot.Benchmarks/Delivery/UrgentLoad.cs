using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>Sends urgent alerts during a backlog of normal deliveries at Telegram's limits.</summary>
internal static class UrgentLoad
{
    private const int Urgent = 5;
    private const int PerSecond = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new LoadArguments(args);
        var (chats, alerts, rounds) = (arguments.Number("chats", 100_000), arguments.Number("alerts", 10), arguments.Number("urgent", 100));
        await using var rig = await LoadRig.CreateAsync(new LimitOptions());
        // Only as many chats exist as can be reached in the time; the rest of the backlog stays a backlog.
        var real = rig.CreateChats(Math.Min(chats, (rounds * 3 * PerSecond) + 2_000));
        var all = real.Concat(Enumerable.Range(0, chats - real.Count).Select(n => 5_000_000_000L + n));
        await rig.Database.FollowAsync(rig.Account, all, "news");
        await rig.Database.FollowAsync(rig.Account, real.Take(Urgent), "alerts");
        await using var child = await rig.StartReadyAsync();
        for (var n = 0; n < alerts; n++)
            await rig.Database.PublishAsync("news", Priority.Normal);
        await child.UntilAsync(() => LoadRig.Accepted(rig.Telegram.Ledger).Count() > 2 * PerSecond, TimeSpan.FromMinutes(2), "the backlog to move");

        List<double> delays = [];
        for (var n = 0; n < rounds; n++)
        {
            var before = rig.Telegram.Ledger.Count;
            var (title, storedAt) = await rig.Database.PublishAsync("alerts", Priority.Urgent);
            List<DateTimeOffset> arrived = [];
            await child.UntilAsync(
                () => (arrived = [.. LoadRig.Accepted(rig.Telegram.LedgerAfter(before)).Where(c => LoadRig.TitleOf(c) == title).Select(c => c.At)]).Count == Urgent,
                TimeSpan.FromSeconds(30), title);
            delays.AddRange(arrived.Select(at => (at - storedAt).TotalSeconds));
            await Task.Delay(TimeSpan.FromMilliseconds(1_500 + (n * 37 % 1_000)), TimeProvider.System);
        }

        delays.Sort();
        var p99 = delays[(int)((delays.Count - 1) * 0.99)];
        Console.WriteLine(
            $"backlog {(long)chats * alerts:N0} deliveries; {delays.Count} urgent messages, stored to received: p50 {delays[delays.Count / 2]:N3} s, p99 {p99:N3} s, max {delays[^1]:N3} s; "
            + $"429s provoked: {rig.Telegram.RateLimitHits}; resident {child.ResidentBytes / 1e6:N0} MB");
        return p99 < 2 ? 0 : 1;
    }
}
