using System.Globalization;
using BenchmarkDotNet.Attributes;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

public class Dates
{
    private static readonly DateContext Context = new(new(2024, 3, 15, 0, 0, 0, TimeSpan.Zero), null, "zh");

    [Params("Fri, 15 Mar 2024 10:20:00 +0800", "2024-03-15T10:20:00+08:00", "2024年3月15日 星期五 上午10:20", "15 марта 2024, 10:20", "3小时前")]
    public string Written { get; set; } = string.Empty;

    [Benchmark]
    public bool FeedBot() => DateParser.TryParse(Written, Context, out _);

    [Benchmark(Baseline = true)]
    public bool DateTimeOffsetParse() => DateTimeOffset.TryParse(Written, CultureInfo.InvariantCulture, out _);
}
