using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// Finds sentences by which a publisher withdraws an article: the object is the article itself, or a word for it, the publisher
/// withdraws it, and as a fact. The removal of copies, pictures, comments or billboards does not count.
/// </summary>
internal static partial class WithdrawalWords
{
    /// <param name="sentence">A sentence with <see cref="Quote.Mark"/> in place of titles.</param>
    /// <param name="isWritten">True if the heading of the notice announces a withdrawal, so that the sentence need not name the
    /// article.</param>
    public static Reach In(string sentence, bool isWritten)
    {
        if (Latin.IsMatch(sentence) && !LatinDenied.IsMatch(sentence) && !LatinPart.IsMatch(sentence))
            return sentence.Contains(Quote.Mark, StringComparison.Ordinal) ? Reach.Quoted : Reach.Mentioned;
        if (Unused.IsMatch(sentence) && Wrong.IsMatch(sentence))
            return Reach.Quoted;
        var before = "";
        foreach (var clause in sentence.Split(
            ['，', ',', '；', ';', '：', ':'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = Clause.Match(Unlike.Replace(clause, "〇"));
            if (match.Success && !(Order.IsMatch(clause) && !isWritten && !Wrong.IsMatch(sentence)) && !OfOthers.IsMatch(sentence))
            {
                if (clause.Contains(Quote.Mark, StringComparison.Ordinal))
                    return Reach.Quoted;
                if (IsPronoun(clause))
                    return Reach.Mentioned;
                // The sentence has no object, so it is the article of this sentence unless a part of it was mentioned.
                if (before.Contains(Quote.Mark, StringComparison.Ordinal) || IsPronoun(before) || isWritten)
                {
                    if (!Part.IsMatch(before) || match.Groups["whole"].Success)
                        return before.Contains(Quote.Mark, StringComparison.Ordinal) ? Reach.Quoted : Reach.Mentioned;
                }
            }

            before += "，" + clause;
        }

        return Reach.None;
    }

    private static bool IsPronoun(string words) => Pronoun.IsMatch(Unlike.Replace(words, "〇"));

    /// <summary>Returns true if the text says that nothing is withdrawn.</summary>
    public static bool IsDenied(string text) => Denied.IsMatch(text);

    private const string Own =
        "(?:本(?:网站?|报社?|站|刊|台|社|号|公众号|平台|单位|局|院|编辑部|中心|部门|栏目|媒体)|我(?:们|网站?|报社?|站|刊|台|社|号|局|院|单位|公众号|中心|平台|部门)|编辑部|小编)";

    private const string Kind = "(?:文章?|稿件?|报道|新闻|消息|推文|图文|内容|帖子?|视频|信息|通知|公告)";

    private const string It =
        "(?:(?:该|此|上述|前述|本|原|这)[篇条则]?" + Kind + "|(?:文章|稿件|报道|推文)|其)";

    private const string Named =
        "(?:(?:[^，。被抄侵]{0,26}(?:发布|刊发|刊登|发表|转载|推送|播发|采写|所发|播出|登载|刊载|报道))?的?(?:题为|标题为|稿件|文章|报道|新闻|消息|通知"
            + "|公告)?〓(?:[、和及与]?〓)*等?(?:一文|一稿|一则)?的?(?:" + Kind + ")?)";

    private const string Article = "(?:" + Named + "|" + It + ")";

    private const string Adverb =
        "(?:现已?|已经?|特|兹|谨|予以?|作出?|做|即日起|自[^，]{1,8}起|第一时间|主动|立即|及时|全部|均|一并|决定|经?研究|正式|给予|故|因此|并|从[^，]{1,8}|在[^，]{1,10}(?:上|中)"
            + "|于[^，]{1,10}|同步|申请|进行|被|全网|随即|连夜|现在|目前|也|都|我|请(?:各[^，]{0,8})?|各[^，]{1,8}|"
        + Own + "|(?:将|把|对|就)\\s*" + Article + "|\\s)*";

    // Its parts overlap, so a hostile clause would be tried in very many ways; this engine reads each character once. It knows no
    // lookahead, so the words that only look like the article are removed before.
    private static readonly Regex Clause = new(
        "^" + Adverb + Article + "?" + Adverb
        + "(?:(?<whole>撤稿|删稿)|撤回|撤销|撤下|撤除|删除|下架|下线|作废)(?:处理|了)?(?:" + Adverb + Article + ")?(?:一文|一稿)?(?:并[^，]*|以正视听|和?致歉)?$",
        RegexOptions.NonBacktracking);

    /// <summary>Matches words that are not the article or a conjunction: 文章来源, 其中, 并非.</summary>
    [GeneratedRegex(
        "(?<!(?:该|此|上述|前述|本|原|这)[篇条则]?)(?:文章|稿件|报道|推文)(?=来源|作者|内|中)|其(?=中|他|它|余)|并(?=非)", RegexOptions.None, 5_000)]
    private static partial Regex Unlike { get; }

    [GeneratedRegex(It, RegexOptions.None, 5_000)]
    private static partial Regex Pronoun { get; }

    // 请立即删除 is addressed to others, about their copies as often as about the article.
    [GeneratedRegex("^请|请(?:各|立即)", RegexOptions.None, 5_000)]
    private static partial Regex Order { get; }

    [GeneratedRegex("有误|失实|不实|不符|错误|误发|不准确|误导|未经核实", RegexOptions.None, 5_000)]
    private static partial Regex Wrong { get; }

    [GeneratedRegex(Named + "[^。]{0,20}(?:有误|失实|不实|误发)[^。]{0,12}请勿(?:采用|使用|刊用|刊发)", RegexOptions.None, 5_000)]
    private static partial Regex Unused { get; }

    [GeneratedRegex("图片|配图|照片|二维码|评论|留言|链接|段落|表述|语句|署名|附件|广告|(?<!官方|公众)账号|音乐|字体|视频中|部分", RegexOptions.None, 5_000)]
    private static partial Regex Part { get; }

    [GeneratedRegex(
        "侵权|抄袭|盗用|洗稿|歪曲|未(?:经)?授权|未经许可转载本|追究|要求(?:我|本)|网传|谣|传闻|(?:不|未|没|没有|拒绝|无需|从未|并未|不会)(?:予|会|被|曾|经|有)?(?:以)?(?:撤|删|下架)|如需|如果|如有|若",
        RegexOptions.None, 5_000)]
    private static partial Regex OfOthers { get; }

    [GeneratedRegex(
        "(?:不|未|没有?|拒绝|无需|从未|并未|不会)(?:予|会|被|曾|经|有)?(?:以)?(?:撤稿|撤回|删除|撤下)|系谣言|传闻|传言|\\bstands? by\\b|\\b(?:story|article"
            + "|report)(?: itself)? stands\\b|\\bnot (?:be |been )?(?:withdrawn|retracted|removed)",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Denied { get; }

    private const string Gone = "(?:retracted|withdrawn|removed|deleted|taken down|unpublished|killed|pulled)";

    private const string Piece = "(?:article|story|report|post|piece|paper|it|which)";

    [GeneratedRegex(
        @"\b" + Piece + @"\b[^.;]{0,120}?\b(?:has|have|had|was|were|is|are)\s+(?:been\s+|being\s+|now\s+)*"
        + Gone + @"\b(?!\s+from\s+(?:the\s+)?(?:agenda|office|list))"
        + @"|\b(?:we|editors?|newsroom|our site)\b[^.;]{0,30}?\b(?:retract(?:ed|ing|s)?|withdr[ae]wn?|withdrawing|removed?"
        + @"|removing|unpublished|deleted|pulled|took down)\s+(?:(?:our|the|this|that|an|a)\s+)?(?:\w+\s+){0,2}" + Piece + @"?\b[^.;]{0,40}"
        + @"|\b(?:taken|took|taking)\s+(?:it|the (?:article|story|report|post|piece))\s+down\b|\bkill (?:the )?(?:story|article)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Latin { get; }

    [GeneratedRegex(
        @"(?:\b(?:not|never|no|nor|without|refus\w*|whether|if|may|might|should|would|could)\b|n't|\b(?:calls?|asked|urged"
            + @"|demand\w*|pressure)\b[^.]{0,20}\bto\b)[^.,;]{0,25}\b(?:be |been )?(?:retract|withdr|remov|delet|take|unpublish"
            + @"|pull)",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinDenied { get; }

    // The object is part of the article, or belongs to somebody else.
    [GeneratedRegex(
        @"\b(?:comments?|images?|photos?|photographs?|pictures?|captions?|sentences?|paragraphs?|errors?|links?|quotes?|names?"
            + @"|references?|bid|application)\b(?:(?!\bwhich\b)[^.]){0,60}\b(?:removed|deleted|withdrawn|retracted|taken down)\b"
            + @"|\b(?:removed|deleted|withdrawn)\s+(?:the|a|an|its|their|some)\s+(?:comments?|images?|photos?|sentences?"
            + @"|paragraphs?|links?|quotes?|bid)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex LatinPart { get; }
}

/// <summary>The titles that a sentence concerns.</summary>
internal enum Reach
{
    None,

    /// <summary>The titles that it quotes.</summary>
    Quoted,

    /// <summary>The titles that were quoted last.</summary>
    Mentioned,
}
