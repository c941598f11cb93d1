using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <param name="PerSecond">The number of answered requests per second.</param>
/// <param name="P99">The 99th percentile of the response time.</param>
/// <param name="Errors">The number of failed responses, and of those with another status than 2xx and 3xx.</param>
internal sealed record Load(double PerSecond, TimeSpan P99, long Requests, long Errors);

/// <summary>Runs Debian's wrk.</summary>
internal static partial class Wrk
{
    /// <param name="delay">What each connection waits between two requests, on average; null for as fast as it goes.</param>
    public static async Task<Load> RunAsync(string url, int connections, TimeSpan duration, (string Name, string Value)? header, TimeSpan? delay = null)
    {
        List<string> arguments =
        [
            "-t", Math.Min(2, connections).ToString(CultureInfo.InvariantCulture), "-c", connections.ToString(CultureInfo.InvariantCulture),
            "-d", ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "s", "--latency",
        ];
        if (header is var (name, value))
            arguments.AddRange(["-H", $"{name}: {value}"]);
        string? script = null;
        if (delay is { } wait)
        {
            script = Path.GetTempFileName();
            await File.WriteAllTextAsync(script, string.Create(CultureInfo.InvariantCulture, $"function delay() return math.random(0, {Math.Max(1, (int)(wait.TotalMilliseconds * 2))}) end\n"));
            arguments.AddRange(["-s", script]);
        }

        var start = new ProcessStartInfo("wrk", [.. arguments, url]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (script is not null)
            File.Delete(script);
        var rate = Rate().Match(output);
        if (!rate.Success)
            throw new InvalidOperationException("wrk said: " + output);
        var errors = Failed().Matches(output).SelectMany(m => m.Groups["n"].Captures).Sum(c => long.Parse(c.Value, CultureInfo.InvariantCulture));
        return new Load(
            double.Parse(rate.Groups["n"].Value, CultureInfo.InvariantCulture),
            Time(P99().Match(output)),
            long.Parse(Requests().Match(output).Groups["n"].Value, CultureInfo.InvariantCulture),
            errors);
    }

    private static TimeSpan Time(Match match)
    {
        var number = double.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "us" => TimeSpan.FromMicroseconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            _ => TimeSpan.FromSeconds(number),
        };
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+(?<n>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex P99();

    [GeneratedRegex(@"(?<n>\d+) requests in", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Requests();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (?<n>\d+)|Socket errors: connect (?<n>\d+), read (?<n>\d+), write (?<n>\d+), timeout (?<n>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Failed();
}
