using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>Words by which a publisher takes an article back, in its place or in a notice of its own.</summary>
internal static partial class RetractionNotice
{
    /// <summary>A notice is short; an article that speaks of another's retraction is not.</summary>
    private const int LongestNotice = 300;

    /// <summary>The notice that now stands where the article stood, shortened; null when there is none.</summary>
    public static string? InPlaceOf(string title, string text)
    {
        if (MarkedTitle.IsMatch(title))
            return title.Trim();
        if (text.Length > LongestNotice)
            return null;
        var match = Withdrawn.Match(text.Length > 0 ? text : title);
        return match.Success ? match.Value.Trim() : null;
    }

    /// <summary>Titles (《…》, “…”) of the articles that a notice takes back; a notice that merely corrects names none.</summary>
    public static IReadOnlyList<string> TitlesTakenBack(string title, string text)
    {
        if (!NoticeTitle.IsMatch(title) || text.Length > 4 * LongestNotice || !TakesBack.IsMatch(title + "\n" + text))
            return [];
        return [.. Quoted.Matches(text).Select(m => m.Groups["title"].Value.Trim()).Where(t => t.Length >= 6).Distinct().Take(5)];
    }

    [GeneratedRegex(@"^\W*(?:已?撤稿|稿件撤回|本文已撤[回稿]|已撤回|RETRACTED|WITHDRAWN)(?:\W|$)|[(（【\[](?:已?撤稿|已撤回|retracted|withdrawn)[)）】\]]", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MarkedTitle { get; }

    [GeneratedRegex(
        @"(?:本|该|此|原)(?:文|稿|稿件|文章|新闻|报道|内容|信息|篇|帖)[^。\n]{0,20}(?:撤稿|撤回|撤销|撤下|删除|下架|下线)[^。\n]{0,30}|(?:予以|申请|决定|现已?|作)(?:撤稿|撤回)(?:处理)?[^。\n]{0,20}|(?:您|你)?(?:访问|查看|浏览)的(?:页面|文章|内容|信息)(?:不存在|已被?删除|已下线)|(?:文章|页面|内容|信息)(?:不存在|已不存在|已被删除|已删除|已被(?:作者|发布者|管理员)?删除)|this (?:article|story|post|page) (?:has been|was|is) (?:retracted|withdrawn|removed|deleted|no longer available)[^.\n]{0,40}",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Withdrawn { get; }

    [GeneratedRegex(@"撤稿|撤回|更正|致歉|声明|辟谣|retraction|withdrawal|correction", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NoticeTitle { get; }

    [GeneratedRegex(@"撤稿|撤回|撤销|撤下|删除该|予以删除|已删除|\bretract|\bwithdr[ae]w", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TakesBack { get; }

    [GeneratedRegex(@"[《「『“""](?<title>[^》」』”""\n]{1,200})[》」』”""]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted { get; }
}
