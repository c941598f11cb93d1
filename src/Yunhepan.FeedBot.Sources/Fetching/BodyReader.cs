using System.Buffers;

namespace Yunhepan.FeedBot.Sources.Fetching;

/// <summary>Reads a body up to a cap; what is over it is never read, whatever the headers promised.</summary>
internal static class BodyReader
{
    /// <returns>Null when the body is larger than <paramref name="most"/>.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
            return null;

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var expected = (int)Math.Min(content.Headers.ContentLength ?? 16 * 1024, most);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 1024) + 1);
        try
        {
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read and > 0)
            {
                length += read;
                if (length > most)
                    return null;
                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }

            return buffer.AsMemory(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
