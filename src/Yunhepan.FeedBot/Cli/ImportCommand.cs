using System.CommandLine;
using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction.Opml;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Cli;

/// <c>import FILE.opml</c>: adds the feeds of a file to feeds.json.
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE.opml") { Description = "A subscription list of any feed reader." };
        var command = new Command(
            "import",
            "Adds the feeds of an OPML file to feeds.json, its folders as categories. Existing entries stay unchanged, and what cannot "
            + "be taken is named with the reason. If there is no feeds.json, it is created.")
        {
            file, ServiceOptions.Feeds,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(ServiceOptions.Feeds)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string opmlPath, string feedsPath, CancellationToken ct)
    {
        IReadOnlyList<OpmlSubscription> subscriptions;
        try
        {
            subscriptions = OpmlReader.Read(await DocumentFile.ReadAsync(opmlPath, ct), ct);
        }
        catch (IOException e)
        {
            return await CliErrors.FailAsync($"{(opmlPath.Length == 0 ? "\"\"" : opmlPath)}: {e.Message}");
        }
        catch (FormatException e)
        {
            return await CliErrors.FailAsync($"{opmlPath} {e.Message}");
        }

        await using var services = CliServices.ForCatalogue(feedsPath);
        var reader = services.GetRequiredService<CatalogueReader>();
        try
        {
            var before = await BeforeAsync(feedsPath, ct);
            if (await ReadAsync(reader, before, feedsPath) is not { } catalogue)
                return ExitCodes.Failed;
            var import = CatalogueImport.Plan(catalogue, subscriptions);
            if (import.Sources.Count > 0 && !await WriteAsync(reader, import, before, feedsPath, ct))
                return ExitCodes.Failed;
            await Console.Out.WriteLineAsync(Report(import, feedsPath, isCut: subscriptions.Count == OpmlReader.MostSubscriptions));
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return await CliErrors.FailAsync($"{(feedsPath.Length == 0 ? "--feeds \"\"" : feedsPath)}: {FileFault.InWords(e)}");
        }
    }

    private static async Task<byte[]> BeforeAsync(string feedsPath, CancellationToken ct)
    {
        try
        {
            return (await DocumentFile.ReadAsync(feedsPath, ct)).ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return CatalogueEdit.Empty.ToArray();
        }
    }

    private static async Task<SourceCatalogue?> ReadAsync(CatalogueReader reader, byte[] text, string path)
    {
        var result = reader.Read(text, Path.GetDirectoryName(Path.GetFullPath(path)));
        if (result is CatalogueResult.Valid valid)
            return valid.Catalogue;
        await Console.Error.WriteLineAsync(new CatalogueException(path, ((CatalogueResult.Invalid)result).Faults).Message);
        return null;
    }

    /// <summary>Writes nothing that the service would refuse; if the file cannot be written, prints its new content.</summary>
    private static async Task<bool> WriteAsync(
        CatalogueReader reader, CatalogueImport import, byte[] before, string path, CancellationToken ct)
    {
        var edited = CatalogueEdit.Add(before, import.Categories, import.Sources);
        if (await ReadAsync(reader, edited, path) is null)
            return false;
        try
        {
            await CatalogueEdit.ReplaceAsync(path, edited, ct);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Out.WriteLineAsync(Encoding.UTF8.GetString(edited));
            await CliErrors.FailAsync($"{path} cannot be written ({FileFault.InWords(e)}); its new text was written to standard output");
            return false;
        }
    }

    internal static string Report(CatalogueImport import, string path, bool isCut)
    {
        var categories = import.Categories.Count switch
        {
            0 => "",
            1 => $", with 1 new category: {import.Categories[0].Name} ({import.Categories[0].Id})",
            var count => $", with {count} new categories: {string.Join(", ", import.Categories.Select(c => $"{c.Name} ({c.Id})"))}",
        };
        // A second import of one file is no error: existing sources are counted, and those that could not be added are named.
        var (there, leftOut) = (import.LeftOut.Count(l => l.IsThere), import.LeftOut.Where(l => !l.IsThere).ToList());
        List<string> lines =
            [$"{import.Sources.Count} added to {path}{categories}{(
                there == 0 ? "" : $"; {there} {(there == 1 ? "is" : "are")} there already")}."];
        if (leftOut.Count > 0)
            lines.Add($"{leftOut.Count} left out:");
        lines.AddRange(leftOut.Select(
            l => l.Title == l.Address || l.Address.Length == 0 ? $"  {l.Title} {l.Reason}" : $"  {l.Title}: {l.Address} {l.Reason}"));
        if (isCut)
            lines.Add($"Only the first {OpmlReader.MostSubscriptions} entries of the file were read; import the rest in another file.");
        return string.Join('\n', lines);
    }
}
