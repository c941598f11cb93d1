using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

internal static partial class StatedEnd
{
    private const string ChineseMoment =
        @"(?:(?:[0-9]{4}年 ?)?(?:(?<month>[0-9]{1,2})月 ?)?(?<day>[0-9]{1,2})[日号]|(?<rel>[今明后当次])[日天]?)? ?"
        + @"(?<part>凌晨|清晨|早晨|早上|上午|中午|午后|下午|傍晚|晚上|晚间|深夜|半夜|夜间|夜里|晨|晚|夜)? ?"
        + @"(?:(?<h>[0-9]{1,2})(?: ?[时点](?: ?(?<m>[0-9]{1,2})分?)?|:(?<m>[0-9]{2})))?(?<=[时点分日号0-9天晨午上晚夜间里])";

    private const string EnglishTime =
        @"(?:(?<h>[0-9]{1,2})(?:[:.](?<m>[0-9]{2}))? ?(?<half>[ap])\.?m\b\.?|(?<h>[0-9]{1,2}):(?<m>[0-9]{2})\b|(?<word>noon|midnight)\b)";

    private const string EnglishDay =
        @"(?:(?<rel>today|tonight|tomorrow)\b|(?<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\b"
        + @"|(?<day>[0-9]{1,2})(?:st|nd|rd|th)? (?<month>" + Months + @")[a-z]*\b|(?<month>" + Months + @")[a-z]* (?<day>[0-9]{1,2})\b)"
        + "(?: (?<part>morning|afternoon|evening|night)\\b)?";

    private const string EnglishMoment = "(?:" + EnglishTime + "(?:(?: [a-z]{2,4})??,? (?:on )?" + EnglishDay + ")?|"
        + EnglishDay + "(?:,? (?:at )?" + EnglishTime + ")?)";

    private const string Months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

    // Words about what will be and words about what is known until then; a range of time may be either.
    [GeneratedRegex(
        @"(?:有效期? ?(?:至|到|截至)|[将会计能仍][^，。；,;\n]{0,8}?(?:持续|维持|延续)(?:到|至)"
            + "|(?<known>截止(?:到|至)?|截至|(?<=昨[^，。；,;\n]{0,10})(?:到|至|—|-|~))|(?<range>(?:持续|维持|延续)(?:到|至)"
            + "|(?<=[时点分日号0-9天晨午上晚夜间里] ?)(?:到|至|—|-|~))) ?" + ChineseMoment, RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Chinese { get; }

    // "Until" alone may speak of a school or a road, so words about the warning must stand before it.
    [GeneratedRegex(
        @"\b(?:(?:in (?:effect|force)|effective|valid|warning|advisory|alert|watch|lasts?|lasting|remains?|continues?|expected)\b"
            + @"[^.;!?\n]{0,60}?\b(?:until|till|through) (?:about |at )?|(?:expires?|ends?|ending) (?:at |on )?)" + EnglishMoment,
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex English { get; }

    [GeneratedRegex(
        @"(?:未来|今后|有效(?:期|时间|时长)) ?(?:为|是|:)? ?(?<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}) ?个?(?<unit>小时|天|日(?![0-9]))"
            + @"|\b(?:next|within|valid for) (?<n>[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
            + @" (?<unit>hour|day)s?\b",
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Coming { get; }
}
