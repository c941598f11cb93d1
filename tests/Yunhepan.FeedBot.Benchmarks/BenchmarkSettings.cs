using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Yunhepan.FeedBot.Benchmarks;

/// <summary>
/// In this process, so that nothing is generated and built beside the pinned packages; allocation shown.
/// </summary>
internal static class BenchmarkSettings
{
    public static IConfig Config { get; } = ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8).AsDefault())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .HideColumns(Column.RatioSD, Column.AllocRatio);
}
