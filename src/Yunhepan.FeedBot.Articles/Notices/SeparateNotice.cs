using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// A notice of its own by which a publisher takes back or corrects articles of its own: 撤稿声明, 更正启事, 致歉声明, "Retraction",
/// "Correction". News of others' notices, denials of rumours and notices that name regulations are none.
/// </summary>
/// <param name="TakesBack">The named articles are withdrawn; else they are corrected.</param>
/// <param name="Titles">As the notice quotes them; whether there are such articles, the store knows.</param>
public sealed partial record SeparateNotice(bool TakesBack, IReadOnlyList<string> Titles)
{
    private const int LongestNotice = 1_500;

    private const int MostTitles = 8;

    /// <param name="ownNames">What the source is called: it may speak of itself by name.</param>
    /// <returns>Null when this is no such notice, or when it names nothing.</returns>
    public static SeparateNotice? Read(string title, string text, params ReadOnlySpan<string> ownNames)
    {
        if (text.Length > LongestNotice || !IsHeading(title))
            return null;
        (title, text) = (NoticeWriting.Fold(title), NoticeWriting.Fold(text));
        var all = title + "\n" + text;
        var takesBack = TakesBackWords.IsMatch(all);
        if (!takesBack && !Corrects.IsMatch(all))
            return null;
        if (!SpeaksForItself(title, text, ownNames))
            return null;
        List<string> titles = [.. Quotes(title).Where(q => !IsOther(title, q)).Select(q => q.Title)];
        titles.AddRange(Quotes(text).Where(q => !IsOther(text, q) && IsOfArticle(text, q)).Select(q => q.Title));
        if (titles.Count == 0 && Named.Match(title) is { Success: true } named)
            titles.Add(named.Groups["title"].Value.Trim());
        titles = [.. titles.Where(t => t.Length >= 4).Distinct().Take(MostTitles)];
        return titles.Count == 0 ? null : new SeparateNotice(takesBack, titles);
    }

    /// <summary>Is it the heading of a notice, not a headline about one?</summary>
    public static bool IsHeading(string title)
    {
        // What it quotes is not its own words.
        var own = NoticeWriting.Fold(title);
        foreach (var quote in Quotes(own).OrderByDescending(q => q.Start))
            own = own.Remove(quote.Start, quote.Length);
        return Heading.IsMatch(own) && !Report.IsMatch(own);
    }

    /// <summary>It speaks in the first person or by its own name, and not of what another published.</summary>
    private static bool SpeaksForItself(string title, string text, ReadOnlySpan<string> ownNames)
    {
        var all = title + "\n" + text;
        if (FirstPerson.IsMatch(all))
            return true;
        foreach (var name in ownNames)
        {
            if (name.Length > 1 && all.Contains(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return PureHeading.IsMatch(title) && !OtherPublisher.IsMatch(text);
    }

    /// <summary>Quoted, but not what the notice is about: a law, a rumour, the text that is right.</summary>
    private static bool IsOther(string text, Quote quote) =>
        Before.IsMatch(text[Math.Max(0, quote.Start - 14)..quote.Start])
            || After.IsMatch(text[quote.End..Math.Min(text.Length, quote.End + 8)]);

    /// <summary>What stands around the quotation says that it is an article: published, a report, "一文".</summary>
    private static bool IsOfArticle(string text, Quote quote)
    {
        var start = text.LastIndexOfAny(['。', '！', '\n'], Math.Max(0, quote.Start - 1)) + 1;
        var end = text.IndexOfAny(['。', '！', '\n'], quote.End) is var found and >= 0 ? found : text.Length;
        return Publication.IsMatch(
            string.Concat(text.AsSpan(start, Math.Max(0, quote.Start - start)), " ", text.AsSpan(quote.End, Math.Max(0, end - quote.End))));
    }

    /// <summary>Quoted titles; one may quote within itself.</summary>
    private static List<Quote> Quotes(string text)
    {
        List<Quote> quotes = [];
        for (var i = 0; i < text.Length; i++)
        {
            var kind = "《〈「『“‘\"".IndexOf(text[i], StringComparison.Ordinal);
            if (kind < 0 || (text[i] == '‘' && i > 0 && char.IsLetter(text[i - 1])))
                continue;
            var end = Closing(text, i, text[i], "》〉」』”’\""[kind]);
            if (end < 0)
                continue;
            quotes.Add(new Quote(i, end + 1 - i, text[(i + 1)..end].Trim()));
            i = end;
        }

        return quotes;
    }

    private static int Closing(string text, int start, char open, char close)
    {
        var depth = 0;
        for (var i = start; i < text.Length && i - start <= 200 && text[i] != '\n'; i++)
        {
            if (text[i] == open && (open != close || i == start))
                depth++;
            // An apostrophe within an English title closes nothing.
            else if (text[i] == close && !(close == '’' && i + 1 < text.Length && char.IsLetter(text[i + 1])) && --depth == 0)
                return i;
        }

        return -1;
    }

    private const string Word = "(?:撤稿|撤回|删稿|删除|更正|勘误|纠错|致歉|道歉|澄清)";

    [GeneratedRegex(
        "(?:" + Word + "(?:及|与|和|并|暨)?" + Word
            + @"?(?:的)?(?:声明|启事|说明|公告|通知|告示|函|信|公开信)?|(?:声明|启事|情况说明|致歉信|道歉信|的说明|的公告|的通知))\s*(?:$|[:：\-—丨|（(【\[\]】）)])"
        + @"|^\W*(?:editor(?:s|[’']s|s[’'])?\s+note|retraction|retracted|notice of (?:retraction|withdrawal|correction)|withdrawal"
        + @"|corrections?|corrected|correction and apology|erratum|corrigendum|(?:an |our )?apology|apologies|statement"
        + @"|clarification)\s*(?:notice|note|statement)?\s*(?:$|[:：\-–—|(]|(?:of|to|on|for|about|regarding|and|concerning)\b)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(
        @"^\W*(?:关于.*的?)?" + Word + "(?:及|与|和)?" + Word
            + @"?(?:声明|启事|说明|公告|通知|函|信)?\s*(?:$|[:：\-—丨|（(【\[《\]】）)])|^\W*(?:声明|启事|情况说明)\W*$|^\W*(?:editor|retract|notice|withdraw|correct"
            + @"|errat|corrig|apolog|clarif)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PureHeading { get; }

    [GeneratedRegex(
        "(?<!(?:本|我)[^，。]{0,16})(?:发布|发表|刊发)|回应|要求|呼吁|被曝|引热议|网传|谣|传闻|传言|为何|怎么|如何|？|\\?", RegexOptions.None,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Report { get; }

    private const string Piece = "(?:文章?|稿件?|报道|新闻|消息|信息|推文|内容|帖子?|视频)";

    // Comments, pictures and errors are deleted too, and some refuse to take back anything.
    [GeneratedRegex(
        "(?<!(?:不|未|没|没有|拒绝|无需)(?:予|会|被|曾|经|有)?)(?:撤稿|删稿|撤下|撤回|下线处理|已下线|下架|作废)"
        + "|(?<!(?:评论|留言|图片|照片|配图|账号|段落|部分|错误|链接|语句|数据)[^。，；"
        + "]{0,8})(?:予以|现已|将其|已将|全部|已经|已|立即|主动|及时|作)删除(?!(?:评论|留言|图片|照片|配图|账号|段落|部分|错误|链接|语句|数据|相关评论))"
        + "|删除(?:了)?(?:该|此|上述|原|相关)" + Piece
        + @"|(?<!\b(?:not|never|no|nor|without)\b[^.\n]{0,20})(?:\bretract|\bwithdr[ae]w)"
        + @"|\b(?:article|story|report|post|piece|item|paper|it|which)\b[^.,;\n]{0,60}\b(?:has been|have been|was|were|is"
        + @"|been)\s+(?:now\s+)?(?:removed|deleted|taken down|unpublished)\b"
        + @"|\b(?:removed|deleted|unpublished|retracted|taken down|took down) (?:the|this|that|our) (?:article|story|report|post|piece"
        + @"|item)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TakesBackWords { get; }

    [GeneratedRegex(
        @"更正|勘误|纠正|应为|有误|失实|不符|致歉|道歉|歉意|\bcorrect|\berror|\bapolog|\bmisstated|\bincorrect|\bwrong", RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Corrects { get; }

    [GeneratedRegex(
        @"(?:本|我)(?:[网报站刊台社号局院司委办校]|公众号|平台|编辑部|栏目|媒体|单位|中心|部门)|我们|编辑部|小编|笔者|\b(?:we|our|us)\b|\bthis (?:site|newspaper|website|newsroom"
            + @"|publication|journal)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FirstPerson { get; }

    [GeneratedRegex(
        @"\p{IsCJKUnifiedIdeographs}{2,10}(?:网|日报|晚报|早报|时报|电视台|广播|杂志|期刊|客户端|公众号|融媒)|该(?:报|刊|网|台|社|媒体)|\b(?:its|their) (?:article|story"
            + @"|report)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OtherPublisher { get; }

    [GeneratedRegex(
        @"(?:根据|依据|依照|按照|违反|参照|援引|引用|摘自|(?<!意)见|参见|请看|详见|请以|改为|更正为|修改为|替换为|重新发布|重发|重新刊发|网传|谣传|流传|传播)(?:的|了|[^，。；\s]{0,3})$|\b(?:see|read"
            + @"|under|titled correctly|replaced by|new version)\s*[:,]?\s*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Before { get; }

    [GeneratedRegex(@"^\s*(?:为准|系谣言|是谣言|等?(?:法律|法规|规定|条例))", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex After { get; }

    [GeneratedRegex(
        @"刊发|刊登|发布|发表|转载|转发|推送|播发|播出|登载|刊载|发出|采写|题为|标题|一文|一稿|一则|该文|此文|稿件|报道|文章|新闻|消息|推文|图文|视频|信息|通知|公告|通告|\b(?:article|story|report|post"
            + @"|item|piece|paper|published|headline|headlined|titled|entitled)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Publication { get; }

    // "Retraction: the headline itself", "撤稿声明：标题".
    [GeneratedRegex(
        @"^\W*(?:关于)?(?:(?:撤稿|撤回|删稿|删除|更正|勘误|致歉)(?:声明|启事|说明|公告|通知)?|retraction(?: notice)?|retracted|withdrawal|correction|corrected"
            + @"|erratum|apology)\s*[:：\-–—丨|】\])）]+\s*(?<title>\S.{3,})$"
        + "|^\\W*关于(?:撤稿|撤回|删除|更正)(?<title>.{4,}?)(?:一文|一稿|报道)?的?(?:声明|说明|公告|通知|启事)\\W*$"
        + "|^\\W*关于(?<title>.{4,}?)(?:一文|一稿|报道|新闻)?的(?:撤稿|撤回|删除|更正|勘误|致歉)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Named { get; }

    private readonly record struct Quote(int Start, int Length, string Title)
    {
        public int End => Start + Length;
    }
}
