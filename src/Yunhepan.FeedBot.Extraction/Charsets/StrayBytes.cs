using System.Text;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>
/// Decodes UTF-8 that contains a few windows-1252 bytes, which pasted quotes and names leave behind: those bytes are read as
/// windows-1252. Next to Chinese, Japanese or Korean a stray byte is a piece of a truncated character and stays unreadable.
/// </summary>
internal static class StrayBytes
{
    private static readonly Encoding Western = EncodingLabels.CodePage(1252);

    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (!text.Contains('\ufffd', StringComparison.Ordinal) || text.AsSpan().IndexOfAnyInRange('\u2e80', '\ud7ff') >= 0)
            return text;
        var mended = new StringBuilder(text.Length);
        while (!bytes.IsEmpty)
        {
            var stray = FirstStray(bytes, out var length);
            mended.Append(Encoding.UTF8.GetString(bytes[..stray]));
            // A single stray byte is a character of its own; several in a row were once part of one.
            var isAlone = length == 1 && (stray + 1 >= bytes.Length || bytes[stray + 1] < 0x80) && (stray == 0 || bytes[stray - 1] < 0x80);
            if (stray < bytes.Length)
                mended.Append(isAlone ? Western.GetString(bytes.Slice(stray, 1)) : "\ufffd");
            bytes = bytes[Math.Min(stray + length, bytes.Length)..];
        }

        return mended.ToString();
    }

    /// <summary>Returns the index of the first byte that is invalid in UTF-8, or the length if there is none.</summary>
    private static int FirstStray(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] < 0x80)
            {
                var next = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                at = next < 0 ? bytes.Length : at + next;
                continue;
            }

            if (Rune.DecodeFromUtf8(bytes[at..], out _, out length) != System.Buffers.OperationStatus.Done)
                return at;
            at += length;
        }

        length = 0;
        return bytes.Length;
    }
}
