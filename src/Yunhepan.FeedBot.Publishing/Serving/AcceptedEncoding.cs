using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>The choice among the encodings a document is kept in: RFC 9110, 12.5.3.</summary>
internal static class AcceptedEncoding
{
    public static RenderedFeed.Variant Choose(StringValues accept, RenderedFeed feed) => Choose(accept, feed.Plain, feed.Gzip, feed.Brotli);

    public static RenderedFeed.Variant Choose(
        StringValues accept, RenderedFeed.Variant plain, RenderedFeed.Variant gzip, RenderedFeed.Variant brotli)
    {
        if (accept.Count == 0)
            return plain;
        // What the usual clients send needs no parsing; both encodings at one quality mean the smaller one.
        switch (accept.Count == 1 ? accept[0] : null)
        {
            case "gzip" or "gzip, deflate":
                return Smaller(plain, gzip);
            case "gzip, deflate, br" or "gzip, deflate, br, zstd" or "br, gzip, deflate":
                return Smaller(plain, Smaller(gzip, brotli));
            default:
                return Weighed(accept, plain, gzip, brotli);
        }
    }

    private static RenderedFeed.Variant Weighed(
        StringValues accept, RenderedFeed.Variant plain, RenderedFeed.Variant gzip, RenderedFeed.Variant brotli)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accept, out var preferences))
            return plain;
        // When two have the same quality, the smaller one is chosen.
        var best = plain;
        var bestQuality = Math.Max(Quality(preferences, "identity") ?? 0, 0.0001);
        foreach (var variant in (ReadOnlySpan<RenderedFeed.Variant>)[gzip, brotli])
        {
            var quality = Quality(preferences, variant.Encoding) ?? Quality(preferences, "*") ?? 0;
            if (quality > 0 && (quality > bestQuality || (quality >= bestQuality && variant.Bytes.Length < best.Bytes.Length)))
                (best, bestQuality) = (variant, quality);
        }

        return best;
    }

    // An encoding that the client wants is taken even where it gains nothing, as at the quality that it is wanted at.
    private static RenderedFeed.Variant Smaller(RenderedFeed.Variant one, RenderedFeed.Variant other) =>
        one.Encoding.Length == 0 || other.Bytes.Length < one.Bytes.Length ? other : one;

    private static double? Quality(IList<StringWithQualityHeaderValue> preferences, string encoding)
    {
        foreach (var preference in preferences)
        {
            if (preference.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
                return preference.Quality ?? 1;
        }

        return null;
    }
}
