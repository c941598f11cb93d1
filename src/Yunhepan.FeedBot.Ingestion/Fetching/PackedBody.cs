using System.IO.Compression;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>A body packed more than once: nobody needs that but those who want to make us unpack for ever.</summary>
internal sealed class PackedTwiceException() : IOException("the body is packed more than once");

/// <summary>How a body is packed: as its headers say, or, where they say nothing, as its first bytes do.</summary>
internal static class PackedBody
{
    /// <summary>What we can unpack, for <c>Accept-Encoding</c>.</summary>
    public const string Encodings = "gzip, deflate, br";

    /// <summary>The one packing that the headers name; null when they name none, what we do not know stays as it is.</summary>
    /// <exception cref="PackedTwiceException">They name several. Each layer may multiply what the one before it gave, so one is all there
    /// is.</exception>
    public static string? FindEncoding(IEnumerable<string> contentEncoding)
    {
        string? found = null;
        foreach (var name in contentEncoding.Select(Known).OfType<string>())
            found = found is null ? name : throw new PackedTwiceException();
        return found;
    }

    public static Stream Unpack(Stream packed, string? encoding) => encoding switch
    {
        "gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "deflate" => new DeflatedStream(packed),
        _ => packed,
    };

    /// <summary>A gzip member (RFC 1952): no document that we read begins like this.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 0x08, ..];

    private static string? Known(string encoding) => encoding.Trim().ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => "gzip",
        "br" => "br",
        "deflate" => "deflate",
        _ => null,
    };

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
                _unpacked = (first[0] & 0x0F) == 8
                    ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
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
