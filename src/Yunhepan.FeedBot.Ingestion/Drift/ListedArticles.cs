using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>Encodes which articles a source's document lists, in a hash of 32 bits for each address.</summary>
internal static class ListedArticles
{
    private const int Bytes = 4;

    private const int Most = 1_000;

    public static string Write(IEnumerable<string> urls) =>
        Convert.ToBase64String([.. urls.Take(Most).Select(Hash).SelectMany(hash => hash)]);

    public static bool Contains(string? written, string url)
    {
        if (written is null)
            return false;
        var (hashes, wanted) = (Convert.FromBase64String(written), Hash(url));
        for (var at = 0; at + Bytes <= hashes.Length; at += Bytes)
        {
            if (hashes.AsSpan(at, Bytes).SequenceEqual(wanted))
                return true;
        }

        return false;
    }

    /// <summary>Returns true if an article was in one document and is missing from the next.</summary>
    public static bool AnyLeft(string before, string after)
    {
        var there = Read(after);
        return Read(before).Any(hash => !there.Contains(hash));
    }

    private static HashSet<uint> Read(string written) =>
        [.. Convert.FromBase64String(written).Chunk(Bytes).Where(hash => hash.Length == Bytes).Select(hash => BitConverter.ToUInt32(hash))];

    private static byte[] Hash(string url) => SHA256.HashData(Encoding.UTF8.GetBytes(FoldedUrl.Fold(url)))[..Bytes];
}
