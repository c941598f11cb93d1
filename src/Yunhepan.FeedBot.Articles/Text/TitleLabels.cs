using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Removes labels that sites put before or after a title while it is pinned, new or live: 【置顶】, "LIVE:", "(图)". They say nothing
/// of the event.
/// </summary>
internal static partial class TitleLabels
{
    private const int Most = 4;

    public static string Without(string title)
    {
        for (var times = 0; times < Most; times++)
        {
            var match = Label.Match(title);
            var rest = match.Success ? title.Remove(match.Index, match.Length).Trim() : "";
            if (!rest.Any(char.IsLetter))
                break;
            title = rest;
        }

        return title;
    }

    private const string Word =
        "(?:置?顶|热门?|荐|推荐|精华?|新|最新|今日|[组多附]?图|图文|图集|视频|直播中?|滚动|持续更新|更新中?|独家|原创|头条|要闻|重磅|关注|快讯|速报"
        + "|live(?: updates?)?|updated?|breaking(?: news)?|new|hot|exclusive|watch|video|photos?|pictures?|sticky|pinned|featured|top story"
        + "|just in|latest)";

    [GeneratedRegex(
        @"^\W*[\[【(（「]\s*" + Word + @"\s*[\]】)）」]\s*|^\W*" + Word + @"\s*[:：|｜丨·!！]\s*|\s*[\[【(（「]\s*" + Word
            + @"\s*[\]】)）」]\W*$|\s*[|｜丨·]\s*" + Word + @"\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Label { get; }
}
