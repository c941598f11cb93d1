using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>Moves polls apart. What looks random is a hash of the source's id, so every node agrees.</summary>
internal static class PollSpread
{
    /// <summary>The share of an interval by which a poll comes later at most.</summary>
    public const double Share = 0.1;

    public static TimeSpan Of(Source source, TimeSpan period, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Clamp((period * Share).Ticks, 0, longest.Ticks)) * Fraction(source.Id);

    /// <summary>From 0 to just under 1, the same for the same text for ever and on every machine.</summary>
    public static double Fraction(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / ((double)uint.MaxValue + 1);
    }
}
