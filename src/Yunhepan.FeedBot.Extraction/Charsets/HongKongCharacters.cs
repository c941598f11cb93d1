using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>
/// Reads Big5 with the Hong Kong Supplementary Character Set, as browsers interpret the label <c>big5</c>
/// (https://encoding.spec.whatwg.org/#big5). Code page 950 lacks these characters or maps them to private ones; the table holds
/// the differences.
/// </summary>
internal static class HongKongCharacters
{
    public const int CodePage = 950;

    private static readonly Lazy<FrozenDictionary<ushort, string>> Table = new(ReadTable);

    public static string Decode(ReadOnlySpan<byte> bytes, Encoding codePage950)
    {
        var text = new StringBuilder(bytes.Length);
        var (start, at) = (0, 0);
        while (at < bytes.Length)
        {
            if (bytes[at] < 0x81 || at + 1 >= bytes.Length || bytes[at + 1] < 0x40)
            {
                at++;
                continue;
            }

            if (Table.Value.TryGetValue((ushort)((bytes[at] << 8) | bytes[at + 1]), out var character))
            {
                text.Append(codePage950.GetString(bytes[start..at])).Append(character);
                start = at + 2;
            }

            at += 2;
        }

        return text.Append(codePage950.GetString(bytes[start..])).ToString();
    }

    /// <summary>
    /// Each line holds the first code of a run and its characters, one for each code; after "=" it holds one code and the
    /// sequence that the code maps to.
    /// </summary>
    private static FrozenDictionary<ushort, string> ReadTable()
    {
        using var stream = typeof(HongKongCharacters).Assembly.GetManifestResourceStream("big5-hkscs.txt")
            ?? throw new InvalidOperationException("the table of Hong Kong characters is missing from the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Dictionary<ushort, string> table = [];
        while (reader.ReadLine() is { } line)
        {
            var isOne = line[0] == '=';
            var parts = line.TrimStart('=').Split(' ', 2);
            var code = ushort.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (isOne)
            {
                table[code] = parts[1];
                continue;
            }

            foreach (var rune in parts[1].EnumerateRunes())
            {
                table[code] = rune.ToString();
                code = Next(code);
            }
        }

        return table.ToFrozenDictionary();
    }

    /// <summary>Returns the next code; its second byte runs from 40 to 7E and from A1 to FE.</summary>
    private static ushort Next(ushort code) => (code & 0xFF) switch
    {
        0x7E => (ushort)(code + 0x23),
        0xFE => (ushort)(code + 0x100 - 0xBE),
        _ => (ushort)(code + 1),
    };
}
