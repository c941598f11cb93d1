using System.Buffers;
using System.Diagnostics;
using Yunhepan.FeedBot.Articles.Subjects;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Tells texts apart that cannot report the end of an alert: every pattern of <see cref="WarningEnds"/>, <see cref="PersonEnds"/> and
/// <see cref="LatinPersonEnds"/> contains one of these words. The patterns are expensive and nearly all news contains no such word,
/// so the store takes in new articles a third faster.
/// </summary>
internal static class EndVerbs
{
    private static readonly SearchValues<string> OfWarnings = Words(
        "解除", "取消", "终止", "撤", "结束", "失效", "停止", "到期", "降", "下调", "变", "改", "调整",
        "恢复",
        "lift", "cancel", "end", "withdraw", "expired", "over", "discontinued", "clear", "downgraded", "lowered", "reduced",
        "stood down", "no longer", "rescind");

    /// <summary>What is lifted or lowered; a colour or a level stands for the warning itself.</summary>
    private static readonly SearchValues<string> Warnings = Words(
        "预警", "警报", "警戒", "响应", "管制", "封控", "禁航", "停水", "停电", "停气",
        "供水", "供电", "供气", "通行", "通车", "疏散令", "撤离令", "红", "橙", "黄", "蓝", "Ⅳ", "Ⅲ", "Ⅱ", "四", "三", "二",
        "warning", "alert", "watch", "advisory", "order", "clear", "blue", "yellow", "orange", "amber", "green");

    private static readonly SearchValues<string> OfSearches = Words(
        "找到", "找回", "找着", "寻到", "寻回", "寻获", "寻着", "寻见", "接回", "接到", "领回", "救回", "救出", "送回", "获救", "安然无恙", "团聚", "团圆", "重逢",
        "相聚", "回", "返", "到家", "归来", "归家", "脱险", "平安", "安全", "结束", "终止", "停止", "撤销", "结案", "作废", "失效", "遇难", "身亡", "离世", "溺亡",
        "遗体", "联系",
        "found", "located", "returned", "recovered", "rescued", "safe", "home", "reunited", "traced", "missing", "body", "search",
        "no longer");

    private static readonly SearchValues<string> OfManhunts = Words(
        "抓", "擒", "捕", "到案", "落网", "归案", "刑拘", "拘留", "投案", "自首", "控制", "击毙", "死亡", "身亡",
        "arrested", "captured", "caught", "apprehended", "detained", "custody", "turned", "surrendered", "killed", "shot dead",
        "no longer");

    /// <summary>Returns false if no words in the text can report the end of an alert of the kind.</summary>
    public static bool MayStandIn(string text, SubjectKind kind) => kind switch
    {
        SubjectKind.Warning => text.ContainsAny(OfWarnings) && text.ContainsAny(Warnings),
        SubjectKind.Missing => text.ContainsAny(OfSearches),
        SubjectKind.Wanted => text.ContainsAny(OfManhunts),
        _ => throw new UnreachableException($"An alert about {kind} does not end."),
    };

    private static bool ContainsAny(this string text, SearchValues<string> words) => text.AsSpan().ContainsAny(words);

    private static SearchValues<string> Words(params ReadOnlySpan<string> words) =>
        SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
