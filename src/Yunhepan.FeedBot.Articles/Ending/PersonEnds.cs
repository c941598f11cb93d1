using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Finds clauses that report that somebody was found, is home or was caught, and who: the words before or after the verb, without
/// times, places and helpers. A father, a taxi or a witness who is found is not the person sought.
/// </summary>
internal static partial class PersonEnds
{
    /// <param name="before">The part of the sentence before the clause.</param>
    public static IEnumerable<(AlertEnd End, string Whom)> In(string clause, string before, SubjectKind kind)
    {
        if (kind == SubjectKind.Missing && Closed.IsMatch(clause))
            yield return (AlertEnd.SearchOver, "");
        if (kind == SubjectKind.Missing && ContactEnds.Whom(clause) is { } contacted)
            yield return (AlertEnd.Found, contacted);
        var verbs = kind == SubjectKind.Missing ? FoundVerb : CaughtVerb;
        foreach (Match verb in verbs.Matches(clause))
        {
            if (Read(clause, before, verb, kind) is { } whom)
                yield return (EndOf(verb, kind), whom);
        }

        foreach (var said in LatinPersonEnds.In(clause, before, kind))
            yield return said;
    }

    // Nobody reports a dead person as caught.
    public static AlertEnd EndOf(Match verb, SubjectKind kind) =>
        kind == SubjectKind.Missing ? AlertEnd.Found : verb.Groups["dead"].Success ? AlertEnd.SearchOver : AlertEnd.Caught;

    private static string? Read(string clause, string before, Match verb, SubjectKind kind)
    {
        string said = clause[..verb.Index], after = clause[(verb.Index + verb.Length)..];
        if (Denial.IsMatch(said) || Denial.IsMatch(before.Length > 12 ? before[^12..] : before)
            || (verb.Groups["home"].Success && Plea.IsMatch(said)))
            return null;
        var isTold = Aspect.IsMatch(said) || After.IsMatch(after) || verb.Groups["done"].Success
            // For example 寻人结束：孩子安全
            || Closed.IsMatch(before.TrimEnd('：', ':', '，', ',', ' '));
        var isWhole = Complete.IsMatch(after);
        var whom = Bare(said);
        if (Agent.IsMatch(whom))
        {
            // If somebody found somebody, the person found comes after the verb.
            return Object.Match(after) is { Success: true } match && verb.Groups["takes"].Success
                ? match.Groups["whom"].Value : null;
        }

        if (whom.Length == 0)
        {
            if (Object.Match(after) is { Success: true } match)
                return verb.Groups["takes"].Success && isTold ? match.Groups["whom"].Value : null;
            return isTold && isWhole && !OfOthers.IsMatch(Messenger.Replace(before, "")) ? "" : null;
        }

        // "犯罪嫌疑人李大勇落网" and "将李大勇抓获" are complete.
        var isShort = kind == SubjectKind.Wanted && (after.Length == 0 || whom.Contains('将') || whom.Contains('把'));
        return isWhole && (isTold || isShort) ? whom : null;
    }

    /// <summary>Returns the words without times, places and helpers before the verb.</summary>
    private static string Bare(string said)
    {
        said = said.Trim();
        for (var step = 0; step < 12; step++)
        {
            var shorter = Adverb.Replace(said, "").Trim();
            if (shorter == said)
                break;
            said = shorter;
        }

        return Opening.Replace(said, "");
    }

    [GeneratedRegex(
        @"(?<takes>找到|找回|寻到|寻回|寻获|寻着|寻见|找着|接回家?|救回|救出)|领回家?|接到|送回(?:了)?家?|获救"
        + @"|(?<done>(?:平安无[事恙虞]|安然无恙)|(?:与|和|同)(?:家人|亲人|父母|子女)(?:团[聚圆]|重逢|相聚)|回到(?:了)?(?:家人|父母|亲人)(?:的)?(?:身边|怀抱))"
        + @"|(?<home>(?:安全|平安)?(?:地)?(?:回到?了?家中?|返回?家中?|到家|归来|归家|脱险)|(?:平安|安全)(?=了?$))",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex FoundVerb { get; }

    [GeneratedRegex(
        "(?<takes>抓获归案|抓捕归案|抓获|擒获|捕获|抓住|逮捕|拘捕)|到案|落网|归案|就擒|被捕|被抓(?!获|捕|住)|刑拘|刑事拘留|投案自首|投案|自首|控制|(?<dead>击毙|死亡|身亡)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex CaughtVerb { get; }

    [GeneratedRegex("已|被|获(?!悉|取|得)|均|终于|成功|顺利|现(?!场)|于今|于昨|已?自行|主动", RegexOptions.None, 5_000)]
    private static partial Regex Aspect { get; }

    [GeneratedRegex(@"^(?:人|孩子|老人)?(?:了|啦|咯|喽)", RegexOptions.None, 5_000)]
    private static partial Regex After { get; }

    // This excludes 已找到最后见到孩子的人, 被找到的可能性 and 到家门口等候.
    [GeneratedRegex(
        @"^(?:了|啦|咯|喽|家|中)*(?:$|[、~～…\s]|并|且|而|后|与|和|在|于|交|送|身边|平安|安全|到案|归案|接受|正在|目前|案件|(?:人|孩子|老人)(?:了|啦)?$)",
        RegexOptions.None, 5_000)]
    private static partial Regex Complete { get; }

    // This includes 找到人了, 找到陈小舟 and 抓获犯罪嫌疑人李大勇, but not 找到孩子的鞋 or 抓获李大勇者.
    [GeneratedRegex(
        "^(?:了)?(?<whom>(?:" + SoughtPerson.Modifiers + @")*(?:" + SoughtPerson.Anybody
            + @"|\p{IsCJKUnifiedIdeographs}{2,4}?))(?=$|了$|啦$|并|且|、|\s|后$)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Object { get; }

    [GeneratedRegex(
        @"(?:未|没有|没|不|尚|拒不|难以|无法|仍在|正在|继续|全力|如何|怎样|协助|线索|争取|敦促)[^，。]{0,8}$|(?:未|没有|没|未能|仍未|还没)(?:能)?[^，。]{0,6}$", RegexOptions.None, 5_000)]
    private static partial Regex Denial { get; }

    // 平安回家 alone is a request in notices as often as a report in news.
    [GeneratedRegex(
        @"盼|求|请|让|帮|助|祝|祈|愿|望|想|要|需|等(?:你|您|他|她|着|候|待|孩子|老人|妈|爸|亲人)|待|为了|带|接力|转发|扩散|寻找|急寻|寻人|一起|共同|一定|务必|快|呼唤|佑|早日|尽早|早点|早些|何",
        RegexOptions.None, 5_000)]
    private static partial Regex Plea { get; }

    [GeneratedRegex(
        @"(?:已|已经|现已|现|均|都|也|全部|目前|终于|最终|成功|顺利|安全|平安|自行|自己|独自|主动|刚刚|方才|日前|近日|随后|得以|一并|一起|又|正式|依法|迫于压力|拒捕\S{0,6}|跳楼|坠楼|连夜|当场"
        + @"|(?:于|在|由|被|经|通过|向|从|因)(?!逃)[^，的\s]{1,16}?|被|于|[今昨前当次][天日晚晨早夜](?:上午|下午|凌晨|晚上|清晨|傍晚|早上|早晨|中午|夜里|深夜)?|凌晨|上午|下午|晚上|清晨"
        + @"|傍晚|中午|早上|早晨|深夜|\d+(?:年|月|日|时|点|分)(?:许|左右|半)?)$",
        RegexOptions.None, 5_000)]
    private static partial Regex Adverb { get; }

    [GeneratedRegex(@"^(?:好消息|最新消息|最新进展|更新|喜讯|据悉|另悉|经查|目前|最新|今日|今天|昨日|昨天|昨晚|今晨|刚刚|感谢[^，]{0,6}|\d+月\d+日(?:消息)?)+", RegexOptions.None, 5_000)]
    private static partial Regex Opening { get; }

    [GeneratedRegex(
        @"(?:^|[^找寻抓])(?:警方|民警|警察|公安(?:局|机关|分局|干警)?|我局|分局|派出所|专案组|特警|刑警|志愿者|家属|家人|亲属|父母|搜救队|救援队|搜救人员|好心人|群众|市民|消防(?:员|队)?|我们"
            + @"|蓝天救援队|网友)(?:们)?$",
        RegexOptions.None, 5_000)]
    private static partial Regex Agent { get; }

    private const string Relative =
        "(?:父亲|母亲|父母|爸爸?|妈妈?|妻子|丈夫|弟弟|哥哥|姐姐|妹妹|儿子|女儿|家属|家人|亲属|亲友|同学|同伴|伙伴|同行|朋友|邻居|老师|同事|女友|男友|前妻|前夫|爷爷|奶奶|外婆|姥姥|同伙|同案|共犯|从犯|其妻|其父|其母)";

    [GeneratedRegex(
        Relative + "|手机|书包|背包|钱包|手表|鞋|衣服|衣物|外套|校服|帽子|物品|遗物|身份证|车|轨迹|线索|目击者|监控|画面|视频|证人|司机|狗|猫|宠物|队员|搜救队|救援队|志愿者", RegexOptions.None, 5_000)]
    private static partial Regex OfOthers { get; }

    [GeneratedRegex("(?:与|和|同|跟)(?:家属|家人|家长|亲人|父母|母亲|父亲|妈妈|爸爸)|(?:家属|家人|亲属|亲友|父母|父亲|母亲|妈妈|爸爸|女儿|儿子|老师|同学|志愿者|监控"
        + "|目击者)[^，。]{0,4}(?:来电|告知|告诉|称|表示|反馈|说|报告|确认|发来|通知|发布|帮助|努力|协助|线索|接力)", RegexOptions.None, 5_000)]
    private static partial Regex Messenger { get; }

    [GeneratedRegex(
        @"^(?:寻人|搜寻|搜救|寻找)(?:工作|行动|信息)?(?:已|已经|现已)?(?:结束|终止|停止|撤销)$|^已?结案$|^(?:该|此|本)?(?:寻人启事|寻人信息)(?:已|现已)?(?:作废|失效|撤销|结束)|^(?!.*(?:"
        + Relative + @")).*(?:不幸(?:遇难|身亡|离世|溺亡)|遗体(?:已|被)[^，]{0,6}(?:找到|发现|打捞))|\bfound\s+dead\b|\b(?:his|her"
        + @"|the) body\s+(?:was|has been)\s+(?:found|recovered)|\bsearch\s+(?:has\s+)?(?:ended|is over|was called off)",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Closed { get; }
}
