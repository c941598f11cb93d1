using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Chat.Commands;

// How people write hours, days and durations.
internal static partial class ClockWords
{
    [GeneratedRegex(
        """^(?<part>凌晨|清晨|早晨|早上|早|上午|中午|下午|傍晚|晚上|晚|夜里|深夜|半夜|午前|午后|朝|夕方|夜)?\s*"""
        + """(?<h>\d{1,2})(?:[:.](?<m>\d{2})|[点时](?:(?<half>半)|(?<m>\d{1,2})分?)?|)\s*(?<part>am|pm)?(?:に|まで)?$""",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex TimePattern { get; }

    [GeneratedRegex("""\s*(?:-|–|—|~|〜|到|至|から|\b(?:to|a|hasta)\b|\s)\s*""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex BetweenPattern { get; }

    private const string Unit =
        "(?:minut[eo]s?|mins?|m|分钟|分间?|hours?|horas?|hrs?|h|小时|钟头|时间|days?|d[ií]as?|d|天|日间?|weeks?|semanas?|w|周|星期"
        + "|周间|months?|mes(?:es)?|月|[かカヶ]月)";

    private const string ChineseNumbers = "零一二三四五六七八九十";

    [GeneratedRegex(
        """^(?<rest>.*?)(?:(?<=^|\s)(?:for|por|durante)\s+)?(?<![\d一二两三四五六七八九十半])"""
        + """(?<n>\d{1,9}|[半一二两三四五六七八九十]|(?<=^|\s)(?:an?|una?)(?=\s))\s*个?"""
        + "(?<unit>" + Unit + ")$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, 2000)]
    private static partial Regex LengthPattern { get; }

    [GeneratedRegex("""^(?:\d|[半两一二三四五六七八九十]个?[小分天日周星月钟时かカヶ])""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NumberPattern { get; }

    [GeneratedRegex(
        "^(?:[-+−–]?\\s*(?:[0-9]{1,60}(?:[.,][0-9]{1,20})?|[零半一二两三四五六七八九十])\\s*个?半?\\s*" + Unit + "\\s*"
        + "|[一二三四五六七八九十百]{2,4}个?半?(?:分钟?|小时|钟头|天|周|星期)){1,4}半?$"
        + "|^[-+−–]\\s*[0-9.,]+$|^[0-9]{1,2}(?:[.,][0-9]+)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MeantPattern { get; }

    [GeneratedRegex("""^每?(?:周|星期|礼拜)(?<d>[一二三四五六日天])$""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ChineseDayPattern { get; }

    [GeneratedRegex("""^(?:毎周)?(?<d>[日月火水木金土])曜日?$""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex JapaneseDayPattern { get; }
}
