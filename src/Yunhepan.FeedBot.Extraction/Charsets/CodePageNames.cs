namespace Yunhepan.FeedBot.Extraction.Charsets;

/// <summary>Maps the names that documents, servers and operators use to code pages.</summary>
internal static class CodePageNames
{
    /// <summary>
    /// Code pages by name in lower case without punctuation, which is how Unicode compares charset names (UTS #22): "GB_2312-80",
    /// "x-sjis" and "Shift JIS" need one entry each, not one per spelling.
    /// </summary>
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal)
    {
        ["gb2312"] = 54936, ["gb231280"] = 54936, ["gb23121980"] = 54936, ["csgb2312"] = 54936, ["csiso58gb231280"] = 54936,
        ["isoir58"] = 54936, ["gbk"] = 54936,
        ["csgbk"] = 54936, ["gb18030"] = 54936, ["gb180302000"] = 54936, ["gb180302022"] = 54936, ["chinese"] = 54936, ["euccn"] = 54936,
        ["eucgb2312cn"] = 54936,
        ["cp936"] = 54936, ["ms936"] = 54936, ["windows936"] = 54936, ["936"] = 54936, ["hzgb2312"] = 52936, ["hzgb"] = 52936,
        ["hz"] = 52936,
        ["big5"] = 950, ["big5hkscs"] = 950, ["hkscs"] = 950, ["big5tw"] = 950, ["xbig5"] = 950, ["cnbig5"] = 950, ["csbig5"] = 950,
        ["big5eten"] = 950, ["cp951"] = 950,
        ["shiftjis"] = 932, ["sjis"] = 932, ["mskanji"] = 932, ["csshiftjis"] = 932, ["windows31j"] = 932, ["cswindows31j"] = 932,
        ["cp943"] = 932, ["cp943c"] = 932,
        ["sjis2004"] = 932, ["shiftjis2004"] = 932, ["shiftjisx0213"] = 932, ["sjisx0213"] = 932, ["macjapanese"] = 932, ["macjapan"] = 932,
        ["eucjp"] = 51932, ["ujis"] = 51932, ["eucjis2004"] = 51932, ["jisx0213"] = 51932, ["eucjisx0213"] = 51932,
        ["cseucpkdfmtjapanese"] = 51932,
        ["iso2022jp"] = 50220, ["csiso2022jp"] = 50220, ["iso2022jp1"] = 50220, ["iso2022jp2"] = 50220, ["iso2022jp2004"] = 50220,
        ["iso2022jp3"] = 50220, ["iso2022jpext"] = 50220,
        ["euckr"] = 949, ["cseuckr"] = 949, ["ksc56011987"] = 949, ["ksc56011989"] = 949, ["ksc5601"] = 949, ["ksx1001"] = 949,
        ["korean"] = 949, ["isoir149"] = 949,
        ["uhc"] = 949, ["mackorean"] = 949, ["johab"] = 1361, ["cp1361"] = 1361, ["iso2022kr"] = 50225, ["csiso2022kr"] = 50225,
        ["latin1"] = 1252, ["l1"] = 1252, ["8859"] = 1252, ["cp819"] = 1252, ["ibm819"] = 1252, ["isoir100"] = 1252, ["csisolatin1"] = 1252,
        ["usascii"] = 1252, ["ascii"] = 1252,
        ["ansi"] = 1252, ["msansi"] = 1252, ["mbcs"] = 1252, ["dbcs"] = 1252, ["ansix341968"] = 1252, ["ansix341986"] = 1252,
        ["iso646us"] = 1252, ["iso646irv1991"] = 1252, ["us"] = 1252,
        ["latin2"] = 28592, ["l2"] = 28592, ["isoir101"] = 28592, ["latin3"] = 28593, ["l3"] = 28593, ["isoir109"] = 28593,
        ["latin4"] = 28594, ["l4"] = 28594, ["isoir110"] = 28594,
        ["latin5"] = 1254, ["l5"] = 1254, ["isoir148"] = 1254, ["cyrillic"] = 28595, ["isoir144"] = 28595, ["arabic"] = 28596,
        ["asmo708"] = 28596, ["ecma114"] = 28596, ["isoir127"] = 28596,
        ["greek"] = 28597, ["greek8"] = 28597, ["elot928"] = 28597, ["ecma118"] = 28597, ["isoir126"] = 28597, ["hebrew"] = 1255,
        ["isoir138"] = 1255, ["logical"] = 1255, ["visual"] = 28598,
        ["latin7"] = 28603, ["l7"] = 28603, ["latin9"] = 28605, ["l9"] = 28605, ["latin0"] = 28605, ["thai"] = 874, ["tis620"] = 874,
        ["tis6200"] = 874, ["tis62025290"] = 874, ["isoir166"] = 874,
        ["koi8r"] = 20866, ["koi8"] = 20866, ["koi"] = 20866, ["cskoi8r"] = 20866, ["koi8u"] = 21866, ["koi8ru"] = 21866, ["koi8t"] = 20866,
        ["cspc8codepage437"] = 437, ["cspc775baltic"] = 775, ["cspc850multilingual"] = 850, ["cspcp852"] = 852,
        ["cspc862latinhebrew"] = 862, ["cp856"] = 862, ["cpis"] = 861, ["cpgr"] = 869,
        ["cp1125"] = 866, ["ibm1125"] = 866, ["1125"] = 866, ["cp866u"] = 866, ["ruscii"] = 866, ["dos866"] = 866,
        ["mac"] = 10000, ["macintosh"] = 10000, ["macroman"] = 10000, ["csmacintosh"] = 10000, ["maclatin2"] = 10029,
        ["maccentraleurope"] = 10029, ["maccenteuro"] = 10029, ["macce"] = 10029,
        ["maccyrillic"] = 10007, ["macukrainian"] = 10017, ["macgreek"] = 10006, ["macturkish"] = 10081, ["maciceland"] = 10079,
        ["macicelandic"] = 10079, ["macromanian"] = 10010, ["maccroatian"] = 10082,
        ["ibm037"] = 37, ["cp037"] = 37, ["037"] = 37, ["csibm037"] = 37, ["ibm039"] = 37, ["ebcdiccpus"] = 37, ["ebcdiccpca"] = 37,
        ["ebcdiccpwt"] = 37, ["ebcdiccpnl"] = 37,
        ["ebcdiccpbe"] = 500, ["ebcdiccpch"] = 500, ["ebcdiccphe"] = 20424, ["cp424"] = 20424, ["ibm424"] = 20424, ["csibm424"] = 20424,
        ["424"] = 20424,
        ["cp273"] = 20273, ["ibm273"] = 20273, ["csibm273"] = 20273, ["273"] = 20273, ["cp280"] = 20280, ["ibm280"] = 20280,
        ["cp284"] = 20284, ["ibm284"] = 20284, ["cp285"] = 20285, ["ibm285"] = 20285,
        ["cp297"] = 20297, ["ibm297"] = 20297,
        ["utf8"] = 65001, ["unicode11utf8"] = 65001, ["utf8n"] = 65001, ["utf8mb4"] = 65001, ["utf8mb3"] = 65001, ["u8"] = 65001,
        ["utf"] = 65001, ["utf8sig"] = 65001, ["cp65001"] = 65001,
        ["utf16"] = 1200, ["u16"] = 1200, ["unicode"] = 1200, ["ucs2"] = 1200, ["csunicode"] = 1200, ["iso10646ucs2"] = 1200,
        ["utf16le"] = 1200, ["unicodelittleunmarked"] = 1200,
        ["utf16be"] = 1201, ["unicodebigunmarked"] = 1201, ["unicodefffe"] = 1201, ["utf32"] = 12000, ["u32"] = 12000, ["utf32le"] = 12000,
        ["ucs4"] = 12000, ["csucs4"] = 12000, ["iso10646ucs4"] = 12000, ["utf32be"] = 12001,
    };

    public static bool TryFind(string plainName, out int codePage) => Numbers.TryGetValue(plainName, out codePage);
}
