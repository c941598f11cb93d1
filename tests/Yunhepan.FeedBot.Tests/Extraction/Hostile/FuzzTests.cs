using System.Globalization;

namespace Yunhepan.FeedBot.Tests.Extraction.Hostile;

public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 100_000;

    /// <summary>FUZZ_SEED gives a run again; the benchmarks' <c>fuzz</c> command runs longer.</summary>
    [Fact]
    public async Task No_damaged_document_makes_the_parser_fail_or_overrun()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), CultureInfo.InvariantCulture, out var stated) ? stated : Random.Shared.Next();
        output.WriteLine($"FUZZ_SEED={seed}");
        TestContext.Current.SendDiagnosticMessage($"FUZZ_SEED={seed}");

        var faults = await FuzzRun.RunAsync(Rounds, seed, TestContext.Current.CancellationToken);

        Assert.True(faults.Count == 0, string.Join('\n', faults.Select(fault => $"seed {seed}, round {fault.Round}: {fault.Fault}")));
    }
}
