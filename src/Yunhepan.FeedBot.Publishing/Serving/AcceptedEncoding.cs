using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Chooses among the encodings of a stored document: RFC 9110, 12.5.3.</summary>
internal static class AcceptedEncoding
{
    public static RenderedFeed.Variant Choose(StringValues accept, RenderedFeed feed) => Choose(accept, feed.Plain, feed.Gzip, feed.Brotli);

    public static RenderedFeed.Variant Choose(
        StringValues accept, RenderedFeed.Variant plain, RenderedFeed.Variant gzip, RenderedFeed.Variant brotli)
    {
        if (accept.Count == 0)
            return plain;
        // Common headers need no parsing; if both encodings have one quality, the smaller variant is sent.
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
        // If two encodings have the same quality, the smaller variant is chosen.
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

    // An encoding that the client prefers is used even if it saves nothing.
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
