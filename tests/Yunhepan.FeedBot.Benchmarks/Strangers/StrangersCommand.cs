using System.Diagnostics;
using System.Globalization;

namespace Yunhepan.FeedBot.Benchmarks.Strangers;

/// <summary>
/// Runs hostile actions against the real process, row by row, next to ordinary users: these must not wait long, and the memory
/// must not grow.
/// </summary>
internal static class StrangersCommand
{
    private const double LongestWait = 5000;

    private const long MostGrowth = 200;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = TimeSpan.FromSeconds(Arguments.Number(args, "seconds", 15));
        var only = Arguments.Text(args, "only")?.Split(',');
        var unknown = only?.Except(Deeds.All.Select(d => d.Name)).ToArray() ?? [];
        if (unknown.Length > 0)
        {
            await Console.Error.WriteLineAsync($"There is no row {string.Join(", ", unknown)}; the rows are {string.Join(", ", Deeds.All.Select(d => d.Name))}.");
            return 2;
        }

        var failed = 0;
        foreach (var deed in Deeds.All.Where(d => only is null || only.Contains(d.Name)))
            failed += await RowAsync(deed, seconds) ? 0 : 1;
        await Console.Out.WriteLineAsync(failed == 0 ? "All rows hold." : $"{failed} rows do not hold.");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> RowAsync(Deed deed, TimeSpan seconds)
    {
        await using var rig = await StrangersRig.StartAsync();
        await using var people = await HonestPeople.ArriveAsync(rig);
        var before = await people.LiveAsync(Quiet);
        var start = Megabytes(rig);
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(rig, stop.Token);
        var (processor, clock) = (rig.Child.ProcessorTime, Stopwatch.StartNew());
        var living = people.LiveAsync(seconds);
        var fault = "";
        try
        {
            fault = await deed.DoAsync(rig, seconds);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or OperationCanceledException or IOException)
        {
            fault = "the row broke off: " + e.Message;
        }

        var during = await living;
        await stop.CancelAsync();
        var growth = await watching - start;
        var share = (rig.Child.ProcessorTime - processor) / clock.Elapsed;
        var holds = during.Worst <= LongestWait && growth < MostGrowth && fault.Length == 0 && !rig.Child.HasExited;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{(holds ? "holds" : "FAILS"),-6} {deed.Name,-12} before: {before}; during: {during}; memory {start} MB + {growth} MB; {share:P0} of a core{(fault.Length == 0 ? "" : "; " + fault)}"));
        return holds;
    }

    private static long Megabytes(StrangersRig rig) => rig.Child.ResidentBytes / 1024 / 1024;

    /// <returns>The largest memory of the process.</returns>
    private static async Task<long> WatchAsync(StrangersRig rig, CancellationToken stop)
    {
        var most = 0L;
        while (!stop.IsCancellationRequested && !rig.Child.HasExited)
        {
            most = Math.Max(most, Megabytes(rig));
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }

        return most;
    }
}
