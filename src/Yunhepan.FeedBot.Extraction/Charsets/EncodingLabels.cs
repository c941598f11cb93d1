using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>From the names that documents, servers and operators write to encodings, and back to IANA names.</summary>
internal static class EncodingLabels
{
    /// <summary>Every label of the GB family means its superset: senders say gb2312 and send gbk or gb18030.</summary>
    public static readonly Encoding Gb18030 = CodePage(54936);

    private static readonly Dictionary<string, int> CodePages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gb2312"] = 54936, ["gb-2312"] = 54936, ["gb_2312"] = 54936, ["gb_2312-80"] = 54936, ["gb2312-80"] = 54936,
        ["csgb2312"] = 54936, ["gbk"] = 54936, ["x-gbk"] = 54936, ["gb18030"] = 54936, ["gb-18030"] = 54936,
        ["chinese"] = 54936, ["euc-cn"] = 54936, ["x-euc-cn"] = 54936, ["cp936"] = 54936, ["ms936"] = 54936,
        ["windows-936"] = 54936, ["hz-gb-2312"] = 52936, ["hz"] = 52936,
        ["big5"] = 950, ["big-5"] = 950, ["big5-hkscs"] = 950, ["x-x-big5"] = 950, ["cn-big5"] = 950, ["ms950"] = 950,
        ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["ms_kanji"] = 932, ["ms932"] = 932,
        ["windows-31j"] = 932, ["cp943"] = 932, ["euc-jp"] = 51932, ["eucjp"] = 51932, ["x-euc-jp"] = 51932, ["iso-2022-jp"] = 50220,
        ["euc-kr"] = 949, ["euckr"] = 949, ["ks_c_5601-1987"] = 949, ["ksc5601"] = 949, ["ks_c_5601"] = 949,
        ["windows-949"] = 949, ["uhc"] = 949, ["iso-2022-kr"] = 50225,
        ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso_8859-1"] = 1252, ["iso88591"] = 1252, ["latin1"] = 1252,
        ["latin-1"] = 1252, ["l1"] = 1252, ["us-ascii"] = 1252, ["ascii"] = 1252, ["ansi"] = 1252, ["ansi_x3.4-1968"] = 1252,
        ["iso-8859-9"] = 1254, ["latin5"] = 1254, ["iso-8859-11"] = 874, ["tis-620"] = 874, ["latin2"] = 28592,
        ["iso-8859-15"] = 28605, ["latin9"] = 28605, ["latin-9"] = 28605, ["koi8-r"] = 20866, ["koi8"] = 20866, ["koi8-u"] = 21866, ["koi8-ru"] = 21866,
        ["mac"] = 10000, ["macintosh"] = 10000, ["x-mac-roman"] = 10000, ["x-mac-cyrillic"] = 10007,
        ["utf8"] = 65001, ["utf-8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["utf-8n"] = 65001, ["utf8mb4"] = 65001,
        ["utf-16"] = 1200, ["utf16"] = 1200, ["unicode"] = 1200, ["ucs-2"] = 1200, ["iso-10646-ucs-2"] = 1200, ["utf-16le"] = 1200,
        ["utf-16be"] = 1201, ["utf-32"] = 12000, ["utf-32le"] = 12000, ["ucs-4"] = 12000, ["utf-32be"] = 12001,
    };

    public static Encoding CodePage(int codePage) => Registered.GetEncoding(codePage);

    /// <summary>The encoding a label means, or null when nobody knows it.</summary>
    public static Encoding? Find(string? label)
    {
        var name = label?.Trim().Trim('"', '\'').Trim();
        if (string.IsNullOrEmpty(name) || name.Length > 40)
            return null;
        if (CodePages.TryGetValue(name, out var codePage))
            return CodePage(codePage);

        // UTF-7 is a way past every filter; no honest document needs it.
        if (name.Equals("utf-7", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return NumberOf(name) is { } number ? Registered.GetEncoding(number) : Registered.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        54936 or 936 => "gb18030",
        52936 => "hz-gb-2312",
        949 or 51949 => "euc-kr",
        932 => "shift_jis",
        51932 => "euc-jp",
        50220 => "iso-2022-jp",
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>cp866, ibm850, windows1251, win-1251: DOS and Windows code pages by number.</summary>
    private static int? NumberOf(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["cp-", "cp", "ibm", "windows-", "windows", "win-", "win", "x-cp", "ms"])
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 400 and < 66000 and not 65000)
                return number;
        }

        return null;
    }

    /// <summary>Registers the code pages of CodePagesEncodingProvider before the first use.</summary>
    private static class Registered
    {
        static Registered() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        public static Encoding GetEncoding(int codePage) => Encoding.GetEncoding(codePage);

        public static Encoding GetEncoding(string name) => Encoding.GetEncoding(name);
    }
}
