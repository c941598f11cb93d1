using System.CommandLine;
using System.Text.Json;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Discovery;

namespace Yunhepan.FeedBot.Cli;

/// <c>discover ADDRESS</c>: lists what can be followed there, best first.
internal static class DiscoverCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("ADDRESS") { Description = "Any address of a site: a page, a feed, or only the host name." };
        var command = new Command(
            "discover",
            "Finds what can be followed at an address: advertised feeds, feeds at usual addresses, sitemaps, the page itself as a list. "
            + "The best comes first, with a preview.")
        {
            address, ServiceOptions.Json,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(address)!, parsed.GetValue(ServiceOptions.Json), ct));
        return command;
    }

    private static async Task<int> RunAsync(string address, bool json, CancellationToken ct)
    {
        await using var services = CliServices.ForFetching(
            address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address);
        var result = await services.GetRequiredService<SourceDiscovery>().FindAsync(address, ct);
        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(result.Candidates, JsonOutput.Options));
        else if (result.Candidates.Count > 0)
            await Console.Out.WriteLineAsync(string.Join("\n\n", result.Candidates.Select(Text)));
        return result.Candidates.Count > 0
            ? ExitCodes.Done : await CliErrors.FailAsync(result.Problem ?? $"{address}: nothing to follow was found");
    }

    private static string Text(SourceCandidate candidate, int place)
    {
        string[] facts =
        [
            $"{candidate.Items} items",
            candidate.Dated == candidate.Items ? "all dated" : $"{candidate.Dated} dated",
            .. candidate.Newest is { } newest ? [$"newest {Times.Write(newest)}"] : Array.Empty<string>(),
            candidate.Kind == SourceKind.Feed ? candidate.HasFullText ? "full text" : "no full text" : "text from its pages",
            .. candidate.HasHub ? ["has a hub"] : Array.Empty<string>(),
            candidate.How,
        ];
        var kind = candidate.Kind.ToString().ToLowerInvariant();
        return string.Join(
            '\n',
            [$"{place + 1}. {candidate.Url}", $"   {kind}: {candidate.Title ?? "without a title"}", $"   {string.Join(", ", facts)}",
                .. candidate.Titles.Select(t => $"   - {t}")]);
    }
}
