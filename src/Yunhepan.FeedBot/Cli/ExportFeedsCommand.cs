using System.CommandLine;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <c>export feeds</c>: prints feeds.json with the sources that chats have added.
internal static class ExportFeedsCommand
{
    public static Command Create()
    {
        var unlisted = new Option<bool>("--unlisted")
        {
            Description = "Also the sources that only their followers see. In feeds.json everybody sees them.",
        };
        var command = new Command(
            "feeds",
            """
            Prints feeds.json with the added sources behind its own, under the ids that they have: their followers keep them. Without
            --unlisted only those that an operator has published.
            """)
        {
            unlisted, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetValue(ServiceOptions.Feeds)!;
            if (await CatalogueFromFile.ReadAsync(path, ct) is not { } catalogue)
                return ExitCodes.Failed;
            var file = await File.ReadAllBytesAsync(path, ct);
            return await StoredArticles.UseAsync(
                ServiceOptions.SettingsOf(parsed),
                async services =>
                {
                    var added = await services.GetRequiredService<AddedSourceReview>().InUseAsync(ct);
                    var known = catalogue.Sources.SelectMany(s => (string[])[s.Id, SourceAddress.TwinKey(new Uri(s.Url))])
                        .ToHashSet(StringComparer.Ordinal);
                    var categories = catalogue.Categories.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
                    return await PrintAsync(file, [.. added
                        .Where(s => !known.Contains(s.SourceId) && !known.Contains(s.Key))
                        .Where(s => s.State == AddedSourceState.Listed || parsed.GetValue(unlisted))
                        .Select(s => new NewSource(
                            s.Url, s.IsNamed ? s.Name : null, s.CategoryId is { } id && categories.Contains(id) ? id : null)
                        {
                            Id = s.SourceId, Items = s.Items,
                        })]);
                },
                without: () => PrintAsync(file, []));
        });
        return command;
    }

    private static async Task<int> PrintAsync(byte[] file, IReadOnlyList<NewSource> added)
    {
        try
        {
            var text = added.Count == 0 ? file : CatalogueEdit.Add(file, [], added);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(text);
            return ExitCodes.Done;
        }
        catch (FormatException e)
        {
            return await CliErrors.FailAsync($"feeds.json: {e.Message}");
        }
    }
}
