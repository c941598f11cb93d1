using System.CommandLine;
using System.Xml;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <c>export opml</c>: exports the sources of feeds.json for other feed readers.
internal static class ExportCommand
{
    public static Command Create()
    {
        var opml = new Command("opml", "Prints the sources of feeds.json as OPML 2.0.") { ServiceOptions.Feeds };
        opml.SetAction(async (parsed, ct) =>
        {
            if (await CatalogueFromFile.ReadAsync(parsed.GetValue(ServiceOptions.Feeds)!, ct) is not { } catalogue)
                return ExitCodes.Failed;
            await using var output = Console.OpenStandardOutput();
            await using var xml = XmlWriter.Create(
                output, new XmlWriterSettings { Async = true, Indent = true, Encoding = new System.Text.UTF8Encoding(
                    encoderShouldEmitUTF8Identifier: false) });
            Opml.Write(xml, catalogue);
            await xml.FlushAsync();
            output.WriteByte((byte)'\n');
            return ExitCodes.Done;
        });
        return new Command("export", "Writes subscriptions for other programs.") { opml };
    }
}

/// <summary>Reads feeds.json; returns null after writing the faults to standard error.</summary>
internal static class CatalogueFromFile
{
    public static async Task<SourceCatalogue?> ReadAsync(string path, CancellationToken ct)
    {
        await using var services = CliServices.ForCatalogue(path);
        var watch = services.GetRequiredService<CatalogueWatch>();
        try
        {
            await watch.LoadAsync(ct);
            return watch.Current;
        }
        catch (CatalogueException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return null;
        }
    }
}
