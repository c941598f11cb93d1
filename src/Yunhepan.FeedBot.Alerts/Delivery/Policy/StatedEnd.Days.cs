using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

// The day of 7月10日8:00-12:00 stands before its beginning.
internal static partial class StatedEnd
{
    /// <summary>A day further back belongs to something else.</summary>
    private const int DayLooked = 200;

    /// <summary>
    /// Returns the day that the text names last before a time that names none, or counts from it (10日22:00-次日6:00); null if there is none.
    /// </summary>
    private static Match? DayBefore(string text, Match match)
    {
        var (rel, isDay) = (match.Groups["rel"].Value, match.Groups["day"].Success);
        if (isDay || match.Groups["known"].Success || rel is not ("" or "次"))
            return null;
        // The match begins with words of its own, such as 至, that name no day.
        var from = Math.Max(0, match.Index - DayLooked);
        return Days.Matches(text[from..match.Index]) is { Count: > 0 } days ? days[^1] : null;
    }

    private static DateTimeOffset? MomentOf(Match match, Match day, DateTimeOffset published)
    {
        var today = DateOnly.FromDateTime(published.DateTime);
        var named = day.Groups["day"].Success ? DateOf(day, today) : today.AddDays(day.Groups["rel"].Value switch
        {
            "明" => 1,
            "后" => 2,
            "昨" => -1,
            _ => 0,
        });
        if (named is not { } date)
            return null;
        var end = TimeOfDay(match);
        // 22:00-6:00 ends on the next day, and so does an hour of today that is over.
        var isNextDay = match.Groups["rel"].Value == "次" || TimeOfDay(day) is { } begin && day.Groups["h"].Success && begin >= end;
        var moment = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), published.Offset) + end;
        return isNextDay || (date == today && moment <= published) ? moment.AddDays(1) : moment;
    }

    [GeneratedRegex(
        @"(?:(?:[0-9]{4}年 ?)?(?:(?<month>[0-9]{1,2})月 ?)?(?<day>[0-9]{1,2})[日号]|(?<rel>[昨今明后当])[日天晚夜晨])"
            + @"(?<part>凌晨|清晨|早晨|早上|上午|中午|午后|下午|傍晚|晚上|晚间|深夜|半夜|夜间|夜里|晨|晚|夜)? ?"
            + @"(?:(?<h>[0-9]{1,2})(?: ?[时点](?: ?(?<m>[0-9]{1,2})分?)?|:(?<m>[0-9]{2})))?",
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Days { get; }
}
