using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Benchmarks.Extraction.BodyTraining;

/// <summary>
/// Splits pages into five folds by site, so that a model trained on some folds is measured on sites it never saw. The fold is the
/// first four bytes of SHA-256 over the registrable domain, as a big-endian number, modulo five. Fold 0 is kept aside: nobody
/// trains on it or looks at it.
/// </summary>
internal static class PageFolds
{
    public const int Count = 5;

    public const int KeptAside = 0;

    /// <summary>Labels under which countries register names: bbc.co.uk, people.com.cn.</summary>
    private static readonly HashSet<string> SecondLevel = new(
        "co com org net gov edu ac or ne go gob gouv govt mil info nom ltd plc me sch asso id".Split(' '), StringComparer.Ordinal);

    /// <summary>The suites that are large enough for folds; every page of the others is used.</summary>
    private static readonly HashSet<string> Large = new(["traf", "wcxb-dev", "htmldate", "postlight"], StringComparer.Ordinal);

    public static bool IsKeptAside(string suite, string address) => Large.Contains(suite) && Compute(address) == KeptAside;

    public static int Compute(string address)
    {
        var site = Uri.TryCreate(address, UriKind.Absolute, out var url) ? RegistrableDomain(url.Host.ToLowerInvariant()) : address;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(site));
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) % Count);
    }

    private static string RegistrableDomain(string host)
    {
        var labels = host.TrimEnd('.').Split('.');
        var take = labels.Length > 2 && labels[^1].Length == 2 && SecondLevel.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels.TakeLast(take));
    }
}
