using BenchmarkDotNet.Running;
using Yunhepan.FeedBot.Benchmarks.Serving;
using Yunhepan.FeedBot.Benchmarks.Delivery;

namespace Yunhepan.FeedBot.Benchmarks;

/// <summary>
/// Measures rather than asserts. The first argument is a command: <c>bench</c> passes the rest to BenchmarkDotNet, every other
/// one is a load command that prints its figures and ends with 0 if they are within their limits.
/// </summary>
internal static class Program
{
    private static readonly SortedDictionary<string, (string Does, Func<string[], Task<int>> Run)> Verbs = new()
    {
        ["serve"] = ("a cached feed against bare Kestrel and nginx: serve [--seconds 10] [--connections 1,64,512]", ServeCommand.RunAsync),
        ["serve-host"] = ("one of the servers that serve measures", ServedProcess.RunAsync),
        ["render"] = ("a feed of 50 items in each format against a bare writer, and pages for people, by BenchmarkDotNet", _ => Bench(["--filter", "*RenderBenchmarks*"])),
        ["fuzz"] = ("damaged documents against the parser: fuzz [--rounds 1000000] [--seed 1]", Extraction.FuzzCommand.RunAsync),
        ["hostile"] = ("documents made to exhaust the parser, each in a process of its own: hostile [--mb 10] [--only PART]", Extraction.HostileCommand.RunAsync),
        ["bench"] = ("BenchmarkDotNet: bench --filter '*Feed*'; bench --list flat names them all", Bench),
        ["pages"] = ("real pages a second and core beside the bare tree and two peers: pages PAGES [--suite wcxb-dev] [--passes 4]", Extraction.PageSpeed.RunAsync),
        ["feeds"] = ("processor time of real feeds beside three peers: feeds FOLDER [--passes 8] [--modules FOLDER]", Extraction.FeedSpeed.RunAsync),
        ["train-body"] = ("learns which lines of pages are articles: train-body PAGES MODEL [--all]", Extraction.BodyTraining.TrainBody.RunAsync),
        ["store"] = ("rate, size and latency of the store: store [--articles N] [--postgres CONNECTION] [--plot FILE.svg]", Articles.StoreLoad.RunAsync),
        ["stories"] = ("precision and recall of stories: stories PAGES [--show N]", Articles.StoriesLoad.RunAsync),
        ["match"] = ("one article against a million subscriptions: [--subscriptions N] [--words N] [--rounds N]", MatchLoad.RunAsync),
        ["rate"] = ("a broadcast at Telegram's limits, then without any: [--chats N]", RateLoad.RunAsync),
        ["urgent"] = ("urgent alerts over a backlog: [--chats N] [--alerts N] [--urgent N]", UrgentLoad.RunAsync),
        ["death"] = ("killed again and again under load and faults: [--kills N] [--engine sqlite|postgres] [--victim feedbot|database|disk] [--life MILLISECONDS] [--faults SHARE]", DeathLoad.RunAsync),
        ["soak"] = ("days in an hour: [--minutes 60] [--scale 24] [--every SECONDS between two alerts, 8]", SoakLoad.RunAsync),
        ["poll"] = ("sources polled next to a bare HttpClient loop: poll [--sources 10000] [--hosts 1000] [--rounds 3]", Polling.PollLoad.RunAsync),
        ["poll-origin"] = ("the server that poll asks", Polling.PollOrigin.RunAsync),
        ["poll-sim"] = ("sources under a simulated clock: poll-sim [--sources 100000] [--minutes 60]", Polling.PollSimulation.RunAsync),
        ["strangers"] = ("what strangers do, beside people who mean well: strangers [--seconds 15] [--only patterns,hub,...]", Strangers.StrangersCommand.RunAsync),
        ["parade"] = ("sources that misbehave: parade [--sources 1000] [--seconds 120]", Polling.Parade.RunAsync),
    };

    private static async Task<int> Main(string[] args)
    {
        if (args is [var verb, .. var rest] && Verbs.TryGetValue(verb, out var command))
            return await command.Run(rest);

        await Console.Error.WriteLineAsync("dotnet run -c Release --project tests/Yunhepan.FeedBot.Benchmarks -- VERB ...\n");
        foreach (var (name, (does, _)) in Verbs)
            await Console.Error.WriteLineAsync($"  {name,-10} {does}");
        return 2;
    }

    private static Task<int> Bench(string[] args)
    {
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, BenchmarkSettings.Config);
        return Task.FromResult(summaries.All(summary => !summary.HasCriticalValidationErrors) ? 0 : 1);
    }
}
