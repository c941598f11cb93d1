using System.CommandLine;
using System.Xml;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Cli;

/// <c>export opml</c>: exports the sources of feeds.json for other feed readers.
internal static class ExportCommand
{
    public static Command Create()
    {
        var opml = new Command(
            "opml",
            """
            Prints the sources of feeds.json as OPML 2.0, by their names. A page that has no feed is exported as the feed that is published
            here of it (site.baseUrl says where), with the page as its home. What sources proved to be, and what they call themselves, is
            taken from --data where the service has run.
            """)
        {
            ServiceOptions.Data, ServiceOptions.Feeds,
        };
        opml.SetAction(async (parsed, ct) =>
        {
            if (await CatalogueFromFile.ReadAsync(parsed.GetValue(ServiceOptions.Feeds)!, ct) is not { } catalogue)
                return ExitCodes.Failed;
            Task<int> PlainAsync() => PrintAsync(catalogue, s => s.Name, new Dictionary<string, SourceKind>(), TimeProvider.System);
            return await StoredArticles.UseAsync(
                ServiceOptions.SettingsOf(parsed),
                async services =>
                {
                    await services.GetRequiredService<CatalogueWatch>().LoadAsync(ct);
                    await services.GetRequiredService<KnownTitles>().LoadAsync(ct);
                    var health = await services.GetRequiredService<SourceHealthReport>().ReadAsync(ct);
                    var tree = services.GetRequiredService<CurrentTopics>().Tree;
                    return await PrintAsync(
                        catalogue, s => tree.Find(TopicKind.Source, s.Id)?.Name ?? s.Name,
                        health.ToDictionary(h => h.SourceId, h => h.Kind), services.GetRequiredService<TimeProvider>());
                },
                without: PlainAsync);
        });
        return new Command("export", "Writes subscriptions for other programs, and feeds.json with the sources that chats added.")
        {
            opml, ExportFeedsCommand.Create(),
        };
    }

    private static async Task<int> PrintAsync(
        SourceCatalogue catalogue, Func<Source, LocalisedName> nameOf, IReadOnlyDictionary<string, SourceKind> kinds, TimeProvider time)
    {
        await using var output = Console.OpenStandardOutput();
        await using var xml = XmlWriter.Create(
            output, new XmlWriterSettings { Async = true, Indent = true, Encoding = new System.Text.UTF8Encoding(
                encoderShouldEmitUTF8Identifier: false) });
        Opml.Write(xml, catalogue, nameOf, kinds, time.GetUtcNow());
        await xml.FlushAsync();
        output.WriteByte((byte)'\n');
        return ExitCodes.Done;
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
