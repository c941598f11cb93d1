using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

/// <c>parade [--sources 1000] [--seconds 120]</c>: half of the sources misbehave for half of the time, each in its own way. The
/// healthy ones stay on time, all others recover, no article is lost, and the server's own log proves that the limits were kept.
internal static class Parade
{
    private const int PerHost = 2;
    private const int SourcesPerHost = 3;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(60);

    /// <summary>Lateness is reported separately while the program is compiled and all sources are polled for the first time.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        var sources = Arguments.Number(args, "--sources", 1_000);
        var span = TimeSpan.FromSeconds(Arguments.Number(args, "--seconds", 120));
        await using var origin = await ParadeOrigin.StartAsync();
        await using var rig = await PollRig.StartAsync(
            Catalogue(sources, origin),
            TimeProvider.System,
            Lookup(origin),
            ("Fetching:Timeout", "00:00:03"),
            ("Fetching:MaxBodyBytes", "300000"),
            ("Fetching:PerHostConcurrency", PerHost.ToString(CultureInfo.InvariantCulture)),
            ("Fetching:PerHostSpacing", Spacing.ToString("c")),
            ("Polling:StartSpread", "00:00:08"),
            ("Polling:LongestWait", "00:00:15"),
            ("Refreshing:Concurrency", "256"));

        // One poller runs from the beginning to the end while the servers around it change.
        using var end = new CancellationTokenSource();
        var polling = PollAsync(rig, end.Token);
        await Task.Delay(span / 2, TimeProvider.System);
        origin.IsHealed = true;
        var healedAt = TimeProvider.System.GetUtcNow();
        await Task.Delay((span / 2) - TimeSpan.FromSeconds(30), TimeProvider.System);
        origin.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System);
        await end.CancelAsync();
        await polling;
        return await JudgeAsync(rig, origin, sources, healedAt) ? 0 : 1;
    }

    private static async Task PollAsync(PollRig rig, CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                await rig.PollAsync(end);
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private static async Task<bool> JudgeAsync(PollRig rig, ParadeOrigin origin, int sources, DateTimeOffset healedAt)
    {
        var log = origin.Requests.ToList();
        var atOnce = log.Max(r => r.AtOnce);
        var starts = log.GroupBy(r => r.Host).SelectMany(host => Gaps(host.Select(r => r.At))).ToList();
        var told = log.GroupBy(r => r.Source).SelectMany(Waits).DefaultIfEmpty(ParadeOrigin.Told).Min();
        var healthy = log.Where(r => ParadeOrigin.FaultOf(r.Source) == Fault.None).GroupBy(r => r.Source).SelectMany(s => Gaps(s.Select(r => r.At))).ToList();
        var states = await rig.InScopeAsync(s => s.GetRequiredService<IngestionDb>().SourceStates.AsNoTracking().ToListAsync());
        var curable = states.Where(s => ParadeOrigin.FaultOf(Number(s.SourceId)) != Fault.WrongCertificate).ToList();
        var ill = curable.Count(s => s.Failures > 0 || s.LastSuccessAt < healedAt);
        var articles = await rig.InScopeAsync(s => s.GetRequiredService<ArticlesDb>().Articles.CountAsync());
        var expected = curable.Sum(s => origin.Items(Number(s.SourceId)));
        var warm = log.Min(r => r.At) + WarmUp;
        var (lateAtFirst, late) = (Late(healthy, g => g.To < warm), Late(healthy, g => g.To >= warm));
        var close = starts.Count(g => g.Length < Spacing - Tolerance);

        await Say($"{log.Count} requests by the server's own log, {sources} sources, {log.Select(r => r.Host).Distinct().Count()} hosts");
        await Say($"at one host at once: at most {atOnce} (allowed: {PerHost})");
        await Say($"between two starts at one host: at least {starts.Min(g => g.Length).TotalMilliseconds:0} ms (asked: {Spacing.TotalMilliseconds:0}, as the server sees it within {Tolerance.TotalMilliseconds:0}); closer {close} of {starts.Count} times");
        await Say($"after Retry-After {ParadeOrigin.Told.TotalSeconds:0} s: at least {told.TotalSeconds:0.00} s");
        await Say($"healthy sources: each {healthy.Min(g => g.Length).TotalSeconds:0.0} to {healthy.Max(g => g.Length).TotalSeconds:0.0} s (interval {Every.TotalSeconds:0} s and up to a tenth), late {late} of {healthy.Count} times, and {lateAtFirst} in the first {WarmUp.TotalSeconds:0} s");
        await Say($"ill after all were healed: {ill} of {curable.Count}");
        await Say($"articles: {articles} of {expected}");
        return atOnce <= PerHost && close == 0 && told >= ParadeOrigin.Told - Tolerance
            && healthy.Min(g => g.Length) >= Every - Tolerance && late == 0 && ill == 0 && articles == expected;
    }

    private static int Late(IEnumerable<Gap> gaps, Func<Gap, bool> counts) =>
        gaps.Count(gap => counts(gap) && gap.Length > (Every * 1.1) + TimeSpan.FromSeconds(2));

    private static IEnumerable<Gap> Gaps(IEnumerable<DateTimeOffset> moments)
    {
        var ordered = moments.Order().ToList();
        return ordered.Zip(ordered.Skip(1), (before, after) => new Gap(after, after - before));
    }

    private static IEnumerable<TimeSpan> Waits(IEnumerable<ParadeRequest> requests)
    {
        var ordered = requests.OrderBy(r => r.At).ToList();
        return ordered.Zip(ordered.Skip(1)).Where(pair => pair.First.Told > TimeSpan.Zero).Select(pair => pair.Second.At - pair.First.At);
    }

    private static SourceCatalogue Catalogue(int sources, ParadeOrigin origin) => new()
    {
        Site = new Site(),
        Sources =
        [
            .. Enumerable.Range(0, sources).Select(n => new Source
            {
                Id = $"s{n}",
                Url = ParadeOrigin.FaultOf(n) == Fault.WrongCertificate ? $"https://{Name(n)}:{origin.TlsPort}/{n}" : $"http://{Name(n)}:{origin.Port}/{n}",
                Name = new LocalisedName("源", "Source"),
                Content = SourceContent.Summary,
                Every = Every,
            }),
        ],
    };

    /// <summary>Some sources share a host; those whose name does not resolve have their own.</summary>
    private static string Name(int source) => ParadeOrigin.FaultOf(source) == Fault.NoSuchHost ? $"lost-{source}.example" : $"host-{source / SourcesPerHost}.example";

    private static HostLookup Lookup(ParadeOrigin origin) => new((host, _) =>
        !origin.IsHealed && host.StartsWith("lost-", StringComparison.Ordinal)
            ? throw new SocketException((int)SocketError.HostNotFound)
            : Task.FromResult(new[] { IPAddress.Loopback }));

    private static int Number(string sourceId) => int.Parse(sourceId.AsSpan(1), CultureInfo.InvariantCulture);

    private static Task Say(FormattableString line) => Console.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Gap(DateTimeOffset To, TimeSpan Length);
}
