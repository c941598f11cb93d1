using System.Diagnostics;
using Yunhepan.FeedBot.Tests.Extraction.Hostile;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <c>fuzz</c>: fuzzes like the test suite, for any length of time.
internal static class FuzzCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = Arguments.Number(args, "rounds", 1_000_000);
        var seed = Arguments.Number(args, "seed", Environment.TickCount);
        Console.WriteLine($"{rounds} rounds, seed {seed}");
        var started = Stopwatch.GetTimestamp();
        var faults = await FuzzRun.RunAsync(rounds, seed, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach (var fault in faults.OrderBy(fault => fault.Round))
        {
            var file = $"fuzz-{seed}-{fault.Round}.bin";
            await File.WriteAllBytesAsync(file, fault.Document);
            Console.WriteLine($"round {fault.Round} ({file}): {fault.Fault}");
        }

        Console.WriteLine($"{faults.Count} faults, {rounds / seconds:F0} documents a second");
        return faults.Count == 0 ? 0 : 1;
    }
}
