using System.Buffers;
using System.IO.Compression;

namespace Yunhepan.FeedBot.Sources.Fetching;

/// <summary>
/// Reads a body up to a cap on both sides of its compression: few bytes that unfold into many and many that unfold into
/// nothing both end there, whatever the headers promised.
/// </summary>
internal static class BodyReader
{
    /// <summary>What we can unpack, for <c>Accept-Encoding</c>.</summary>
    public const string Encodings = "gzip, deflate, br";

    /// <returns>Null when the body is larger than <paramref name="most"/>, packed or unpacked.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > most)
            return null;

        await using var packed = new CappedStream(await content.ReadAsStreamAsync(cancellationToken), most);
        await using var stream = Unpack(packed, content.Headers.ContentEncoding);
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

            if (packed.IsOver)
                return null;
            return buffer.AsMemory(0, length).ToArray();
        }
        catch (InvalidDataException) when (packed.IsOver)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The last encoding named was applied last, so it comes off first; what we do not know stays as it is.</summary>
    private static Stream Unpack(Stream packed, ICollection<string> encodings) =>
        encodings.Reverse().Take(3).Aggregate(packed, (stream, encoding) => encoding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "deflate" => new DeflatedStream(stream),
            _ => stream,
        });

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>Ends after so many bytes and remembers that there were more.</summary>
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

    /// <summary><c>deflate</c> is zlib by the book (RFC 9110 section 8.4.1.2) and bare deflate by habit; the first byte tells.</summary>
    private sealed class DeflatedStream(Stream inner) : ReadOnlyStream
    {
        private Stream? _unpacked;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_unpacked is null)
            {
                var first = new byte[1];
                if (await inner.ReadAsync(first, cancellationToken) == 0)
                    return 0;
                var whole = new PrefixedStream(first[0], inner);
                _unpacked = (first[0] & 0x0F) == 8 ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
            }

            return await _unpacked.ReadAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _unpacked?.Dispose();
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    private sealed class PrefixedStream(byte first, Stream rest) : ReadOnlyStream
    {
        private bool _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given)
                return rest.ReadAsync(buffer, cancellationToken);
            if (buffer.IsEmpty)
                return ValueTask.FromResult(0);
            _given = true;
            buffer.Span[0] = first;
            return ValueTask.FromResult(1);
        }
    }
}
