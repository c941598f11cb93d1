using System.Security.Cryptography;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>What a feed or a page is about: everything, or one node of a tree with all below it.</summary>
internal readonly record struct FeedTopic(TaxonomyKind? Kind, string Id)
{
    public static FeedTopic All { get; } = new(null, "");

    /// <summary>As it stands in addresses: <c>all</c>, <c>category/alerts/missing</c>.</summary>
    public string Path => Kind is { } kind ? $"{Segment(kind)}/{string.Join('/', Id.Split('/').Select(Uri.EscapeDataString))}" : "all";

    /// <summary>The page for people.</summary>
    public string PagePath => Kind is null ? "/" : "/" + Path;

    public ArticleFilter Filter => Kind switch
    {
        TaxonomyKind.Category => new ArticleFilter { CategoryId = Id },
        TaxonomyKind.Source => new ArticleFilter { SourceId = Id },
        TaxonomyKind.Publisher => new ArticleFilter { PublisherId = Id },
        TaxonomyKind.Region => new ArticleFilter { RegionId = Id },
        _ => ArticleFilter.All,
    };

    /// <summary>The same for ever, wherever the feed is served.</summary>
    public Guid PublicId => ArticleIdentity.PublicId("feed", Kind is { } kind ? $"{Segment(kind)}/{Id}" : "all");

    public static TaxonomyKind? ParseKind(string segment) => segment switch
    {
        "category" => TaxonomyKind.Category,
        "source" => TaxonomyKind.Source,
        "publisher" => TaxonomyKind.Publisher,
        "region" => TaxonomyKind.Region,
        _ => null,
    };

    public static string Segment(TaxonomyKind kind) => kind switch
    {
        TaxonomyKind.Category => "category",
        TaxonomyKind.Source => "source",
        TaxonomyKind.Publisher => "publisher",
        _ => "region",
    };

    public static FeedTopic Of(TaxonomyNode node) => new(node.Kind, node.Id);

    public string FeedPath(FeedFormat format) => $"/feeds/{Path}.{format.Extension}";
}

/// <summary>One document that can be asked for.</summary>
internal readonly record struct FeedKey(FeedTopic Topic, FeedFormat Format, int Count, string BaseUrl, string Query);

/// <summary>A feed as bytes, in each encoding, with its validators.</summary>
internal sealed class RenderedFeed
{
    private RenderedFeed(byte[] plain, string mediaType, DateTimeOffset changedAt)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));
        Plain = new Variant("", plain, $"\"{hash}\"");
        Gzip = new Variant("gzip", Compression.Gzip(plain), $"\"{hash}-gz\"");
        Brotli = new Variant("br", Compression.Brotli(plain), $"\"{hash}-br\"");
        ContentType = mediaType + "; charset=utf-8";
        // HTTP dates know whole seconds.
        ChangedAt = DateTimeOffset.FromUnixTimeSeconds(changedAt.ToUnixTimeSeconds());
    }

    public Variant Plain { get; }

    public Variant Gzip { get; }

    public Variant Brotli { get; }

    public string ContentType { get; }

    public DateTimeOffset ChangedAt { get; }

    public int Size => Plain.Bytes.Length + Gzip.Bytes.Length + Brotli.Bytes.Length;

    public static RenderedFeed Of(byte[] bytes, FeedFormat format, DateTimeOffset changedAt) =>
        new(bytes, format.MediaType, changedAt);

    public bool HasBytesOf(RenderedFeed other) => Plain.ETag == other.Plain.ETag;

    internal sealed record Variant(string Encoding, byte[] Bytes, string ETag);
}
