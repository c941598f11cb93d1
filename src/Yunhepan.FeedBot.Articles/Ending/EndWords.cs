using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Words that say of an alert that it is over, in Chinese and English. Read clause by clause, so that a wish ("早日平安回家"),
/// a condition ("如已找到请告知") or a denial ("尚未找到", "仍未解除", "未到案") is not taken for the fact.
/// </summary>
internal static partial class EndWords
{
    /// <summary>Each sentence that says so, and what it says. A heading counts as a sentence.</summary>
    public static IEnumerable<EndingWords> In(string text, SubjectKind kind) =>
        Sentences(text).Select(sentence => ReadSentence(sentence, kind)).OfType<EndingWords>();

    public static IEnumerable<string> Sentences(string text) =>
        text.Split(['。', '！', '!', '？', '?', '；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(s => LatinStop.Split(s)).Where(s => s.Length > 0);

    private static EndingWords? ReadSentence(string sentence, SubjectKind kind)
    {
        // Found, and gone once more; a body of which nobody knows whose it is: nothing is over.
        if (Open.IsMatch(sentence))
            return null;
        foreach (var clause in sentence.Split(['，', ',', '：', ':', '【', '】', '[', ']', '|', '—'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (OfClause(clause, kind) is { } end)
                return new EndingWords(end is AlertEnd.Found && Dead.IsMatch(sentence) ? AlertEnd.SearchOver : end, sentence, clause);
        }

        return null;
    }

    private static AlertEnd? OfClause(string clause, SubjectKind kind) => kind switch
    {
        SubjectKind.Missing when IsFound(clause) && !Doubt.IsMatch(clause) && !NotFound.IsMatch(clause)
            && !OfOthers.IsMatch(clause) => AlertEnd.Found,
        SubjectKind.Missing when SearchOver.IsMatch(clause) && !Doubt.IsMatch(clause) => AlertEnd.SearchOver,
        SubjectKind.Wanted when Caught.IsMatch(clause) && !Doubt.IsMatch(clause) && !NotCaught.IsMatch(clause) => AlertEnd.Caught,
        SubjectKind.Warning when Lowered.IsMatch(clause) && !NotLifted.IsMatch(clause) && !Doubt.IsMatch(clause) => AlertEnd.Lowered,
        SubjectKind.Warning when Lifted.IsMatch(clause) && !NotLifted.IsMatch(clause) && !Doubt.IsMatch(clause) => AlertEnd.Lifted,
        _ => null,
    };

    // 平安回家 alone is what notices ask for as often as what news tell.
    private static bool IsFound(string clause) => Found.IsMatch(clause) || (Home.IsMatch(clause) && !Plea.IsMatch(clause));

    /// <summary>A stronger warning takes the place of a weaker one: the danger grows, whatever was lifted by that.</summary>
    public static bool IsRaised(string text) => Raised.IsMatch(text);

    [GeneratedRegex(@"(?<=\p{Ll})\.(?=\s+\p{Lu}|\s*$)", RegexOptions.None, 1_000)]
    private static partial Regex LatinStop { get; }

    [GeneratedRegex(
        @"(?:已|现已|已经|已被|均已|被|获|已于[^，。未没不]{0,14})[^，。未没不]{0,6}(?:找到|找回|寻回|寻获|接回|送回家|获救)(?![^，。]{0,8}(?:最后|见到|看到|见过|知情|司机|轨迹|踪迹|行踪|去向|下落|位置"
            + @"|(?:孩子|老人|男孩|女孩|他|她|其)的|工作|原因|线索|证据|目击|方法|办法|车|手机|书包|鞋|衣|帽|遗物|物品|监控|视频|失主|包))|找到(?:人)?了$|(?:已|现已|已经|均|都|现)(?:安全|平安)了?$"
            + @"|(?:已|现已|已经|均|都|现|终于|成功|顺利)(?:安全|平安)(?:地)?(?:回家|返家|到家|归来|归家|返回|找到|寻回|找回|无恙|获救|送回|脱险)|(?:人|孩子|老人)(?:已经?)?(?:自行)?(?:回家"
            + @"|返家)了?$|(?:已|现已|已经)(?:自行)?(?:回家|返家|回到家)|(?:与|和)(?:家人|亲人|父母|子女)团[聚圆]|回到(?:了)?(?:家人|父母|亲人)(?:的)?(?:身边|怀抱)|\b(?:has|have|was"
            + @"|were|been|is|are)\s+(?:now\s+)?(?:been\s+)?(?:found|located)(?!\s+(?:to|guilty|near|abandoned|empty|missing|gone))"
            + @"|\bfound\s+(?:safe|alive|well|unharmed)|\b(?:located|returned)\s+safe(?:ly)?\b|\bsafely\s+(?:found|located|returned)"
            + @"|\b(?:has|have)\s+returned\s+home|\breunited\s+with\b|\bis\s+(?:now\s+)?safe\b(?!\s+to)",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Found { get; }

    [GeneratedRegex(
        @"(?:安全|平安)(?:地)?(?:回家|返家|到家|归来|归家|返回|找到|寻回|找回|无恙|获救|送回|脱险)|(?:孩子|老人)平安了?$|\bhome\s+safe(?:ly)?\b|\bsafely\s+home\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Home { get; }

    [GeneratedRegex(
        @"盼|求|请|让|帮|助|祝|祈|愿|望|想|要|需|等(?:你|您|他|她|着|候|待|孩子|老人|妈|爸|亲人)|待|为了|带|接力|转发|扩散|寻找|急寻|寻人|一起|共同|一定|务必|快|呼唤|佑|早日|尽早|早点|早些|回家路|何"
            + @"|\b(?:bring|gets?|wants?|needs?|let|come|make)\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Plea { get; }

    private const string Relative =
        "(?:父亲|母亲|父母|爸爸?|妈妈?|妻子|丈夫|弟弟|哥哥|姐姐|妹妹|儿子|女儿|家属|家人|亲属|亲友|同学|同伴|朋友|邻居|老师|同事|女友|男友|前妻|前夫)";

    private const string RelativeOfSomebody =
        @"(?:['’]s|\b(?:his|her|their))\s+(?:\w+\s+)?(?:mother|father|parents?|brother|sister|wife|husband|son|daughter|friend|girlfriend"
            + @"|boyfriend|partner|cousin|dog|bicycle|bike|car|phone|bag|backpack|jacket|coat|shoes?|clothes)\b.{0,20}\b(?:has|have|was"
            + @"|were|is|are)\b";

    // Who came home is not who is sought, or what was found is no person.
    [GeneratedRegex(
        Relative + "[^，。接送带领找陪下与和及将把]{0,4}(?:已|现已|已经|均|都|也)?(?:自行|安全|平安)?地?(?:回家|返家|回到家|到家|归来|返回)"
        + "|(?:手机|书包|背包|钱包|手表|鞋|衣服|衣物|外套|校服|帽子|物品|遗物|身份证|自行车|电动车|车辆|轨迹|线索|目击者)[^，。]{0,6}(?:已|被|找)|" + RelativeOfSomebody,
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex OfOthers { get; }

    [GeneratedRegex(
        @"再(?:次|度)(?:走失|走丢|失踪|失联|离家|出走)|又(?:走失|走丢|失踪|失联|离家|出走)|(?:将|明早|明天|明日|次日|天亮)[^。]{0,8}继续|暂时?(?:停止|中止)|身份[^。]{0,8}(?:待|不明|未|核|确认中|无法)"
            + @"|一具|无名|疑似|正在(?:核实|辨认|比对)|DNA|\ba\s+body\b|\bunidentified\b|\bmissing\s+again\b|\bresumes?\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Open { get; }

    [GeneratedRegex(
        @"(?:寻人|搜寻|搜救|寻找)(?:工作|行动)?(?:已|已经|现已)?(?:结束|终止|停止)|不幸(?:遇难|身亡|离世|溺亡)|遗体|\bfound\s+dead\b|\bbody\s+(?:was|has been)\s+(?:found"
            + @"|recovered)|\bsearch\s+(?:has\s+)?(?:ended|is over|was called off)", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex SearchOver { get; }

    [GeneratedRegex(@"遗体|遇难|身亡|死亡|溺亡|离世|无生命体征|尸|\bdead\b|\bdeceased\b|\bbody\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Dead { get; }

    [GeneratedRegex(
        @"(?:仍|还|尚|至今|目前)?(?:未|没有|没|未能)(?:能)?[^，。]{0,6}(?:找|寻|回|获)|下落不明|\bnot\b|n't|\bnever\b|\bstill\s+missing\b|\byet\s+to\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex NotFound { get; }

    [GeneratedRegex(
        @"(?:已|现已|已经|已被|均已|被|全部|悉数|成功|主动|自行|现)[^，。]{0,10}(?:到案|落网|抓获|归案|擒获|抓捕归案|刑拘|刑事拘留|投案自首|投案)|被[^，。]{0,6}控制|(?:到案|落网|归案|被抓)(?:了)?$"
            + @"|^(?:到案|落网)|抓获(?:在逃|犯罪)?嫌疑人|\b(?:has|have|was|were|been)\s+(?:been\s+)?(?:arrested|captured|caught|apprehended|detained"
            + @"|taken into custody)|\b(?:arrested|captured|apprehended)\s*$|\bin\s+custody\b|\bturned\s+(?:him|her|them)sel(?:f"
            + @"|ves)\s+in\b|\bsurrendered\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Caught { get; }

    [GeneratedRegex(
        @"(?:未|没有|没|拒不|尚待|未能)[^，。]{0,6}(?:到案|落网|抓|归案|投案)|在逃(?!人员|嫌疑人|犯|人)|漏网|同伙|同案|共犯|从犯|敦促|奖励|奖金|(?:的|其)" + Relative
        + @"[^，。]{0,8}(?:已|被|均|也)|" + RelativeOfSomebody
        + @"|\bnot\b|n't|\bstill\s+(?:at large|wanted)\b|\bat\s+large\b|\breward\b|\bto\s+be\s+(?:arrested|caught)",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex NotCaught { get; }

    private const string Thing = "(?:预警|警报|警戒|响应|交通管制|管制|封控|禁航|停水|停电|停气)";

    [GeneratedRegex(
        @"(?:解除|取消|终止|撤销|结束)[^，。]{0,16}" + Thing + "|" + Thing
            + @"(?:信号)?[^，。]{0,10}(?:解除|取消|终止|撤销|结束|失效)|\b(?:warning|alert|watch|advisory|order)s?\b[^.]{0,40}\b(?:lifted|cancell?ed"
            + @"|withdrawn|ended|expired|over|discontinued)\b|\b(?:lift(?:s|ed)?|cancel(?:s|led|ed)?|end(?:s|ed)?"
            + @"|withdraws?)\b[^.]{0,50}\b(?:warning|alert|watch|advisory|order)\b|\ball[- ]clear\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Lifted { get; }

    [GeneratedRegex(
        Thing + @"[^，。]{0,14}(?:降为|降至|降到|降低为|下调|降级|降低)|(?:降为|降至|降到|降低为|下调为|下调至)[^，。]{0,4}[蓝黄橙ⅣⅢⅡ四三二]|降级[^，。]{0,6}" + Thing + @"|(?:红|橙|黄)色?"
            + @"[^，。]{0,12}(?:降级|降为|降至|下调)|由?(?:红色(?:预警)?(?:信号)?(?:变更|调整)为[^，。]{0,4}(?:橙|黄|蓝)|橙色(?:预警)?(?:信号)?(?:变更|调整)为[^，。]{0,4}(?:黄|蓝)"
            + @"|黄色(?:预警)?(?:信号)?(?:变更|调整)为[^，。]{0,4}蓝)|\b(?:downgraded|lowered|reduced)\b[^.]{0,40}\b(?:warning|alert|watch|advisory|blue"
            + @"|yellow|orange|amber|green)\b|\b(?:warning|alert)\b[^.]{0,40}\b(?:downgraded|lowered|reduced)\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Lowered { get; }

    [GeneratedRegex(
        @"(?:未|没有|没|不|不会|暂不|并未|未予)[^，。]{0,6}(?:解除|取消|终止|撤销|降|结束)|(?:解除|取消)" + Thing
        + @"?(?:信号)?(?:之|以)?前|待[^，。]{0,12}解除|(?:解除|取消|终止|撤销|结束)[^，。\d]{0,12}(?:后(?!续)|之时|期间|的?(?:条件|标准|流程|程序))|(?:解除|取消)" + Thing
        + @"?(?:信号)?时(?!间)|视情|适时|届时|酌情|择机|拟(?:解除|取消|于)|将(?:视|适|根据|按|另|择|由|逐步|及时|同步|继续|再|很快|陆续)|方可|才能|才会|\bonly\b|\bunless\b|\b(?:after"
        + @"|before)\s+(?:\w+\s+){0,4}(?:warning|alert|watch|advisory|order)|解除(?:时间|条件|后方)|仍然?|继续|持续|生效中|\bnot\b|n't|\buntil\b"
        + @"|\bremains?\b|\bmay\b|\bwill\b|\bexpected\b|\bstill\b|\bin (?:force|effect)\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex NotLifted { get; }

    [GeneratedRegex(
        @"升级|上调|升为|升至|提升为|提升至|加强为|(?:蓝|黄|橙)色[^，。]{0,10}(?:变更|调整)为红|(?:蓝|黄)色[^，。]{0,10}(?:变更|调整)为橙|蓝色[^，。]{0,10}(?:变更|调整)为黄|\bupgraded\b"
            + @"|\braised\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Raised { get; }

    // Wishes, conditions, questions, hearsay, what is yet to come.
    [GeneratedRegex(
        @"希望|期盼|盼望|祈|祝愿|愿(?!意)|早日|尽快|尽早|如果|如(?:已|有|您|能|若)|^若|若(?:已|有|能|您|发现)|一旦|倘|假如|是否|能否|有没有|何时|恳求|恳请|只求|但愿|呼吁|轻信|曾(?:于|经|在)|(?:家人|苦|日夜"
            + @"|急)盼|即将|将于|将会|预计|有望|争取|力争|确保|为了|以便|直到|直至|可能|或许|疑似|网传|传言|谣|不实|并非|不是|^凡|凡(?:提供|是|有)|者奖|也能|能够|能被|可以|请(?:立即|及时)?(?:主动)?投案"
            + @"|请(?:告知|联系)我|另一|另外|其他|其余|此前走失的|昨日走失的|\bif\b|\buntil\b|\bhope|\bonce\b|\bwhen\b|\bwhether\b|\bplease\b|\bhelp\b|\brumou?r"
            + @"|\bpray|\bwish|\banother\b|\bother\b|\bcould\b|\bwould\b|\bshould\b|\bmust be\b",
        RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Doubt { get; }
}

/// <param name="Sentence">That says so.</param>
/// <param name="Clause">The part of it that does: who stands there is who is meant.</param>
internal sealed record EndingWords(AlertEnd End, string Sentence, string Clause);
