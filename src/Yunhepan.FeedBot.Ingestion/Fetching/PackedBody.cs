using System.IO.Compression;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Thrown for a body that is compressed more than once, which only an attack needs.</summary>
internal sealed class PackedTwiceException() : IOException("the body is compressed more than once");

/// <summary>Finds how a body is compressed: from its headers or, if they do not say, from its first bytes.</summary>
internal static class PackedBody
{
    /// <summary>The encodings we support, for <c>Accept-Encoding</c>.</summary>
    public const string Encodings = "gzip, deflate, br";

    /// <summary>
    /// Returns the one encoding that the headers name; null if they name none. Unknown encodings are left as they are.
    /// </summary>
    /// <exception cref="PackedTwiceException">The headers name several encodings. Each layer may multiply the size of the one
    /// before it, so only one is allowed.</exception>
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

    /// <summary>Returns true for a gzip member (RFC 1952); no document that we read begins like this.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 0x08, ..];

    private static string? Known(string encoding) => encoding.Trim().ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => "gzip",
        "br" => "br",
        "deflate" => "deflate",
        _ => null,
    };

    /// <summary>
    /// Reads <c>deflate</c>, which is zlib by the standard (RFC 9110 section 8.4.1.2) and often raw deflate in practice; the
    /// first byte decides.
    /// </summary>
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
