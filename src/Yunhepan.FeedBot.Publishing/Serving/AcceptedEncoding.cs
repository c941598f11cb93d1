using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>The choice among the encodings a feed is kept in: RFC 9110, 12.5.3.</summary>
internal static class AcceptedEncoding
{
    public static RenderedFeed.Variant Choose(StringValues accept, RenderedFeed feed)
    {
        if (accept.Count == 0)
            return feed.Plain;
        // What the usual clients send needs no parsing; both encodings at one quality mean the smaller one.
        switch (accept.Count == 1 ? accept[0] : null)
        {
            case "gzip" or "gzip, deflate":
                return Smaller(feed.Plain, feed.Gzip);
            case "gzip, deflate, br" or "gzip, deflate, br, zstd" or "br, gzip, deflate":
                return Smaller(feed.Plain, Smaller(feed.Gzip, feed.Brotli));
            default:
                return Weighed(accept, feed);
        }
    }

    private static RenderedFeed.Variant Weighed(StringValues accept, RenderedFeed feed)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accept, out var wishes))
            return feed.Plain;
        // At equal quality the smaller one.
        var best = feed.Plain;
        var bestQuality = Math.Max(Quality(wishes, "identity") ?? 0, 0.0001);
        foreach (var variant in (ReadOnlySpan<RenderedFeed.Variant>)[feed.Gzip, feed.Brotli])
        {
            var quality = Quality(wishes, variant.Encoding) ?? Quality(wishes, "*") ?? 0;
            if (quality > 0 && (quality > bestQuality || (quality >= bestQuality && variant.Bytes.Length < best.Bytes.Length)))
                (best, bestQuality) = (variant, quality);
        }

        return best;
    }

    // An encoding that the client wants is taken even where it gains nothing, as at the quality of its wish.
    private static RenderedFeed.Variant Smaller(RenderedFeed.Variant one, RenderedFeed.Variant other) =>
        one.Encoding.Length == 0 || other.Bytes.Length < one.Bytes.Length ? other : one;

    private static double? Quality(IList<StringWithQualityHeaderValue> wishes, string encoding)
    {
        foreach (var wish in wishes)
        {
            if (wish.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
                return wish.Quality ?? 1;
        }

        return null;
    }
}
