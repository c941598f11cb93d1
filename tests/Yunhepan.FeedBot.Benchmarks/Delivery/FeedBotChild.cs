using System.Diagnostics;
using System.Globalization;
using Yunhepan.FeedBot.Tests;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>Runs the real program in a process of its own, which can be measured, suspended and killed.</summary>
internal sealed class FeedBotChild : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    private FeedBotChild(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public string LastLines
    {
        get
        {
            lock (_lastLines)
                return string.Join('\n', _lastLines);
        }
    }

    public static FeedBotChild Start(string dataFolder, string feedsFile, IReadOnlyDictionary<string, string> environment, string urls = "http://127.0.0.1:0")
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            Path.Combine(AppContext.BaseDirectory, "feedbot.dll"), "run", "--urls", urls, "--data", dataFolder, "--feeds", feedsFile])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return new FeedBotChild(Process.Start(start)!);
    }

    /// <summary>Waits for a condition; throws with the last output if the process has ended.</summary>
    public Task UntilAsync(Func<bool> condition, TimeSpan within, string what) => Eventually.TrueAsync(
        () => condition() || (HasExited ? throw new InvalidOperationException($"It ended before {what}. It said:\n{LastLines}") : false),
        within, report: () => $"It said:\n{LastLines}", what: what);

    /// <summary>Kills the process as the kernel does when memory is short.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public Task StopAsync() => SignalAsync("STOP");

    public Task ContinueAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id.ToString(CultureInfo.InvariantCulture)}"]);
        await kill.WaitForExitAsync();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            while (_lastLines.Count > 40)
                _lastLines.Dequeue();
        }
    }
}
