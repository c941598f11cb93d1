using System.Diagnostics;
using System.Globalization;
using System.Net;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Benchmarks.Polling;

/// <c>poll [--sources 10000] [--hosts 1000] [--rounds 3]</c>: polls all sources unchanged, compared with a bare HttpClient loop
/// that sends the same conditional requests in the same run; then polls all of them changed.
internal static class PollLoad
{
    private const int Places = 64;
    private const double WantedShare = 0.6;
    private const int WantedMegabytes = 300;

    public static async Task<int> RunAsync(string[] args)
    {
        var sources = Arguments.Number(args, "--sources", 10_000);
        var hosts = Arguments.Number(args, "--hosts", Math.Min(1_000, sources));
        var rounds = Arguments.Number(args, "--rounds", 3);
        var share = await UnchangedAsync(sources, hosts, rounds);
        await ChangedAsync(sources, hosts);
        var megabytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024;
        await Say($"memory at most {megabytes} MB (wanted: below {WantedMegabytes})");
        return share >= WantedShare && megabytes < WantedMegabytes ? 0 : 1;
    }

    private static async Task<double> UnchangedAsync(int sources, int hosts, int rounds)
    {
        var (origin, port) = await PollOrigin.StartAsync(changing: false);
        using var child = origin;
        await using var rig = await PollRig.StartAsync(Catalogue(sources, hosts, port), TimeProvider.System, Settings);
        await rig.SyncAsync();
        await rig.ExecuteAsync($"UPDATE source_states SET \"ETag\" = '\"v1\"', \"FirstSuccessAt\" = 0");
        await DueAsync(rig);
        await rig.PollAsync();

        double bare = 0, ours = 0;
        for (var round = 0; round < rounds; round++)
        {
            bare = Math.Max(bare, await MeasureAsync("bare loop, unchanged", sources, () => BareAsync(rig.Catalogue.Sources)));
            await DueAsync(rig);
            ours = Math.Max(ours, await MeasureAsync("polled, unchanged", sources, () => rig.PollAsync()));
        }

        await Say($"{ours / bare:P0} of the bare loop (wanted: at least {WantedShare:P0})");
        child.StandardInput.Close();
        return ours / bare;
    }

    private static async Task ChangedAsync(int sources, int hosts)
    {
        var (origin, port) = await PollOrigin.StartAsync(changing: true);
        using var child = origin;
        await using var rig = await PollRig.StartAsync(Catalogue(sources, hosts, port), TimeProvider.System, Settings);
        await MeasureAsync("first poll, 30 new articles each", sources, () => rig.PollAsync());
        await DueAsync(rig);
        await MeasureAsync("polled, all changed, 1 new article each", sources, () => rig.PollAsync());
        child.StandardInput.Close();
    }

    private static (string, string)[] Settings =>
    [
        ("Fetching:PerHostSpacing", "00:00:00"), ("Polling:StartSpread", "00:00:00"), ("Refreshing:Concurrency", Places.ToString(CultureInfo.InvariantCulture)),
    ];

    private static SourceCatalogue Catalogue(int sources, int hosts, int port) => new()
    {
        Site = new Site(),
        Sources =
        [
            .. Enumerable.Range(0, sources).Select(n => new Source
            {
                Id = $"s{n}",
                Url = $"http://{PollRig.Host(n % hosts)}:{port}/{n}",
                Name = new LocalisedName("源", "Source"),
                Content = SourceContent.Summary,
                Every = TimeSpan.FromMinutes(15),
            }),
        ],
    };

    private static Task DueAsync(PollRig rig)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 1;
        return rig.ExecuteAsync($"UPDATE source_states SET \"NextCheckAt\" = {now}, \"DueAt\" = {now}");
    }

    private static async Task BareAsync(IReadOnlyList<Source> sources)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 2 };
        using var http = new HttpClient(handler);
        await Parallel.ForEachAsync(sources, new ParallelOptions { MaxDegreeOfParallelism = Places }, async (source, ct) =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, source.Url);
            message.Headers.TryAddWithoutValidation("User-Agent", "Yunhepan.FeedBot/1.0");
            message.Headers.TryAddWithoutValidation("If-None-Match", "\"v1\"");
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode != HttpStatusCode.NotModified)
                throw new InvalidOperationException($"{response.StatusCode} from {source.Url}");
        });
    }

    private static async Task<double> MeasureAsync(string what, int sources, Func<Task> action)
    {
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await action();
        watch.Stop();
        process.Refresh();
        var rate = sources / watch.Elapsed.TotalSeconds;
        await Say($"{what}: {sources} sources in {watch.Elapsed.TotalSeconds:0.00} s, {rate:0} a second, {(process.TotalProcessorTime - cpu).TotalSeconds:0.00} s of CPU");
        return rate;
    }

    private static Task Say(FormattableString line) => Console.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
