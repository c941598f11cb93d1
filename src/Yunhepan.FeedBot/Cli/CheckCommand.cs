using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Health;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>check [FILE]</c>: validates feeds.json, then tries each source once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to check.", DefaultValueFactory = _ => "./feeds.json" };
        var offline = new Option<bool>("--offline") { Description = "Validate the file only, without requests to servers." };
        var health = new Option<bool>("--health")
        {
            Description = "Make no requests: print what the service in --data knows about each source, and when and why it is due next.",
        };
        var command = new Command(
            "check",
            "Validates feeds.json and the settings, reports each fault with its place, then reads each source once and prints the result. "
            + "Nothing is stored or sent.")
        {
            file, offline, health, ServiceOptions.Data, ServiceOptions.Json,
        };
        command.SetAction((parsed, ct) => parsed.GetValue(health)
            ? HealthAsync(parsed.GetValue(file)!, parsed.GetValue(ServiceOptions.Data)!, parsed.GetValue(ServiceOptions.Json), ct)
            : RunAsync(parsed.GetValue(file)!, parsed.GetValue(offline), parsed.GetValue(ServiceOptions.Json), ct));
        return command;
    }

    private static async Task<int> RunAsync(string path, bool offline, bool json, CancellationToken ct)
    {
        if (await CatalogueFromFile.ReadAsync(path, ct) is not { } catalogue)
            return ExitCodes.Failed;
        await SettingValidation.CheckAsync(path);
        if (offline)
        {
            await Console.Out.WriteLineAsync(
                $"{path}: {CountsOf(catalogue)}, no faults.");
            await RemarkAsync(catalogue.Sources);
            return ExitCodes.Done;
        }

        await using var services = CliServices.ForCatalogue(path);
        var reader = services.GetRequiredService<SourceReader>();
        var rows = new CheckRow[catalogue.Sources.Count];
        await Parallel.ForAsync(
            0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (i, token) =>
            rows[i] = await TryAsync(reader, catalogue.Sources[i], token));

        await Console.Out.WriteLineAsync(
            json ? JsonSerializer.Serialize(rows, JsonOutput.Options) : CheckTable.Format(rows, catalogue.Site.TimeZone));
        if (!json)
        {
            await Console.Out.WriteLineAsync($"{path}: {CountsOf(catalogue)}.");
            await RemarkAsync(catalogue.Sources);
        }

        return rows.Any(r => r.Error is not null) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static Task RemarkAsync(IReadOnlyList<Source> sources) =>
        RemarkOn(sources) is { } remark ? Console.Out.WriteLineAsync(remark) : Task.CompletedTask;

    /// <summary>
    /// Returns a remark if there is no source to poll, because an empty table looks like a success; otherwise null.
    /// </summary>
    internal static string? RemarkOn(IReadOnlyList<Source> sources) => sources switch
    {
        [] => "The file lists no source, so nothing is polled.",
        [{ Enabled: false }] => "The only source is disabled, so nothing is polled.",
        _ when sources.All(s => !s.Enabled) => $"All {sources.Count} sources are disabled, so nothing is polled.",
        _ => null,
    };

    /// <summary>Returns what a file holds, in numbers.</summary>
    internal static string CountsOf(SourceCatalogue catalogue) => string.Join(", ",
        Counted(catalogue.Sources.Count, "source", "sources"),
        Counted(catalogue.Categories.Count, "category", "categories"),
        Counted(catalogue.Targets.Count, "target", "targets"));

    private static string Counted(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    private static async Task<int> HealthAsync(string path, string dataFolder, bool json, CancellationToken ct)
    {
        if (await CatalogueFromFile.ReadAsync(path, ct) is not { } catalogue)
            return ExitCodes.Failed;
        return await StoredArticles.UseAsync(dataFolder, path, async services =>
        {
            var rows = await services.GetRequiredService<SourceHealthReport>().ReadAsync(ct);
            await Console.Out.WriteLineAsync(
                json ? JsonSerializer.Serialize(rows, JsonOutput.Options) : HealthTable.Format(rows, catalogue.Site.TimeZone));
            if (!json)
                await RemarkAsync(catalogue.Sources);
            return rows.Any(r => r.Condition is SourceCondition.Failing or SourceCondition.Suspect or SourceCondition.Stopped)
                ? ExitCodes.Failed : ExitCodes.Done;
        }, ct);
    }

    private static async Task<CheckRow> TryAsync(SourceReader reader, Source source, CancellationToken ct)
    {
        if (!source.Enabled)
            return new CheckRow(source.Id) { Warnings = ["disabled"] };
        return await reader.ReadAsync(source, Validators.None, null, ct) switch
        {
            SourceReading.Read read => Row(source, read),
            SourceReading.Failed failed => new CheckRow(source.Id) { Error = failed.Reason },
            SourceReading.Unchanged => new CheckRow(source.Id) { Error = "the server says it has not changed, though nothing was asked" },
            var reading => throw new UnreachableException($"unknown reading {reading}"),
        };
    }

    private static CheckRow Row(Source source, SourceReading.Read read)
    {
        var document = read.Document;
        var items = document.Items;
        var dated = items.Count(i => i.PublishedAt is not null);
        List<string> warnings = [];
        if (items.Count == 0)
            warnings.Add("no articles found");
        if (items.Count > 0 && dated == 0)
            warnings.Add("no dates");
        if (items.Count > 3 && items.Select(i => i.Title).Distinct().Count() < items.Count / 2)
            warnings.Add("titles repeat");
        if (read.FollowedFeed is { } feed)
            warnings.Add($"followed by the feed that the page advertises: {feed}");
        return new CheckRow(source.Id)
        {
            Found = items.Count,
            Kind = document.Kind.ToString().ToLowerInvariant(),
            Newest = items.Max(i => i.PublishedAt),
            Dated = dated,
            FullText = document.IsList
                ? source.Content == SourceContent.Full ? "from its pages" : "no"
                : items.Count > 0 && items.Average(i => i.ContentText.Length) > 300 ? "yes" : "no",
            Warnings = warnings,
        };
    }
}
