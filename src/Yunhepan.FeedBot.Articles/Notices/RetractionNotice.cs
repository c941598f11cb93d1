using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// Words that stand where an article stood, by which its publisher takes it back. A notice of its own is a <see cref="SeparateNotice"/>.
/// </summary>
public static partial class RetractionNotice
{
    /// <summary>A notice is short; an article that speaks of another's retraction is not.</summary>
    private const int LongestNotice = 300;

    /// <summary>A note of the editors before the text, which they left standing.</summary>
    private const int LongestNote = 150;

    /// <summary>
    /// The notice that now stands where an article stood; null when there is none, or when the article said so from the start.
    /// </summary>
    public static string? InPlaceOf(string title, string text, string knownTitle, string knownText) =>
        InPlaceOf(knownTitle, knownText) is null && !SeparateNotice.IsHeading(knownTitle)
            ? InPlaceOf(title, text) ?? HeadingInPlaceOf(title, text) : null;

    /// <summary>The notice by which an article or a page says of itself that it is withdrawn, shortened; null when there is none.</summary>
    public static string? InPlaceOf(string title, string text)
    {
        (title, text) = (NoticeWriting.Fold(title), NoticeWriting.Fold(text));
        if (MarkedTitle.IsMatch(title))
            return title.Trim();
        if (SeparateNotice.IsHeading(title))
            return null;
        var line = text.TrimStart().Split('\n', 2)[0];
        var match = text.Length <= LongestNotice ? Withdrawn.Match(text.Length > 0 ? text : title)
            : line.Length <= LongestNote ? Note.Match(line)
            : Match.Empty;
        return match.Success ? match.Value.Trim() : null;
    }

    /// <summary>An article's own address that now shows 撤稿声明 takes back that article.</summary>
    private static string? HeadingInPlaceOf(string title, string text) =>
        SeparateNotice.IsHeading(title) && text.Length <= 2 * LongestNotice && TakesBack.IsMatch(NoticeWriting.Fold(title))
            ? title.Trim() : null;

    [GeneratedRegex(@"撤稿|撤回|删稿|删除|\bretract|\bwithdr[ae]w", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TakesBack { get; }

    [GeneratedRegex(
        @"^\W*(?:已?撤稿|稿件(?:已)?撤回|(?:本|此|该|原)[文稿]章?件?已?(?:撤[回稿]|删除)|已撤回|已删除|RETRACTED|WITHDRAWN|REMOVED|retracted"
            + @"|withdrawn)\s*(?:[:：\]】)）\-–—|丨]|$)"
        + @"|[(（【\[]\s*(?:已?撤稿|已撤回|稿件撤回|(?:本文)?已删除|已作废|retracted|withdrawn|retraction|RETRACTED|WITHDRAWN|RETRACTION|Retracted|Withdrawn"
        + @"|Retraction)\s*[)）】\]]"
        + @"|^(?:Retracted|Withdrawn)\s*[:：\-–—]",
        RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MarkedTitle { get; }

    private const string Self = "(?:本|该|此|原|上述|这)(?:文章?|稿件?|新闻|报道|内容|信息|篇|帖子?|贴|条|则|推文|视频)";

    private const string OfSelf = Self
        + @"[^。！!\n]{0,24}(?<!(?:不|未|没|没有|拒绝|无需)(?:予|会|被|曾|经|有)?)(?:撤稿|撤回|撤销|撤下|删除|下架|下线|删稿)(?!的?(?:可能|要求|传言|谣言|规定|申请|制度|请求))[^。\n]{0,30}";

    // Without "this article" the whole must be the notice: a company may well have decided to take back something else.
    [GeneratedRegex(
        "(?:" + OfSelf + ")"
        + @"|^\W*(?:(?:因|由于|鉴于|经)[^。\n]{1,30}?[，,]\s*){0,2}(?:现|已|特|现已)?(?:予以?|作|做)?(?:撤稿|撤回|删稿|撤下)(?:处理)?[^。\n]{0,20}(?:[。！!，,]|$)"
        + @"|^\W*(?:本[网报站刊台社号]|我[网报站刊台社们]|编辑部)[^。\n]{0,40}(?:予以?|决定|申请|作|做|已)撤稿[^。\n]{0,20}"
        + @"|(?:您|你)?(?:访问|查看|浏览)的(?:页面|文章|内容|信息)(?:不存在|已被?删除|已下线)"
        + @"|^\W{0,3}.{0,12}(?:文章|页面|内容|信息|新闻)(?:不存在|已不存在|已被删除|已删除|已被(?:作者|发布者|管理员)?删除)"
        + @"|\bthis (?:article|story|post|page|report|item|paper|piece) (?:has been|was|is) (?:retracted|withdrawn|removed|deleted"
        + @"|taken down|no longer available)[^.\n]{0,40}"
        + @"|\bwe (?:have |are )?(?:now )?(?:retracted?|retracting|withdrawn?|withdrawing|withdrew) (?:this|the) (?:article|story|post"
        + @"|report|item|paper|piece)\b[^.\n]{0,40}"
        + @"|^\W*(?:retracted|withdrawn)(?:\s+(?:by|at the request of)\s+(?:the\s+)?(?:editors?|authors?|publisher)[^.\n]{0,40})?\W*$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Withdrawn { get; }

    [GeneratedRegex(
        Self + @"[^。！!\n]{0,24}(?<!(?:不|未|没|没有|拒绝|无需)(?:予|会|被|曾|经|有)?)(?:撤稿|撤回)(?!的?(?:可能|要求|传言|谣言|规定|申请|制度|请求))[^。\n]{0,30}"
        + @"|\bthis (?:article|story|post|report|paper|piece) (?:has been|was|is) (?:retracted|withdrawn)[^.\n]{0,40}",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Note { get; }
}
