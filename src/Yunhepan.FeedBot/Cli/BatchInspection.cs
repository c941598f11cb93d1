using System.Text.Json;
using System.Threading.Channels;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Cli;

/// <c>inspect --batch</c>: parses on all cores, prints in the order of input, keeps a bounded number of documents in memory, and
/// continues after bad input.
internal static class BatchInspection
{
    public static async Task<int> RunAsync(string listPath, DateTimeOffset fetchedAt, CancellationToken ct)
    {
        ReadOnlyMemory<byte> list;
        try
        {
            list = await DocumentFile.ReadAsync(listPath, ct);
        }
        catch (IOException e)
        {
            return await CliErrors.FailAsync($"{(listPath.Length == 0 ? "--batch \"\"" : listPath)}: {e.Message}");
        }

        await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        // The limit on lines in progress also limits the memory.
        var lines = Channel.CreateBounded<Task<InspectedLine>>(Environment.ProcessorCount * 4);
        using var places = new SemaphoreSlim(Environment.ProcessorCount);
        var reading = ReadAsync(list, lines.Writer, places, fetchedAt, ct);
        var (count, failed) = (0, 0);
        await foreach (var line in lines.Reader.ReadAllAsync(ct))
        {
            var inspected = await line;
            await output.WriteAsync(inspected.Bytes, ct);
            output.WriteByte((byte)'\n');
            count++;
            failed += inspected.IsRead ? 0 : 1;
        }

        await reading;
        await output.FlushAsync(ct);
        // Each failure is reported in its own line; the exit code reports only that nothing at all could be read.
        return count > 0 && failed == count
            ? await CliErrors.FailAsync($"{listPath}: no document could be read; each line of the output says why") : ExitCodes.Done;
    }

    private static async Task ReadAsync(
        ReadOnlyMemory<byte> list, ChannelWriter<Task<InspectedLine>> lines, SemaphoreSlim places, DateTimeOffset fetchedAt,
        CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(list.ToArray(), writable: false));
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                await places.WaitAsync(ct);
                await lines.WriteAsync(
                    Task.Run(
                        async () =>
                        {
                            try
                            {
                                return await InspectAsync(line, fetchedAt, ct);
                            }
                            finally
                            {
                                places.Release();
                            }
                        },
                        ct),
                    ct);
            }
        }
        finally
        {
            lines.Complete();
        }
    }

    private static async Task<InspectedLine> InspectAsync(string line, DateTimeOffset fetchedAt, CancellationToken ct)
    {
        var path = "";
        try
        {
            using var entry = JsonDocument.Parse(line);
            path = Text(entry.RootElement, "path") ?? "";
            if (path.Length == 0)
                return InspectedLine.Write(path, null, "the line is no JSON object with a text as its \"path\"");
            var request = new ParseRequest
            {
                Content = await DocumentFile.ReadAsync(path, ct),
                Url = Text(entry.RootElement, "baseUrl"),
                ContentType = Text(entry.RootElement, "contentType"),
                FetchedAt = fetchedAt,
            };
            return DocumentParser.Parse(request, ct) switch
            {
                ParseResult.Parsed parsed => InspectedLine.Write(path, parsed.Feed, null),
                ParseResult.Unreadable unreadable => InspectedLine.Write(path, null, unreadable.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (JsonException e)
        {
            return InspectedLine.Write(
                path, null, $"the line is not JSON: {JsonFault.Describe(System.Text.Encoding.UTF8.GetBytes(line), e).Reason}");
        }
        catch (IOException e)
        {
            // A document that cannot be read is the error of its own line only.
            return InspectedLine.Write(path, null, e.Message);
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
