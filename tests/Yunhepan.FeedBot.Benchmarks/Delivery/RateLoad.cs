using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>
/// Sends one article to many chats: first at Telegram's limit, which must never be exceeded, then as fast as the program can.
/// </summary>
internal static class RateLoad
{
    private const double Permitted = 30;

    public static async Task<int> RunAsync(string[] args)
    {
        var chats = new LoadArguments(args).Number("chats", 10_000);
        var limited = await MeasureAsync(chats, new LimitOptions(), []);
        Console.WriteLine($"limits on:  {chats:N0} chats in {limited.Seconds:N1} s: {limited.Rate:N2}/s, {limited.Rate / Permitted:P2} of {Permitted}/s; 429s provoked: {limited.Refused}; CPU {limited.CpuSeconds / limited.Seconds:P1} of a core");
        var open = await MeasureAsync(chats, LimitOptions.Off, new() { ["Telegram__PerSecond"] = "100000", ["Telegram__PerChatPerSecond"] = "100000" });
        Console.WriteLine($"limits off: {chats:N0} chats in {open.Seconds:N1} s: {open.Rate:N0}/s; CPU {open.CpuSeconds / chats * 1000:N2} ms a message");
        return limited is { Refused: 0 } && limited.Rate / Permitted >= 0.98 ? 0 : 1;
    }

    private static async Task<(double Seconds, double Rate, int Refused, double CpuSeconds)> MeasureAsync(
        int chats, LimitOptions limits, Dictionary<string, string> environment)
    {
        await using var rig = await LoadRig.CreateAsync(limits);
        foreach (var (key, value) in environment)
            rig.Environment[key] = value;
        await rig.Database.FollowAsync(rig.Account, rig.CreateChats(chats), "news");
        await using var child = await rig.StartReadyAsync();
        var before = rig.Telegram.Ledger.Count;
        var cpu = child.ProcessorTime;
        await rig.Database.PublishAsync("news", Priority.Normal);
        await child.UntilAsync(
            () => LoadRig.Accepted(rig.Telegram.LedgerAfter(before)).Count() >= chats, TimeSpan.FromSeconds(120 + (chats / 15.0)), "all messages");
        var sent = LoadRig.Accepted(rig.Telegram.LedgerAfter(before)).ToList();
        var seconds = (sent[^1].At - sent[0].At).TotalSeconds;
        var gaps = sent.Zip(sent.Skip(1), (a, b) => (b.At - a.At).TotalMilliseconds).Order().ToList();
        Console.WriteLine($"  between two messages: p50 {gaps[gaps.Count / 2]:N1} ms, p99 {gaps[(int)(gaps.Count * 0.99)]:N1} ms, longest {gaps[^1]:N1} ms");
        if (Environment.GetEnvironmentVariable("GAPS") is not null)
            foreach (var s in sent.Take(300)) Console.WriteLine($"{(s.At - sent[0].At).TotalMilliseconds:0.0}");
        return (seconds, (sent.Count - 1) / seconds, rig.Telegram.RateLimitHits, (child.ProcessorTime - cpu).TotalSeconds);
    }
}
