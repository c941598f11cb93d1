using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Parses hours, days and durations as people write them, in the languages of the bot.</summary>
internal static partial class ClockWords
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private static readonly string[][] DayNames =
        [["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"],
            ["domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado"]];

    // They only stand around hours: de las 22:00 a las 7:00.
    private static readonly string[] Fillers = ["de", "desde", "la", "las"];

    /// <summary>
    /// Parses <c>22:30</c>, <c>22</c>, <c>22点半</c>, <c>晚上10点</c>, <c>7am</c>, <c>noon</c>; returns null for any other text.
    /// </summary>
    public static TimeOnly? Time(string text)
    {
        var plain = Plain(text);
        if (plain is "midnight" or "午夜" or "medianoche" or "noon" or "正午" or "中午" or "mediodía")
            return new TimeOnly(plain is "midnight" or "午夜" or "medianoche" ? 0 : 12, 0);
        if (TimePattern.Match(plain) is not { Success: true } match)
            return null;
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["half"].Success ? 30
            : match.Groups["m"] is { Success: true } m ? int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var part = match.Groups["part"].Value;
        var isNight = part is "晚上" or "晚" or "夜里" or "深夜" or "半夜" or "夜";
        if (hour == 12 && (isNight || part is "am" or "凌晨" or "午前"))
            hour = 0;
        else if ((part is "下午" or "傍晚" or "晚上" or "晚" or "pm" or "午后" or "夕方" && hour is > 0 and < 12)
            || (isNight && hour is > 5 and < 12) || (part is "中午" && hour is 1 or 2))
            hour += 12;
        return hour == 24 && minute == 0 ? TimeOnly.MinValue : hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>Parses <c>22:00-7:00</c>, <c>22点到7点</c>, <c>10pm to 7am</c>; returns null for any other text.</summary>
    public static (TimeOnly From, TimeOnly To)? Span(string text)
    {
        var parts = BetweenPattern.Split(Plain(text)).Where(part => part.Length > 0 && !Fillers.Contains(part)).ToArray();
        return parts is [var from, var to] && Time(from) is { } begin && Time(to) is { } end && begin != end ? (begin, end) : null;
    }

    /// <summary>
    /// Parses <c>2h</c>, <c>3 days</c>, <c>30分钟</c>, <c>1周</c>: at least a minute, and a year if it is longer. Returns null for
    /// any other text.
    /// </summary>
    public static TimeSpan? Length(string text) =>
        LengthPattern.Match(Plain(text)) is { Success: true } match && match.Groups["rest"].Length == 0 ? LengthOf(match) : null;

    /// <summary>Parses a duration at the end of a text and returns it with the text before it; null if there is none.</summary>
    public static (string Before, TimeSpan Length)? LengthAtEnd(string text)
    {
        var plain = Plain(text);
        // If folding changes the width of characters, the text cannot be split at the same place.
        if (plain.Length != text.Length || LengthPattern.Match(plain) is not { Success: true } match || LengthOf(match) is not { } length)
            return null;
        var before = text[..match.Groups["rest"].Length].TrimEnd();
        return before.Length > 0 ? (before, length) : null;
    }

    /// <summary>
    /// Returns whether a whole text is meant as a duration but is none: <c>0h</c>, <c>-2h</c>, <c>1.5h</c>, <c>2h30m</c>, a bare <c>30</c>.
    /// </summary>
    public static bool IsMeantAsLength(string text) => Length(text) is null && MeantPattern.IsMatch(Plain(text));

    /// <summary>Returns whether a word begins like a duration.</summary>
    public static bool BeginsWithNumber(string word) => NumberPattern.IsMatch(Plain(word));

    /// <summary>Writes a duration in the form that <see cref="Length"/> reads.</summary>
    public static string FormatLength(TimeSpan length) => string.Create(CultureInfo.InvariantCulture, $"{(long)length.TotalMinutes}m");

    private static TimeSpan? LengthOf(Match match)
    {
        var (written, unit) = (match.Groups["n"].Value, match.Groups["unit"].Value);
        var one = unit[0] switch
        {
            'm' when unit.Length > 1 && unit[1] is 'o' or 'e' => TimeSpan.FromDays(30),
            'm' or '分' => TimeSpan.FromMinutes(1),
            'h' or '小' or '钟' or '时' => TimeSpan.FromHours(1),
            'w' or '周' or '星' or 's' => TimeSpan.FromDays(7),
            '月' or 'か' or 'カ' or 'ヶ' => TimeSpan.FromDays(30),
            _ => TimeSpan.FromDays(1),
        };
        if (written is "半")
            return one / 2;
        var number = int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
            : written is "两" ? 2 : written is "a" or "an" or "un" or "una" ? 1 : ChineseNumbers.IndexOf(written, StringComparison.Ordinal);
        return number <= 0 ? null : number < Longest / one ? one * number : Longest;
    }

    /// <summary>Parses <c>周一</c>, <c>每星期天</c>, <c>monday</c>, <c>fri</c>; returns null for any other text.</summary>
    public static DayOfWeek? Day(string text)
    {
        var plain = Plain(text);
        if (ChineseDayPattern.Match(plain) is { Success: true } chinese)
            return chinese.Groups["d"].Value is "天"
                ? DayOfWeek.Sunday : (DayOfWeek)"日一二三四五六".IndexOf(chinese.Groups["d"].Value, StringComparison.Ordinal);
        if (JapaneseDayPattern.Match(plain) is { Success: true } japanese)
            return (DayOfWeek)"日月火水木金土".IndexOf(japanese.Groups["d"].Value, StringComparison.Ordinal);
        var begin = plain.TrimEnd('s').Replace('á', 'a').Replace('é', 'e');
        var day = begin.Length < 3 ? -1
            : DayNames.Select(names => Array.FindIndex(names, name => name.StartsWith(begin, StringComparison.Ordinal))).Max();
        return day < 0 ? null : (DayOfWeek)day;
    }

    public static string Format(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static bool IsOff(string text) => Plain(text) is "off" or "no" or "none" or "关" or "关闭" or "关掉" or "取消" or "不要" or "停"
        or "オフ" or "なし" or "desactivar" or "ninguno" or "ninguna";

    public static bool IsOn(string text) => Plain(text) is "on" or "yes" or "开" or "打开" or "开启" or "要" or "オン" or "sí" or "si" or "activar";

    /// <summary>
    /// Converts the full-width digits, colons and letters of Chinese keyboards to ordinary ones, all in lower case, and characters to
    /// simplified ones, Japanese ones too: 時間 becomes 时间.
    /// </summary>
    public static string Plain(string text)
    {
        try
        {
            return Words.Plain(text.Normalize(System.Text.NormalizationForm.FormKC).Trim());
        }
        catch (ArgumentException)
        {
            return "";
        }
    }
}
