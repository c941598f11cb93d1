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
        ThreadGone = "The topic this went to is gone, so alerts come here now. An administrator can send /follow in another topic.",
        WithdrawnPerhapsSeen = "This may have been sent here before, or not. The source has withdrawn the article. Please do not share it.",
        ReplacesEarlier = "It may have been sent here before it was corrected: this message is the one that counts.",
        TakenDown = "TAKEN DOWN",
        Restored = "RESTORED",
        RestoredNote = "This had been withdrawn and is now restored.",
        CorrectsEarlier = when => $"This corrects the message sent here on {when} and is the one that counts.",
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
            _ => "OVER",
        },
        EndedNote = end => end switch
        {
            AlertEnding.Found => "The person was found. Thank you for looking; please do not share this any more.",
            AlertEnding.SearchOver => "The search is over. Please do not share this any more.",
            AlertEnding.Lifted => "This warning has been lifted.",
            AlertEnding.Lowered => "This warning has been lowered. Please go by the new one.",
            AlertEnding.Caught => "The person is in custody. Please do not share this any more.",
            _ => "This alert is over.",
        },
        EndedWhich = (what, when, source) => $"{what}{(when is null ? "" : $" · {when}")} · {source}",
        NotEnded = "CORRECTION: not over",
        NotEndedNote = "It was said that this was over; its source has corrected that. Please keep looking out.",
        Untitled = "(untitled)",
        NoText = "There is no text here. Please use “Read”.",
        TextCut = "The text is long and ends here. Use “Read” for the rest.",
        ArticleGone = "That article is not here any more.",
        ReadWhat = "Which article? Tap “Full text” below an alert, or one of the newest:",
    };

    private static string Articles(int count) => count == 1 ? "1 article" : $"{count} articles";
}
