using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Parses the words that state when a digest arrives.</summary>
internal static class DigestWords
{
    /// <summary>
    /// Parses an hour, a day or both; missing parts keep the chat's setting. Returns null if the words state anything else.
    /// </summary>
    public static (TimeOnly? Hour, DayOfWeek? Day)? Parse(string words, Subscriber chat)
    {
        var (day, hour) = (chat.DigestOn, chat.DigestAt);
        var (saysDay, saysHour) = (false, false);
        foreach (var word in words.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries))
        {
            // Two hours or two days are ambiguous.
            if (!saysHour && ClockWords.Time(word) is { } time)
                (hour, saysHour) = (time, true);
            else if (!saysDay && word.ToLowerInvariant() is "daily" or "每天" or "每日")
                (day, saysDay) = (null, true);
            else if (!saysDay && word.ToLowerInvariant() is "weekly" or "每周")
                (day, saysDay) = (DayOfWeek.Monday, true);
            else if (!saysDay && ClockWords.Day(word) is { } weekday)
                (day, saysDay) = (weekday, true);
            else
                return null;
        }

        return saysDay || saysHour ? (hour, day) : null;
    }
}
