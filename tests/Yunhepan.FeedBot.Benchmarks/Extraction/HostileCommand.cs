using System.Diagnostics;
using System.Globalization;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Tests.Extraction.Hostile;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <c>hostile</c>: measures time and peak memory of each hostile document in a process of its own.
internal static class HostileCommand
{
    private const int Megabyte = 1_000_000;

    private const double MostSeconds = 5;

    private const double MostMegabytes = 512;

    /// <summary>A child that has not ended by then is killed and counted as a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] args)
    {
        var size = Arguments.Number(args, "mb", 10) * Megabyte;
        if (Arguments.Text(args, "one") is { } one)
            return Measure(one, size);

        var failed = 0;
        Console.WriteLine($"{"document",-40} {"seconds",8} {"peak MB",8}  result");
        foreach (var name in HostileDocuments.All.Keys.Where(name => name.Contains(Arguments.Text(args, "only") ?? string.Empty, StringComparison.OrdinalIgnoreCase)))
        {
            var line = await MeasureInChildAsync(name, size / Megabyte);
            if (!line.Holds)
                failed++;
            Console.WriteLine($"{name,-40} {line.Text}{(line.Holds ? string.Empty : "  FAILED")}");
        }

        Console.WriteLine(failed == 0 ? $"all within {MostSeconds} s and {MostMegabytes} MB" : $"{failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static int Measure(string name, int size)
    {
        var document = HostileDocuments.All[name](size);
        var request = new ParseRequest { Content = document, Url = "https://news.yunhe.example/feed", FetchedAt = DateTimeOffset.UnixEpoch.AddYears(54) };
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        var result = DocumentParser.Parse(request);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var outcome = result switch
        {
            ParseResult.Parsed { Feed: var feed } => $"{feed.Format}, {feed.Items.Count} items",
            ParseResult.Unreadable(var reason) => reason,
            _ => throw new UnreachableException(),
        };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F2}\t{PeakMegabytes():F0}\t{outcome}"));
        return 0;
    }

    private static async Task<(string Text, bool Holds)> MeasureInChildAsync(string name, int megabytes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(HostileCommand).Assembly.Location);
        foreach (var argument in (string[])["hostile", "--one", name, "--mb", megabytes.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var printed = (await child.StandardOutput.ReadToEndAsync(patience.Token)).Trim();
            await child.WaitForExitAsync(patience.Token);
            if (child.ExitCode != 0 || printed.Split('\t') is not [var seconds, var peak, var outcome])
                return ($"ended with {child.ExitCode}: {printed}", false);
            var holds = double.Parse(seconds, CultureInfo.InvariantCulture) <= MostSeconds && double.Parse(peak, CultureInfo.InvariantCulture) <= MostMegabytes
                && !outcome.Contains("could not be read", StringComparison.Ordinal);
            return ($"{seconds,8} {peak,8}  {outcome}", holds);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            return ($"not ended after {Patience.TotalSeconds} s", false);
        }
    }

    /// <summary>Returns the largest size of this process as the kernel counted it.</summary>
    private static double PeakMegabytes()
    {
        const string mark = "VmHWM:";
        if (!OperatingSystem.IsLinux())
            return Process.GetCurrentProcess().PeakWorkingSet64 / (double)Megabyte;
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(mark, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(mark.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024 / Megabyte;
    }
}
