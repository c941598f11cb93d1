using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AlertTexts
{
    public static AlertTexts Zh { get; } = new()
    {
        ReadHere = "看全文",
        MuteSource = name => $"静音“{name}”",
        LessButton = "少看这类",
        WhyButton = "为什么收到",
        AlsoAt = "另见：",
        Comma = "、",
        QuotedComma = "",
        ThreadGone = "原来的话题已经没有了，以后的提醒发到这里。要换个话题，请管理员在那里重新发 /follow。",
        WithdrawnPerhapsSeen = "如果您收到过这条消息，请不要再转发。",
        ReplacesEarlier = "如果之前收到过不同的说法，请以这一条为准。",
        TakenDown = "已撤下",
        Restored = "已恢复",
        RestoredNote = "这条消息此前标为撤回或撤下，请以这一条为准。",
        CorrectsEarlier = when => $"更正的是 {when} 发到这里的消息，请以这一条为准。",
        SentEarlier = when => $"说的是 {when} 发到这里的消息。",
        PatternsOff = patterns => $"没有起作用的筛选条件：{patterns}（匹配太慢、太长，或本站不允许这种写法）。",
        ChangePatterns = "要换一个，请重新发“关注 主题 +词”。",
        DailyDigest = (day, count) => $"每日汇总 · {day} · {count} 篇",
        WeeklyDigest = (day, count) => $"每周汇总 · {day} · {count} 篇",
        AfterQuiet = count => $"免打扰或暂停期间有 {count} 篇文章",
        CatchUp = count => $"之前有 {count} 篇文章没有马上发：",
        AndMore = count => $"另有 {count} 篇，发 /latest 或 /search 查看。",
        AndMoreElsewhere = count => $"另有 {count} 篇。",
        ClockFormat = "HH:mm",
        ShortDayFormat = "M月d日",
        Ended = end => end switch
        {
            AlertEnd.Found => "已找到",
            AlertEnd.SearchOver => "搜寻已结束",
            AlertEnd.Lifted => "已解除",
            AlertEnd.Lowered => "已降级",
            AlertEnd.Caught => "已到案",
            null => "已结束",
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedNote = end => end switch
        {
            AlertEnd.Found => "谢谢您的关心，请不要再转发。",
            AlertEnd.SearchOver => "请不要再转发。",
            AlertEnd.Lowered => "请以新的预警为准。",
            AlertEnd.Caught => "请不要再转发。",
            null or AlertEnd.Lifted => null,
            _ => throw new System.Diagnostics.UnreachableException($"unknown ending {end}"),
        },
        EndedWhich = (what, when, source) => $"所指提醒：{(what is null ? "" : $"{what} · ")}{(when is null ? "" : $"{when} 发布 · ")}{source}",
        NotEnded = "更正：还没有结束",
        NotEndedNote = "来源更正了之前的说法，请继续留意。",
        Untitled = "（无标题）",
        NoText = "这篇文章没有正文，请点“阅读原文”。",
        TextCut = "全文较长，这里只显示到此，请点“阅读原文”看其余部分。",
        ArticleGone = "这篇文章已经不在了。",
        ReadWhat = "想看哪一篇的全文？点提醒下面的“看全文”，或者点一篇最新的：",
    };
}
