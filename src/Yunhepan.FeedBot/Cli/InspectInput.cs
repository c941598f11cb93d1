using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Reads the one document for <c>inspect</c>: a file or an address.</summary>
internal static class InspectInput
{
    /// <summary>Returns the document to parse; null after an error was written to standard error.</summary>
    public static Task<ParseRequest?> ReadAsync(string input, DateTimeOffset at, CancellationToken ct) =>
        IsAddress(input) ? FetchAsync(input, at, ct) : ReadFileAsync(input, at, ct);

    private static bool IsAddress(string input) =>
        input.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || input.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static async Task<ParseRequest?> ReadFileAsync(string path, DateTimeOffset at, CancellationToken ct)
    {
        try
        {
            return new ParseRequest { Content = await DocumentFile.ReadAsync(path, ct), FetchedAt = at };
        }
        catch (IOException e)
        {
            await CliErrors.FailAsync($"{(path.Length == 0 ? "\"\"" : path)}: {e.Message}");
            return null;
        }
    }

    private static async Task<ParseRequest?> FetchAsync(string url, DateTimeOffset at, CancellationToken ct)
    {
        await using var services = CliServices.ForFetching(url);
        switch (await services.GetRequiredService<SourceFetcher>().FetchAsync(new FetchRequest(url), ct))
        {
            case FetchResult.Fetched fetched:
                return new ParseRequest { Content = fetched.Content, Url = fetched.Url, ContentType = fetched.ContentType, FetchedAt = at };
            case FetchResult.Failed failed:
                await CliErrors.FailAsync(failed.Reason);
                return null;
            case FetchResult.NotModified:
                await CliErrors.FailAsync($"{url}: the server answered 304, although the request had no validators");
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
