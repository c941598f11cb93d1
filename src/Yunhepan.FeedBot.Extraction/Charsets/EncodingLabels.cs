using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>
/// Converts the names that documents, servers and operators write to encodings, and encodings back to IANA names.
/// </summary>
internal static class EncodingLabels
{
    /// <summary>
    /// Every label of the GB family is read as its superset, because senders declare gb2312 and send gbk or gb18030.
    /// </summary>
    public static readonly Encoding Gb18030 = CodePage(54936);

    public static Encoding CodePage(int codePage) => Registered.GetEncoding(codePage);

    /// <summary>Returns the encoding of a label, or null if the label is unknown.</summary>
    public static Encoding? Find(string? label)
    {
        var name = label?.Trim().Trim('"', '\'').Trim();
        if (string.IsNullOrEmpty(name) || name.Length > 40)
            return null;
        var plain = Plain(name);
        if (CodePageNames.TryFind(plain, out var codePage))
            return CodePage(codePage);

        // UTF-7 can smuggle markup past every filter, and no honest document needs it.
        if (plain is "utf7" or "u7" or "unicode11utf7" or "csunicode11utf7")
            return null;
        try
        {
            return (NumberOf(plain) ?? LatinOf(plain)) is { } number ? Registered.GetEncoding(number) : Registered.GetEncoding(name);
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
        1361 => "johab",
        932 => "shift_jis",
        51932 => "euc-jp",
        50220 => "iso-2022-jp",
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>Returns the letters and digits of a name in lower case; a private "x-" prefix is dropped.</summary>
    private static string Plain(string name)
    {
        var plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x_", StringComparison.OrdinalIgnoreCase)
            ? plain[1..] : plain;
    }

    /// <summary>Returns the number of a DOS, Windows or IBM code page: cp866, ibm850, windows1251, csIBM855, 1251.</summary>
    private static int? NumberOf(string plain)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["cp", "ibm", "csibm", "windows", "cswindows", "win", "ms", "dos", "ebcdic", ""])
        {
            if (plain.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(plain.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 400 and < 66000 and not 65000)
                return number;
        }

        return null;
    }

    /// <summary>Returns the code page of a part of ISO 8859, with or without the year of the standard.</summary>
    private static int? LatinOf(string plain)
    {
        const string family = "8859";
        var at = plain.IndexOf(family, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var part = plain.AsSpan(at + family.Length);
        if (part.Length > 4 && part[^4..] is ['1', '9', ..] or ['2', '0', ..])
            part = part[..^4];
        return int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 16
            ? number switch { 1 => 1252, 9 => 1254, 11 => 874, _ => 28590 + number }
            : null;
    }

    /// <summary>Registers the code pages of CodePagesEncodingProvider before the first use.</summary>
    private static class Registered
    {
        static Registered() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        public static Encoding GetEncoding(int codePage) => Encoding.GetEncoding(codePage);

        public static Encoding GetEncoding(string name) => Encoding.GetEncoding(name);
    }
}
