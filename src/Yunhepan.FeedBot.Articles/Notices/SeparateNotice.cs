using System.Globalization;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// A separate notice by which a publisher withdraws or corrects articles of its own: 撤稿声明, 更正启事, 致歉声明, "Retraction",
/// "Correction". News of others' notices, denials of rumours and notices about regulations do not count.
/// </summary>
/// <param name="TakesBack">True if the named articles are withdrawn; false if they are corrected.</param>
/// <param name="Titles">The titles that the notice quotes; only the store knows whether such articles exist.</param>
public sealed partial record SeparateNotice(bool TakesBack, IReadOnlyList<string> Titles)
{
    private const int LongestNotice = 1_500;

    private const int MostTitles = 8;

    /// <param name="ownNames">The names of the source, because it may refer to itself by name.</param>
    /// <returns>Null if this is no such notice, or if it names no article.</returns>
    public static SeparateNotice? Read(string title, string text, params string[] ownNames) =>
        HostileText.Read(() => ReadNotice(title, text, ownNames));

    private static SeparateNotice? ReadNotice(string title, string text, string[] ownNames)
    {
        if (text.Length > LongestNotice || !IsHeading(title))
            return null;
        (title, text) = (NoticeWriting.Fold(title), NoticeWriting.Fold(text));
        if (!SpeaksForItself(title, text, ownNames))
            return null;
        var takenBack = Bound(title, text, TakenBack(title, text));
        return takenBack.Count > 0 ? new SeparateNotice(true, takenBack)
            : Bound(title, text, Corrected(title, text)) is { Count: > 0 } corrected ? new SeparateNotice(false, corrected) : null;
    }

    private static List<string> Bound(string title, string text, IEnumerable<string> titles) =>
        [.. titles.Where(t => t.Length >= 4).Distinct().Take(MostTitles)];

    /// <summary>Returns the articles that sentences of the notice withdraw.</summary>
    private static List<string> TakenBack(string title, string text)
    {
        if (WithdrawalWords.IsDenied(title + "\n" + text))
            return [];
        var ofTitle = OfTitle(title);
        var isWritten = TakesBackHeading.IsMatch(Quote.Marked(title));
        List<string> taken = isWritten || WiredHeading.IsMatch(title) ? [.. ofTitle] : [];
        var last = ofTitle;
        foreach (var sentence in Sentences(text))
        {
            List<string> quoted = [.. Quote.In(sentence).Where(q => !IsOther(sentence, q)).Select(q => q.Title)];
            var reach = WithdrawalWords.In(Quote.Marked(sentence), isWritten);
            if (reach == Reach.Quoted || (reach == Reach.None && IsPureRetraction(title) && OwnArticle.IsMatch(Quote.Marked(sentence))))
                taken.AddRange(quoted);
            else if (reach == Reach.Mentioned)
                taken.AddRange(quoted.Count > 0 ? quoted : last);
            last = quoted.Count > 0 ? quoted : last;
        }

        return taken;
    }

    /// <summary>Returns the articles that the notice corrects.</summary>
    private static IEnumerable<string> Corrected(string title, string text)
    {
        var isHeaded = CorrectionHeading.IsMatch(title);
        if (!Corrects.IsMatch(isHeaded ? title + "\n" + text : text))
            return [];
        var named = Quote.In(text).Where(q => !IsOther(text, q) && IsOfArticle(text, q))
            .Where(q => isHeaded || Corrects.IsMatch(SentencesFrom(text, q)) && !Untouched.IsMatch(Around(text, q)));
        return [.. OfTitle(title), .. named.Select(q => q.Title)];
    }

    private static List<string> OfTitle(string title)
    {
        List<string> titles = [.. Quote.In(title).Where(q => !IsOther(title, q)).Select(q => q.Title)];
        if (titles.Count == 0 && Named.Match(title) is { Success: true } named)
            titles.Add(named.Groups["title"].Value.Trim());
        return titles;
    }

    private static bool IsPureRetraction(string title) => PureRetraction.IsMatch(title);

    private static IEnumerable<string> Sentences(string text)
    {
        // A title may contain punctuation that ends a sentence.
        var marked = Quote.In(text);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length
                || (!marked.Exists(q => i >= q.Start && i < q.End)
                    && (text[i] is '。' or '！' or '\n' or '!'
                        || (text[i] == '.' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))));
            if (!isEnd)
                continue;
            if (text[start..i].Trim() is { Length: > 0 } sentence)
                yield return sentence;
            start = i + 1;
        }
    }

    private static string Around(string text, Quote quote)
    {
        var end = text.IndexOfAny(['。', '！', '\n'], quote.End);
        return SentencesFrom(end < 0 ? text : text[..end], quote);
    }

    private static string SentencesFrom(string text, Quote quote) =>
        text[(text.LastIndexOfAny(['。', '！', '\n'], Math.Max(0, quote.Start - 1)) + 1)..];

    /// <summary>Returns true for the heading of a notice, and false for a headline about one.</summary>
    public static bool IsHeading(string title)
    {
        // Quoted words are not the notice's own.
        var own = NoticeWriting.Fold(title);
        foreach (var quote in Quote.In(own).OrderByDescending(q => q.Start))
            own = own.Remove(quote.Start, quote.Length);
        return Heading.IsMatch(own) && !Report.IsMatch(own);
    }

    /// <summary>
    /// Returns true if the notice uses the first person or its own name, and does not concern what another published.
    /// </summary>
    private static bool SpeaksForItself(string title, string text, ReadOnlySpan<string> ownNames)
    {
        var all = title + "\n" + text;
        if (FirstPerson.IsMatch(all))
            return true;
        foreach (var name in ownNames)
        {
            if (IsNamed(all, name))
                return true;
        }

        return PureHeading.IsMatch(title) && (!OtherPublisher.IsMatch(text) || WiredHeading.IsMatch(title));
    }

    // A short name is a part of other words, in some language: at least three ideographs, or six letters between borders of words.
    private static bool IsNamed(string text, string name)
    {
        name = NoticeWriting.Fold(name.Trim());
        if (name.Count(c => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter) < 3 && name.Count(char.IsLetter) < 6)
            return false;
        bool IsInWord(int at) => at > 0 && at < text.Length && IsOfWord(text[at - 1]) && IsOfWord(text[at]);
        for (var at = -1; (at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            if (!IsInWord(at) && !IsInWord(at + name.Length))
                return true;
        }

        return false;
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) != UnicodeCategory.OtherLetter;

    /// <summary>Returns true for a quotation that is not the subject of the notice: a law, a rumour, the correct text.</summary>
    private static bool IsOther(string text, Quote quote) =>
        Before.IsMatch(text[Math.Max(0, quote.Start - 14)..quote.Start])
            || After.IsMatch(text[quote.End..Math.Min(text.Length, quote.End + 8)])
            || (Regulation.IsMatch(quote.Title) && !Told.IsMatch(text[quote.End..Math.Min(text.Length, quote.End + 8)]));

    /// <summary>Returns true if the words around the quotation mark it as an article: published, a report, "一文".</summary>
    private static bool IsOfArticle(string text, Quote quote)
    {
        var start = text.LastIndexOfAny(['。', '！', '\n'], Math.Max(0, quote.Start - 1)) + 1;
        var end = text.IndexOfAny(['。', '！', '\n'], quote.End) is var found and >= 0 ? found : text.Length;
        return Publication.IsMatch(
            string.Concat(text.AsSpan(start, Math.Max(0, quote.Start - start)), " ", text.AsSpan(quote.End, Math.Max(0, end - quote.End))));
    }

    private const string Word = "(?:撤稿|撤换|撤回|撤销|删稿|删除|作废|更正|勘误|刊误|订正|纠错|致歉|道歉|澄清)";

    [GeneratedRegex(
        "(?:" + Word + "(?:及|与|和|并|暨)?" + Word
            + @"?(?:的)?(?:声明|启事|说明|公告|通告|通知|告示|函|信|公开信)?|(?:声明|(?<!寻人|寻亲|寻物|招领|招聘|招租|征文|征稿|征集|征婚)启事"
            + "|情况说明|致歉信|道歉信|的说明|的公告|的通知|作废"
            + @"|请勿(?:传播|采用|使用|刊用|转载)))\s*(?:$"
            + @"|[:：\-—丨|（(【\[\]】）)])"
        + @"|^\W*(?:editor(?:s|[’']s|s[’'])?\s+note|retraction|retracted|kill|mandatory kill|notice of (?:retraction|withdrawal"
        + @"|correction|removal)|withdrawal|(?:story|article|report) (?:withdrawn|retracted|removed)|takedown|corrections?"
            + @"|corrected|correction and apology|erratum|corrigendum|(?:an "
        + @"|our )?apology|apologies|statement|clarification)\s*(?:notice|note|statement)?\s*(?:$|[:：\-–—|(]|(?:of|to|on|for"
        + @"|about|regarding|and|concerning)\b)|\ban? apology to (?:our |all )?readers\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(
        @"^\W*(?:关于.*的?)?" + Word + "(?:及|与|和)?" + Word
            + @"?的?(?:声明|启事|说明|公告|通告|通知|函|信)?\s*(?:$|[:：\-—丨|（(【\[《\]】）)])|^\W*(?:声明|启事|情况说明)\W*$|^\W*(?:editor|retract|notice"
            + @"|withdraw|correct|errat|corrig|apolog|clarif|kill)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex PureHeading { get; }

    [GeneratedRegex(
        "(?<!(?:本|我)[^，。]{0,16})(?:发布|发表|刊发)|回应|要求|呼吁|被曝|引热议|网传|谣(?!并|及|和|与)|传闻|传言|为何|怎么|如何|？|\\?", RegexOptions.None,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Report { get; }

    // This includes 撤稿声明, 关于撤回〓的说明, 【撤稿】… and Retraction: …, but not 关于撤回行政许可的公告.
    [GeneratedRegex(
        @"(?:撤稿|删稿|撤换|稿件(?:撤回|撤销|作废))|^\W*(?:关于)?(?:撤回|撤销|删除|撤下|作废)\s*(?:声明|启事|说明|公告|通告|通知|函|〓|该文|此文|本文|该稿|稿件|[:：】\]）)])"
            + @"|〓[^，。]{0,6}的?(?:撤回|撤销|删除)|^\W*关于[^〓]{4,}(?:一文|一稿|报道)的?(?:撤回|撤销|删除)|^\W*关于(?:撤回|删除)[^〓]{4,}(?:一文|一稿|报道)|\bretract"
            + @"|\bwithdraw|\bkill\b|\bremoval\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex TakesBackHeading { get; }

    [GeneratedRegex(@"(?:一稿|一文)\s*(?:作废|撤销|撤回)\W*$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex WiredHeading { get; }

    [GeneratedRegex(
        @"^\W*(?:撤稿|删稿)(?:声明|启事|说明|公告|通知)?\W*(?:$|[（(])|^\W*retraction(?: notice)?\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex PureRetraction { get; }

    [GeneratedRegex(@"(?:本|我)(?:网|报|站|刊|台|社|号|们)[^。]{0,24}〓", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex OwnArticle { get; }

    [GeneratedRegex("更正|勘误|刊误|订正|纠错|\\bcorrect|\\berrat|\\bcorrig|\\bclarif", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex CorrectionHeading { get; }

    [GeneratedRegex("不受影响|无法访问|与此无关|属实|\\bunaffected\\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Untouched { get; }

    [GeneratedRegex(
        @"更正|勘误|刊误|订正|纠正|应为|之误|有误|失实|不符|误写|误将|误作|错误|疏漏|写错|不准确|\bcorrect|\berrors?\b|\bmisstated|\bincorrect|\bwrong|\bmistaken"
            + @"|\binaccura|\bshould (?:have (?:said|made|stated|read)|read)\b", RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Corrects { get; }

    [GeneratedRegex(
        @"(?:本|我)(?:[网报站刊台社号局院司委办校]|公众号|平台|编辑部|栏目|媒体|单位|中心|部门)|我们|编辑部|小编|笔者|\b(?:we|our|us)\b|\bthis (?:site|newspaper|website"
            + @"|newsroom|publication|journal)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex FirstPerson { get; }

    [GeneratedRegex(
        @"\p{IsCJKUnifiedIdeographs}{2,10}(?:网|日报|晚报|早报|时报|电视台|广播|杂志|期刊|客户端|公众号|融媒)|该(?:报|刊|网|台|社|媒体)|\b(?:its"
            + @"|their) (?:article|story|report)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex OtherPublisher { get; }

    [GeneratedRegex(
        @"(?:根据|依据|依照|按照|违反|参照|援引|引用|摘自|(?<!意)见|参见|请看|详见|请以|改为|更正为|修改为|替换为|重新发布|重发|重新刊发|网传|谣传|流传|传播)(?:的|了|[^，。；\s]{0,3})$"
            + @"|\b(?:see|read|under|titled correctly|replaced by|new version)\s*[:,]?\s*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Before { get; }

    [GeneratedRegex(@"^\s*(?:为准|系谣言|是谣言|等?(?:法律|法规|规定|条例))", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex After { get; }

    [GeneratedRegex(
        @"(?:本|我)[报网站刊台社号](?:\d+月\d+日|[昨今前]日|日前|近日)* (?:中|第)"
            + @"|刊发|刊登|发布|发表|转载|转发|推送|播发|播出|登载|刊载|发出|采写|题为|标题|一文|一稿|一则|该文|此文|稿件|报道|文章|新闻|消息|推文|图文|视频|信息|通知|公告|通告|\b(?:article|story"
            + @"|report|post|item|piece|paper|published|headline|headlined|titled|entitled)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Publication { get; }

    [GeneratedRegex("(?:条例|办法|规定|规则|细则|章程|法|规划|方案|意见|标准|决定|目录|许可证?|证书)$", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Regulation { get; }

    [GeneratedRegex("^(?:等?[一两二三四]?[文稿则篇]|的?(?:报道|文章|稿件|新闻|推文|消息))", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Told { get; }

    // For example "Retraction: the headline itself" and "撤稿声明：标题".
    [GeneratedRegex(
        @"^\W*(?:关于)?(?:(?:撤稿|撤回|删稿|删除|更正|勘误|致歉)(?:声明|启事|说明|公告|通知)?|retraction(?: notice)?|retracted|withdrawal|correction"
            + @"|corrected|erratum|apology)\s*[:：\-–—丨|】\])）]+\s*(?<title>\S.{3,})$"
        + "|^\\W*关于(?:撤稿|撤回|删除|更正)(?<title>.{4,}?)(?:一文|一稿|报道)?的?(?:声明|说明|公告|通知|启事)\\W*$"
        + "|^\\W*关于(?<title>.{4,}?)(?:一文|一稿|报道|新闻)?的(?:撤稿|撤回|删除|更正|勘误|致歉)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Named { get; }
}
