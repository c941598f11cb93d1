using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// A document in a file that somebody names, read as one from the network would be: within bounds, and unpacked where it is gzip.
/// </summary>
public static class DocumentFile
{
    private const int Largest = 64 * 1024 * 1024;

    /// <exception cref="IOException">It cannot be read; the message says why, without the path.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken ct)
    {
        var content = await BoundedFile.ReadAsync(path, ct);
        try
        {
            return await BodyReader.UnpackAsync(content, Largest, ct)
                ?? throw new IOException($"this is larger than the {Largest / 1024 / 1024} MB that are read");
        }
        catch (InvalidDataException e)
        {
            throw new IOException(e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
