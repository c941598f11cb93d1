using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders the frame of every page: head, banner, navigation, friend links and footer.</summary>
internal static class PortalFrame
{
    public const string SiteName = "运河人家网";

    /// <summary>A link farm; hosts below .example do not exist.</summary>
    private static readonly (string Name, string Host)[] Friends =
    [
        ("湖畔论坛", "hupan"), ("鲁南信息港", "lunan"), ("运河人才网", "rencai"), ("古城房产网", "fangchan"), ("水乡旅游网", "lvyou"),
        ("孔孟文化网", "wenhua"), ("石桥团购", "tuangou"), ("运河二手车", "ershouche"), ("湖城婚庆网", "hunqing"), ("码头物流网", "wuliu"),
        ("麦田农业网", "nongye"), ("小城天气", "tianqi"), ("彩票走势", "caipiao"), ("在线翻译", "fanyi"), ("网址大全", "wangzhi"),
        ("手机铃声", "lingsheng"), ("万年历", "wannianli"), ("星座运势", "xingzuo"), ("火车时刻", "huoche"), ("健康药房", "yaofang"),
    ];

    public static string Render(string title, string keywords, string body, PortalChannel? current) =>
        $"""
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
        <title>{Encode(title)}</title>
        <meta name="keywords" content="{Encode(keywords)}" />
        <meta name="generator" content="DedeCMS" />
        <link href="/style.css" rel="stylesheet" media="screen" type="text/css" />
        </head>
        <body>
        {Banner()}
        {Navigation(current)}
        {body}
        {FriendLinks()}
        {Footer()}
        </body>
        </html>

        """;

    private static string Banner() =>
        $"""
        <div class="toplogin"><div class="w960">
        <span class="fr"><a href="#">设为首页</a> | <a href="#">加入收藏</a> | <a href="#">手机报</a> | <a href="#">RSS订阅</a></span>
        您好，欢迎光临{SiteName}！ <a href="#">登录</a> <a href="#">免费注册</a>
        </div></div>
        <div class="header w960">
        <div class="logo"><a href="/"><b>运河人家</b><i>WWW.YUNHERENJIA.EXAMPLE</i></a></div>
        <div class="banner"><a href="http://ad.example/?id=1" target="_blank" rel="nofollow"><em>北湖花园</em> 推窗见湖 · 全城热销
        <strong>首付8万起</strong></a></div>
        </div>
        """;

    private static string Navigation(PortalChannel? current)
    {
        var items = PortalChannel.All.Select(channel =>
            $"""<li{(channel == current ? " class=\"hover\"" : "")}><a href="{channel.Path}"><span>{channel.Name}</span></a></li>""");
        return $"""
            <div class="nav w960"><ul>
            <li{(current is null ? " class=\"hover\"" : "")}><a href="/"><span>首页</span></a></li>
            {Join(items)}
            <li><a href="#"><span>论坛</span></a></li><li><a href="#"><span>图库</span></a></li>
            </ul></div>
            <div class="search w960"><form name="formsearch" action="/plus/search.php"><b>站内搜索：</b><input type="text" name="q" class="kw" />
            <select name="typeid"><option>全部</option><option>标题</option></select> <button type="submit">搜 索</button></form>
            <span class="hotkw">热门搜索：<a href="#">运河步道</a> <a href="#">供热</a> <a href="#">甏肉干饭</a> <a href="#">公安微博</a>
            <a href="#">公交线路</a></span></div>
            """;
    }

    private static string FriendLinks() =>
        $"""
        <div class="flink w960"><dl><dt><b>友情链接</b><a href="#">申请加入</a></dt><dd>
        {Join(Friends.Select(f => $"""<a href="http://{f.Host}.example/" target="_blank">{f.Name}</a>"""))}
        </dd></dl></div>
        """;

    private static string Footer() =>
        $"""
        <div class="footer w960">
        <p class="powered"><a href="#">关于我们</a> | <a href="#">广告服务</a> | <a href="#">招聘信息</a> | <a href="#">版权声明</a> | <a href="#">联系我们</a>
        | <a href="#">网站地图</a></p>
        <p>Copyright &copy; 2008-2011 {SiteName} 版权所有 未经授权禁止复制或建立镜像</p>
        <p>本站是 Yunhepan.FeedBot 的演示站点，只在本机运行，所载人物、事件均为虚构。</p>
        </div>
        """;
}
