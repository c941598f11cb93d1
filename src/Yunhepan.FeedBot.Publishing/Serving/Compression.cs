using System.IO.Compression;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Compresses documents, once for each rendering.</summary>
internal static class Compression
{
    public static byte[] Gzip(byte[] plain) => Compress(plain, s => new GZipStream(s, CompressionLevel.Optimal));

    public static byte[] Brotli(byte[] plain) => Compress(plain, s => new BrotliStream(s, CompressionLevel.Optimal));

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        using var bytes = new MemoryStream(plain.Length / 3);
        using (var stream = compressor(bytes))
            stream.Write(plain);
        return bytes.ToArray();
    }
}
