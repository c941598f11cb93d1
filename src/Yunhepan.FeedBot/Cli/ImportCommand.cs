using System.CommandLine;
using System.Xml;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>import FILE.opml</c>: adds its feeds to feeds.json.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE.opml") { Description = "A subscription list of any feed reader." };
        var command = new Command("import", "Adds the feeds of an OPML file to feeds.json; what is there already is left alone.")
        {
            file, ServiceOptions.Feeds,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(ServiceOptions.Feeds)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string opmlPath, string feedsPath, CancellationToken ct)
    {
        List<OpmlEntry> entries;
        try
        {
            await using var stream = File.OpenRead(opmlPath);
            entries = Opml.Read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException or FormatException)
        {
            return await CliErrors.FailAsync($"{opmlPath}: {e.Message}");
        }

        if (await CatalogueFromFile.ReadAsync(feedsPath, ct) is not { } catalogue)
            return ExitCodes.Failed;
        var known = catalogue.Sources.Select(s => s.Url).ToHashSet(StringComparer.Ordinal);
        var added = entries
            .Where(e => Uri.TryCreate(e.Url, UriKind.Absolute, out var u) && u.Scheme is "http" or "https" && known.Add(e.Url))
            .Select(e => new NewSource(e.Url, e.Title, CategoryOf(catalogue, e.Group)))
            .ToList();
        if (added.Count > 0)
        {
            try
            {
                await CatalogueEdit.AddSourcesAsync(feedsPath, added, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
            {
                return await CliErrors.FailAsync($"{feedsPath}: {e.Message}");
            }
        }

        await Console.Out.WriteLineAsync($"{added.Count} added to {feedsPath}, {entries.Count - added.Count} were there already or are no web address.");
        return ExitCodes.Done;
    }

    /// <summary>The category whose id or name the outline's group has.</summary>
    private static string? CategoryOf(SourceCatalogue catalogue, string? group) => group is null
        ? null
        : catalogue.Categories.FirstOrDefault(c => c.Id == group || c.Name.Zh == group || c.Name.En == group)?.Id;
}
