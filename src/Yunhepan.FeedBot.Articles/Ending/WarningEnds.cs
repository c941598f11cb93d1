using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Finds clauses that report that a warning is lifted or lowered, and which: the object of the verb. Roads that open during a
/// warning do not lift it.
/// </summary>
internal static partial class WarningEnds
{
    /// <returns>The object of the verb; empty if it precedes the clause.</returns>
    public static IEnumerable<(AlertEnd End, string Thing)> In(string clause, string sentence)
    {
        if (NotLifted.IsMatch(clause))
            yield break;
        foreach (Match match in Lowered.Matches(clause).Concat(LatinLowered.Matches(clause)))
            yield return (AlertEnd.Lowered, match.Value);
        foreach (Match match in Lifted.Matches(clause).Where(m => !OtherObject.IsMatch(m.Value)).Concat(LatinLifted.Matches(clause)))
            yield return (AlertEnd.Lifted, match.Value);
        if (Restored.Match(clause) is { Success: true } restored && !InPart.IsMatch(sentence)
            && (restored.Groups["fact"].Success || StandsAlone(clause, sentence)))
            yield return (AlertEnd.Lifted, InTermsOfTheCut(restored.Groups["thing"].Value));
        if (Alone.IsMatch(clause) && (AnyThing.IsMatch(sentence) || LatinThing.IsMatch(sentence)))
            yield return (AlertEnd.Lifted, "");
    }

    /// <summary>Returns what was cut: 恢复供水 ends 停水, and no other warning.</summary>
    private static string InTermsOfTheCut(string thing) =>
        thing.Contains('水', StringComparison.Ordinal) ? "停水"
        : thing.Contains('电', StringComparison.Ordinal) ? "停电"
        : thing.Contains('气', StringComparison.Ordinal) ? "停气" : "交通管制";

    /// <summary>Returns true if nothing else in the sentence can be a time or a condition: 【恢复供水】, but not 完工后，恢复供水.</summary>
    private static bool StandsAlone(string clause, string sentence) =>
        sentence.Length - clause.Length <= 2
        || (Bracketed.Matches(sentence).Any(m => m.Groups["inner"].Value.Trim() == clause) && !Clock.IsMatch(sentence));

    [GeneratedRegex(@"[【（(\[](?<inner>[^【】（）()\[\]]*)[】）)\]]", RegexOptions.None, 5_000)]
    private static partial Regex Bracketed { get; }

    [GeneratedRegex(@"\d{1,2} ?[:：时点]", RegexOptions.None, 5_000)]
    private static partial Regex Clock { get; }

    // Or not any more.
    [GeneratedRegex(
        "部分|逐步|陆续|有序|分批|个别|临时|除[^，。]{1,20}外|另有|仍(?:在|未|处|停|断|封)|尚(?:未|在|需)|未恢复|其余|剩余|抢修中"
            + "|(?:继续|保持|依然)[^，。]{0,4}(?:封闭|停水|停电|停气|抢修|施工|管制|限行)|(?:再次|再度|又)[^，。]{0,6}(?:停|断|爆|封|中断)",
        RegexOptions.None, 5_000)]
    private static partial Regex InPart { get; }

    /// <summary>Matches a verb whose object is another thing than the warning: 取消航班应对台风预警.</summary>
    [GeneratedRegex(
        "应对|防范|防御|以防|迎(?:战|接)|航班|列车|班次|航线|活动|考试|比赛|赛事|演出|会议|集会|行程|假期|课程|户外", RegexOptions.None, 5_000)]
    private static partial Regex OtherObject { get; }

    public static bool IsRaised(string text) => Raised.IsMatch(text);

    private const string Thing = "(?:预警|警报|警戒|响应|交通管制|管制|封控|禁航|停水|停电|停气|疏散令|撤离令)";

    /// <summary>Matches the end of the object, so that 取消预警日的考试 is excluded.</summary>
    private const string Whole = @"(?:信号|级别|通知|公告|计划|安排|措施|命令|状态)?(?:[（(]|$|\W|并|和|及|与|同时|改|\d)";

    /// <summary>Matches the words between a warning and its verb, if none of them is another object that is lifted.</summary>
    private const string Between =
        @"(?:信号|现|已经?|正式|予以|均|全部|全面|同时|一并|被|于[^，。]{1,14}|在[^，。]{1,12}|\d{1,4}[年月日时点分]|[今昨当][天日晚晨]|[上下]午|凌晨|自[^，。]{1,12}起|级别?"
            + @"|等级|[IⅠⅡⅢⅣ一二三四]+级|\s)*";

    /// <summary>Matches a verb with nothing behind it, so that 因预警取消考试 is excluded.</summary>
    private const string Over = @"(?:解除|失效|(?:取消|终止|撤销|撤回|结束|停止|到期)(?:了|信号|通知|公告|通告|令)?(?:$|\W|并|且))";

    [GeneratedRegex(Thing, RegexOptions.None, 5_000)]
    private static partial Regex AnyThing { get; }

    // For example （已解除） or 【解除】.
    [GeneratedRegex(
        "^(?:解除|取消)$|^(?:现|已|已经|现已)(?:全部)?(?:解除|取消|失效|结束|撤销|撤回)(?:了)?$|^(?:lifted|cancell?ed|ended|expired)$",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Alone { get; }

    // Times and places may overlap, so a hostile clause would be tried in very many ways; this engine reads each character once.
    private static readonly Regex Lifted = new(
        @"(?:解除|取消|终止|撤销|撤回|结束)(?:了)?[^，。]{0,16}?" + Thing + Whole + @"|[^，。：\s]{0,10}" + Thing + Between + Over,
        RegexOptions.NonBacktracking);

    /// <summary>Matches what says how or when something happened, and is no other verb: 已全力抢修 is none.</summary>
    private const string How = @"(?:经|全[部面线]|正式|提前|顺利|实现|均|都|于|\d{1,4}[年月日时点分许]+|[今昨当][天日晚晨早]|[上下]午|中午|凌晨"
        + @"|(?:抢修|维修|检修|施工)?(?:完[成毕工]|修复|抢通)并?|\s)*";

    /// <summary>
    /// Matches supplies and roads that are there again, if the article announced that they would be cut. A planned return has no 已.
    /// </summary>
    [GeneratedRegex(
        @"^(?:.*?(?<fact>已经?|(?<![实出发体呈])现|均已)" + How + @"|(?:全[部面线]|正式|提前|均)*)"
            + @"(?<thing>恢复(?:正常|双向|全部|全面)?的?(?:供水|供电|供气|通行|通车))(?:$|\W|了|并|且)"
            + @"|^\S{0,12}(?<thing>(?:供水|供电|供气)[现均]?(?<fact>已)经?" + How + @"恢复)(?:正常)?(?:$|\W|了)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Restored { get; }

    [GeneratedRegex(
        @"[^，。：\s]{0,10}" + Thing + @"[^，。]{0,14}(?:降为|降至|降到|降低为|下调|降级|降低)[^，。]{0,6}|(?:降为|降至|降到|降低为|下调为"
            + @"|下调至)[^，。]{0,4}[蓝黄橙ⅣⅢⅡ四三二][^，。]{0,6}|降级[^，。]{0,6}" + Thing + @"|[^，。：\s]{0,6}(?:红|橙|黄)色?"
            + @"[^，。]{0,12}(?:降级|降为|降至|下调)[^，。]{0,6}|[^，。：\s]{0,6}由?(?:红色(?:预警)?(?:信号)?(?:现|已经?)?(?:变更|调整|变|改)为?[^，。]{0,4}(?:橙|黄|蓝)"
            + @"|橙色(?:预警)?(?:信号)?(?:变更|调整|变|改)为?[^，。]{0,4}(?:黄|蓝)|黄色(?:预警)?(?:信号)?(?:变更|调整|变|改)为?[^，。]{0,4}蓝)色?",
        RegexOptions.None, 5_000)]
    private static partial Regex Lowered { get; }

    [GeneratedRegex(
        @"(?:未|没有|没|不|不会|暂不|并未|未予)[^，。]{0,6}(?:解除|取消|终止|撤销|撤回|降|结束)|(?:解除|取消)" + Thing
        + @"?(?:信号)?(?:之|以)?前|待[^，。]{0,12}解除|(?:解除|取消|终止|撤销|撤回|结束)[^，。\d]{0,12}(?:后(?!续)|之时|期间|的?(?:条件|标准|流程|程序))|(?:解除|取消)" + Thing
        + @"?(?:信号)?时(?!间)|视情|适时|届时|酌情|择机|拟(?:解除|取消|于)|将(?:视|适|根据|按|另|择|由|逐步|及时|同步|继续|再|很快|陆续)|将" + How
            + @"(?:解除|取消|终止|撤销|撤回|结束|停止|恢复|下调|降)|方可|才能|才会|力保|力求|计划(?:于|在|[今明当本次\d])|\bonly\b|\bunless\b|\byet\b"
        + @"|\bto\s+(?:be\s+)?(?:lift|cancel|end|withdraw|rescind|downgrade|lower|reduce)|\blifted\s+to\b"
        + @"|\b(?:no|without)\s+(?:[\w'’-]+\s+)?all[- ]clear"
        + @"|\b(?:after|before|during|under|despite|amid|throughout|because of|due to)\s+(?:[\w'’-]+\s+){0,4}(?:warning|alert|watch"
        + @"|advisory|order)|解除(?:时间|条件|后方)|仍然?|继续|持续|生效中|\bnot\b"
        + @"|n't|\buntil\b|\bremains?\b|\bmay\b|\bwill\b|\bexpected\b|\bstill\b|\bwait(?:s|ed|ing)?\b|\bawait"
        + @"|(?<!no longer )\bin (?:force|effect)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex NotLifted { get; }

    [GeneratedRegex(
        @"升级|上调|升为|升至|提升为|提升至|加强为|(?:蓝|黄|橙)色[^，。]{0,10}(?:变更|调整)为红|(?:蓝|黄)色[^，。]{0,10}(?:变更|调整)为橙|蓝色[^，。]{0,10}(?:变更|调整)为黄"
            + @"|\bupgraded\b|\braised\b|\blifted\s+to\s+(?:an?\s+)?(?:yellow|amber|orange|red)\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Raised { get; }
}
