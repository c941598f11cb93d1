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
        foreach (Match match in Lifted.Matches(clause).Concat(LatinLifted.Matches(clause)))
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
        sentence.Length - clause.Length <= 2 || Bracketed.Matches(sentence).Any(m => m.Groups["inner"].Value.Trim() == clause);

    [GeneratedRegex(@"[【（(\[](?<inner>[^【】（）()\[\]]*)[】）)\]]", RegexOptions.None, 5_000)]
    private static partial Regex Bracketed { get; }

    [GeneratedRegex("部分|逐步|陆续|有序|分批|个别|临时|除[^，。]{1,20}外|另有", RegexOptions.None, 5_000)]
    private static partial Regex InPart { get; }

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

    [GeneratedRegex(@"\b(?:warning|alert|watch|advisory|order)s?\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinThing { get; }

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
    private const string How = @"(?:经|全[部面线]|正式|提前|顺利|均|都|于|\d{1,4}[年月日时点分许]+|[今昨当][天日晚晨早]|[上下]午|中午|凌晨"
        + @"|(?:抢修|维修|检修|施工)?(?:完[成毕工]|修复|抢通)并?|\s)*";

    /// <summary>
    /// Matches supplies and roads that are there again, if the article announced that they would be cut. A planned return has no 已.
    /// </summary>
    [GeneratedRegex(
        @"^(?:.*?(?<fact>已经?|现|均已)" + How + @"|(?:全[部面线]|正式|提前|均)*)"
            + @"(?<thing>恢复(?:正常|双向|全部|全面)?的?(?:供水|供电|供气|通行|通车))(?:$|\W|了|并|且)"
            + @"|^\S{0,12}(?<thing>(?:供水|供电|供气)[现均]?(?<fact>已)经?" + How + @"恢复)(?:正常)?(?:$|\W|了)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Restored { get; }

    /// <summary>Matches a warning that is lifted. Bans that are lifted during a storm are another thing.</summary>
    [GeneratedRegex(
        LatinWarning + @"\s+(?:(?:lifted|cancell?ed|withdrawn|ended|expired|discontinued"
            + @"|(?<=\b(?:is|are|was|were|been|now|officially)\s+)over)" + LatinRest + @"|stood down\b|no longer in (?:force|effect)\b)"
            + @"|\b(?:lift(?:s|ed)?|cancel(?:s|led|ed)?|end(?:s|ed)?|withdraws?|withdrew|rescind(?:s|ed)?)\s+(?:(?!" + Aside
            + @")[\w'’-]+\s+){0,6}" + LatinKind + @"\b|\ball[- ]clear\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinLifted { get; }

    /// <summary>Matches a warning that is lowered. Lowered speed limits in a warning are another thing.</summary>
    [GeneratedRegex(
        LatinWarning + @"(?:\s+level)?\s+(?:downgraded|lowered|reduced)" + LatinRest
            + @"|\b(?:downgraded|lowered|reduced)\s+(?:(?!" + Aside + @")[\w'’-]+\s+){0,6}" + LatinKind + @"\b"
            + @"|[^.]{0,40}\b(?:downgraded|lowered|reduced)\s+(?:from\s+\w+\s+)?to\s+(?:an?\s+)?(?:blue|yellow|orange|amber|green)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinLowered { get; }

    private const string LatinKind = "(?:warning|alert|watch|advisory|order)";

    /// <summary>Matches a warning, what it is for and auxiliaries: no word that begins another sentence within, such as "as".</summary>
    private const string LatinWarning = @"[^.]{0,40}\b" + LatinKind
        + @"s?\b(?:\s+(?:for|in|across|over|along|issued|that was)(?:\s+(?!" + LatinTurn + @")[^\s.]+){1,8}?)?"
        + @"(?:\s+(?:has|have|had|is|was|were|are|been|being|now|all|since|officially|fully|finally|today|earlier))*";

    private const string LatinTurn =
        @"(?:as|that|which|who|whose|and(?!\s+(?-i:\p{Lu}))|but|or|so|after|when|while|with|because|since|before|despite|if|until"
            + @"|whether)\b";

    /// <summary>Matches what may follow a verb that has no object: "expired", but not "expired flares".</summary>
    private const string LatinRest = @"(?=\s*(?:$|[^\w\s]|\d)|\s+(?:for|in|at|on|by|as|after|across|along|and|but|from|to|since|following"
        + @"|this|today|tonight|yesterday|now|early|earlier|late|later|when|while|with|because|due|shortly|just|overnight|before|throughout"
        + @"|around|about|near|everywhere|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)";

    private const string Aside =
        @"(?:bans?|rules?|restrictions?|on|during|for|under|despite|amid|after|before|as|while|in|at|of|to|when|because|with|since)\b";

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
            + @"(?:解除|取消|终止|撤销|撤回|结束|停止|恢复|下调|降)|方可|才能|才会|\bonly\b|\bunless\b"
        + @"|\b(?:after|before|during|under|despite|amid|throughout|because of|due to)\s+(?:[\w'’-]+\s+){0,4}(?:warning|alert|watch"
        + @"|advisory|order)|解除(?:时间|条件|后方)|仍然?|继续|持续|生效中|\bnot\b"
        + @"|n't|\buntil\b|\bremains?\b|\bmay\b|\bwill\b|\bexpected\b|\bstill\b|\bwait(?:s|ed|ing)?\b|\bawait"
        + @"|(?<!no longer )\bin (?:force|effect)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex NotLifted { get; }

    [GeneratedRegex(
        @"升级|上调|升为|升至|提升为|提升至|加强为|(?:蓝|黄|橙)色[^，。]{0,10}(?:变更|调整)为红|(?:蓝|黄)色[^，。]{0,10}(?:变更|调整)为橙|蓝色[^，。]{0,10}(?:变更|调整)为黄"
            + @"|\bupgraded\b|\braised\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Raised { get; }
}
