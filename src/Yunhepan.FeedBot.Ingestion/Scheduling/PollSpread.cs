using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>Spreads polls apart. The spread is a hash of the source's id, so every node computes the same.</summary>
internal static class PollSpread
{
    /// <summary>The largest share of an interval by which a poll is delayed.</summary>
    public const double Share = 0.1;

    public static TimeSpan Compute(Source source, TimeSpan period, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Clamp((period * Share).Ticks, 0, longest.Ticks)) * Fraction(source.Id);

    /// <summary>Returns a fraction from 0 to just under 1 that is always the same for the same text, on every machine.</summary>
    public static double Fraction(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / ((double)uint.MaxValue + 1);
    }
}
