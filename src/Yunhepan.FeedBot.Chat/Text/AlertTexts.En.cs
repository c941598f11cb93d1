using Yunhepan.FeedBot.Alerts.Messages;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
    public static AlertTexts En { get; } = new()
    {
        ReadHere = "Full text",
        MuteSource = "Mute source",
        LessButton = "Less like this",
        WhyButton = "Why?",
        AlsoAt = "Also at: ",
        Retracted = "Withdrawn",
        Comma = ", ",
        ThreadGone = "The thread these alerts went to is gone, so they come here now. An administrator can send /follow in another thread.",
        WithdrawnPerhapsSeen = "This may have been sent here before, or not. Please do not share it.",
        ReplacesEarlier = "An earlier version may have been sent here: this message is the one that counts.",
        TakenDown = "TAKEN DOWN",
        Restored = "RESTORED",
        RestoredNote = "It was said to be withdrawn: this message is the one that counts.",
        CorrectsEarlier = when => $"This is about the message sent here on {when}, and is the one that counts.",
        SentEarlier = when => $"This is about the message sent here on {when}.",
        PatternsOff = patterns =>
            $"Your filter {patterns} is switched off (it takes too long, or is not used here), so this was not filtered by it.",
        ChangePatterns = " See /list to choose another.",
        DailyDigest = (day, count) => $"Daily digest · {day} · {Articles(count)}",
        WeeklyDigest = (day, count) => $"Weekly digest · {day} · {Articles(count)}",
        AfterQuiet = count => $"{Articles(count)} came while it was quiet",
        CatchUp = count => $"{Articles(count)} came in the meantime; the newest:",
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
            AlertEnding.Found => "Thank you for looking. Please do not share this any more.",
            AlertEnding.SearchOver => "Please do not share this any more.",
            AlertEnding.Lowered => "Please go by the new warning.",
            AlertEnding.Caught => "Please do not share this any more.",
            null or AlertEnding.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) => $"{what}{(when is null ? "" : $" · {when}")} · {source}",
        NotEnded = "CORRECTION: not over",
        NotEndedNote = "The source has corrected what it said. Please keep looking out.",
        Untitled = "(untitled)",
        NoText = "There is no text here. Please use “Read”.",
        TextCut = "The text is long and ends here. Use “Read” for the rest.",
        ArticleGone = "That article is not here any more.",
        ReadWhat = "Which article? Tap “Full text” below an alert, or one of the newest:",
    };

    private static string Articles(int count) => count == 1 ? "1 article" : $"{count} articles";
}
