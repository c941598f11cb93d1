using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>The words that say when a digest comes.</summary>
internal static class DigestWords
{
    /// <summary>Reads an hour, a day or both; what is not said stays as the chat has it. Null when the words say something else.</summary>
    public static (TimeOnly? Hour, DayOfWeek? Day)? Parse(string words, Subscriber chat)
    {
        var (day, hour) = (chat.DigestOn, chat.DigestAt);
        var (saysDay, saysHour) = (false, false);
        foreach (var word in words.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries))
        {
            // Of two hours or two days, none is the one that was meant.
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
