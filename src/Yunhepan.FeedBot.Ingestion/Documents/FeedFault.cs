using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// Detects error reports in feeds: feed generators answer 200 when they fail and describe the error in an entry, such as "Bridge
/// returned error 503!" or 请求过于频繁. Such an entry is not an article, and a feed that contains nothing else is not a feed.
/// </summary>
internal static partial class FeedFault
{
    /// <summary>In a feed with more entries, an entry about errors is news about them.</summary>
    private const int FewItems = 2;

    private const int LongestTitle = 100;

    private const int LongestText = 600;

    /// <summary>Returns the feed without entries that report an error, and the error if no other entry is left.</summary>
    public static (ParsedFeed Feed, string? Fault) Read(ParsedFeed feed)
    {
        if (feed.Kind != DocumentKind.Feed && feed.Format.Family != FormatFamily.Json)
            return (feed, null);
        var faults = feed.Items.Where(i => IsFault(i, isAmongFew: feed.Items.Count <= FewItems)).ToList();
        return faults.Count == 0 ? (feed, null)
            : (feed with { Items = [.. feed.Items.Except(faults)] }, faults.Count == feed.Items.Count ? faults[0].Title!.Trim() : null);
    }

    private static bool IsFault(ParsedItem item, bool isAmongFew) =>
        item.Title?.Trim() is { Length: > 0 and <= LongestTitle } title
        && (Makers.IsMatch(title)
            || isAmongFew && (item.ContentText?.Length ?? item.Summary?.Length ?? 0) <= LongestText
                && (English.IsMatch(title) || Chinese.IsMatch(title)));

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant;

    // Phrases that common feed generators use and that no headline uses.
    [GeneratedRegex(
        """
        ^(bridge\s+returned\s+error\s+-?\d+.*|looks\s+like\s+something\s+went\s+wrong[.!]?|error:?\s+route\s+(is\s+empty|not\s+found).*
        |rss\s+reader\s+not\s+(yet\s+)?whiteli?sted.*|\[unable\s+to\s+retrieve\s+full-text\s+content\])$
        """, Options, 2_000)]
    private static partial Regex Makers { get; }

    [GeneratedRegex(
        """
        ^(an?\s+)?(http\s+|server\s+|internal\s+|fatal\s+|unexpected\s+|runtime\s+|application\s+|unknown\s+|rss\s+|feed\s+)*error
            (\s*[:!#]|\s+-\s|\s+(\d{3}|fetching|loading|retrieving|reading|parsing|occurred|code)\b|[\s.]*$)
        |^(http\s+)?[45]\d\d(\s*[-:]\s*|\s+)(not\s+found|forbidden|unauthori[sz]ed|bad\s+(request|gateway)|service\s+unavailable
            |gateway\s+time-?\s?out|internal\s+server\s+error|too\s+many\s+requests|gone)\b
        |^(sorry|oops|whoops)\b.{0,60}\b(limit|feed|error|wrong|unavailable|exceeded|whitelisted)\b
        |^something\s+went\s+wrong|^service\s+(is\s+)?(temporarily\s+)?unavailable|^temporarily\s+unavailable|^not\s+found[.!]?$
        |^(this|the|your|rss|our)?\s*(rss\s+)?feed\b.{0,40}\b((no\s+longer|not|un)\s*(available|supported|found|maintained|valid)
            |(has|was|is|been)\s+(moved|expired|disabled|removed|discontinued|gone
            |paused|deprecated|private|suspended)|does\s+not\s+exist)
        |\b(rate|request|daily|monthly|api|quota|usage)\s+(limit|quota)\s+(is\s+|was\s+|has\s+been\s+)?(exceeded|reached)
        |^too\s+many\s+requests|^quota\s+exceeded|\bexceeded\s+(your|the)\s+.{0,20}(limit|quota)\b
        |^(access|permission)\s+(is\s+|was\s+)?denied[.!]?$|^unauthori[sz]ed[.!]?$|^forbidden[.!]?$
        |^(your\s+|the\s+)?(token|session|subscription|licen[cs]e|trial|cookie|account)\s+(has\s+|is\s+)?
            (expired|invalid|suspended)(\s*[.!,:;].*)?$
        |^invalid\s+(token|api\s+key|credentials)
        |^(unable|failed)\s+to\s+(retrieve|fetch|load|parse)\b.{0,60}\b(feed|page|content|data|url|articles?|items?)\b
        |^could\s*n[o']t\s+(fetch|load|retrieve|get)\b.{0,60}\b(feed|page|content|data|url)\b
        """, Options, 2_000)]
    private static partial Regex English { get; }

    [GeneratedRegex(
        """
        ^(抱歉|对不起|很抱歉|提示|错误)?[，,！!：:\s]*(
        (系统|服务器?|网络|接口|数据库|程序|页面|后台|节点|上游)(内部|暂时|当前|响应|连接)?(繁忙|异常|错误|出错|超时|故障|维护中?|开小差|升级中|不可用)(了|啦)?
            ([。.！!；;~]|[，,\s]*(请|稍|暂|正在|无法|$))
        |(您的?)?(请求|访问|操作|调用|刷新)(过于|太|过)?(频繁|过快|快|失败|超时|受限|被拒绝|异常|次数(过多|超限|已达上限))(了|啦)?
            ([。.！!：:；;~]|[，,\s]*(请|稍|暂|正在|无法|$))
        |(抓取|获取|加载|解析|读取|同步|采集|鉴权|授权|登录)(内容|数据|文章|页面|状态|源|全文|授权)?(失败|出错|错误|异常|超时)(了|啦)?
            ([。.！!：:；;~(（]|[，,\s]*(请|稍|暂|正在|无法|$))
        |(该|此|本|您的|当前)?(站|网站)?(订阅源?|rss\s*源?|feed|源|路由)(功能|服务|链接|地址|输出)?\s*(已经?|暂时?|目前)?(失效|关闭|停用|停止(更新|服务|维护)|过期|下线|不可用|不存在|被?删除|到期|为空|未找到)
        |(微信|账号|公众号)?(token|cookies?|会话|登录|授权|认证|令牌|凭证|密钥)\s*(状态|信息)?已?(过期|失效|无效)
        |(未知错误|发生(了)?(未知)?错误|出错[了啦]|请先?登录|暂无(数据|内容|文章)|(网站|系统)?(正在)?维护中)[。.！!\s]*$)
        """, Options, 2_000)]
    private static partial Regex Chinese { get; }
}
