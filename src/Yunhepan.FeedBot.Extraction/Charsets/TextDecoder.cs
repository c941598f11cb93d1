using System.Text;
using UtfUnknown;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>
/// Decodes bytes to text. The operator's encoding is always used; any other label is only a claim and loses against clear
/// evidence in the bytes.
/// </summary>
internal static class TextDecoder
{
    private const char Replacement = '\uFFFD';

    /// <param name="content">The document.</param>
    /// <param name="contentTypeHeader">The HTTP Content-Type, parameters included.</param>
    /// <param name="statedEncoding">The encoding that the operator configures.</param>
    /// <param name="isXml">If true, only the XML prolog counts inside the document, not an HTML meta element.</param>
    public static DecodedText Decode(ReadOnlyMemory<byte> content, string? contentTypeHeader, string? statedEncoding, bool isXml)
    {
        var bytes = content.Span;
        var mark = ByteEvidence.ByteOrderMark(bytes);
        if (EncodingLabels.Find(statedEncoding) is { } stated)
            return Read(bytes[(mark is { } m && m.Encoding.CodePage == stated.CodePage ? m.Length : 0)..], stated);
        if (mark is { } found && !IsFalseMark(bytes, found.Encoding))
            return Read(bytes[found.Length..], found.Encoding);
        if (ByteEvidence.WideWithoutMark(bytes) is { } wide)
            return Read(bytes, wide);
        if (bytes.StartsWith(MainframeProlog))
            return FromMainframe(bytes);
        return FromNarrowBytes(bytes, contentTypeHeader, isXml);
    }

    /// <summary>
    /// "&lt;?xm" in EBCDIC. EBCDIC places its letters at codes of its own, which are the same in all its code pages.
    /// </summary>
    private static ReadOnlySpan<byte> MainframeProlog => [0x4C, 0x6F, 0xA7, 0x94];

    private static DecodedText FromMainframe(ReadOnlySpan<byte> bytes)
    {
        var international = EncodingLabels.CodePage(500);
        var head = Encoding.Latin1.GetBytes(international.GetString(bytes[..Math.Min(bytes.Length, 256)]));
        var declared = EncodingLabels.Find(DeclaredEncoding.InDocument(head, isXml: true));
        return Read(bytes, declared is not null && declared.GetString(MainframeProlog) == "<?xm" ? declared : international);
    }

    /// <summary>Returns true for FF FE before single-byte text: a byte order mark that a converter left behind.</summary>
    private static bool IsFalseMark(ReadOnlySpan<byte> bytes, Encoding marked) =>
        marked.CodePage is 1200 or 1201 && bytes.Length > 64
        && bytes[2..Math.Min(bytes.Length, 512)].IndexOf((byte)0) < 0
        && bytes[2..Math.Min(bytes.Length, 512)].IndexOf("<?xml"u8) >= 0;

    private static DecodedText FromNarrowBytes(ReadOnlySpan<byte> bytes, string? contentTypeHeader, bool isXml)
    {
        var utf8 = ByteEvidence.CountUtf8(bytes);
        var hasEscapes = bytes.IndexOf((byte)0x1B) >= 0 || bytes.IndexOf("~{"u8) >= 0;
        if (utf8 is { Sequences: 0, Strays: 0 } && !hasEscapes)
            return Read(bytes, Encoding.UTF8);

        Encoding?[] labels =
        [
            Narrow(EncodingLabels.Find(DeclaredEncoding.InHeader(contentTypeHeader))),
            Narrow(EncodingLabels.Find(DeclaredEncoding.InDocument(bytes, isXml))),
        ];
        if (utf8.Sequences > 0 && IsUtf8(utf8, labels))
            return Read(bytes, Encoding.UTF8);
        foreach (var label in labels)
        {
            if (label is not null && TryReadCleanly(bytes, label) is { } text)
                return text;
        }

        if (utf8 is { Sequences: 0, Strays: 0 })
            return Read(bytes, Encoding.UTF8);
        return Read(bytes, Detect(bytes) ?? (labels[0] ?? labels[1]) ?? EncodingLabels.CodePage(1252));
    }

    /// <summary>Returns null for UTF-16 and UTF-32, because single-byte text cannot be either, whatever its label says.</summary>
    private static Encoding? Narrow(Encoding? label) => label?.CodePage is 1200 or 1201 or 12000 or 12001 ? null : label;

    private static bool IsUtf8(ByteEvidence.Utf8Count count, Encoding?[] labels)
    {
        if (count.Strays == 0)
        {
            // Two or three pairs of bytes from another encoding may be valid UTF-8 by chance, so a multi-byte label decides
            // there.
            return count.Sequences > 3 || count.Long > 0 || !labels.Any(label => label is not null && IsMultiByte(label));
        }

        var isLabelled = labels.Any(label => label?.CodePage == 65001);
        return count.Sequences >= count.Strays * (isLabelled ? 2 : 10) && (isLabelled || count.Long > 0 || count.Sequences > 20);
    }

    private static DecodedText? TryReadCleanly(ReadOnlySpan<byte> bytes, Encoding label)
    {
        if (label.CodePage == 65001)
            return null;
        if (label.CodePage == 54936)
        {
            if (!ByteEvidence.LooksLikeGbk(bytes) && Detect(bytes) is { } other && IsMultiByte(other) && other.CodePage != 54936)
                return null;
        }
        else if (
            !IsMultiByte(label) && label.CodePage is 1252 or 28605 && Detect(bytes) is { } other && other.CodePage != label.CodePage
            && IsMultiByte(other))
        {
            // Latin-1 is the default label of servers that were never configured, and it decodes any bytes.
            return null;
        }

        var text = TextOf(bytes, label);
        var faults = text.AsSpan().Count(Replacement);
        return faults * 200 <= text.Length && faults <= 1 + (ByteEvidence.Sample(bytes).Length / 500)
            ? new(text, EncodingLabels.NameOf(label))
            : null;
    }

    private static Encoding? Detect(ReadOnlySpan<byte> bytes)
    {
        if (ByteEvidence.LooksLikeGbk(bytes))
            return EncodingLabels.Gb18030;
        var sample = ByteEvidence.Sample(bytes).ToArray();
        var best = CharsetDetector.DetectFromBytes(sample).Detected;
        return best is { Confidence: >= 0.5f } ? EncodingLabels.Find(best.EncodingName) : null;
    }

    private static bool IsMultiByte(Encoding encoding) => !encoding.IsSingleByte && encoding.CodePage != 65001;

    private static DecodedText Read(ReadOnlySpan<byte> bytes, Encoding encoding) =>
        new(TextOf(bytes, encoding), EncodingLabels.NameOf(encoding));

    private static string TextOf(ReadOnlySpan<byte> bytes, Encoding encoding) =>
        encoding.CodePage switch
        {
            HongKongCharacters.CodePage => HongKongCharacters.Decode(bytes, encoding),
            65001 => StrayBytes.Read(bytes),
            _ => encoding.GetString(bytes),
        };
}
