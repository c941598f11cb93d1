using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// What an article is known by within its source, besides its identity: its folded link, its text. A key leads to candidates; <see
/// cref="IdentityComparison"/> decides.
/// </summary>
public static class ArticleKeys
{
    /// <summary>At most two: its link, or where it has none its title; little text, no text key.</summary>
    public static IEnumerable<long> Compute(string sourceId, IdentityEvidence item)
    {
        yield return item.Link is { } link ? OfLink(sourceId, link) : HashOf(sourceId, "title:" + item.TitleHash);
        if (item.Length >= IdentityComparison.Telling)
            yield return HashOf(sourceId, "text:" + item.TextHash);
    }

    /// <param name="link">As <see cref="Articles.Text.FoldedUrl"/> folds it.</param>
    public static long OfLink(string sourceId, string link) => HashOf(sourceId, "link:" + link);

    private static long HashOf(string sourceId, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sourceId + "\n" + key), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
