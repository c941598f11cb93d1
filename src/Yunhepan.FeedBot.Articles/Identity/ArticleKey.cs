using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// One thing that an article is known by within its source, besides its identity: its folded link, its text. It leads to
/// candidates; <see cref="IdentityComparison"/> decides.
/// </summary>
public sealed class ArticleKey
{
    /// <summary>64 bits of a SHA-256 of source and key.</summary>
    public long Hash { get; init; }

    public long ArticleId { get; init; }

    /// <summary>At most two: its link, or where it has none its title; little text, no text key.</summary>
    public static IEnumerable<long> Of(string sourceId, IdentityEvidence item)
    {
        yield return item.Link is { } link ? OfLink(sourceId, link) : HashOf(sourceId, "title:" + item.TitleHash);
        if (item.Length >= IdentityComparison.Telling)
            yield return HashOf(sourceId, "text:" + item.TextHash);
    }

    /// <param name="link">As <see cref="FoldedUrl"/> folds it.</param>
    public static long OfLink(string sourceId, string link) => HashOf(sourceId, "link:" + link);

    private static long HashOf(string sourceId, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sourceId + "\n" + key), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
