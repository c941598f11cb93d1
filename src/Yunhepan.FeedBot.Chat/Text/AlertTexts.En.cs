using Yunhepan.FeedBot.Alerts.Messages;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
    public static AlertTexts En { get; } = new()
    {
        ReadHere = "Full text",
        MuteSource = name => $"Mute {name}",
        LessButton = "Less like this",
        WhyButton = "Why?",
        AlsoAt = "Also at: ",
        Retracted = "Withdrawn",
        Comma = ", ",
        ThreadGone = "The thread these alerts went to is gone, so they come here now. An administrator can send /follow in another thread.",
        WithdrawnPerhapsSeen = "If you have seen this here, please do not share it.",
        ReplacesEarlier = "An earlier version may have been sent here: this message is the one that counts.",
        TakenDown = "TAKEN DOWN",
        Restored = "RESTORED",
        RestoredNote = "It was marked as withdrawn or taken down, and stands again.",
        CorrectsEarlier = when => $"This is about the message sent here on {when}, and is the one that counts.",
        SentEarlier = when => $"This is about the message sent here on {when}.",
        PatternsOff = patterns =>
            $"Not applied: your filter {patterns} (too slow, too long, or not used here).",
        ChangePatterns = " To replace it, follow again with +word.",
        DailyDigest = (day, count) => $"Daily digest · {day} · {Articles(count)}",
        WeeklyDigest = (day, count) => $"Weekly digest · {day} · {Articles(count)}",
        AfterQuiet = count => $"{Articles(count)} came while alerts were held",
        CatchUp = count => $"{Articles(count)} came in the meantime:",
        AndMore = count => $"And {count} more: send /latest or /search.",
        AndMoreElsewhere = count => $"And {count} more.",
        ClockFormat = "HH:mm",
        ShortDayFormat = "d MMM",
        Ended = end => end switch
        {
            AlertEnding.Found => "FOUND",
            AlertEnding.SearchOver => "SEARCH OVER",
            AlertEnding.Lifted => "LIFTED",
            AlertEnding.Lowered => "LOWERED",
            AlertEnding.Caught => "CAUGHT",
            null => "OVER",
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedNote = end => end switch
        {
            AlertEnding.Found => "Thank you for keeping an eye out. Please do not share this any more.",
            AlertEnding.SearchOver => "Please do not share this any more.",
            AlertEnding.Lowered => "Please go by the new warning.",
            AlertEnding.Caught => "Please do not share this any more.",
            null or AlertEnding.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) => $"{what}{(when is null ? "" : $" · {when}")} · {source}",
        NotEnded = "CORRECTION: not over",
        NotEndedNote = "The source has corrected what it said. Please keep an eye out.",
        Untitled = "(untitled)",
        NoText = "There is no text here. Please use “Read”.",
        TextCut = "The text is long and ends here. Use “Read” for the rest.",
        ArticleGone = "That article is not here any more.",
        ReadWhat = "Which article? Tap “Full text” below an alert, or one of the newest:",
    };

    private static string Articles(int count) => count == 1 ? "1 article" : $"{count} articles";
}
