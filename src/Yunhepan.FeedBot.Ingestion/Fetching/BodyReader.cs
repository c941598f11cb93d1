using System.Buffers;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// Reads a body up to a size limit both before and after decompression, so that neither few bytes that expand into many nor many
/// that expand into few exceed it, whatever the headers state.
/// </summary>
internal static class BodyReader
{
    /// <returns>Null if the body is larger than <paramref name="most"/>, compressed or decompressed.</returns>
    internal static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        var encoding = PackedBody.FindEncoding(content.Headers.ContentEncoding);
        if (content.Headers.ContentLength > most)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = await ReadAsync(stream, encoding, most, content.Headers.ContentLength, cancellationToken);
        if (body is not { } bytes || !PackedBody.IsGzip(bytes.Span))
            return body;
        // Files that are stored compressed (sitemap.xml.gz) are often served without a Content-Encoding header.
        return encoding is null ? await UnpackedAsync(bytes, most, cancellationToken) : throw new PackedTwiceException();
    }

    /// <summary>Decompresses content that begins like gzip; leaves other content unchanged.</summary>
    /// <returns>Null if the content is larger than <paramref name="most"/>.</returns>
    /// <exception cref="InvalidDataException">The compressed content is damaged.</exception>
    internal static async Task<ReadOnlyMemory<byte>?> UnpackAsync(
        ReadOnlyMemory<byte> body, int most, CancellationToken cancellationToken) =>
        PackedBody.IsGzip(body.Span) ? await UnpackedAsync(body, most, cancellationToken) : body;

    private static async Task<ReadOnlyMemory<byte>?> UnpackedAsync(
        ReadOnlyMemory<byte> packed, int most, CancellationToken cancellationToken)
    {
        await using var stream = new MemoryStream(packed.ToArray(), writable: false);
        var body = await ReadAsync(stream, "gzip", most, null, cancellationToken);
        return body is { } bytes && PackedBody.IsGzip(bytes.Span) ? throw new PackedTwiceException() : body;
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        Stream source, string? encoding, int most, long? expected, CancellationToken cancellationToken)
    {
        await using var packed = new CappedStream(source, most);
        await using var stream = PackedBody.Unpack(packed, encoding);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected ?? 16 * 1024, 1024, most) + 1);
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

            if (packed.IsOver)
                return null;
            return buffer.AsMemory(0, length).ToArray();
        }
        catch (Exception e) when (packed.IsOver && e is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
        catch (InvalidOperationException e) when (encoding is not null)
        {
            // BrotliStream reports invalid data this way; the other streams throw InvalidDataException themselves.
            throw new InvalidDataException(e.Message, e);
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

    /// <summary>Ends after a number of bytes and remembers whether there were more.</summary>
    private sealed class CappedStream(Stream inner, int most) : ReadOnlyStream
    {
        private long _read;

        public bool IsOver => _read > most;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (IsOver)
                return 0;
            var read = await inner.ReadAsync(buffer, cancellationToken);
            _read += read;
            return IsOver ? 0 : read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
