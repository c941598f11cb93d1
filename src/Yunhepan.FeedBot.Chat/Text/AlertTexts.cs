using Yunhepan.FeedBot.Alerts.Messages;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The words around alerts and digests, in one language.</summary>
internal sealed partial record AlertTexts
{
    public required string ReadHere { get; init; }

    public required string MuteSource { get; init; }

    public required string LessButton { get; init; }

    public required string WhyButton { get; init; }

    public required string AlsoAt { get; init; }

    /// <summary>Marks a line of a digest.</summary>
    public required string Retracted { get; init; }

    /// <summary>Between the names of sources.</summary>
    public required string Comma { get; init; }

    /// <summary>Added to an alert whose forum topic is no more.</summary>
    public required string ThreadGone { get; init; }

    /// <summary>For a retraction of what may have been sent or not.</summary>
    public required string WithdrawnPerhapsSeen { get; init; }

    /// <summary>For a correction of what may have been sent or not.</summary>
    public required string ReplacesEarlier { get; init; }

    /// <summary>For a correction of a message that cannot be edited: when that was sent.</summary>
    public required Func<string, string> CorrectsEarlier { get; init; }

    /// <summary>Names a message that cannot be edited: when it was sent.</summary>
    public required Func<string, string> SentEarlier { get; init; }

    /// <summary>Marks what the operator took down: its source did not withdraw it.</summary>
    public required string TakenDown { get; init; }

    /// <summary>Marks what was withdrawn and stands again.</summary>
    public required string Restored { get; init; }

    public required string RestoredNote { get; init; }

    /// <summary>Says which patterns of a filter are off.</summary>
    public required Func<string, string> PatternsOff { get; init; }

    /// <summary>Says how to change the filter, where commands are understood.</summary>
    public required string ChangePatterns { get; init; }

    public required Func<string, int, string> DailyDigest { get; init; }

    public required Func<string, int, string> WeeklyDigest { get; init; }

    public required Func<int, string> AfterQuiet { get; init; }

    public required Func<int, string> CatchUp { get; init; }

    public required Func<int, string> AndMore { get; init; }

    /// <summary>How many a digest leaves out, where commands are not understood.</summary>
    public required Func<int, string> AndMoreElsewhere { get; init; }

    public required string ClockFormat { get; init; }

    /// <summary>A day of this year.</summary>
    public required string ShortDayFormat { get; init; }

    /// <summary>What marks an alert that is over.</summary>
    public required Func<AlertEnding?, string> Ended { get; init; }

    public required Func<AlertEnding?, string> EndedNote { get; init; }

    /// <summary>Which alert: its category, when it was published, its source.</summary>
    public required Func<string, string?, string, string> EndedWhich { get; init; }

    public required string NotEnded { get; init; }

    public required string NotEndedNote { get; init; }

    /// <summary>In place of a title of nothing visible.</summary>
    public required string Untitled { get; init; }

    // Full text.
    public required string NoText { get; init; }

    public required string TextCut { get; init; }

    public required string ArticleGone { get; init; }

    /// <summary>To who asks for a full text without saying of what.</summary>
    public required string ReadWhat { get; init; }

    public static AlertTexts For(string language) => language == ChatTexts.English ? En : Zh;

    public static AlertTexts Zh { get; } = new()
    {
        ReadHere = "看全文",
        MuteSource = "静音来源",
        LessButton = "少看这类",
        WhyButton = "为什么",
        AlsoAt = "另见：",
        Retracted = "撤稿",
        Comma = "、",
        ThreadGone = "原来的话题已经不在了，以后的提醒发到这里。管理员可以在想要的话题里重新发 /follow。",
        WithdrawnPerhapsSeen = "这条消息可能已经发到这里，也可能没有。来源已撤回这篇文章，请不要再转发。",
        ReplacesEarlier = "更正前的消息可能已经发到这里，请以这一条为准。",
        TakenDown = "已撤下",
        Restored = "已恢复",
        RestoredNote = "这条消息之前撤回过，现在已经恢复。",
        CorrectsEarlier = when => $"更正 {when} 发到这里的消息，请以这一条为准。",
        SentEarlier = when => $"指的是 {when} 发到这里的消息。",
        PatternsOff = patterns => $"您的筛选条件 {patterns} 已停用（太费时，或本站不用），所以没有按它筛选。",
        ChangePatterns = "发 /list 查看，换一个即可。",
        DailyDigest = (day, count) => $"每日汇总 · {day} · {count} 条",
        WeeklyDigest = (day, count) => $"每周汇总 · {day} · {count} 条",
        AfterQuiet = count => $"安静的时候来了 {count} 条消息",
        CatchUp = count => $"这段时间有 {count} 条消息，最新的几条：",
        AndMore = count => $"另有 {count} 条，发 /latest 或 /search 查看。",
        AndMoreElsewhere = count => $"另有 {count} 条。",
        ClockFormat = "HH:mm",
        ShortDayFormat = "M月d日",
        Ended = end => end switch
        {
            AlertEnding.Found => "已找到",
            AlertEnding.SearchOver => "寻人已结束",
            AlertEnding.Lifted => "已解除",
            AlertEnding.Lowered => "已降级",
            AlertEnding.Caught => "已到案",
            _ => "已结束",
        },
        EndedNote = end => end switch
        {
            AlertEnding.Found => "人已找到，谢谢您的关注。请不要再转发。",
            AlertEnding.SearchOver => "寻找已经结束，请不要再转发。",
            AlertEnding.Lifted => "这条预警已经解除。",
            AlertEnding.Lowered => "这条预警已经降级，请以新的预警为准。",
            AlertEnding.Caught => "有关人员已经到案，请不要再转发。",
            _ => "这条提醒已经结束。",
        },
        EndedWhich = (what, when, source) => $"{what}{(when is null ? "" : $" · {when}")} · {source}",
        NotEnded = "更正：并没有结束",
        NotEndedNote = "之前说这件事已经结束，来源现已改正：请继续留意。",
        Untitled = "（无标题）",
        NoText = "这篇文章没有正文，请点“阅读原文”。",
        TextCut = "全文较长，这里只显示到此，请点“阅读原文”看其余部分。",
        ArticleGone = "这篇文章已经不在了。",
        ReadWhat = "想看哪一篇的全文？点提醒下面的“看全文”，或者点一篇最新的：",
    };

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
