namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Reads Chinese numerals: 二〇一一, 十一, 二十三, 廿三, 两.</summary>
internal static class ChineseNumerals
{
    private const string Digits = "〇一二三四五六七八九";

    public static bool IsNumeral(char c) => ValueOf(c) >= 0;

    /// <summary>Returns the value of a run of numerals, or -1 if it cannot be a number in a date.</summary>
    public static int Read(ReadOnlySpan<char> run, out int digits)
    {
        digits = run.Length;
        if (run.IndexOfAny("十廿卅百") >= 0)
            return ReadTens(run, out digits);
        if (run.Length > 4)
            return -1;
        var value = 0;
        foreach (var c in run)
            value = (value * 10) + ValueOf(c);
        return value;
    }

    private static int ReadTens(ReadOnlySpan<char> run, out int digits)
    {
        digits = 2;
        int value = 0, unit = 0;
        foreach (var c in run)
        {
            switch (c)
            {
                case '百':
                    value += Math.Max(unit, 1) * 100;
                    unit = 0;
                    digits = 3;
                    break;
                case '十':
                    value += Math.Max(unit, 1) * 10;
                    unit = 0;
                    break;
                case '廿':
                    value += 20;
                    break;
                case '卅':
                    value += 30;
                    break;
                default:
                    if (unit > 0)
                        return -1;
                    unit = ValueOf(c);
                    break;
            }
        }

        return value + unit;
    }

    private static int ValueOf(char c) => c switch
    {
        '零' or '○' or '０' or 'Ｏ' => 0,
        '两' or '兩' => 2,
        '元' => -1,
        '十' or '廿' or '卅' or '百' => 10,
        _ => Digits.IndexOf(c),
    };
}
