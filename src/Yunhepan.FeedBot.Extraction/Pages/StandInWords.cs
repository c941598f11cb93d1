using System.Buffers;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// The phrases that the stand-in pages of common servers, shields, content systems and registrars use, in Chinese and English,
/// and the marks of their scripts.
/// </summary>
internal static partial class StandInWords
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant;

    /// <summary>Longer lines are prose about something else.</summary>
    private const int LongestLine = 400;

    private const int LongestWall = 120;

    /// <summary>
    /// Classifies a title that, apart from the site's name, consists of such a phrase. A plain phrase is never the name of a
    /// channel or an article.
    /// </summary>
    public static (StandIn What, bool IsPlain)? InTitle(string title)
    {
        title = TraditionalWriting.SimplifyWords(title);
        foreach (var part in Separators.Split(title).Select(p => p.Trim(Edges)).Where(p => p.Length > 1).Prepend(title.Trim(Edges)).Take(6))
        {
            if (Title.Match(part) is { Success: true } match)
                return (KindOf(match), match.Groups["NotFound"].Success || match.Groups["Error"].Success);
        }

        return null;
    }

    /// <summary>Classifies a line about the visit; returns null for any other line.</summary>
    public static StandIn? InLine(string line) =>
        line.Length <= LongestLine && Text.Match(TraditionalWriting.SimplifyWords(line)) is { Success: true } match ? KindOf(match) : null;

    /// <summary>Returns true for a line that asks for a subscription or an app to read on.</summary>
    public static bool IsWall(string line) => line.Length <= LongestWall && TraditionalWriting.SimplifyWords(line) is var simplified
        && simplified.AsSpan().ContainsAny(TextWeight.HasIdeographs(simplified) ? WordsOfWalls : LatinWordsOfWalls)
        && Wall.IsMatch(simplified);

    /// <summary>Returns true for a line after which the rest of a text comes only with a login, whatever stands above it.</summary>
    public static bool IsOfTheRest(string line) => line.Length <= LongestWall && TraditionalWriting.SimplifyWords(line) is var simplified
        && Rest.IsMatch(simplified) && InLine(line) == StandIn.Login;

    /// <summary>Returns true for a line with the visitor's address or an incident number, as shields show them.</summary>
    public static bool IsTrace(string line) => line.Length <= LongestLine && Trace.IsMatch(TraditionalWriting.SimplifyWords(line));

    /// <summary>
    /// Returns true for a time that is not an article's: the time of the request, or the end of the maintenance.
    /// </summary>
    public static bool IsOtherTime(string line) => OtherTime.IsMatch(TraditionalWriting.SimplifyWords(line));

    /// <summary>Returns true for a text that occurs in the scripts, ids and addresses of a shield's page.</summary>
    public static bool IsMark(string? text) => text is { Length: > 3 } && Mark.IsMatch(text);

    /// <summary>Returns true for a script that sets a cookie and reloads the page.</summary>
    public static bool ComesAgain(string script) => Again.IsMatch(script);

    private static StandIn KindOf(Match match)
    {
        foreach (var what in Enum.GetValues<StandIn>())
        {
            if (match.Groups[what.ToString()].Success)
                return what;
        }

        return StandIn.Error;
    }

    private static readonly char[] Edges =
        [' ', '\t', '\u00a0', '\u3000', '.', '。', '…', '!', '！', '?', '？', ',', '，', ':', '：', '·', '-', '–', '—', '【', '】', '[', ']', '(',
            ')', '（', '）', '"', '“', '”', '>', '»', '√', '⚠'];

    [GeneratedRegex(
        @"\s[-–—|·•»]\s|[_|｜]|\s*[-–—]{2,}\s*|(?<=[\u2e80-\uffef])\s*[-–—]\s*|\s*[-–—]\s*(?=[\u2e80-\uffef])",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Separators { get; }

    // The patterns are interpreted, because generated code of this size costs more on the first page than it saves on all later
    // ones.
#pragma warning disable SYSLIB1045
    private static readonly Regex Title = new("""
        ^(?:
        (?<NotFound>
            (http\s*)?(error\s*)?404([\s:：,，!！-].{0,60}|错误.{0,20}|页面?)?
            |(sorry[,!]?\s+|oops[,!.]*\s+)?((the|this|that|your|requested)\s+)*(page|file|document|url|content|resource|article|address
              |section)\s+(you\s+.{0,40})?(is\s+|was\s+|has\s+|could\s+|can\s*|does\s*)?(not\s+|n['’]t\s+|no\s+)(be\s+)?(found|exist
              |longer\s+.{0,20}|available).{0,40}
            |not\s+found|nothing\s+found
            |(thread|topic|post|article|story|question)\s+(not\s+found|(has\s+been\s+)?(deleted|removed)|does\s+not\s+exist
              |is\s+no\s+longer\s+available).{0,20}
            |(抱歉|对不起|很抱歉)?[，,！!：:\s]*(指定|该|此|本|这个?|您访问)?的?(主题|帖子|贴子|版块|文章|内容|稿件|新闻|视频|回答|问题|用户|商品|活动|公众号)(不存在|已被?(删除|移除|屏蔽|下架|隐藏)|已?下架
              |正在(被)?审核|因违规|无法查看|不可见).{0,30}
            |(抱歉|对不起|很抱歉|非常抱歉|很遗憾|出错[了啦]|提示|错误|哎呀|糟糕)?[，,！!：:\s]*([您你]?所?(访问|查找|请求|浏览|查看|打开|寻找|要找)的)?(该|此|这个|本|当前)?(页面|网页|栏目|频道|版块|链接|地址
              |网址|资源|文件|目录|信息|内容|页)\s*(已?经?不存在|找不回来|没有?找到|未找到|未能找到|无法找到|找不到|走丢.?|飞走.?|丢失.?|丢了|已?被?(删除|移除)|已?(下线|失效)|不见了|不在了).{0,24}
            |(抱歉|对不起|很抱歉)?[，,！!\s]*(找不到|无法找到|没有找到|未找到)了?(该|此|[您你].{0,10})?(页面?|网页|文件|内容|资源|栏目).{0,12}
            |页面(错误|出错).{0,8})
        |(?<Error>
            (http\s*)?(error\s*)?(50\d|52\d|40[0135])([\s:：,，!！-].{0,60}|错误.{0,20})?
            |bad\s+gateway|gateway\s+time-?\s?out|(internal\s+)?server\s+error.{0,30}|service\s+(is\s+)?(temporarily\s+)?unavailable|error
            |(an?\s+)?(runtime|application|server|fatal|database|unexpected|critical|php)\s+error.{0,40}
              |error\s+establishing\s+a\s+database\s+connection
            |something\s+went\s+wrong.{0,30}|an\s+error\s+(has\s+)?occurred.{0,30}|whoops.{0,40}|(the\s+)?(web\s+)?server\s+is\s+(down
              |returning\s+an\s+unknown\s+error|busy).{0,20}|(the\s+)?(site|website|host)\s+is\s+(temporarily\s+)?(unavailable|offline
              |down).{0,20}|connection\s+timed\s+out|.{0,60}\b5[0-2]\d:\s.{0,60}
            |(数据库|服务器|系统|程序|运行时?|网关|网络|站点)(内部|发生|出现|连接|访问)?(错误|异常|超时|出错|繁忙|故障|失败).{0,16}|出错[了啦].{0,16}|(网络|服务器?)(不给力|开小?差了?|好像?出了?.{0,4}问题
              |不稳定|跑丢了).{0,16}|.{0,6}(访问|在线)人数(过多|较多|太多).{0,16}|错误(提示|信息|页面?)|(服务|网站)(暂时|暂)?(不可用|无法访问|不能访问).{0,10})
        |(?<Parked>
            .{0,80}(域名|网址|米表)\s*(正在|可以|可|已|即将)?(出售|转让|出租|待售|求购|交易|过期|到期|停放).{0,20}|(出售|转让)(域名|本站|网站).{0,20}|本?站(点|域名)?(正在)?(出售|转让).{0,12}
            |.{0,80}\b(is|may\s+be|could\s+be)\s+for\s+sale.{0,40}|(premium\s+)?domain\s*(name)?s?\s*(is\s+)?(for\s+sale|parking|parked
              |expired|registration).{0,40}|(this\s+)?(parked|expired|suspended)\s+(domain|site|page).{0,30}|(buy|get
              |purchase)\s+.{0,60}\bdomain.{0,30}
            |(该|此|本|您访问的)?(网站|站点|域名)?\s*(尚?未|没有|无)(进行|办理|取得|通过|经)?(ICP)?备案.{0,20}|(网站|域名)?备案(提示|拦截|阻断|信息(不符|异常|错误)|已?(注销|取消)|未通过|核查).{0,20}
            |welcome\s+to\s+(nginx|openresty|caddy|tengine|apache|centos|our\s+new\s+site).{0,30}|it\s+works!?
              |.{0,30}\bdefault\s+(web\s*)?page.{0,20}|test\s+page\s+for\s.{0,60}|iis\s+windows.{0,20}|index\s+of\s+/.{0,60}
            |恭喜[，,！!\s]*(您的)?(站点|网站)创建成功.{0,12}|(没有找到|未找到|找不到)(该|此)?站点.{0,10}|(该|此)?站点(不存在|未绑定|已(停止|停用|关闭|暂停)).{0,10}|(虚拟)?(主机
              |空间)(服务)?已?(过期|到期|暂停|停用|关闭).{0,10}|.{0,20}(account|site|website|hosting)\s+(has\s+been\s+)?(suspended|disabled
              |expired).{0,20})
        |(?<Maintenance>
            ((the|our|this|we|site|website|system|service|server|page|portal|is|are|['’]re|currently|temporarily|down|offline
              |closed)\s+)*((under|for|undergoing|in|scheduled|planned|routine|site|website|system|server)\s+)+(maintenance|construction
              |upgrade)(\s+(mode|page|notice|in\s+progress))?|maintenance(\s+(mode|page|notice|in\s+progress|break))?|we['’]?\s?(ll
              |will)\s+be\s+(right\s+)?back.{0,20}|be\s+right\s+back|coming\s+soon.{0,20}|(site|website)\s+(is\s+)?(closed|offline).{0,10}
            |(抱歉|对不起|温馨提示|提示|公告|通知)?[，,！!：:\s]*(本|该|我们的?)?(网站|系统|本站|站点|平台|服务器?|页面|栏目|数据库)?(正在|处于|暂时|进行)?(停机|系统|例行|临时|紧急|后台|全面)?(维护|升级|建设
              |改版|关闭|整改|调试)(与|和|及)?(维护|改版|升级|建设)?(中|状态|期间|当中|之中).{0,16}
            |(网站|系统|本站|站点|平台|停机|服务器)(停机|系统|例行|临时|紧急)?(维护|升级|建设|检修)(公告|通知|提示|页面?)?|(网站|本站|站点|系统)(已|暂时)?(关闭|停止服务|暂停(服务|访问|使用)).{0,10}|(网站|页面
              |栏目|系统|本站|平台)?正在(维护|升级|建设|改版|整改).{0,16}|敬请期待)
        |(?<Check>
            just\s+a\s+moment|(checking|verifying)\s+.{0,60}|please\s+(wait|stand\s+by|verify|confirm|enable|turn|complete|prove).{0,60}
              |one\s+moment,?\s*please|verify\s+(that\s+)?you\s.{0,40}|are\s+you\s+(a\s+)?(human|robot|not).{0,20}|(human|bot|robot
              |browser|security|captcha)\s*(verification|check|challenge|test)?(\s+(required|page))?|(security|browser|bot|robot|human
              |site)\s+(verification|check|challenge|checkpoint)|re?captcha.{0,20}|ddos.{0,40}|client\s+challenge|challenge\s+validation
              |vercel\s+security\s+checkpoint|loading
            |.{0,8}(安全|人机|真人|滑块|滑动)验证
            |(网站|站点|访问|浏览器|用户|网络|云端?|请?进行|请?完成|请?通过)?(安全|人机|真人|滑动|滑块|图形|身份|访问|智能|行为)+(验证|检查|检测|校验|识别|防护|认证|确认)码?(中心|页面?|中|系统|提示|服务)?|验证(码
              |中心|页面?|中)?|请?输入验证码|请(稍候|稍等|稍后).{0,20}|正在(检查|验证|进行|检测|确认|加载|跳转).{0,24}|(跳转|加载|检测|验证)中.{0,6}|(创宇盾|知道创宇|云锁|安全狗|长亭|雷池|safeline
              |edgeone|腾讯云|阿里云|百度云加速|加速乐|网站卫士|安全宝|D盾|护卫神|宝塔|云盾|玄武盾|上云盾|华为云|奇安信).{0,24})
        |(?<Refusal>
            access\s+(to\s+.{0,40}\s+)?(was\s+|has\s+been\s+|is\s+)?(denied|forbidden|blocked|restricted).{0,30}
              |attention\s+required.{0,20}|(403\s+)?forbidden|(your\s+|the\s+)?(request|access|ip)(\s+(was|is|has\s+been))?\s+(blocked
              |rejected|denied|limited|unsuccessful).{0,30}|(sorry,\s+)?you\s+(have\s+been|are|were)\s+(blocked|banned|rate\s+limited
              |not\s+allowed).{0,20}|blocked|(405\s+)?(method\s+)?not\s+allowed|too\s+many\s+requests|rate\s+limit.{0,20}
              |(please\s+)?slow\s+down.{0,20}|(request|api|usage|daily)?\s*(quota|limit)\s+(exceeded|reached).{0,20}
              |unusual\s+traffic.{0,40}|not\s+(acceptable|authorized|authorised)|unauthori[sz]ed|permission\s+denied
              |pardon\s+our\s+interruption
            |(您的?|你的?|当前)?(本次)?(网站|网页|页面)?(访问|请求|操作|提交|IP)(地址|行为)?\s*(已|被|已被|受到?|存在|出现|过于|太|遭到?|请求)?(网站|防火墙|管理员)?(拒绝|拦截|阻断|阻止|禁止|受限|限制|异常
              |频繁|非法|屏蔽).{0,20}|(禁止|拒绝|无权|无法|限制)(您的)?访问.{0,12}|没有(访问)?权限.{0,12}|(网站|web\s*应用|应用)?(防火墙|WAF)(提示|拦截|页面?|错误)?.{0,12}|(安全)?(拦截
              |阻断)(提示|页面?|信息|通知)?|非法(请求|访问|操作).{0,12})
        |(?<Wall>
            (please\s+)?(subscribe|become\s+a\s+(member|subscriber)|join|register|upgrade)\s+(now\s+)?(to|and)\s+(continue|keep|read
              |unlock|get\s+full\s+access|access).{0,40}|continue\s+reading.{0,40}|(subscribers?|members?|premium)[\s-]+(only|exclusive
              |content|article).{0,20}|(open|view|read|continue)\s+(this\s+.{0,20}\s+)?in\s+(the\s+|our\s+)?.{0,20}app|(get|download
              |install)\s+the\s+.{0,20}app(\s+to\s.{0,40})?|subscription\s+required|paywall|you['’]?(ve|\s+have)\s+(reached|read
              |used)\s.{0,60}(limit|articles?|stories).{0,20}
            |(请)?(在|用|使用|打开|下载|前往|到)?.{0,12}(APP|客户端|微信|小程序)(内|中|里)?(打开|查看|阅读|观看|扫码)(全文|更多|完整|后?继续)?.{0,12}|(打开|下载|前往|安装).{0,12}(APP|客户端
              |小程序).{0,16}|(付费|会员|订阅者?|VIP|专享)(阅读|内容|文章|可见|专享|专区|提示).{0,12}|(订阅|开通|购买|付费|加入会员).{0,10}(后)?.{0,4}(继续|解锁|阅读全文|查看全文).{0,10})
        |(?<Consent>
            before\s+you\s+continue.{0,40}|(we\s+(value|respect|care\s+about)\s+)?your\s+privacy(\s+(matters|choices|settings
              |is\s+important).{0,20})?|(cookies?|privacy)\s*(consent|settings|preferences|notice|policy|choices|wall)(\s+(page|required
              |manager))?|(this\s+(site|website)|we)\s+use[sd]?\s+cookies.{0,40}|(please\s+)?(accept|allow)\s+(all\s+)?cookies.{0,30}
            |(隐私|cookies?|个人信息)\s*(设置|偏好|提示|声明|政策|保护提示|授权|同意).{0,6}|(我们|本网?站)(重视|尊重).{0,6}隐私.{0,10})
        |(?<Login>
            (请|用户|会员|管理员?|系统|统一|身份|后台|账号|帐号|账户|欢迎|快捷|安全|先|立即|网站|平台|单点)*(登录|登陆|登入)(页面?|系统|中心|界面|平台|入口|后.{0,12}|\s*[/|]\s*注册)?|(统一)?身份认证(平台
              |系统|中心|服务)?|(校园网|网络|上网|wi-?fi|portal)\s*(认证|登录|login).{0,12}|会话(已?过期|超时).{0,10}
            |(user\s+|member\s+|please\s+|you\s+need\s+to\s+|admin\s+)*(log\s*-?\s?in|sign\s*-?\s?in)(\s+(page|required|form|to\s.{0,40}
              |or\s.{0,40}|[/|].{0,20}))?|authentication\s+required|session\s+expired|single\s+sign-?\s?on)
        )$
        """, Options, TimeSpan.FromSeconds(2));

    private const string WallWords = """
            \b(subscribe|become\s+a\s+(member|subscriber)|register|upgrade|start\s+your\s+.{0,20}(trial|subscription))\b.{0,30}\b(to
              |and)\s+(continue|keep|read|unlock|get\s+(full|unlimited)|enjoy\s+unlimited)|(already\s+a|for|available\s+to
              |only)\s+(paid\s+|paying\s+|registered\s+)?(subscribers?|members)\b|(subscribers?|members)[\s-]only|\b(open|read|continue
              |view)\b.{0,30}\bin\s+(the|our)\s+.{0,20}app\b|(get|download|install|open)\s+(the|our)\s+.{0,20}app\b.{0,20}\b(to
              |and)\s+(read|continue|view|keep)|\byou['’]?(ve|\s+have)\s+(reached|read|used)\b.{0,40}\b(free|limit
              |articles?\s+this\s+month)|(remaining|free)\s+articles?\s+(this|left|remaining)|to\s+(continue|keep)\s+reading
            |(请)?(在|用|使用|打开|下载|前往|点击打开|安装)[^。，,]{0,14}(APP|客户端|小程序|微信)[^。]{0,8}(阅读|查看|观看|打开|继续|浏览)|(APP|客户端)[^。，,]{0,6}(内|中)?(打开|查看|阅读)(全文
              |更多|完整)|(订阅|开通|购买|付费|支付|成为会员|解锁)[^。，,]{0,14}(后|即可|才能|方可|可)[^。，,]{0,8}(阅读|查看|继续|解锁|浏览)|(剩余|还有|余下)[^。]{0,8}(内容|全文|%
              |％)[^。]{0,10}(付费|订阅|会员|未读|解锁|登录)|(本文|此文|该文|以下内容|全文)[^。]{0,6}(为|是|仅限|仅供|属于)[^。]{0,6}(付费|会员|订阅|VIP)|仅(限|对)?(会员|订阅用户|付费用户)(可见
              |阅读|查看)|(试读|免费阅读)[^。]{0,6}(结束|已用完|完毕)
        """;

    private static readonly string[] PartsOfWalls =
        ["subscri", "become", "regist", "upgrade", "start", "member", "app", "free", "limit", "article", "reading", "客户端", "小程序", "微信",
            "订阅", "开通", "购买", "付费", "支付", "会员", "解锁",
            "剩余", "还有", "余下", "VIP", "试读"];

    /// <summary>
    /// Every match of <see cref="WallWords"/> contains one of these; the search is cheap enough to run on every line of every
    /// page.
    /// </summary>
    private static readonly SearchValues<string> WordsOfWalls = SearchValues.Create(PartsOfWalls, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> LatinWordsOfWalls =
        SearchValues.Create([.. PartsOfWalls.Where(word => System.Text.Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(WallWords, Options, 2000)]
    private static partial Regex Wall { get; }

    private static readonly Regex Text = new("""
        (?<NotFound>
            [您你]?所?(访问|查找|请求|浏览|查看|打开|寻找|要找)的(该|此)?(页面|网页|栏目|频道|版块|链接|地址|网址|资源|文件|目录|信息|内容)[^。]{0,14}(不存在|没有?找到|未找到|无法找到|找不到|找不回|走丢|删除|移除|下线
              |失效|不见)|(页面|网页|栏目|频道|资源|网址)(已经?)?(不存在|未找到|没有找到|找不到|走丢了|已被?删除)|(找不到|没有找到|无法找到)(该|此|[您你].{0,8})?(页面|网页|栏目)
            |(page|url|resource|file|address)\b.{0,60}(was|is|were|are)?\s*(not\s+found|could\s*n['’o]t\s+be\s+found
              |could\s+not\s+be\s+found|can(not|['’]t)\s+be\s+found|does\s*(n['’]t|\s+not)\s+exist|no\s+longer\s+(exists?|available|here))
              |\b(thread|topic|post|article|story)\b.{0,30}(does\s+not\s+exist|has\s+been\s+(deleted|removed)|is\s+(awaiting|under
              |pending)\s+(moderation|review)|is\s+no\s+longer\s+available)|(指定|访问|查看|浏览|请求)的?(主题|帖子|贴子|版块|文章|稿件|视频|用户)[^。]{0,6}(不存在|已被?删除
              |正在(被)?审核|无法查看)|(此|该|本)(内容|文章|帖子?|视频|主题)[^。]{0,10}(违规|被举报|投诉)[^。]{0,12}(无法|不可|不能)(查看|访问)|we\s+(couldn['’]t|can['’]t
              |could\s+not|cannot)\s+(seem\s+to\s+)?find\s+(the|that|this)\s+page|(该|此)(公众号|帐号|账号)(已|现已)(迁移|注销)
              |the\s+specified\s+(key|bucket|resource)\s+does\s+not\s+exist
              |\bNoSuch(Key|Bucket)\b)
        |(?<Check>
            checking\s+(if\s+the\s+site\s+connection|your\s+(browser|connection))|verif(y|ying)\s+(that\s+)?you(\s+are|['’]re)\s+(a\s+
              |not\s+a\s+)?(human|real|bot|robot)|enable\s+(javascript|cookies)|(javascript|cookies)\s+(is|are|must\s+be
              |needs?\s+to\s+be)\s+(required|enabled|disabled|turned\s+on)|complete\s+the\s+(security\s+check|captcha|challenge)|(security
              |ddos\s+protection)\s+by\s|review\s+the\s+security\s+of\s+your\s+connection|prove\s+(that\s+)?you['’]?\s?a?re
              |not\s+a\s+robot|are\s+a\s+human|press\s*(&|and)\s*hold
            |请\s*(先|您)*\s*(完成|通过|进行|做).{0,12}(验证|校验)|(拖动|滑动|移动|按住|拖拽).{0,8}滑块|(输入|填写).{0,10}验证码|点击.{0,12}(完成|进行|开始)?(安全|人机)?验证|验证.{0,10}(后
              |即可|才能|方可)(继续|访问|浏览|进入)|(正在|需要|我们需要).{0,8}(检查|检测|验证|校验|确认|核实).{0,14}(浏览器|访问环境|安全|真人|人机|机器人|身份|网络环境|[您你]的)|(开启|启用|打开|允许
              |支持).{0,12}(javascript|cookies?|\bjs\b)|(不支持|禁用了?|未启用|未开启).{0,8}(javascript|cookies?|\bjs\b)|(不是|非)机器人|(浏览器|安全)(检查|验证|检测)中
              |即将(自动)?(跳转|为您跳转)|(页面|正在)(跳转|加载)中)
        |(?<Refusal>
            \b(your|this|the)\s+(request|ip(\s+address)?|access|connection)\b.{0,60}(blocked|denied|rejected|banned|limited|restricted)
              |you\s+(have\s+been|are\s+being|are|were)\s+(blocked|rate\s+limited|banned)|you\s+(don['’]t
              |do\s+not)\s+have\s+(the\s+)?(permission|access)|access\s+(to\s+.{0,40})?(has\s+been\s+|is\s+|was\s+)?(denied|forbidden
              |blocked)|request\s+(was\s+)?(blocked|rejected|could\s+not\s+be\s+satisfied)|too\s+many\s+requests|unusual\s+(traffic
              |activity)|web\s+application\s+firewall|using\s+a\s+security\s+service\s+to\s+protect|request\s+unsuccessful
            |[您你](的|所)?(本次|当前|提交的?|访问的?)?(请求|访问|操作|提交|IP|网络)[^。]{0,30}(拦截|阻断|拒绝|禁止|限制|封禁|威胁|不合法|非法|恶意|攻击|黑名单|频繁|异常|屏蔽)|(请求|访问
              |提交)[^。]{0,14}(被|已被)[^。]{0,14}(拦截|阻断|拒绝|阻止)|(拒绝|禁止|阻止|拦截)了?[您你]的?(访问|请求)|(防火墙|WAF|云锁|安全狗|创宇盾|云盾|云防护|雷池|网站卫士|安全宝|加速乐|EdgeOne
              |D盾|护卫神)[^。]{0,30}(拦截|阻断|阻止|拒绝|检测到|提示|防护)|(访问|请求|操作|刷新|浏览)(过于|太过?|过)(频繁|快)|\b(slow
              |slowing)\s+(things\s+)?down\b.{0,40}(request|moment|minute|try)|(request|api|rate|usage)\s+(limit|quota)\b.{0,30}(exceeded
              |reached)|(exceeded|reached|hit)\s+(the|your|our)\s+.{0,20}(rate|request|daily)\s*(limit|quota)|(没有|暂无|无)权限?(访问|查看)|对(网站|本站
              |服务器)造成(安全)?威胁|触发了?[^。]{0,12}(安全|防护|拦截)(规则|策略))
        |(?<Maintenance>
            \b(site|website|system|service|we|portal|server|page)\b.{0,50}(under|undergoing|down\s+for|performing|offline\s+for
              |in)\s+((scheduled|planned|essential|routine|brief|some|urgent|temporary)\s+)*(maintenance|construction|upgrades?)|(['’]ll
              |will)\s+be\s+(right\s+)?back|(check|come)\s+back\s+(later|soon|shortly)|under\s+construction
            |(网站|系统|本站|站点|平台|服务器?|栏目|页面|我们|数据库)[^。，,]{0,14}(正在|处于|进行)[^。]{0,10}(维护|升级|建设|改版|调整|整改|检修)|(维护|升级|建设|改版)(中
              |期间)[，,。！!\s]*.{0,16}(请|暂|无法|给[您你])|(请|敬请)[您你]?(稍后|稍候|晚些时候)再?(访问|试|来|关注)|(网站|本站|系统|平台)(已|暂时|现已)(关闭|停止服务|停用|下线)|暂停(对外)?(服务|访问))
        |(?<Parked>
            (域名|网址)[^。]{0,14}(出售|转让|待售|交易|过期|到期|续费)|\bdomain(\s+name)?\b.{0,60}(for\s+sale|parked|expired|available\s+for\s+purchase)
              |(interested\s+in|buy|purchase|inquire\s+about|own)\s+this\s+domain|(尚?未|没有|无)(进行|办理|取得|通过|经)?(ICP)?备案|备案[^。]{0,14}(不符|异常|注销
              |取消|拦截|阻断)|\b(account|site|website|hosting)\b.{0,20}(suspended|has\s+expired)|(主机|空间|站点)[^。]{0,8}(过期|到期|暂停|停用|未开通|未绑定|创建成功)
              |successfully\s+installed\s+and\s+working)
        |(?<Wall>
        """ + WallWords + """
        )
        |(?<Consent>
            \b(we|this\s+(site|website)|our\s+partners)\b.{0,60}\b(use|uses|store|process)\b.{0,40}\b(cookies|personal\s+data
              |similar\s+technologies)\b|\b(accept|reject|manage|allow)\s+(all\s+)?(cookies|your\s+choices)|\byour\s+(consent
              |privacy\s+choices)\b|\bconsent\s+to\b.{0,40}(cookies|data|processing)
            |(使用|启用|接受|同意)[^。]{0,10}cookies?[^。]{0,20}|(点击|请)[^。]{0,6}(同意|接受)[^。]{0,20}(隐私|条款|协议|cookie)|(同意|接受)并(继续|进入))
        |(?<Login>
            (请|需要?|必须|没有|尚未|未)(您|你)?先?\s*(登录|登陆)|登录(以?后)(才能|方可|可以?|即可)?(查看|浏览|阅读|访问|继续|使用)|you\s+(must|need\s+to
              |have\s+to)\s+(be\s+)?(log(ged)?\s*-?\s?in|sign(ed)?\s+in)|(log|sign)\s*-?\s?in\s+to\s+(continue|view|read|access|your)
              |(session|登录|会话)\s*(has\s+)?(expired|已?(过期|超时|失效)))
        |(?<Error>
            bad\s+gateway|gateway\s+time-?\s?out|internal\s+server\s+error|service\s+(is\s+)?(temporarily\s+)?unavailable
              |error\s+establishing\s+a\s+database|\b(fatal|parse)\s+error:|uncaught\s+(exception|error)|stack\s+trace:|web\s+server\s+(is
              |reported|returned)\s+.{0,20}(down|error)|\berror\s*(code)?\s*[:：]?\s*[45]\d\d\b|\bAccessDenied\b
            |(服务器|系统|程序|数据库|网关)[^。，,]{0,8}(错误|异常|超时|出错|繁忙|故障|连接失败)|(网络|服务器?)(不给力|开小?差|不稳定|跑丢)|(访问|在线)人数(过多|较多|太多)|(加载|访问|请求)(失败
              |出错)|^\W*(参数|请求|页面|程序|未知)(错误|异常)\W*$|(页面|网页)[^。，,]{0,4}(无法|不能)(正常)?(显示|打开|访问|加载)[^。]{0,12}(刷新|重试|稍[后候]|检查)|(网站
              |服务)(暂时)?(不可用|无法访问))
        """, Options, TimeSpan.FromSeconds(2));
#pragma warning restore SYSLIB1045

    [GeneratedRegex(
        @"全文|(全部|完整|剩余|余下|更多)(的)?(内容|正文|文章)|继续阅读|\b(continue|keep)\s+reading\b|\bread\s+(on|more|the\s+(rest|full|whole))\b"
            + @"|\b(full|whole)\s+(text|article|story)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Rest { get; }

    [GeneratedRegex(
        @"\b(ray|event|request|incident|trace|support|block|session|error|log)[ _-]?id\b|reference\s*\#|\b(your|client"
            + @"|visitor)\s+(real\s+)?ip\b|([您你]|客户端|当前|访问者|来访|用户|源)的?\s*IP|(事件|拦截|请求|追踪|跟踪|日志|访问|错误|防护)\s*(ID|编号|标识|序列号)"
            + @"|\buuid\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Trace { get; }

    [GeneratedRegex(
        @"维护|升级|恢复|预计|开放|完成|结束|出生|走失|失踪|请求|拦截|访问时间|当前|现在|服务器|至\s*\d|到\s*\d|\d\s*[~～]\s*\d"
            + @"|\b(until|from|estimated|expected|request|server\s+time|now|ray|back|born|missing|generated)\b|©|copyright|版权|备案",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex OtherTime { get; }

    [GeneratedRegex(
        @"_cf_chl_|cdn-cgi/challenge-platform|cf-browser-verification|cf[-_]challenge|challenge-error-text|challenges\.cloudflare\.com"
            + @"|jschl|__jsl_clearance|__jsluid|acw_sc__v|aliyun_?waf|aliyun-?captcha|_waf_|wzws[_-]|yunsuo|safedog|safeline|sl-challenge"
            + @"|EO_Bot|__tst_status|TencentCaptcha|TCaptcha|turing\.captcha|geetest|initNECaptcha|_Incapsula_|px-captcha|captcha-delivery"
            + @"|ddos-guard|sucuri_cloudproxy|\bbobcmn\b|/TSPD/|gokuProps|awswaf|cpc_?waf|hcaptcha|recaptcha"
            + @"|\bKPSDK\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Mark { get; }

    [GeneratedRegex(
        @"document\s*\.\s*cookie\s*=|location\s*\.\s*(reload|replace|assign|href)|location\s*=|\.submit\s*\(",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Again { get; }
}
