using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Benchmarks.Articles;

/// <summary>
/// <c>store [--articles N] [--postgres CONNECTION] [--plot FILE.svg]</c>: appends N articles (a million by default) in batches of
/// a hundred. At each power of ten from 10,000 on it reports how fast it stores and recognises, how large it is, and how fast
/// feeds, searches and stories answer.
/// </summary>
internal static class StoreLoad
{
    private const int Batch = 100;
    private const int Sources = 1_000;
    private const int Repeats = 21;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] args)
    {
        var wanted = int.Parse(Option("--articles") ?? "1000000", CultureInfo.InvariantCulture);
        var sources = Enumerable.Range(0, Sources).Select(i => StoreRig.Source($"s{i}") with { CategoryId = $"c{i % 20}" }).ToArray();
        var catalogue = new SourceCatalogue
        {
            Site = new Site(),
            Sources = sources,
            Categories = [.. Enumerable.Range(0, 20).Select(i => new Category { Id = $"c{i}", Name = new LocalisedName($"类{i}", $"Class {i}") })],
        };
        await using var rig = await StoreRig.StartAsync(Option("--postgres"), catalogue);
        var mill = new ArticleGenerator(1);
        List<StorePoint> points = [];
        await Console.Out.WriteLineAsync(StorePoint.Header);
        var watch = Stopwatch.StartNew();
        long stored = 0, since = 0;
        var next = Math.Min(10_000, wanted);
        while (stored < wanted)
        {
            var items = Enumerable.Range(0, Batch).Select(_ => mill.Next(stored++, Start.AddMinutes(stored))).ToList();
            await rig.AppendAsync(sources[stored / Batch % Sources], items);
            if (stored < next)
                continue;
            var rate = (stored - since) / watch.Elapsed.TotalSeconds;
            var point = await MeasureAsync(rig, sources, stored, rate);
            points.Add(point);
            await Console.Out.WriteLineAsync(point.ToString());
            (since, next) = (stored, Math.Min(next * 10, wanted));
            watch.Restart();
        }

        if (Option("--plot") is { } plot)
            await File.WriteAllTextAsync(plot, StorePlot.Draw(points, rig.Location is Yunhepan.FeedBot.Articles.Storage.DatabaseLocation.SqliteFile ? "SQLite" : "PostgreSQL"));
        return points[^1].JoinMilliseconds < 5 ? 0 : 1;

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static async Task<StorePoint> MeasureAsync(StoreRig rig, Source[] sources, long stored, double rate)
    {
        var filter = new ArticleFilter { CategoryId = "c7" };
        return new StorePoint
        {
            Articles = stored,
            AppendedPerSecond = rate,
            KnownPerSecond = await KnownAgainAsync(rig, sources, stored),
            Megabytes = await rig.SizeAsync() / 1e6,
            FeedMilliseconds = await MedianAsync(rig, s => s.GetRequiredService<ArticleReader>().LatestAsync(ArticleFilter.All, 50, default)),
            CategoryMilliseconds = await MedianAsync(rig, s => s.GetRequiredService<ArticleReader>().LatestAsync(filter, 50, default)),
            MarkMilliseconds = await MedianAsync(rig, s => s.GetRequiredService<ArticleReader>().MarkAsync(filter, default)),
            CommonWordMilliseconds = await MedianAsync(rig, s => s.GetRequiredService<ArticleSearch>().FindAsync(ArticleGenerator.Word(5), ArticleFilter.All, 50, default)),
            RareWordMilliseconds = await MedianAsync(rig, s => s.GetRequiredService<ArticleSearch>().FindAsync(ArticleGenerator.Word(6_000), ArticleFilter.All, 50, default)),
            TwoWordsMilliseconds = await MedianAsync(rig, s => s.GetRequiredService<ArticleSearch>().FindAsync(ArticleGenerator.Word(40) + " " + ArticleGenerator.Word(200), filter, 50, default)),
            JoinMilliseconds = await RepostAsync(rig, stored),
            ResidentMegabytes = Environment.WorkingSet / 1e6,
        };
    }

    /// <summary>Offers the last hundred articles of a hundred sources again; none may be new.</summary>
    private static async Task<double> KnownAgainAsync(StoreRig rig, Source[] sources, long stored)
    {
        var mill = new ArticleGenerator(1);
        var batches = new List<(Source, List<ArticleDraft>)>();
        for (long n = 0; n < Math.Min(stored, 10_000);)
        {
            var items = Enumerable.Range(0, Batch).Select(_ => mill.Next(n++, Start.AddMinutes(n))).ToList();
            batches.Add((sources[n / Batch % Sources], items));
        }

        var watch = Stopwatch.StartNew();
        foreach (var (source, items) in batches)
        {
            if ((await rig.AppendAsync(source, items)).New.Count > 0)
                throw new InvalidOperationException("an article came back as new");
        }

        return batches.Count * Batch / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Appends reposts of stored articles one at a time: identity, story, filing, index, commit.</summary>
    private static async Task<double> RepostAsync(StoreRig rig, long stored)
    {
        var mill = new ArticleGenerator(1);
        List<double> times = [];
        for (var n = 0; n < 401; n++)
        {
            var item = mill.Next(n, Start.AddMinutes(n + 1));
            var repost = item with { Id = null, Url = $"http://repost.example/{stored}/{n}", ContentText = "本报讯 " + item.ContentText };
            var started = Stopwatch.GetTimestamp();
            var article = (await rig.AppendAsync(StoreRig.Source($"repost{stored}"), [repost])).New.Single();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (article.StoryId == article.PublicId)
                throw new InvalidOperationException($"repost {n} was not found");
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<double> MedianAsync<T>(StoreRig rig, Func<IServiceProvider, Task<T>> query)
    {
        List<double> times = [];
        for (var i = 0; i < Repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await rig.InScopeAsync(async s => await query(s));
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[Repeats / 2];
    }
}

/// <summary>One row of the table.</summary>
internal sealed record StorePoint
{
    public const string Header = "| articles | appended/s | known again/s | MB | KB each | feed ms | category ms | mark ms | common word ms | rare word ms | two words in a category ms | repost stored ms | resident MB |";

    public required long Articles { get; init; }

    public required double AppendedPerSecond { get; init; }

    public required double KnownPerSecond { get; init; }

    public required double Megabytes { get; init; }

    public required double FeedMilliseconds { get; init; }

    public required double CategoryMilliseconds { get; init; }

    public required double MarkMilliseconds { get; init; }

    public required double CommonWordMilliseconds { get; init; }

    public required double RareWordMilliseconds { get; init; }

    public required double TwoWordsMilliseconds { get; init; }

    public required double JoinMilliseconds { get; init; }

    public required double ResidentMegabytes { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Articles:N0} | {AppendedPerSecond:N0} | {KnownPerSecond:N0} | {Megabytes:N0} | {Megabytes * 1000 / Articles:0.0} | {FeedMilliseconds:0.0} | {CategoryMilliseconds:0.0} | {MarkMilliseconds:0.0} | {CommonWordMilliseconds:0.0} | {RareWordMilliseconds:0.0} | {TwoWordsMilliseconds:0.0} | {JoinMilliseconds:0.0} | {ResidentMegabytes:N0} |");
}
