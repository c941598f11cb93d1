using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Subjects;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Finds words in Chinese and English that report the end of an alert. They are read clause by clause, so that a hope ("早日平安回家"),
/// a condition ("如已找到请告知"), a denial ("尚未找到", "未到案") or hearsay ("网传已找到") is not mistaken for a fact.
/// </summary>
internal static partial class EndWords
{
    /// <summary>Returns each sentence that reports an end, and which. A heading counts as a sentence.</summary>
    public static IEnumerable<EndingWords> In(string text, SubjectKind kind) =>
        HostileText.Read(() => Read(NoticeWriting.Fold(text), kind)) ?? [];

    private static List<EndingWords> Read(string folded, SubjectKind kind) => !EndVerbs.MayStandIn(folded, kind) || Denied.IsMatch(folded)
        ? [] : [.. Sentences(folded).Where(s => EndVerbs.MayStandIn(s, kind)).SelectMany(s => BestOf([.. ReadSentence(s, kind)]))];

    /// <summary>In 寻人结束：孩子安全 the search is over because of the good end.</summary>
    private static List<EndingWords> BestOf(List<EndingWords> said) =>
        said.Exists(w => w.End == AlertEnd.Found) ? said.FindAll(w => w is not { End: AlertEnd.SearchOver, Of: "" }) : said;

    public static IEnumerable<string> Sentences(string text) =>
        NoticeWriting.Fold(text)
            .Split(['。', '！', '!', '？', '?', '；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(s => LatinStop.Split(s)).Where(s => s.Length > 0);

    private static IEnumerable<EndingWords> ReadSentence(string sentence, SubjectKind kind)
    {
        // Nothing has ended if somebody was found but is missing again, if a body is unidentified, or if it is only hearsay.
        if (Open.IsMatch(sentence) || Hearsay.IsMatch(sentence))
            yield break;
        var before = 0;
        foreach (var clause in Clauses(sentence))
        {
            var at = sentence.IndexOf(clause, before, StringComparison.Ordinal);
            before = at + clause.Length;
            if (Doubt.IsMatch(clause) || (kind != SubjectKind.Warning && History.IsMatch(clause)))
                continue;
            var words = kind == SubjectKind.Warning
                ? WarningEnds.In(clause, sentence).Select(w => new EndingWords(w.End, sentence, clause, w.Thing))
                : PersonEnds.In(clause, sentence[..at], kind).Select(p => new EndingWords(p.End, sentence, clause, p.Whom));
            foreach (var said in words)
            {
                yield return said.End is AlertEnd.Found && Dead.IsMatch(sentence)
                    ? said with { End = AlertEnd.SearchOver } : said;
            }
        }
    }

    private static IEnumerable<string> Clauses(string sentence) => Break.Split(sentence).Select(c => c.Trim()).Where(c => c.Length > 0);

    /// <summary>
    /// Returns true if a stronger warning replaces a weaker one: the danger grows, although the weaker one is lifted.
    /// </summary>
    public static bool IsRaised(string text) => WarningEnds.IsRaised(text);

    [GeneratedRegex(@"(?<=\p{Ll})\.(?=\s+\p{Lu}|\s*$)", RegexOptions.None, 5_000)]
    private static partial Regex LatinStop { get; }

    // Between ideographs a space or a dash separates clauses; in English it does not.
    [GeneratedRegex(
        @"[，,：:【】\[\]（）()|｜—“”""「」]|(?<=\p{IsCJKUnifiedIdeographs})[\s\-–~～·]+(?=\p{IsCJKUnifiedIdeographs})|\s[-–]\s",
        RegexOptions.None, 5_000)]
    private static partial Regex Break { get; }

    // For example: 此前消息称孩子已找到。经核实，该消息不实。
    [GeneratedRegex(
        @"(?:该|此|上述|这一|前述|相关|以上|有关)(?:消息|说法|信息|传言|报道|内容)[^。]{0,8}(?:不实|有误|系谣|是谣|为谣|是假|为假|不准|错误|不属实|不可信|未经)|谣言|辟谣|(?:是|系|为)假的?"
            + @"|\bthis is (?:not true|false|a hoax)\b|\b(?:reports?|rumou?rs?|claims?)\b[^.]{0,40}\b(?:false|untrue|incorrect"
            + @"|unconfirmed)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Denied { get; }

    [GeneratedRegex(
        @"网传|网上(?:说|传|流)|流传|传言|假(?!期|日|装|山|发|牙)|谎称|假称|误传|误报|冒充|谣|不实|不属实|假消息|虚假|(?:勿|不要|别|莫)(?:轻易)?(?:相信|轻信|传播谣)|未经(?:证实|核实)"
            + @"|尚?待(?:证实|核实|确认)|据传|传闻|听说|有人说|有人称|自称|网友称|网友爆料|疑似|\brumou?r|\bhoax\b|\bfalse(?:ly)?\b|\bunconfirmed\b"
            + @"|\ballegedly\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Hearsay { get; }

    [GeneratedRegex(
        @"再(?:次|度)(?:走失|走丢|失踪|失联|离家|出走)|又(?:走失|走丢|失踪|失联|离家|出走)|(?:将|明早|明天|明日|次日|天亮)[^。]{0,8}继续|暂时?(?:停止|中止)|身份[^。]{0,8}(?:待|不明"
            + @"|未|核|确认中|无法)|一具|无名|正在(?:核实|辨认|比对)|DNA|\ba\s+body\b|\bunidentified\b|\bmissing\s+again\b|\bresumes?\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Open { get; }

    [GeneratedRegex(@"遗体|遇难|身亡|死亡|溺亡|离世|击毙|无生命体征|尸|\bdead\b|\bdeceased\b|\bbody\b|\bkilled\b|\bdied\b", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Dead { get; }

    // Matches what a notice reports about an earlier time: a year without a day.
    [GeneratedRegex(
        @"(?:19|20)\d\d年(?!\d{1,2}月)[^，]{0,12}(?:因|被|曾|在)|(?:去年|前年|多年前|早年)[^，]{0,8}(?:因|被|曾)|前科"
            + @"|\bin (?:19|20)\d\d\b|\b(?:last year|years ago|previously|formerly|once before)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex History { get; }

    // Hopes, conditions, questions and future events.
    [GeneratedRegex(
        @"吗|了么$|希望|期盼|盼望|祈|祝愿|愿(?!意)|早日|尽快|尽早|如果|如(?:已|有|您|能|若)|^若|若(?:已|有|能|您|发现)|一旦|倘|假如|是否|能否|有没有|何时|恳求|恳请|只求|但愿|呼吁|曾(?:于|经|在)"
            + @"|(?:家人|苦|日夜|急)盼|即将|将于|将会|预计|有望|争取|力争|确保|为了|以便|直到|直至|可能|或许|并非|不是|^凡|凡(?:提供|是|有)|者奖|也能|能够|能被|可以|请(?:立即"
            + @"|及时)?(?:主动)?投案|请(?:告知|联系)我|另一|另外|其他|其余|此前走失的|昨日走失的|同名|\bif\b|\buntil\b|\bhope|\bonce\b|\bwhen\b|\bwhether\b"
            + @"|\bplease\b|\bhelp\b|\bpray|\bwish|\banother\b|\bother\b|\bcould\b|\bwould\b|\bshould\b|\bmust be\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Doubt { get; }
}

/// <param name="Sentence">The sentence that reports the end.</param>
/// <param name="Clause">The clause within it that does.</param>
/// <param name="Of">The person or thing that the clause names; empty if only the heading names it.</param>
internal sealed record EndingWords(AlertEnd End, string Sentence, string Clause, string Of);
