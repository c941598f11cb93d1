using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
    public static AlertTexts En { get; } = new()
    {
        ReadHere = "Full text",
        MuteSource = name => $"Mute {name}",
        LessButton = "Less like this",
        WhyButton = "Why this alert?",
        AlsoAt = "Also at: ",
        Comma = ", ",
        QuotedComma = ", ",
        ThreadGone = "The forum topic these alerts went to is gone, so they come here now. An administrator can send /follow in another.",
        WithdrawnPerhapsSeen = "If you have seen this here before, please do not share it.",
        ReplacesEarlier = "If you have seen an earlier version here, please go by this one.",
        TakenDown = "TAKEN DOWN",
        Restored = "RESTORED",
        RestoredNote = "It was marked as withdrawn or taken down. It stands again: please go by this message.",
        CorrectsEarlier = when => $"This corrects the message sent here on {when}; please go by this one.",
        SentEarlier = when => $"This is about the message sent here on {when}.",
        PatternsOff = patterns => $"Not applied: your filter {patterns} (too slow, too long, or not allowed here).",
        ChangePatterns = " To replace it, follow the topic again: /follow topic +word",
        DailyDigest = (day, count) => $"Daily digest · {day} · {Articles(count)}",
        WeeklyDigest = (day, count) => $"Weekly digest · {day} · {Articles(count)}",
        AfterQuiet = count => $"{Articles(count)} came while alerts were held",
        CatchUp = count => $"{Articles(count)} {(count == 1 ? "was" : "were")} held back:",
        AndMore = count => $"And {count} more: send /latest or /search.",
        AndMoreElsewhere = count => $"And {count} more.",
        ClockFormat = "HH:mm",
        ShortDayFormat = "d MMM",
        Ended = end => end switch
        {
            AlertEnd.Found => "FOUND",
            AlertEnd.SearchOver => "SEARCH OVER",
            AlertEnd.Lifted => "LIFTED",
            AlertEnd.Lowered => "LOWERED",
            AlertEnd.Caught => "IN CUSTODY",
            null => "OVER",
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedNote = end => end switch
        {
            AlertEnd.Found => "Thank you for keeping an eye out. Please do not share this any more.",
            AlertEnd.SearchOver => "Please do not share this any more.",
            AlertEnd.Lowered => "Please go by the new warning.",
            AlertEnd.Caught => "Please do not share this any more.",
            null or AlertEnd.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) =>
            $"About: {(what is null ? "" : $"{what} · ")}{(when is null ? "" : $"published {when} · ")}{source}",
        NotEnded = "CORRECTION: this is not over",
        NotEndedNote = "The source has corrected what it said. Please keep an eye out.",
        Untitled = "(untitled)",
        NoText = "There is no text here. Please tap “Original”.",
        TextCut = "The text is long and ends here. Tap “Original” for the rest.",
        ArticleGone = "That article is no longer here.",
        ReadWhat = "Which article? Tap “Full text” below an alert, or one of the newest:",
    };

    private static string Articles(int count) => count == 1 ? "1 article" : $"{count} articles";
}
