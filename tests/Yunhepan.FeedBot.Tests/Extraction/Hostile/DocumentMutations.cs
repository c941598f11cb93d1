using System.Text;

namespace Yunhepan.FeedBot.Tests.Extraction.Hostile;

/// <summary>Damages documents as transfers, editors and attackers do. The same random numbers give the same bytes.</summary>
internal sealed class DocumentMutations(IReadOnlyList<byte[]> seeds)
{
    private const int LargestMutant = 24 * 1024;

    private static readonly byte[][] Snippets =
    [
        .. new[]
        {
            "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "&a;", "&#x0;", "&#55296;", "&#1114112;", "&nbsp",
            "&amp;amp;lt;", "</item>", "<item>", "</channel>", "<entry>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "xmlns:x='&'", " a=", " a='", "=\"", "<a href='javascript:alert(1)'>",
            "<img src=x onerror=alert(1)>", "<svg><style>", "<math><mtext>", "<noscript>", "<plaintext>", "<table><tr>", "<p>", "<b>", "</b>", "</", "/>", "<", ">", "{", "}", "[", "]", "\\u", "\\ud800",
            "\"items\":", "1e999", "-Infinity", "2024-02-30T25:61:00+99:99", "99999999999999999999", "今天是2024年13月32日", "3小时前", "\0", "\u0001", "\u202e", "\ufeff", "\U0001F600",
            "<meta charset=gbk>", "<base href='//'>", "<div style='display:none'>", "下一页", "来源：", "<h1>", "<title>", "xml:base='http://[::1'", "http://[", "data:text/html,<script>", "%00", "…",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE4, 0xBA], [0xFE, 0xFF], [0xFF, 0xFE], [0x81, 0x30], [0x1B, 0x24, 0x42], [0x80], [0xF0, 0x9F],
    ];

    public byte[] Mutate(Random random)
    {
        var bytes = seeds[random.Next(seeds.Count)].ToList();
        for (var change = random.Next(1, 8); change > 0; change--)
            Change(bytes, random);
        if (bytes.Count > LargestMutant)
            bytes.RemoveRange(LargestMutant, bytes.Count - LargestMutant);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(12))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 80), bytes.Count - at));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                Splice(bytes, at, random);
                break;
            case 5:
                Repeat(bytes, at, random);
                break;
            case 6:
                bytes.InsertRange(at, AttributeFlood(random));
                break;
            case 7:
                RepeatTag(bytes, random);
                break;
            default:
                bytes.InsertRange(at, Snippets[random.Next(Snippets.Length)]);
                break;
        }
    }

    /// <summary>A piece of another document.</summary>
    private void Splice(List<byte> bytes, int at, Random random)
    {
        var other = seeds[random.Next(seeds.Count)];
        var from = random.Next(other.Length);
        bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 400), other.Length - from)).ToArray());
    }

    private static void Repeat(List<byte> bytes, int at, Random random)
    {
        var piece = bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)).ToArray();
        for (var times = random.Next(1, 60); times > 0 && piece.Length > 0; times--)
            bytes.InsertRange(at, piece);
    }

    private static byte[] AttributeFlood(Random random)
    {
        var flood = new StringBuilder();
        for (var i = random.Next(1, 150); i > 0; i--)
            flood.Append(" a").Append(i).Append(i % 3 == 0 ? "='x'" : i % 3 == 1 ? "=\"y\"" : string.Empty);
        return Encoding.ASCII.GetBytes(flood.ToString());
    }

    /// <summary>Repeats a start tag of the document many times, so that the unclosed elements are nested.</summary>
    private static void RepeatTag(List<byte> bytes, Random random)
    {
        var start = bytes.IndexOf((byte)'<', random.Next(bytes.Count + 1) is var from && from < bytes.Count ? from : 0);
        var end = start < 0 ? -1 : bytes.IndexOf((byte)'>', start);
        if (end < 0 || end - start > 60)
            return;
        var tag = bytes.GetRange(start, end - start + 1).ToArray();
        for (var times = random.Next(1, 200); times > 0; times--)
            bytes.InsertRange(start, tag);
    }
}
