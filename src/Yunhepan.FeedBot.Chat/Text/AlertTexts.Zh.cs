using Yunhepan.FeedBot.Alerts.Messages;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
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
        WithdrawnPerhapsSeen = "这条消息可能已经发到这里，也可能没有。请不要再转发。",
        ReplacesEarlier = "之前的说法可能已经发到这里，请以这一条为准。",
        TakenDown = "已撤下",
        Restored = "已恢复",
        RestoredNote = "之前说它撤回了，请以这一条为准。",
        CorrectsEarlier = when => $"指的是 {when} 发到这里的消息，请以这一条为准。",
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
            AlertEnding.SearchOver => "已结束",
            AlertEnding.Lifted => "已解除",
            AlertEnding.Lowered => "已降级",
            AlertEnding.Caught => "已到案",
            null => "已结束",
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedNote = end => end switch
        {
            AlertEnding.Found => "谢谢您的关注，请不要再转发。",
            AlertEnding.SearchOver => "请不要再转发。",
            AlertEnding.Lowered => "请以新的预警为准。",
            AlertEnding.Caught => "请不要再转发。",
            null or AlertEnding.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) => $"{what}{(when is null ? "" : $" · {when}")} · {source}",
        NotEnded = "更正：并没有结束",
        NotEndedNote = "来源改正了之前的说法，请继续留意。",
        Untitled = "（无标题）",
        NoText = "这篇文章没有正文，请点“阅读原文”。",
        TextCut = "全文较长，这里只显示到此，请点“阅读原文”看其余部分。",
        ArticleGone = "这篇文章已经不在了。",
        ReadWhat = "想看哪一篇的全文？点提醒下面的“看全文”，或者点一篇最新的：",
    };
}
