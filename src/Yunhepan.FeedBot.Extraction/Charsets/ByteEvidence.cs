using System.Text;
using System.Text.Unicode;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>Determines the character set from the bytes alone, independent of any label.</summary>
internal static class ByteEvidence
{
    private const int SampleLimit = 64 * 1024;

    /// <summary>More sequences than pairs of another encoding that are valid UTF-8 by chance.</summary>
    private const int EnoughSequences = 4;

    /// <param name="Sequences">Number of complete multi-byte sequences; of valid UTF-8 at least as many as prove it.</param>
    /// <param name="Long">Number of sequences of three or four bytes, which hardly ever occur by chance.</param>
    /// <param name="Strays">Number of bytes that are invalid in UTF-8.</param>
    public readonly record struct Utf8Count(int Sequences, int Long, int Strays);

    public static Utf8Count CountUtf8(ReadOnlySpan<byte> content)
    {
        if (Utf8.IsValid(content))
            return CountFirst(content);
        int sequences = 0, longOnes = 0, strays = 0;
        while (true)
        {
            var ascii = content.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                return new(sequences, longOnes, strays);
            content = content[ascii..];
            var status = Rune.DecodeFromUtf8(content, out _, out var length);
            // A sequence that is truncated at the end of the bytes is no evidence either way.
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                return new(sequences, longOnes, strays);
            if (status != System.Buffers.OperationStatus.Done)
                strays++;
            else
                sequences++;
            if (length > 2)
                longOnes++;
            content = content[length..];
        }
    }

    /// <summary>Counts in valid UTF-8, but only as far as the counts decide anything.</summary>
    private static Utf8Count CountFirst(ReadOnlySpan<byte> content)
    {
        var sequences = 0;
        while (sequences < EnoughSequences && content.IndexOfAnyInRange((byte)0xC0, (byte)0xFF) is >= 0 and var lead)
        {
            if (content[lead] >= 0xE0)
                return new(sequences + 1, 1, 0);
            sequences++;
            content = content[(lead + 1)..];
        }

        return new(sequences, 0, 0);
    }

    public static (Encoding Encoding, int Length)? ByteOrderMark(ReadOnlySpan<byte> content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (EncodingLabels.CodePage(65001), 3),
        [0xFF, 0xFE, 0, 0, ..] => (EncodingLabels.CodePage(12000), 4),
        [0, 0, 0xFE, 0xFF, ..] => (EncodingLabels.CodePage(12001), 4),
        [0xFF, 0xFE, ..] => (EncodingLabels.CodePage(1200), 2),
        [0xFE, 0xFF, ..] => (EncodingLabels.CodePage(1201), 2),
        _ => null,
    };

    /// <summary>
    /// Detects UTF-16 and UTF-32 without a byte order mark: markup is ASCII, so its zero bytes show the width and the byte order.
    /// </summary>
    public static Encoding? WideWithoutMark(ReadOnlySpan<byte> content)
    {
        var sample = content[..(Math.Min(content.Length, 2048) & ~3)];
        if (sample.Length < 8 || sample.IndexOf((byte)0) < 0)
            return null;
        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
                zeros[i & 3]++;
        }

        var quarter = sample.Length / 4;
        var most = quarter * 9 / 10;
        if (zeros[2] >= most && zeros[3] >= most && zeros[0] < quarter / 2)
            return EncodingLabels.CodePage(12000);
        if (zeros[0] >= most && zeros[1] >= most && zeros[3] < quarter / 2)
            return EncodingLabels.CodePage(12001);
        var even = zeros[0] + zeros[2];
        var odd = zeros[1] + zeros[3];
        var enough = sample.Length / 8;
        if (odd > enough && even <= odd / 20)
            return EncodingLabels.CodePage(1200);
        return even > enough && odd <= even / 20 ? EncodingLabels.CodePage(1201) : null;
    }

    /// <summary>
    /// Detects simplified Chinese in GBK by its own statistics, because short texts mislead general detectors. Two out of three
    /// hanzi are in the first level (lead bytes B0-D7), which leaves no room for the kana of Japanese (A4, A5); Korean uses lead
    /// bytes up to C8, and Russian in KOI8-R uses trail bytes C0-DF.
    /// </summary>
    public static bool LooksLikeGbk(ReadOnlySpan<byte> content)
    {
        int pairs = 0, common = 0, high = 0, middleTrails = 0, broken = 0;
        foreach (var (lead, trail) in new PairWalk(Sample(content)))
        {
            pairs++;
            if (trail < 0x40 || trail is 0x7F or 0xFF || lead is 0x80 or 0xFF)
                broken++;
            if (lead is >= 0xC0 and <= 0xDF && trail is >= 0xC0 and <= 0xDF)
                middleTrails++;
            if (trail >= 0xA1 && lead is (>= 0xB0 and <= 0xD7) or (>= 0xA1 and <= 0xA3))
                common++;
            if (trail >= 0xA1 && lead is >= 0xC9 and <= 0xD7)
                high++;
        }

        return pairs >= 2 && broken * 50 <= pairs && common * 100 >= pairs * 85
            && high * 100 >= pairs * 12 && middleTrails * 2 <= pairs;
    }

    /// <summary>Returns the bytes from the first one that is not ASCII, because markup only blurs the statistics.</summary>
    public static ReadOnlySpan<byte> Sample(ReadOnlySpan<byte> content)
    {
        var first = content.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        return first < 0 ? [] : content.Slice(first, Math.Min(content.Length - first, SampleLimit));
    }

    private ref struct PairWalk(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public (byte Lead, byte Trail) Current { get; private set; }

        public readonly PairWalk GetEnumerator() => this;

        public bool MoveNext()
        {
            var at = _rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (at < 0 || at + 1 >= _rest.Length)
                return false;
            Current = (_rest[at], _rest[at + 1]);
            _rest = _rest[(at + 2)..];
            return true;
        }
    }
}
