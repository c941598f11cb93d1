using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Yunhepan.FeedBot.Benchmarks;

/// <summary>
/// Runs in this process, so that nothing is generated and built besides the pinned packages, and shows allocations.
/// </summary>
internal static class BenchmarkSettings
{
    public static IConfig Config { get; } = ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8).AsDefault())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .HideColumns(Column.RatioSD, Column.AllocRatio);
}
