using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>A feed as bytes in each encoding, with its headers.</summary>
internal sealed class RenderedFeed
{
    private RenderedFeed(byte[] plain, string mediaType, DateTimeOffset? changedAt)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));
        Plain = new Variant("", plain, $"\"{hash}\"");
        Gzip = new Variant("gzip", Compression.Gzip(plain), $"\"{hash}-gz\"");
        Brotli = new Variant("br", Compression.Brotli(plain), $"\"{hash}-br\"");
        ContentType = mediaType + "; charset=utf-8";
        // An HTTP date has whole seconds only.
        ChangedAt = changedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) : null;
        LastModified = ChangedAt?.ToString("r", CultureInfo.InvariantCulture);
    }

    public Variant Plain { get; }

    public Variant Gzip { get; }

    public Variant Brotli { get; }

    public string ContentType { get; }

    /// <summary>
    /// The date of the last change; null if no date reflects every change, so that only the tag is a validator.
    /// </summary>
    public DateTimeOffset? ChangedAt { get; }

    public StringValues LastModified { get; }

    /// <summary>How long, and by whom, it may be cached.</summary>
    public required StringValues CacheControl { get; init; }

    /// <summary>Hub and topic, RFC 8288; empty for a document that never changes.</summary>
    public StringValues Link { get; init; }

    /// <summary>What search engines may do with it, for <c>X-Robots-Tag</c>; empty for anything.</summary>
    public StringValues Robots { get; init; }

    public int Size => Plain.Bytes.Length + Gzip.Bytes.Length + Brotli.Bytes.Length;

    public static RenderedFeed Create(
        byte[] bytes, string mediaType, DateTimeOffset? changedAt, string cacheControl, string? link = null,
        string? robots = null) =>
        new(bytes, mediaType, changedAt) { CacheControl = cacheControl, Link = link, Robots = robots };

    public bool HasBytesOf(RenderedFeed other) => Plain.ETag == other.Plain.ETag;

    /// <summary>Returns the variant with exactly this validator; null if there is none.</summary>
    public Variant? Tagged(string etag) =>
        etag == Plain.Tag ? Plain : etag == Gzip.Tag ? Gzip : etag == Brotli.Tag ? Brotli : null;

    internal sealed record Variant(string Encoding, byte[] Bytes, StringValues ETag)
    {
        public string Tag { get; } = ETag.ToString();
    }
}
