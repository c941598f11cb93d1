using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>The parsed request about a digest: when it arrives, and what it contains.</summary>
/// <param name="Hour">The hour; an unstated one keeps the chat's setting.</param>
/// <param name="SaysWhen">True if an hour or a day is stated.</param>
/// <param name="Rest">The other words; empty if there are none.</param>
internal sealed record DigestWords(TimeOnly? Hour, DayOfWeek? Day, bool SaysWhen, string Rest)
{
    private static readonly string[] Fillers = ["at", "on", "every", "each", "a", "la", "las", "el", "los", "cada", "todos"];

    public static DigestWords Read(string words, Subscriber chat)
    {
        var (day, hour) = (chat.DigestOn, chat.DigestAt);
        var (saysDay, saysHour) = (false, false);
        List<string> rest = [];
        foreach (var word in Words.Split(words))
        {
            // Two hours or two days are ambiguous.
            if (!saysHour && ClockWords.Time(word) is { } time)
                (hour, saysHour) = (time, true);
            else if (!saysDay && Words.Plain(word) is "daily" or "day" or "每天" or "每日" or "毎日"
                or "diario" or "diariamente" or "día" or "días")
                (day, saysDay) = (null, true);
            else if (!saysDay && Words.Plain(word) is "weekly" or "week" or "每周" or "毎周" or "semanal" or "semana")
                (day, saysDay) = (DayOfWeek.Monday, true);
            else if (!saysDay && ClockWords.Day(word) is { } weekday)
                (day, saysDay) = (weekday, true);
            else if (!Fillers.Contains(word, StringComparer.OrdinalIgnoreCase))
                rest.Add(word);
        }

        return new DigestWords(hour, day, saysDay || saysHour, string.Join(' ', rest));
    }
}
