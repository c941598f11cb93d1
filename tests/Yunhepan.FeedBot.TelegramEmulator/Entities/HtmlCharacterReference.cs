using System.Text;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>
/// Decodes the character references that Telegram knows: numbers, and lt, gt, amp, quot. All others stay as typed.
/// </summary>
internal static class HtmlCharacterReference
{
    /// <summary>Reads a reference at the ampersand and moves behind it; null (and no move) when it is none.</summary>
    public static int? Read(byte[] source, ref int at)
    {
        var end = at + 1;
        var code = source[end] == '#' ? ReadNumber(source, at, ref end) : ReadName(source, ref end);
        if (code == 0)
            return null;
        at = source[end] == ';' ? end + 1 : end;
        return code;
    }

    /// <summary>Appends a code point; halves of a pair are kept as they are and judged when the text is complete.</summary>
    public static void Append(StringBuilder text, int code)
    {
        if (code is >= 0xD800 and <= 0xDFFF)
            text.Append((char)code);
        else
            text.Append(new Rune(code).ToString());
    }

    private static int ReadNumber(byte[] source, int begin, ref int end)
    {
        end++;
        var isHex = source[end] == 'x';
        if (isHex)
            end++;
        var code = 0L;
        while (isHex ? char.IsAsciiHexDigit((char)source[end]) : char.IsAsciiDigit((char)source[end]))
        {
            code = Math.Min((code * (isHex ? 16 : 10)) + Convert.ToInt32(((char)source[end]).ToString(), 16), 0x110000);
            end++;
        }

        return code is 0 or >= 0x10FFFF || end - begin >= 10 ? 0 : (int)code;
    }

    private static int ReadName(byte[] source, ref int end)
    {
        var begin = end;
        while (char.IsAsciiLetter((char)source[end]))
            end++;
        return Encoding.ASCII.GetString(source, begin, end - begin) switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => 0,
        };
    }
}
