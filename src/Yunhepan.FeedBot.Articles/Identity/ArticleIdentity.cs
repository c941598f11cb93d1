using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// Derives the identity of an item: the guid its source gave, else its canonical link, else a hash of its content; never random
/// values or the time. Two items of one source with the same identity are the same article.
/// </summary>
public static class ArticleIdentity
{
    private static readonly IdentityKind[] Kinds = Enum.GetValues<IdentityKind>();

    /// <summary>Returns the identity that a draft carries, or else the one derived from its content.</summary>
    public static string StatedBy(ArticleDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Identity ?? Derive(draft);
    }

    public static string Derive(ArticleDraft item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Distinction ?? Plain(item);
    }

    /// <summary>Returns the identity of an article known only by its link.</summary>
    public static string OfUrl(string url) => Print(IdentityKind.Link, CanonicalUrl.Normalise(url));

    /// <summary>Returns the kind of an identity; null for one that was not derived here.</summary>
    public static IdentityKind? KindOf(string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        foreach (var kind in Kinds)
        {
            if (identity.StartsWith(PrefixOf(kind), StringComparison.Ordinal))
                return kind;
        }

        return null;
    }

    /// <summary>Returns the beginning of every stored identity of a kind, for queries.</summary>
    public static string PrefixOf(IdentityKind kind) => kind switch
    {
        IdentityKind.StatedGuid => "guid:",
        IdentityKind.Link => "url:",
        IdentityKind.Place => "at:",
        IdentityKind.Content => "hash:",
        _ => throw new UnreachableException($"unknown identity kind {kind}"),
    };

    /// <summary>Returns the items of one document without duplicates, in its order; see <see cref="DistinctItems"/>.</summary>
    public static IReadOnlyList<ArticleDraft> Distinct(IEnumerable<ArticleDraft> items, bool isList = false, string? homePageUrl = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return DistinctItems.Distinguish([.. items], isList, homePageUrl);
    }

    /// <summary>Returns the identity of an item without regard to the others of its document.</summary>
    internal static string Plain(ArticleDraft item)
    {
        if (!string.IsNullOrWhiteSpace(item.Id) && item.Id != item.Url)
            return Print(IdentityKind.StatedGuid, item.Id.Trim());
        return item.Url is { } url ? OfUrl(url) : OfContent(item);
    }

    /// <summary>Returns the identity of an item that only title and text distinguish from others.</summary>
    internal static string OfContent(ArticleDraft item) =>
        OfContentHash(SubstanceHash.Compute(item.Title, item.AvailableText));

    /// <summary>Returns the identity of an item by the hash of its title and text.</summary>
    internal static string OfContentHash(string hash) => Print(IdentityKind.Content, hash);

    /// <summary>
    /// Returns the identity of an item that shares its page with others and has a fragment of its own there:
    /// <c>at:status.example/#incident-5</c>.
    /// </summary>
    internal static string OfPlace(string url) => Print(IdentityKind.Place, FoldedUrl.Unabridged(url));

    /// <summary>Returns a permanent id: a name-based UUID (RFC 9562 version 8, SHA-256) of source and identity.</summary>
    public static Guid PublicId(string sourceId, string identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sourceId + "\n" + identity), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static string Print(IdentityKind kind, string key) => PrefixOf(kind) + Bounded(key);

    // Indexed columns stay small: a long key keeps its beginning for people and its hash for uniqueness.
    private static string Bounded(string key) => key.Length <= 400
        ? key
        : string.Concat(key.AsSpan(0, 300), "#", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
