using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Patterns of the lines around an article that state facts about it or about something else.</summary>
internal static partial class FactsPatterns
{
    private const int LittleBeside = 4;

    /// <summary>Returns true for a date that has hardly any text beside it.</summary>
    public static bool IsAlone(string text, Range where) =>
        TextWeight.Measure(text.AsSpan(0, where.Start.Value)) + TextWeight.Measure(text.AsSpan(where.End.Value)) <= LittleBeside;

    /// <summary>Returns the end of the last paragraph, which may hold a note like （来源：某报 记者某某）.</summary>
    public static string TailOf(string text)
    {
        var open = text.LastIndexOfAny(['（', '(', '【', '[']);
        if (open < 0 || text.Length - open >= 120)
            return string.Empty;
        var close = text.IndexOfAny(['）', ')', '】', ']'], open);
        return close < 0 ? text[open..] : text[open..(close + 1)];
    }

    [GeneratedRegex(
        @"^\S{1,12}\s*[(（]\s*(19|20)\d\d[-/.][^)）]{3,20}[)）]\s*[:：]|今天是|现在是|农历|版权所有|Copyright|©|ICP备|网友\s*[:：]|发表于.*\d+楼|举报电话",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex NotTheArticle { get; }

    [GeneratedRegex(@"^\W{0,3}(发布|发表|公布|刊登)?(日期|时间)\s*[:：]", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex DayLine { get; }

    [GeneratedRegex(@"^[〇○零一二三四五六七八九十\d]{2,4}\s*年[^:：]{2,8}日$", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex Signature { get; }

    [GeneratedRegex(@"^[0-3]\d[-/.]\d{1,2}[-/.]\d{1,2}$", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex ShortDay { get; }

    /// <summary>Matches the sentence in which blogs state the date: 这篇文章发布于 2013年5月6日.</summary>
    [GeneratedRegex(@"^\W*[本这此]篇?(文章|日志|博文|文|帖子?).{0,6}(发布|发表|张贴|写)[于在]\s*\d", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex OfThisPost { get; }

    [GeneratedRegex(@"^\W{0,3}(来源|來源|稿源|出处|转自)\s*[:：《]", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex SourceLine { get; }

    /// <summary>Matches the line in which blogs and forums name the poster: <c>某某 发表于 2005-9-15</c>.</summary>
    [GeneratedRegex(@"^\s*(?<name>[\p{L}\p{N}_.-]{2,20})\s+(发表于|發表於|发布于|发表在|发表时间)\s*[:：]?\s*\d", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex Poster { get; }

    [GeneratedRegex(
        @"^\s*[|｜/·•]?\s*(?<name>([\u4e00-\u9fffA-Za-z0-9]{1,14}[—–-]+)?[\u4e00-\u9fffA-Za-z0-9]{1,14}(网|报|社|日报|晚报|在线|新闻|电视台|广播|周刊|杂志|频道"
            + @"|时报|商报|都市报|早报|通讯|传媒|融媒|客户端|发布))(\s|$|\||｜)", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex Publisher { get; }

    [GeneratedRegex(@"[\s,，、;；|]+", RegexOptions.ExplicitCapture, 2000)]
    public static partial Regex TagEnds { get; }
}
