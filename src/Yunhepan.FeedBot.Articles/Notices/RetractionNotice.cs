using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// Detects a notice in place of an article by which its publisher withdraws it: it refers to the article itself, says that it was
/// withdrawn, and says hardly anything else. A notice on a page of its own is a <see cref="SeparateNotice"/>.
/// </summary>
public static partial class RetractionNotice
{
    /// <summary>A longer text is an article about another's retraction.</summary>
    private const int LongestNotice = 300;

    /// <summary>The length of an editors' note before a text that was left in place.</summary>
    private const int LongestNote = 150;

    /// <summary>The length of the date or site name that a page may repeat next to the notice.</summary>
    private const int LittleElse = 16;

    /// <summary>
    /// Returns the notice that is now in place of an article; null if there is none, or if the article contained it from the
    /// start.
    /// </summary>
    public static string? InPlaceOf(string title, string text, string knownTitle, string knownText)
    {
        if (title == knownTitle && text == knownText)
            return null;
        if (InPlaceOf(knownTitle, knownText) is not null || SeparateNotice.IsHeading(knownTitle))
            return null;
        // An article that was never read may have contained the notice from the start.
        if (knownText.Length == 0 && text.Length > 0 && title.Trim() == knownTitle.Trim())
            return null;
        return HostileText.Read(() => InPlaceOf(title, text, knownTitle) ?? HeadingInPlaceOf(title, text));
    }

    /// <summary>
    /// Returns the notice by which an article or a page says that it is withdrawn, shortened; null if there is none.
    /// </summary>
    public static string? InPlaceOf(string title, string text) => HostileText.Read(() => InPlaceOf(title, text, title));

    private static string? InPlaceOf(string title, string text, string knownTitle)
    {
        (title, text) = (NoticeWriting.Fold(title), NoticeWriting.Fold(text));
        if (MarkedTitle.IsMatch(title) || IsMarked(title, NoticeWriting.Fold(knownTitle)))
            return title.Trim();
        if (SeparateNotice.IsHeading(title))
            return null;
        var said = text.Length > 0 ? text : title;
        if (said.Length <= LongestNotice)
            return Alone(said, [title, NoticeWriting.Fold(knownTitle)]);
        var line = said.TrimStart().Split('\n', 2)[0];
        return line.Length <= LongestNote && Strong.IsMatch(line) ? Alone(line, [title]) : null;
    }

    /// <summary>Returns true if the title is the known one with a mark that it was taken back, before or after it.</summary>
    private static bool IsMarked(string title, string knownTitle) => knownTitle.Length > 0
        && Mark.Match(title) is { Success: true } mark
        && SubstanceHash.Compute(title.Remove(mark.Index, mark.Length), "") == SubstanceHash.Compute(knownTitle, "");

    /// <summary>
    /// Returns the sentence that withdraws the article, with those that say why, if all others only explain it or apologise.
    /// </summary>
    private static string? Alone(string text, ReadOnlySpan<string> titles)
    {
        var isTakenBack = false;
        List<string> said = [];
        var other = 0;
        foreach (var part in Stop.Split(text))
        {
            var sentence = part.Trim();
            if (sentence.Length == 0 || titles.Contains(sentence))
                continue;
            var takesBack = TakenBack.IsMatch(sentence) && !Denied.IsMatch(sentence);
            var isCourtesy = !takesBack && Courtesy.IsMatch(sentence);
            if ((takesBack && !isTakenBack) || (isCourtesy && Because.IsMatch(sentence)))
                said.Add(sentence.TrimEnd('。', '.'));
            else if (!takesBack && !isCourtesy)
                other += sentence.Length;
            isTakenBack |= takesBack;
        }

        return isTakenBack && other <= LittleElse ? string.Join(HasHan(said) ? "。" : ". ", said) : null;
    }

    private static bool HasHan(List<string> sentences) => sentences.Exists(s => s.Any(c => c is >= '\u4e00' and <= '\u9fff'));

    /// <summary>Returns the heading if the article's own address now shows 撤稿声明, which withdraws that article.</summary>
    private static string? HeadingInPlaceOf(string title, string text) =>
        SeparateNotice.IsHeading(title) && text.Length <= 2 * LongestNotice && TakesBack.IsMatch(NoticeWriting.Fold(title))
            ? title.Trim() : null;

    [GeneratedRegex(
        @"撤稿|删稿|^\W*(?:关于)?(?:撤回|删除|撤销)(?:声明|启事|说明|公告|通知|《|“|本文|该文|此文|该稿|稿件|报道)|\bretract|\bwithdr[ae]w", RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TakesBack { get; }

    [GeneratedRegex(
        @"^\W*(?:已?撤稿|稿件(?:已)?撤回|(?:本|此|该|原)[文稿]章?件?已?(?:撤[回稿销]|删除|作废)|已撤回|已删除|作废|RETRACTED|WITHDRAWN|REMOVED|DELETED|retracted"
            + @"|withdrawn)\s*(?:[:：\]】)）\-–—|丨]|$)"
        + @"|[(（【\[]\s*(?:已?撤稿|已撤回|稿件撤回|(?:本文)?已删除|(?:本[文稿]|此稿)?已?作废|retracted|withdrawn|retraction|RETRACTED|WITHDRAWN"
        + @"|RETRACTION|Retracted|Withdrawn|Retraction)\s*[)）】\]]"
        + @"|^(?:Retracted|Withdrawn)\s*[:：\-–—]|^\W*(?:[Rr]emoved|[Dd]eleted)\W*$",
        RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex MarkedTitle { get; }

    // These words alone may begin a headline, so the rest must be the known title.
    [GeneratedRegex(
        @"^\W*(?:已?(?:撤回|撤稿|撤下|撤销|撤除|删除|下架)|作废|pulled|killed|deleted|removed|unpublished|taken down)(?=\W)"
            + @"|(?<=\W)(?:已?(?:撤回|撤稿|撤下|撤销|撤除|删除|下架)|作废|pulled|killed|deleted|removed|unpublished|taken down)\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"[。！!？?；;\n]+|(?<=\p{L})\.(?=\s|$)", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Stop { get; }

    // 该信息 is the article, 该信息平台 is not: the verb or words that lead to it must follow.
    private const string Self =
        "(?:(?:本|该|此|原|这|上述)(?:篇|条|则)?(?:文章?|稿件?|新闻|报道|消息|内容|信息|帖子?|贴子?|推文|图文|页面?|网页|视频|微博|动态)|(?:本|该|此)篇|文章|稿件|原文|原稿|内容|页面|帖子"
            + "|作废声明)(?=[，,\\s]|已|被|现|因|由|应|经|予|作|自|遭|系|内容有|存在|涉|与|不实|失实|有误|于|即|无法|不可|撤|删|下架|下线|$)";

    private const string Leads =
        "(?:(?:因|由于|鉴于|应|经|根据)[^。，,]{1,30}?[，,]\\s*|(?:编辑部|本网|本站|本报|本刊|本台)?(?:更新|编者按|编者注|编辑注|说明|提示|温馨提示|系统提示|很?抱歉|对不起|您好|声明)[：:，,\\s]*)*";

    private const string Ways =
        "(?:现已?|已经?|特|予以?|作|做|被(?:原?作者|原?发布[者方人]|管理员|版主|楼主|平台|用户|编辑部|[本原][网站]|系统)?(?:自行)?|决定|申请|正式|自行|主动|全部|即日起|自[^，]{1,8}起|第一时间|立即"
            + "|因故|因[^，。]{1,16}?|由于[^，。]{1,16}?|应[^，。]{1,12}?要求|经[^，。]{1,16}?|由(?:原?作者|原?发布[者方人]|管理员|版主|编辑部|平台|本网|本站)|从[^，。]{1,8}|遭)*";

    /// <summary>What alone is cancelled as a whole: an event that is cancelled is not its article.</summary>
    private const string Manuscript = "(?:(?:原|本|该|此|前|上述|上条|上篇)(?:稿件?|电|文章?|报道|消息)|稿件)";

    private const string Own = "(?:本(?:网|报|站|刊|台|社|号)|我(?:们|网|报|站|刊|台|社)|编辑部)";

    private const string Verb = "(?:撤稿|撤回|撤销|撤下|撤除|收回|移除|删除|下架|下线|删稿|作废|撤(?=\\W*$))";

    private const string Ending =
        "(?:处理|了)?(?:[，,、]\\s*(?:请|敬请|给|特此|向|由此|如有|谨|并向|并致|感谢|望|以|不再|原因|原|对此|深表|无法|或)[^。]{0,60}|\\s*[（(][^）)]{0,20}[）)])?\\W*$";

    // Without "this article" the verb must be the publisher's 撤稿, because a company may have decided to withdraw something else.
    [GeneratedRegex(
        @"^\W*" + Leads + Self + @"[，,\s]*(?:[^，。]{0,20}(?:有误|失实|不实|不符|侵权|争议)(?:信息|内容|消息|报道)?[，,]\s*)?" + Ways + Verb + Ending
        + @"|^\W*" + Leads + Self + "[^，。]{0,12}(?<!暂时?)(?:无法查看|不可见|不予显示|不存在|已不存在|已被屏蔽)" + Ending
        + @"|^\W*" + Leads + "(?:现已?|已|特|予以?|作|做)*(?:撤稿|撤回|删稿|撤下)" + Ending
        + @"|^\W*" + Leads + Manuscript + "(?:现已?|已经?|特此?|予以?|作|全部)*取消(?:刊发|刊用|发布|播发|使用)?" + Ending
        + @"|^\W*" + Leads + Own + "?[^，。]{0,12}(?:予以?|决定|申请|作|做|已|将)*(?:(?:撤稿|删稿)|" + Verb + "(?:本|该|此|这篇)(?:文章?|稿件?|报道|新闻|内容))" + Ending
        + @"|^\W*" + Leads + Own + "(?:决定|已经?|现|特)*将?(?:本|该|此|这篇)(?:文章?|稿件?|报道|新闻|内容)" + Ways + Verb + Ending
        + @"|^\W*(?:抱歉[，,])?(?:您|你)?(?:访问|查看|浏览)的(?:页面|文章|内容|信息)(?:不存在|已被?删除|已下线)(?:或已?被?删除)?\W*$"
        + @"|^\W*(?:本稿|此稿|本文)?\s*(?:已?作废|已?撤稿|已?撤回|已?删除)\W*$"
        + @"|^\W*(?:editor[’']?s[’']? note\W+|update\W+)?(?:this|the)(?: following| above)? (?:article|story|post|page|report|paper|piece"
        + @"|content) (?:has been|was|is|has now been) (?:now )?(?:retracted|withdrawn|removed|deleted|taken (?:down|offline)"
            + @"|pulled|unpublished"
        + @"|no longer available)"
        + @"(?:,? (?:by|because|due to|at the (?:\w+['’]s )?request|pending|from (?:our|this|the) (?:site|website)|after (?:review"
        + @"|an? (?:internal )?(?:review|complaint|investigation))|following|as it|and we|for)\b[^.\n]{0,100})?\W*$"
        + @"|^\W*(?:editor[’']?s[’']? note\W+)?we (?:have |are )?(?:now )?(?:retracted?|retracting|withdrawn?|withdrawing"
        + @"|withdrew|removed|pulled|unpublished|taken down) (?:this|the) (?:article|story|post|report|item|paper|piece)\b[^.\n]{0,100}$"
        + @"|^\W*(?:the )?[\p{L}\d .'’-]{2,40} (?:has|have) (?:now )?(?:retracted|withdrawn|removed|pulled|unpublished"
            + @"|taken down) this (?:article|story"
        + @"|post|report|page)\W*$"
        + @"|^\W*(?:retracted|withdrawn|removed|deleted)(?:\s+(?:by|at the request of)\s+(?:the\s+)?(?:editors?|authors?"
        + @"|publisher|moderators?)[^.\n]{0,40})?\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TakenBack { get; }

    [GeneratedRegex(
        "(?:不|未|没|没有|拒绝|无需|请不要|请勿|不得|不会|从未|并未)(?:予|会|被|曾|经|有|要)?(?:以)?" + Verb + "|如需|如果|若需|拟|将(?=" + Verb + ")",
        RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Denied { get; }

    // Among the sentences around a retraction these say why it was made.
    [GeneratedRegex(
        @"有误|不实|失实|不符|核实|\b(?:error|inaccura|our standards|could not (?:be )?verif)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Because { get; }

    // Above a text that was left in place only these are words of a retraction.
    [GeneratedRegex(@"撤稿|撤回|作废|\bretract|\bwithdr[ae]w", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Strong { get; }

    [GeneratedRegex(
        @"特此|谅解|致歉|歉意|抱歉|道歉|请勿(?:转载|使用|采用|传播|再)|不便|感谢|返回(?:首页|上一页)|编辑部|^\W*\d{4}[年\-/.]|有误|不实|失实|不符|\b(?:apolog|regret|sorry"
            + @"|error|inaccura|editors?\b|our standards|could not (?:be )?verif|return to|go (?:back|home))",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Courtesy { get; }
}
