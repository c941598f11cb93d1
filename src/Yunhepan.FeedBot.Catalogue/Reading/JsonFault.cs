using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>What is wrong with a text that is not JSON, in words for the person who wrote it, and where.</summary>
/// <param name="Offset">The offset of the byte at which reading ended.</param>
public sealed record JsonFault(int Offset, string Reason)
{
    /// <summary>Describes the error of a reader of this text.</summary>
    public static JsonFault Describe(ReadOnlySpan<byte> text, JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var offset = OffsetOf(text, error);
        return new JsonFault(offset, ReasonOf(text, offset, error.Message));
    }

    /// <summary>Returns the line and the column, both counted from 1, and the column in characters.</summary>
    public (int Line, int Column) PlaceIn(ReadOnlySpan<byte> text)
    {
        var before = text[..Math.Min(Offset, text.Length)];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    private static int OffsetOf(ReadOnlySpan<byte> text, JsonException error)
    {
        var start = 0;
        for (var line = 0; line < error.LineNumber && text[start..].IndexOf((byte)'\n') is >= 0 and var end; line++)
            start += end + 1;
        return (int)Math.Min(text.Length, start + (error.BytePositionInLine ?? 0));
    }

    private static string ReasonOf(ReadOnlySpan<byte> text, int offset, string said)
    {
        var whole = text.TrimEnd(" \t\r\n\0"u8);
        if (whole.IsEmpty)
            return "there is nothing in it";
        // The library states the kind of an error only in its message.
        if (said.Contains("configured depth", StringComparison.Ordinal))
            return "objects and lists are nested too deeply";
        if (offset >= whole.Length)
            return "it ends too early: a bracket, a quotation mark or a value is missing";
        var at = Shown(text[offset..]);
        if (said.Contains("escapable", StringComparison.Ordinal))
            return $"\\{at} is no escape; a backslash is written \\\\";
        if (text[offset] is (byte)'\n' or (byte)'\r')
            return "the line ends within a text; a quotation mark is missing";
        if (said.Contains("within a JSON string", StringComparison.Ordinal))
            return $"{at} may not stand in a text";
        if (said.Contains("after a single JSON value", StringComparison.Ordinal))
            return $"{at} stands behind the end";
        return text[offset] switch
        {
            (byte)'"' or (byte)'{' or (byte)'[' or (>= (byte)'0' and <= (byte)'9') =>
                $"{at} is not expected here; a comma or a colon may be missing before it",
            (byte)'\'' => $"{at} is not expected here; texts stand in double quotation marks",
            (byte)',' or (byte)':' => $"{at} is not expected here; a name or a value may be missing before it",
            (byte)'}' or (byte)']' => $"{at} is not expected here; it closes nothing, or a value is missing before it",
            _ => $"{at} is not expected here; names and texts stand in double quotation marks",
        };
    }

    private static string Shown(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) == System.Buffers.OperationStatus.Done && !Rune.IsControl(rune)
            ? $"'{rune}'" : string.Create(CultureInfo.InvariantCulture, $"the byte 0x{text[0]:X2}");
}
