using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

/// <c>poll-sim [--sources 100000] [--minutes 60]</c>: polls sources every 15 minutes with a clock that advances second by second;
/// everything is real except the network, which always answers 304. It checks for drift and bursts, and for a quick start, also
/// the second time.
internal static class PollSimulation
{
    private const int Places = 512;
    private const double WantedStart = 5;
    private const double WantedBurst = 2;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    public static async Task<int> RunAsync(string[] args)
    {
        var sources = Arguments.Number(args, "--sources", 100_000);
        var minutes = Arguments.Number(args, "--minutes", 60);
        var clock = new ManualClock(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var rig = await PollRig.StartAsync(Catalogue(sources), clock, ("Refreshing:Concurrency", "512"));
        var first = await TimeAsync(rig.SyncAsync);
        var second = await TimeAsync(rig.SyncAsync);
        await Say($"start with {sources} new sources: {first:0.00} s; again, nothing new: {second:0.00} s (wanted: below {WantedStart} s each)");

        var lastPoll = new Dictionary<string, DateTimeOffset>(sources, StringComparer.Ordinal);
        var perSecond = new List<int>();
        double sooner = 0, later = 0;
        var early = 0;
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < minutes * 60; at++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var polled = await PollAsync(rig);
            foreach (var id in polled)
            {
                if (lastPoll.TryGetValue(id, out var before))
                {
                    var gap = clock.GetUtcNow() - before;
                    early += gap < Every ? 1 : 0;
                    sooner = Math.Max(sooner, (Every - gap).TotalSeconds);
                    later = Math.Max(later, (gap - (Every * 1.1)).TotalSeconds);
                }

                lastPoll[id] = clock.GetUtcNow();
            }

            perSecond.Add(polled.Count);
        }

        var polls = perSecond.Sum();
        var settled = perSecond.Skip((int)Every.TotalSeconds * 5 / 4).DefaultIfEmpty(0).ToList();
        var burst = settled.Average() > 0 ? settled.Max() / settled.Average() : 0;
        await Say($"{polls} polls in {minutes} simulated minutes, {watch.Elapsed.TotalSeconds:0.0} s of real time, {polls / watch.Elapsed.TotalSeconds:0} a second");
        await Say($"polled sooner than its interval: {early} times; later than its interval and a tenth: at most {Math.Max(later, 0):0.0} s");
        await Say($"a second has {settled.DefaultIfEmpty(0).Average():0} polls, the busiest {settled.Max()} ({burst:0.0} times as many; wanted: below {WantedBurst}); the busiest of the start {perSecond.Max()}");
        var never = sources - lastPoll.Count;
        await Say($"never polled: {never}");
        return first < WantedStart && second < WantedStart && early == 0 && later < 2 && burst < WantedBurst && never == 0 ? 0 : 1;
    }

    private static async Task<List<string>> PollAsync(PollRig rig)
    {
        var outcomes = rig.Services.GetRequiredService<SourceOutcomes>();
        var commits = rig.Services.GetRequiredService<SourceStateBatcher>();
        List<string> polled = [];
        while (true)
        {
            var claimed = await rig.InScopeAsync(s => s.GetRequiredService<DueSources>().ClaimAsync(Places, CancellationToken.None));
            if (claimed.Count == 0)
                return polled;
            foreach (var claim in claimed.Where(c => c.PollNow))
            {
                outcomes.Note(claim.Source, claim.State, new SourceReading.Unchanged(Validators.None, null));
                polled.Add(claim.SourceId);
            }

            await Task.WhenAll(claimed.Select(claim =>
            {
                claim.State.Release();
                return commits.WriteAsync(claim.State);
            }));
        }
    }

    private static SourceCatalogue Catalogue(int sources) => new()
    {
        Site = new Site(),
        Sources =
        [
            .. Enumerable.Range(0, sources).Select(n => new Source
            {
                Id = $"s{n}",
                Url = $"http://site-{n}.example/feed",
                Name = new LocalisedName("源", "Source"),
                Every = Every,
            }),
        ],
    };

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed.TotalSeconds;
    }

    private static Task Say(FormattableString line) => Console.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
