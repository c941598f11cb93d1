using System.Globalization;
using System.Net;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <summary>
/// Serves a cached RSS feed of 50 items: the service, a bare Kestrel handler and nginx with the same bytes, one after another in
/// each case. <c>serve [--seconds 10] [--connections 1,64,512]</c>; needs wrk and nginx (Debian).
/// </summary>
internal static class ServeCommand
{
    private static readonly (string Name, double OfBare, double OfNginx)[] Cases = [("plain", 0.90, 0.40), ("gzip", 0.90, 0.80), ("304", 0.90, 0.65)];

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = TimeSpan.FromSeconds(int.Parse(Option(args, "--seconds") ?? "10", CultureInfo.InvariantCulture));
        int[] connections = [.. (Option(args, "--connections") ?? "1,64,512").Split(',').Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
        var folder = Directory.CreateTempSubdirectory("feedbot-serve-").FullName;
        try
        {
            await using var ours = await Child.StartAsync("ours", folder, "0");
            await SaveFilesAsync(folder, ours.Address);
            await using var bare = await Child.StartAsync("bare", folder);
            using var nginx = await Nginx.StartAsync(folder);
            (string Name, string Url)[] servers = [("feedbot", ours.Address + "/feeds/all.rss"), ("bare Kestrel", bare.Address + "/feed.rss"), ("nginx", nginx.Address + "/feed.rss")];

            var holds = await RatesAsync(servers, connections, seconds);
            holds &= await HalfLoadAsync(servers[0].Url, seconds);
            holds &= await MemoryAsync(ours, servers[0].Url);
            holds &= await ArrivalsAsync(folder, seconds);
            return holds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> RatesAsync((string Name, string Url)[] servers, int[] connections, TimeSpan duration)
    {
        var holds = true;
        await Print("| answer | connections | feedbot | bare Kestrel | nginx | of bare (≥ 90 %) | of nginx (plain ≥ 40 %, gzip ≥ 80 %, 304 ≥ 65 %) | errors |\n|---|---|---|---|---|---|---|---|");
        foreach (var (name, ofBare, ofNginx) in Cases)
        {
            foreach (var count in connections)
            {
                var loads = new List<Load>();
                foreach (var (_, url) in servers)
                {
                    var header = await HeaderAsync(name, url);
                    await Wrk.RunAsync(url, count, TimeSpan.FromSeconds(2), header);
                    loads.Add(await Wrk.RunAsync(url, count, duration, header));
                }

                var (toBare, toNginx) = (loads[0].PerSecond / loads[1].PerSecond, loads[0].PerSecond / loads[2].PerSecond);
                holds &= toBare >= ofBare && toNginx >= ofNginx && loads[0].Errors == 0;
                await Print(string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {count} | {loads[0].PerSecond:N0}/s | {loads[1].PerSecond:N0}/s | {loads[2].PerSecond:N0}/s | {toBare:P0} | {toNginx:P0} | {loads[0].Errors} |"));
            }
        }

        return holds;
    }

    private static async Task<bool> HalfLoadAsync(string url, TimeSpan duration)
    {
        const int Connections = 256;
        var holds = true;
        await Print("\n| answer | half of the rate at 64 connections, held | p99 (< 20 ms) |\n|---|---|---|");
        foreach (var (name, _, _) in Cases)
        {
            var header = await HeaderAsync(name, url);
            var full = await Wrk.RunAsync(url, 64, duration, header);
            var half = await Wrk.RunAsync(url, Connections, duration, header, TimeSpan.FromSeconds(Connections / (full.PerSecond / 2)));
            holds &= half.P99 < TimeSpan.FromMilliseconds(20);
            await Print(string.Create(CultureInfo.InvariantCulture, $"| {name} | {half.PerSecond:N0}/s of {full.PerSecond:N0}/s | {half.P99.TotalMilliseconds:0.0} ms |"));
        }

        return holds;
    }

    private static async Task<bool> MemoryAsync(Child ours, string url)
    {
        await Print("\n| requests so far | memory of the process |\n|---|---|");
        var header = await HeaderAsync("gzip", url);
        var (sum, first, last) = (0L, 0L, 0L);
        while (sum < 1_000_000)
        {
            sum += (await Wrk.RunAsync(url, 64, TimeSpan.FromSeconds(5), header)).Requests;
            last = ours.MemoryMegabytes;
            first = first == 0 ? last : first;
            await Print(string.Create(CultureInfo.InvariantCulture, $"| {sum:N0} | {last} MB |"));
        }

        return last <= first * 1.2;
    }

    private static async Task<bool> ArrivalsAsync(string folder, TimeSpan duration)
    {
        var busy = Directory.CreateDirectory(Path.Combine(folder, "busy")).FullName;
        await using var ours = await Child.StartAsync("ours", busy, "60");
        await Print("\n| with an article arriving each second | rate at 64 connections | p99 | errors |\n|---|---|---|---|");
        var holds = true;
        foreach (var (name, _, _) in Cases.Where(c => c.Name != "304"))
        {
            var url = ours.Address + "/feeds/all.rss";
            var header = await HeaderAsync(name, url);
            await Wrk.RunAsync(url, 64, TimeSpan.FromSeconds(2), header);
            var load = await Wrk.RunAsync(url, 64, duration, header);
            holds &= load is { Requests: > 0, Errors: 0 };
            await Print(string.Create(CultureInfo.InvariantCulture, $"| {name} | {load.PerSecond:N0}/s | {load.P99.TotalMilliseconds:0.0} ms | {load.Errors} |"));
        }

        return holds;
    }

    private static async Task<(string, string)?> HeaderAsync(string name, string url)
    {
        if (name == "plain")
            return null;
        if (name == "gzip")
            return ("Accept-Encoding", "gzip");
        using var client = Client();
        using var response = await client.GetAsync(url);
        return ("If-None-Match", response.Headers.ETag!.ToString());
    }

    private static async Task SaveFilesAsync(string folder, string address)
    {
        var www = Directory.CreateDirectory(Path.Combine(folder, "www")).FullName;
        using var client = Client();
        var plain = await client.GetByteArrayAsync(address + "/feeds/all.rss");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");
        var gzip = await client.GetByteArrayAsync(address + "/feeds/all.rss");
        await File.WriteAllBytesAsync(Path.Combine(www, "feed.rss"), plain);
        await File.WriteAllBytesAsync(Path.Combine(www, "feed.rss.gz"), gzip);
        await Print(string.Create(CultureInfo.InvariantCulture, $"A feed of 50 items: {plain.Length / 1000} KB plain, {gzip.Length / 1000} KB gzip.\n"));
    }

    private static HttpClient Client()
    {
#pragma warning disable RS0030 // A program of its own, with no factory behind it.
        return new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
#pragma warning restore RS0030
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static Task Print(string line) => Console.Out.WriteLineAsync(line);
}
