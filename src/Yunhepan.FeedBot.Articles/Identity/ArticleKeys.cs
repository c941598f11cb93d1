using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// Computes the keys by which an article is found within its source, besides its identity: its folded link and its text. A key
/// leads to candidates; <see cref="IdentityComparison"/> decides.
/// </summary>
public static class ArticleKeys
{
    /// <summary>
    /// Returns at most two keys: that of its link, or of its title if it has none, and that of its text if it is long enough.
    /// </summary>
    public static IEnumerable<long> Compute(string sourceId, IdentityEvidence item)
    {
        yield return item.Link is { } link ? OfLink(sourceId, link) : HashOf(sourceId, "title:" + item.TitleHash);
        if (item.Length >= IdentityComparison.DistinctiveLength)
            yield return HashOf(sourceId, "text:" + item.TextHash);
    }

    /// <param name="link">The link as <see cref="Articles.Text.FoldedUrl"/> folds it.</param>
    public static long OfLink(string sourceId, string link) => HashOf(sourceId, "link:" + link);

    private static long HashOf(string sourceId, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sourceId + "\n" + key), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
