using System.Diagnostics;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>
/// Runs each command that the documented figures come from, small: a change of the tables or of the services must not break what
/// anyone is invited to repeat. Nothing here judges a speed.
/// </summary>
public sealed class LoadCommandTests
{
    /// <summary>The benchmarks of the same configuration, which lie beside these tests.</summary>
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Yunhepan.FeedBot.Benchmarks", new DirectoryInfo(AppContext.BaseDirectory).Name,
        "Yunhepan.FeedBot.Benchmarks.dll"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("match --subscriptions 10000 --words 100 --rounds 2", "10,000 | 100 |")]
    [InlineData("poll --sources 6 --hosts 3 --rounds 1", "polled, all changed, 1 new article each: 6 sources")]
    [InlineData("poll-sim --sources 60 --minutes 2", "polled sooner than its interval: 0 times")]
    [InlineData("store --articles 500", "| 500 |")]
    [InlineData("rate --chats 10", "limits off: 10 chats")]
    [InlineData("urgent --chats 20 --alerts 5 --urgent 3", "p99")]
    [InlineData("fuzz --rounds 200", "0 faults")]
    [InlineData("hostile --mb 1 --only comments", "all within 5 s")]
    [InlineData("strangers --seconds 1 --only packed", "All rows hold")]
    public async Task A_load_command_runs_to_its_figures(string command, string figure)
    {
        var folder = Directory.CreateTempSubdirectory("feedbot-test-").FullName;
        var start = new ProcessStartInfo("dotnet", [Program, .. command.Split(' ')])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = new ProcessOutput();
        output.Read(process);
        await process.WaitForExitAsync(Cancel);
        await output.WaitForEndAsync();
        var everything = string.Join('\n', [.. output.Out, .. output.Error]);
        Directory.Delete(folder, recursive: true);
        Assert.DoesNotContain("Unhandled exception", everything, StringComparison.Ordinal);
        Assert.Contains(figure, everything, StringComparison.Ordinal);
    }
}
