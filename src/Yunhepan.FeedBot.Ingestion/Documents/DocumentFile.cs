using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// Reads a document from a file as if it came from the network: within the size limit, and unpacked if it is gzip.
/// </summary>
public static class DocumentFile
{
    private const int Largest = 64 * 1024 * 1024;

    /// <exception cref="IOException">The file cannot be read; the message says why, without the path.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken ct)
    {
        var content = await BoundedFile.ReadAsync(path, ct);
        try
        {
            return await BodyReader.UnpackAsync(content, Largest, ct)
                ?? throw new IOException($"the file is larger than the limit of {Largest / 1024 / 1024} MB");
        }
        catch (InvalidDataException e)
        {
            throw new IOException(e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
