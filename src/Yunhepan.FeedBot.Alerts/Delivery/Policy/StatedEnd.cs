using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Alerts.Delivery.Policy;

/// <summary>
/// Reads until when a warning holds from its folded text (see <see cref="Subscribers.Matching.FoldedText"/>), in Chinese and English. Of
/// several ends the latest counts, because a warning that is thought to be over is not sent.
/// </summary>
internal static partial class StatedEnd
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>The hours at which a day and its parts begin and end that are stated without an hour.</summary>
    private static readonly (int Begin, int End) Morning = (0, 12), Afternoon = (12, 19), Night = (18, 32), WholeDay = (0, 24);

    /// <summary>The one clock of nearly all who read Chinese.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The offsets of the clocks by which people live.</summary>
    private static readonly TimeSpan[] Offsets = [.. Enumerable.Range(-10, 24).Select(hours => TimeSpan.FromHours(hours))];

    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve"];

    /// <returns>The end; null if none after the publication is stated.</returns>
    public static DateTimeOffset? Latest(string text, DateTimeOffset published) => Chinese.Matches(text)
        .Select(match => Moment(match, published.Offset == TimeSpan.Zero ? published.ToOffset(China) : published, DayBefore(text, match)))
        .Concat(English.Matches(text).Select(m => published.Offset == TimeSpan.Zero ? LatestMoment(m, published) : Moment(m, published)))
        .Concat(Coming.Matches(text).Select(match => After(match, published)))
        .Where(end => end > published)
        .Max();

    private static DateTimeOffset? After(Match match, DateTimeOffset published) => Number(match.Groups["n"].Value) is not { } number ? null
        : match.Groups["unit"].Value[0] is 'd' or '天' or '日' ? published.AddDays(number) : published.AddHours(number);

    // A stamp in universal time does not say by which clock its readers live, and an end that is too early would keep a warning back. No
    // two clocks show the same time more than a day apart; what is later is a reading of another day or month.
    private static DateTimeOffset? LatestMoment(Match match, DateTimeOffset published)
    {
        List<DateTimeOffset?> ends = [.. Offsets.Select(offset => Moment(match, published.ToOffset(offset)))];
        var first = ends.Where(end => end > published).Min();
        return ends.Contains(null) ? null : ends.Where(end => end <= first + OneDay).Max();
    }

    /// <param name="before">The day that the text names before a time without a day; null if it names none.</param>
    private static DateTimeOffset? Moment(Match match, DateTimeOffset published, Match? before = null)
    {
        // A day that is over may be that of something else.
        if (before is not null && MomentOf(match, before, published) is { } stated && stated > published)
            return stated;
        var today = DateOnly.FromDateTime(published.DateTime);
        var (rel, weekday, isDay) = (match.Groups["rel"], match.Groups["weekday"], match.Groups["day"].Success);
        var day = weekday.Success ? Weekday(today, weekday.Value) : isDay ? DateOf(match, today) : today.AddDays(rel.Value switch
        {
            "明" or "次" or "tomorrow" => 1,
            "后" => 2,
            _ => 0,
        });
        if (day is not { } date)
            return null;
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), published.Offset);
        var isKnown = match.Groups["known"].Success;
        // A day, or a part of it, that has begun may be until when rain has fallen, not until when the warning holds.
        if ((isKnown || match.Groups["range"].Success) && !match.Groups["h"].Success && midnight.AddHours(PartOf(match).Begin) <= published)
            return null;
        var moment = midnight + TimeOfDay(match);
        // An early hour without a day belongs to the next day, except of what is known until then (截至15时，已有…).
        var isNextDay = !rel.Success && !weekday.Success && !isDay && !isKnown && moment <= published;
        return isNextDay ? moment.AddDays(1) : moment;
    }

    private static DateOnly Weekday(DateOnly today, string name)
    {
        var day = Enum.GetValues<DayOfWeek>().First(d => d.ToString().StartsWith(name[..3], StringComparison.OrdinalIgnoreCase));
        return today.AddDays(((int)day - (int)today.DayOfWeek + 7) % 7);
    }

    private static DateOnly? DateOf(Match match, DateOnly today)
    {
        var stated = match.Groups["month"].Value;
        var month = stated.Length == 0 ? today.Month
            : int.TryParse(stated, CultureInfo.InvariantCulture, out var number) ? number
            : Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames,
                name => name.Equals(stated[..3], StringComparison.OrdinalIgnoreCase)) + 1;
        var date = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(today.Year, month))
            return null;
        var day = new DateOnly(today.Year, month, date);
        // For example an end in January of a warning of December, or on the first of a month that is not stated.
        return day < today.AddMonths(-6) ? day.AddYears(1)
            : stated.Length == 0 && day < today.AddDays(-14) ? day.AddMonths(1) : day;
    }

    // A day without a time ends at its last minute, and a night on the next morning.
    private static TimeSpan TimeOfDay(Match match)
    {
        if (!match.Groups["h"].Success)
            return TimeSpan.FromHours(PartOf(match).End);
        var part = match.Groups["part"].Value;
        var isNight = IsNight(match);
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"] is { Success: true } m ? int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value;
        var isAfternoon = part is "下午" or "午后" or "傍晚" || (part == "中午" && hour < 3);
        hour = (half, hour) switch
        {
            ("a", 12) => 0,
            ("a", _) => hour,
            ("p", < 12) => hour + 12,
            ("", < 6) when part.Contains('夜', StringComparison.Ordinal) => hour + 24,
            ("", 12) when isNight => 24,
            ("", > 0 and < 12) when isNight || isAfternoon => hour + 12,
            _ => Math.Min(hour, 24),
        };
        return TimeSpan.FromMinutes((hour * 60) + Math.Min(minute, 59));
    }

    private static (int Begin, int End) PartOf(Match match)
    {
        var (part, word) = (match.Groups["part"].Value, match.Groups["word"].Value);
        return word == "noon" ? Morning : IsNight(match) ? Night : part is "下午" or "午后" or "傍晚" or "afternoon" ? Afternoon
            : part.Length > 0 ? Morning : WholeDay;
    }

    private static bool IsNight(Match match) => match.Groups["part"].Value is var part
        && (part.AsSpan().IndexOfAny("晚夜") >= 0 || part is "evening" or "night" || match.Groups["rel"].Value == "tonight");

    private static int? Number(string stated)
    {
        if (int.TryParse(stated, CultureInfo.InvariantCulture, out var number))
            return number;
        if (Array.IndexOf(Words, stated) is >= 0 and var word)
            return word;
        var (tens, ones) = stated.IndexOf('十', StringComparison.Ordinal) is >= 0 and var at
            ? (at == 0 ? 1 : Digit(stated[at - 1]), at + 1 < stated.Length ? Digit(stated[at + 1]) : 0) : (0, Digit(stated[0]));
        return tens < 0 || ones < 0 ? null : (tens * 10) + ones;

        static int Digit(char character) => character == '两' ? 2 : "零一二三四五六七八九".IndexOf(character, StringComparison.Ordinal);
    }
}
