using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Recognises lines that tell the visitor about the visit: the queue, the browser, the country, the new address, the state of the
/// server. Notices address their readers too ("boil your water"), but about other things.
/// </summary>
internal static class VisitWords
{
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant;

    /// <summary>Longer lines are prose; only the explanations of shields come near this length.</summary>
    private const int LongestLine = 600;

    private static readonly StandIn[] Kinds = [StandIn.Check, StandIn.Refusal, StandIn.Parked, StandIn.Error];

    /// <summary>Returns what the line says about the visit; null for any other line.</summary>
    /// <param name="line">The text of the line.</param>
    /// <param name="hasForm">Whether the page has a form.</param>
    public static StandIn? Recognise(string line, bool hasForm)
    {
        if (line.Length > LongestLine || Reports(line))
            return null;
        line = TraditionalWriting.SimplifyWords(line);
        if (Visit.Match(line) is { Success: true } match)
            return Kinds.First(kind => match.Groups[kind.ToString()].Success);
        if (Lure.Count(line) > 1)
            return StandIn.Parked;
        if (hasForm && Portal.IsMatch(line))
            return StandIn.Login;
        return Thing.IsMatch(line) && ToDo.IsMatch(line) ? StandIn.Check : null;
    }

    /// <summary>Returns true for a report: what somebody said or did, in the words of a reporter or an office.</summary>
    public static bool Reports(string line) =>
        TraditionalWriting.SimplifyWords(line) is var simplified && Report.IsMatch(simplified) && !Visitor.IsMatch(simplified);

    // Interpreted: code generated from patterns of this size costs more at the first page than all pages after it.
#pragma warning disable SYSLIB1045
    private static readonly Regex Visit = new("""
        (?<Check>
            \byou(['’]re|\s+are)\s+(now\s+)?(in\s+(line|a\s+queue|the\s+queue)|number\s+[\d,]+|next\s+in)|\b(estimated
              |expected)\s+wait(ing)?\b
            |\bwaiting\s+room\b|\blet\s+you\s+in\b|\b(check|verify|confirm)(ing)?\s+(that\s+|if\s+|whether\s+)?you(['’]re|\s+are)\b
            |\bthink\s+(that\s+)?you(['’]re|\s+are)\b.{0,20}\bbot\b|\b(anti-?|not\s+a\s+)(ro)?bot\b|\bsolve\s+(this|the)\s+(puzzle
              |captcha)
            |\bproof-of-work\b|\bthis\s+(page|window|tab)\s+will\s.{0,20}(refresh|reload|redirect|update)
            |\bwait\s+while\s+(we|your)\b|\b(enable|requires?|without)\s+.{0,20}javascript\b|\badministrator\s+of\s+this\s+website\b
            |\bcontact\s+(the|your)\s.{0,20}(administrator|webmaster|site\s+owner)\b
            |[您你]正在排队|前面(还)?有.{0,8}[人位]|(不要|勿)(刷新|关闭)(本|此|当前)?(页面|窗口)|页面.{0,4}自动(进入|刷新)|努力为您加载)
        |(?<Refusal>
            \b(not|n['’]t|un)\s*(available|accessible)\b.{0,20}\b(in|from)\s+your\s+(country|region|location|area|state)
            |\b(unavailable|blocked|restricted)\s+(due\s+to|for)\s+legal\s+reasons|\baccess\s+this\s+(web)?site\s+from\b
            |\b(request(ed)?|page|url)\b.{0,40}\b(intercepted|banned|blocked)\b|\bcannot\s+grant\s+you\s+access|\brights\s+holder\b
            |\baccess\s+(to\s+(this|the)\s+\w+\s+)?(has\s+been\s+|is\s+)?(limited|restricted)\b|^restricted\s+access\W*$
              |\byou\s+have\s+been\s+blocked
            |\b(legal\s+age|1[689]|2[01])\b.{0,20}\b(or\s+(older|over)|to\s+enter)\b
            |\bbrowser\b.{0,30}(out\s+of\s+date|outdated|too\s+old|n[o'’]t\s+supported|unsupported|no\s+longer\s+supported)
            |\b(newer|modern|supported)\s+(web\s+)?browser|\bunsupported\s+browser
            |浏览器.{0,8}(过低|太低|过旧|太旧|陈旧|过时|不支持|不兼容|无法)|不支持(此|该|这个|当前|[您你]的)?浏览器|(请|建议您?)?(升级|更换|切换|使用|安装).{0,24}(浏览器|极速模式|兼容模式)
            |[您你]所在的?.{0,10}(国家|地区|区域|位置).{0,14}(不|无法|未|禁)|(仅限|只(对|向|允许)).{0,12}(地区|境内|大陆|会员|用户).{0,6}(访问|浏览|开放)
            |[您你].{0,6}(浏览|刷新|操作).{0,4}[太过]快|[您你]访问的(网站|站点|网页).{0,20}(涉嫌|拦截|屏蔽|关闭|停用|暂停)|停止访问(该|此)(网页|网站|链接)
            |(宽带|流量|话费|账户|账号|上网服务).{0,10}(欠费|余额不足|已?用完|已?暂停)|以免影响使用|请(尽快|及时)?(缴费|充值)(后|以|。|$))
        |(?<Parked>
            (网站|站点|本站)(已|暂时|现已)?(暂停|停止)(响应|访问|服务|运行)|(本|此|该|原)网?站.{0,14}(迁移|搬家|搬迁|停止运营|停止更新|关闭|关站|停用|不再提供|更名)|启用新(域名|网址)|(RSS|订阅)(功能
              |服务)?.{0,4}(关闭|停用)
            |\b(we(['’]ve|\s+have)|(this|our)\s+(site|website|page|blog))\s+(has\s+)?moved\b|\bour\s+new\s+(address|home|site|website
              |domain)\b
            |\bwill\s+be\s+(taken\s+there|redirected|forwarded)\b|\bfeed\s+(is\s+)?disabled|\bthis\s+(domain|website
              |site)\b.{0,30}\b(seized|expired|private)\b
            |\bunknown\s+domain\b|\bwhen\s+we\s+launch\b|^(opening|launching)\s+soon\W*$)
        |(?<Error>
            \b[\w\\.]{3,60}Exception\b|\bSQLSTATE\b|\bORA-\d{4,5}\b|^SQL\s*:|\bquery\s+error\b|\btoo\s+many\s+connections\b
            |\bconnection\s+(to\s+\S+\s+)?(refused|reset|timed\s+out|failed)|\bHTTP\s+(status|response\s+code|error)\b|\bHTTP_[A-Z]+\b
            |\b(error|status)\s+code\s+\d{3}\b|\bcould\s+not\s+be\s+retrieved|\bcache\s+administrator\b|\bretrieve\s+the\s+URL
            |\b(web\s+)?server\b.{0,20}\b(encountered|is\s+down|is\s+not\s+returning|time)\b|\bremote\s+host\b|\bRequest\s+(Method|URL)\b
            |\b(exception|django|php)\s+(report|type|version)\b|^(script|time|type|message|description)\s*:?\s*(/\S+)?$
              |\bblock\s+(reason|technical)
            |连接(数据库|服务器)失败|数据库(地址|用户名|名称?|密码)\W*$|开始安装|安装(程序|向导)|文档已?(被?删除|不存在)|没有?(自动)?(反应|跳转)
            |\d\s*秒(钟)?(之?后|内).{0,8}(返回|跳转|转到|进入|刷新)|自动(返回|跳转)|提示信息\W*$|[\w/-]+/[\w.-]+\.(php|py|jsp|aspx?)(:\d+)?\s*$)
        """, Options, TimeSpan.FromSeconds(2));

    // The adverts on hijacked sites. News about gambling does not offer a bonus.
    private static readonly Regex Lure = new("""
        注册(即|就)?送|首存(即|再)?送|送彩金|(即|领)送?\d+元?彩金|娱乐城|新葡京|真人荷官|官方(入口|网站)|百家乐|老虎机|体育投注|足球投注|电子游艺|极速提款|\bsign-?up\s+bonus\b|\bfree\s+spins\b
        """, Options, TimeSpan.FromSeconds(2));

    private static readonly Regex Portal = new("""
        wi-?fi|\bcaptive\s+portal\b|\bhot\s?spot\b|\bconnect(ing)?\b.{0,20}\b(internet|agree)\b|\b(accept|agree\s+to)\s+the\s+terms\b
          |\broom\s+number\b|\blast\s+name\b|\benter\s+the\s+password\b
        |一键上网|上网认证|(输入|填写)手机号
        """, Options, TimeSpan.FromSeconds(2));

    /// <summary>Names the page, its site, or the visitor's browser and connection.</summary>
    private static readonly Regex Thing = new("""
        \b(this|our|the)\s+(web\s?)?(site|page|server|domain|service|url|window|website)\b|\byour\s+(browser|request|connection
          |computer|ip|device)\b|\bURL\b
        |(本|此|该|当前)(网?站|页面?|系统|平台|网页)|[您你]的?(浏览器|IP|网络环境?|请求|访问|设备)|(页面|网页|浏览器|活动|站点)
        """, Options, TimeSpan.FromSeconds(2));

    /// <summary>Names what a visitor can do about it.</summary>
    private static readonly Regex ToDo = new("""
        \b(try|visit)\s+(the\s+request\s+)?again\b|\b(refresh|reload)\b|\bclick\s+here\b|\bgo\s+back\b|\bplease\s+wait\b|\bstand\s+by\b
          |\bdisable\b
        |\bcontact\s+(the|your)\s+(site|website|webmaster|(network\s+|system\s+)?administrator|owner)\b|\bplease\s+check\s+that\b
        |请(您)?(稍后|稍候|重试|刷新|耐心等)|(稍后|稍候)(再试|重试|访问)|(重新|再次)(加载|刷新|访问)|返回(首页|上一页)|点击(这里|此处)|联系(网站|空间|系统)?管理员|注册成为
        """, Options, TimeSpan.FromSeconds(2));

    private static readonly Regex Report = new("""
        (记者|民警|警方|网警|交警|公安局|派出所|消防|法院|医院|部门|政府|气象台|台网|市?局|街道|专家|负责人|发言人|家属|市民|群众|目击者|公司)[^。，]{0,8}(提醒|表示|介绍|[称说：:]|通报|获悉|了解|发布|测定|呼吁|告诉
          |接到)
        |近[日期]|日前|昨[天日晚]|据(悉|了解|介绍|报道|通报)|骗子|骗局|冒充|谎称|嫌疑人
        |\b(said|says|told|according\s+to|announced|reported|scam(mers)?|fraudsters)\b|\bon\s+(mon|tues|wednes|thurs|fri|satur|sun)day\b
        """, Options, TimeSpan.FromSeconds(2));

    /// <summary>Tells the visitor about the request just made.</summary>
    private static readonly Regex Visitor = new("""
        [您你]所?(访问|请求|提交|浏览)的|[您你]的(请求|访问|IP)|\byour\s+(request|access|ip|browser)\b
        """, Options, TimeSpan.FromSeconds(2));
#pragma warning restore SYSLIB1045
}
