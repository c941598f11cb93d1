using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Loads style, script and icon. Their addresses contain their hash, so browsers can cache them for ever without ever using a
/// stale one.
/// </summary>
internal static class PageAssets
{
    private static readonly FrozenDictionary<string, PageAsset> ByPath;

    static PageAssets()
    {
        (Style, Script, Icon) =
            (Load("site.css", "text/css", "brand.css"), Load("site.js", "text/javascript"), Load("favicon.svg", "image/svg+xml"));
        ByPath = new[] { Style, Script, Icon }.ToFrozenDictionary(a => a.Path, StringComparer.Ordinal);
    }

    public static PageAsset Style { get; }

    public static PageAsset Script { get; }

    public static PageAsset Icon { get; }

    public static PageAsset? Find(string path) => ByPath.GetValueOrDefault(path);

    /// <param name="first">Another file to put before it.</param>
    private static PageAsset Load(string name, string mediaType, string? first = null)
    {
        byte[] content = [.. first is null ? [] : Read(first), .. Read(name)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
        return new PageAsset(
            $"/assets/{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", mediaType + "; charset=utf-8")
        {
            Plain = new RenderedFeed.Variant("", content, StringValues.Empty),
            Gzip = new RenderedFeed.Variant("gzip", Compression.Gzip(content), StringValues.Empty),
            Brotli = new RenderedFeed.Variant("br", Compression.Brotli(content), StringValues.Empty),
        };
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly contains no resource {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

internal sealed record PageAsset(string Path, string ContentType)
{
    public required RenderedFeed.Variant Plain { get; init; }

    public required RenderedFeed.Variant Gzip { get; init; }

    public required RenderedFeed.Variant Brotli { get; init; }
}
