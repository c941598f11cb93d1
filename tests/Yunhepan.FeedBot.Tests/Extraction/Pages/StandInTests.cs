using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>
/// Pages that shields, servers and hosts send in place of others are rejected, and news about such pages is not.
/// </summary>
public sealed class StandInTests
{
    private const string Sidebar =
        "<div class=sidebar><h3>最新新闻</h3><ul><li><a href=/n/101.html>市图书馆新馆下周一起试运行开放</a></li><li><a href=/n/102.html>三条公交线路下月起调整首末班时间</a></li>"
        + "<li><a href=/n/103.html>全市中小学秋季运动会圆满落幕</a></li><li><a href=/n/104.html>老城区供暖管网改造提前完工</a></li></ul></div>";

    private const string Navigation = "<div class=nav><a href=/>首页</a> <a href=/news/>新闻</a> <a href=/food/>美食</a> <a href=/about/>关于</a> <a href=/map/>地图</a></div>";

    /// <summary>These pages are written by us after the usual wording of such pages.</summary>
    public static TheoryData<string, StandIn> StandIns() => new()
    {
        { Page("Just a moment...", "<noscript><div>Enable JavaScript and cookies to continue</div></noscript><script>window._cf_chl_opt={a:1};</script>"), StandIn.Check },
        { Page("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are unable to access this site.</p><p>Ray ID: 8a1 Your IP: 203.0.113.5</p>"), StandIn.Refusal },
        { Page("安全验证", "<div><h2>请完成安全验证</h2><p>拖动滑块完成拼图后继续访问</p></div>"), StandIn.Check },
        { Page("网站访问异常", "<p>您的请求疑似攻击行为，已被创宇盾拦截。</p><p>时间：2026-11-23 10:11:12</p><p>事件ID：ab12-cd34</p><p>您的IP：203.0.113.7</p>"), StandIn.Refusal },
        { Page("网站防火墙", "<div>您的请求带有不合法参数，已被网站管理员设置拦截！</div><div>可能原因：您提交的内容包含危险的攻击请求</div>"), StandIn.Refusal },
        { Page("405", "<div><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p><p>您的请求ID是: 7b2c</p></div>"), StandIn.Error },
        { Page("", "<script>var arg1='AB12';function reload(x){document.cookie='acw_sc__v2='+x;document.location.reload();}</script>"), StandIn.Check },
        { Page("", "<script>document.cookie='k=v;path=/';location.href='/news/?wzws=1';</script>"), StandIn.Check },
        { Page("安全验证", "<h1>安全验证</h1><p>为了保障您的正常访问，请完成下方验证后继续。您的访问过于频繁，系统检测到异常流量，拖动滑块完成拼图。</p><div id=captcha></div><p>事件ID：7c21-0 来源IP：127.0.0.1</p>"), StandIn.Check },
        { Page("访问异常", "<h1>访问异常</h1><p>2026-11-23 10:00 来源：网络安全中心</p><p>您的请求过于频繁，已被拦截。</p>"), StandIn.Refusal },
        { Page("安全验证", "<h1>安全验证</h1><p>作者：管理中心 时间：2026-11-23 10:00</p><p>请完成验证后继续访问。</p>"), StandIn.Check },
        { Page("人机验证", "<p>当前访问环境需要验证，验证通过后即可继续浏览</p><script src=https://turing.captcha.example/TCaptcha.js></script>"), StandIn.Check },
        { Page("Security Checkpoint", "<p>We are verifying your browser. This may take a few seconds.</p>"), StandIn.Check },
        { Page("Too Many Requests", "<p>You are being rate limited. Please slow down.</p>"), StandIn.Refusal },
        { Page("网站维护中", "<h1>网站维护中</h1><p>我们正在升级系统，预计2026-11-24 06:00恢复，给您带来不便敬请谅解。</p>"), StandIn.Maintenance },
        { Page("Site under construction", "<h1>We'll be back soon!</h1><p>Our website is undergoing scheduled maintenance.</p>"), StandIn.Maintenance },
        { Page("某市人民政府", "<p>本网站正在进行改版升级，暂停服务，请稍后再访问。</p>"), StandIn.Maintenance },
        { Page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"), StandIn.NotFound },
        { Page("页面不存在_某门户", Navigation + "<h2>抱歉，您访问的页面不存在</h2>" + Sidebar), StandIn.NotFound },
        { Page("提示信息 - 某论坛", "<p>您访问的栏目不存在或已被删除</p><p><a href=/>返回首页</a></p>"), StandIn.NotFound },
        { Page("Page not found - Some Portal", Navigation + "<h1>Page not found</h1><p>Try the search.</p>" + Sidebar), StandIn.NotFound },
        { Page("用户登录", "<form><input name=u><input type=password name=p><button>登录</button></form>"), StandIn.Login },
        { Page("Some Intranet", "<form action=/sso><label>Account</label><input name=u><label>Key</label><input type=password></form>"), StandIn.Login },
        { Page("Sign in", "<p>Sign in to continue to the portal</p>"), StandIn.Login },
        { Page("yunhe.example is for sale", "<h1>This domain is for sale</h1><p>Make an offer today.</p>"), StandIn.Parked },
        { Page("该域名正在出售", "<p>域名 yunhe.example 正在出售，有意者请联系</p>"), StandIn.Parked },
        { Page("温馨提示", "<p>该网站未进行备案，暂时无法访问。</p>"), StandIn.Parked },
        { Page("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>If you see this page, the web server is successfully installed and working.</p>"), StandIn.Parked },
        { Page("恭喜，站点创建成功！", "<h1>恭喜, 站点创建成功！</h1><p>这是默认index.html，本页面由系统自动生成</p>"), StandIn.Parked },
        { Page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center>"), StandIn.Error },
        { Page("Database Error", "<h1>Error establishing a database connection</h1>"), StandIn.Error },
        { Page("出错了", "<p>系统繁忙，请稍后再试</p>"), StandIn.Error },
        { Page("提示信息", "<p>抱歉，指定的主题不存在或已被删除或正在被审核</p><p><a href=/>返回上一页</a></p>"), StandIn.NotFound },
        { Page("Notice", "<p>This thread has been deleted or is awaiting moderation.</p>"), StandIn.NotFound },
        { Page("百度安全验证", "<p>网络不给力，请稍后重试</p><p>返回首页</p>"), StandIn.Check },
        { Page("温馨提示", "<p>当前访问人数过多，请稍后再试</p>"), StandIn.Error },
        { Page("Slow down", "<p>You have exceeded the request limit. Try again in a minute.</p>"), StandIn.Refusal },
        { Page("Oops!", "<h1>Oops! We can’t seem to find the page you’re looking for.</h1>"), StandIn.NotFound },
        { Page("该公众号已迁移", "<p>该公众号已迁移，请点击访问新的公众号。</p>"), StandIn.NotFound },
        { Page("参数错误", "<p>参数错误</p>"), StandIn.Error },
        { Page("提示", "<p>当前页面无法显示，请检查网络后刷新。</p>"), StandIn.Error },
        { Page("会员专享", "<p>本文为会员专享内容</p><p>开通会员后即可阅读全文</p>"), StandIn.Wall },
        { Page("城区供水调整", "<p>请在手机客户端内打开本页，继续阅读全文</p>"), StandIn.Wall },
        { Page("Our town", "<p>Subscribe to continue reading and get unlimited access.</p><p>Already a subscriber? Sign in.</p>"), StandIn.Wall },
        { Page("Your choices", "<p>We and our partners use cookies and similar technologies to process personal data.</p><p>Accept all cookies</p>"), StandIn.Consent },
        { Page("继续访问", "<p>本网站使用Cookie，点击同意隐私条款后继续浏览</p>"), StandIn.Consent },
        { Page("市政要闻", "<h1>市政要闻</h1><div>2026-11-23 10:00 来源：某某门户 作者：管理员</div>"
            + string.Concat(Enumerable.Repeat("<p>您的访问过于频繁，请完成滑块验证后继续访问。</p><p>请在手机客户端内打开本页，继续阅读全文。</p>", 8))), StandIn.Refusal },
        { Page("Busy day", "<h1>Many visitors today</h1><p>You are number 88 in the queue. We will let you in when it is your turn.</p>"), StandIn.Check },
        { Page("请稍作停留", "<p>您正在排队，前面还有 120 人，请勿关闭本页面。</p>"), StandIn.Check },
        { Page("One step", "<p>Something you did made us think that you are a bot. Solve the puzzle to go on.</p>"), StandIn.Check },
        { Page("某门户", "<div id=app></div><noscript>Turn on scripts to see anything.</noscript><script src=/app.js></script>"), StandIn.Check },
        { Page("Town News", "<p>Sorry, this story is not available in your country.</p>"), StandIn.Refusal },
        { Page("提示", "<p>您所在的地区暂不支持浏览本站内容。</p>"), StandIn.Refusal },
        { Page("浏览器提醒", "<h1>浏览器提醒</h1><p>您的浏览器过旧，请更换为新版浏览器后打开本站。</p>"), StandIn.Refusal },
        { Page("Old browser", "<p>Your browser is out of date. Please use a newer browser.</p>"), StandIn.Refusal },
        { Page("尊敬的用户", "<p>您的宽带账户余额不足，请充值后继续上网。</p>"), StandIn.Refusal },
        { Page("Net filter", "<p>The page you asked for is blocked by the rules of this network.</p><p>Please contact your administrator.</p>"), StandIn.Refusal },
        { Page("Guest net", "<h1>Guest net</h1><form><label>Last name</label><input name=l><p>Connect to the internet free of charge.</p><button>Go</button></form>"), StandIn.Login },
        { Page("搬家了", "<p>本站已迁移到新的平台，5秒后自动跳转。</p>"), StandIn.Parked },
        { Page("We have moved", "<p>Our new address is news.example. You will be redirected in a moment.</p>"), StandIn.Parked },
        { Page("某门户_官方入口", "<h1>官方入口</h1><p>真人荷官在线，体育投注火热进行，注册即送大礼。</p>"), StandIn.Parked },
        { Page("yunhe.example", "<h1>yunhe.example</h1><p>2026-11-23 08:00:00 UTC</p><p>Error code 522</p><p>The web server is not returning a connection.</p>"), StandIn.Error },
        { Page("", "<p>Query error</p><p>Time: 2026-11-23 8:00am</p><p>SQL: SELECT 1 FROM news</p><p>Too many connections</p>"), StandIn.Error },
        { Page("404 - 帮助寻人", "<h1>您访问的页面找不回来了</h1><h2>张晓晓</h2><p>性别：女 出生日期：2010年2月3日 失踪时间：2015年4月5日</p>"), StandIn.NotFound },
    };

    [Theory]
    [MemberData(nameof(StandIns))]
    public void What_stands_in_the_place_of_a_page_is_not_read_as_one(string html, StandIn what)
    {
        foreach (var written in (string[])[html, TraditionalText.Write(html)])
        {
            foreach (var kind in (DocumentForm?[])[null, DocumentForm.List, DocumentForm.Article])
            {
                var reading = Parse(written, kind);
                Assert.True(reading is ParseResult.Unreadable unreadable && unreadable.StandIn == what, $"{kind} {reading} {written}");
            }
        }
    }

    [Theory]
    [InlineData("請稍候...", "<p>正在驗證您是否為人類，這可能需要幾秒鐘。</p>", StandIn.Check)]
    [InlineData("系統維護中", "<p>本站系統維護中，造成不便敬請見諒，請稍後再造訪。</p>", StandIn.Maintenance)]
    [InlineData("找不到網頁", "<p>您要找的網頁不存在，或已經移除。</p>", StandIn.NotFound)]
    [InlineData("存取被拒", "<p>您的存取已遭拒絕。</p>", StandIn.Refusal)]
    [InlineData("存取遭拒", "<p>Reference #18.2</p>", StandIn.Refusal)]
    [InlineData("伺服器錯誤", "<p>伺服器發生錯誤，請稍後再試。</p>", StandIn.Error)]
    [InlineData("網域轉讓", "<p>此網域出售中，意者請洽管理員。</p>", StandIn.Parked)]
    [InlineData("會員登入", "<form><input name=u><input type=password name=p><button>登入</button></form>", StandIn.Login)]
    public void Pages_in_traditional_writing_say_it_in_other_words_too(string title, string body, StandIn what) =>
        Assert.Equal(what, Assert.IsType<ParseResult.Unreadable>(Parse(Page(title, body), null)).StandIn);

    public static TheoryData<string> News() =>
    [
        Article("警方提示：谨防冒充“网站安全验证”的诈骗", "2026-11-22 09:30", "来源：某市公安局", "近日，有市民收到要求完成安全验证的短信，点击链接后被要求输入验证码和银行卡号。民警提醒，凡是要求先完成安全验证再转账的都是诈骗。"),
        Article("停水维护公告", "2026-11-22 16:00", "来源：某市水务集团", "因管网维护，11月24日22时至25日6时，城北片区将停水，请居民提前储水，给您带来不便敬请谅解。"),
        Article("关于网站系统维护的公告", "2026-11-20", "", "本网站将于11月25日0时至6时进行系统维护，届时暂停服务，请提前办理业务。"),
        Article("访问被拒绝怎么办？本报记者调查", "2026-11-19 08:00", "作者：王小明", "不少读者反映，打开某些网站时提示您的请求已被拦截。记者采访了几位工程师。"),
        Article("域名出售起纠纷 法院一审判决", "2026-11-18 10:10", "来源：某某日报", "原告称，被告将域名出售给第三方，未履行合同。法院审理后作出判决。"),
        Article("Police warn of fake 'Just a moment' pages", "2026-11-17 12:00", "Source: City Police", "Criminals show a page that says checking your browser and ask people to paste a command. Do not do so, police say."),
        Article("404 Not Found: the story of an error", "2026-11-16", "By Jane Doe", "The page was not found, the server said, and a phrase was born. Its makers tell how they chose the number."),
        Article("图书馆数字资源改为会员阅读", "2026-11-15 09:00", "来源：市图书馆", "从下月起，部分期刊改为付费阅读，读者凭借书证可免费开通会员。到馆读者不受影响，仍可在阅览室的电脑上查看全文。"),
        Article("Gazette to ask readers to subscribe", "2026-11-15", "By Jane Doe", "From next month the Gazette will ask readers to subscribe to continue reading after five stories. Notices of missing people stay free for all."),
        Article("全市开展未备案网站专项整治", "2026-11-15 09:00", "来源：某市网信办", "近日，我市对未备案的网站进行集中清理，要求相关单位尽快办理备案手续。"),
    ];

    /// <summary>Two lines, neither when nor by whom: such notices are the most urgent of all.</summary>
    public static TheoryData<string, string> BareNotices() => new()
    {
        { "警情通报", "28日20时许，东关街发生一起伤人案件，嫌疑人在逃，身高约一米八，穿蓝色外套，请发现者立即拨打110。" },
        { "暴雨红色预警", "市气象台发布暴雨红色预警信号，预计三小时内降雨量将达一百毫米，请立即撤离低洼地带。" },
        { "寻人启事", "王秀英，女，七十九岁，今早在东关街走失，身穿红色棉衣，请见到者拨打13900000001。" },
        { "系统维护", "市医保局：系统维护期间，全市定点医院暂停结算，急诊患者可先自费后报销，明早恢复。" },
        { "网警提示", "有骗子冒充客服，称您的账户异常，要求点击链接完成验证，请立即挂断。" },
        { "免费WiFi的陷阱", "民警提醒：连接商场免费WiFi时不要输入手机号和验证码，更不要登录网上银行。" },
        { "您的宽带欠费了？是骗局", "有居民接到电话，对方称您的宽带已欠费，请尽快缴费。警方提醒，请向营业厅核实。" },
        { "紧急疏散", "请6号楼住户立即撤离，不要乘坐电梯，到东广场集合。" },
        { "Tornado warning", "A tornado warning is in effect until 9 p.m. Take shelter now in an interior room." },
        { "Boil water notice", "Your tap water may not be safe to drink. Please boil it for one minute until further notice." },
        { "Access denied at the city hospital", "Visitors were turned away after a spill, a spokesman said. Patients are safe." },
        { "Website of the city is down after a fire", "A fire in a server room took the website of the city offline. The city hopes to restore it in two days." },
    };

    [Theory]
    [MemberData(nameof(BareNotices))]
    public void A_bare_notice_is_an_article_whatever_it_speaks_of(string title, string text)
    {
        foreach (var navigation in (string[])[Navigation, ""])
        {
            var html = Page(title, $"{navigation}<h1>{title}</h1><div class=content><p>{text}</p></div>");
            Assert.True(Parse(html, DocumentForm.Article) is ParseResult.Parsed { Feed.Items: [{ Title: var read }] } && read == title, html);
            html = TraditionalText.Write(html);
            Assert.True(Parse(html, DocumentForm.Article) is ParseResult.Parsed { Feed.Items: [{ Title: var shown }] } && shown == TraditionalText.Write(title), html);
        }
    }

    /// <summary>Our own words after the usual pages of forums: the login is offered, and the post is there all the same.</summary>
    [Theory]
    [InlineData("<div class=header><p>你還沒有登入喔，登入後可以回文</p></div>")]
    [InlineData("<div id=top1><p>你還沒有登入喔</p><form><input name=u><input type=password name=p><button>登入</button></form></div>")]
    [InlineData("<p>您尚未登录，登录后可以查看附件和大图。</p>")]
    public void A_post_below_an_offer_to_log_in_is_read_whole(string offer)
    {
        const string Post = "上個星期天早上，我在舊橋邊的早餐店撿到一隻走丟的小黃狗，脖子上有紅色的項圈，沒有名牌。牠很親人，會坐下和握手，應該是有人養的。";
        const string More = "我先帶牠去獸醫那裡掃描晶片，可惜沒有登記。現在牠住在我家的院子裡，吃得好睡得好。如果是您家的狗，請帶一張以前的照片來相認，或者告訴我牠左耳後面有什麼記號。也麻煩住在舊橋附近的朋友幫忙轉告。";
        var html = Page("舊橋邊撿到小黃狗 - 河畔論壇", $"{offer}{Navigation}<h1>舊橋邊撿到小黃狗</h1><div class=post><p>{Post}</p><p>{More}</p></div>");
        foreach (var kind in (DocumentForm?[])[null, DocumentForm.Article])
        {
            var item = Assert.Single(Assert.IsType<ParseResult.Parsed>(Parse(html, kind)).Feed.Items);
            Assert.Contains(Post, item.ContentText, StringComparison.Ordinal);
            Assert.Contains(More, item.ContentText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<p>你還沒有登入喔</p><p>這個版面只開放給會員，請先登入再來。</p>")]
    [InlineData("<div class=header><p>你還沒有登入喔</p></div><p>登入後才能閱讀這篇文章，還沒有帳號的朋友請先註冊。</p><form><input name=u><input type=password name=p></form>")]
    [InlineData("<div class=box><p>欢迎使用市民服务门户。您可以在这里预约挂号、查询公积金、办理居住证，也可以缴纳水电费和查看孩子的入学进度，所有业务都由各部门的工作人员在一个工作日内受理。</p>"
        + "<p>为了保护您的资料，我们会记录每一次访问的时间，十分钟没有操作就会自动退出。忘了密码的朋友，请带身份证到服务大厅的三号窗口重新设置，老年人可以由家人代办，大厅周六上午也有人值班。</p><form><input name=u><input type=password name=p><button>进入</button></form></div>")]
    [InlineData("<div class=content><p>上个星期天早上，旧桥边的早餐店门口来了一只走丢的小黄狗，脖子上有红色的项圈，没有名牌。店主说，它很亲人，会坐下和握手，应该是有人养的。附近的居民轮流给它送水送饭，还有人带来了旧毛毯。</p>"
        + "<p>志愿者带它去兽医那里扫描芯片，可惜没有登记。现在它住在店后的院子里，吃得好睡得好，认识它主人的朋友已经在群里转告，大家希望它能在天冷之前回到自己的家，店主还为它拍了照片贴在桥头。</p><p><a href=/login>登录后阅读全文</a></p></div>")]
    [InlineData("<p>上個星期天早上，我在舊橋邊撿到一隻小黃狗……</p><p>您尚未登录，登录后才能查看全文。</p>")]
    public void A_page_that_has_nothing_but_the_offer_to_log_in_is_none(string body) =>
        Assert.Equal(StandIn.Login, Assert.IsType<ParseResult.Unreadable>(Parse(Page("舊橋邊撿到小黃狗 - 河畔論壇", Navigation + body), DocumentForm.Article)).StandIn);

    [Theory]
    [MemberData(nameof(News))]
    public void News_about_such_pages_is_news(string html) => Assert.All(
        (string[])[html, TraditionalText.Write(html)], written => Assert.Single(Assert.IsType<ParseResult.Parsed>(Parse(written, null)).Feed.Items));

    [Theory]
    [InlineData("来源IP：203.0.113.9")]
    [InlineData("浏览：12 来源地址：山东济宁")]
    [InlineData("12 来源端口：44312")]
    [InlineData("来源：IP：203.0.113.9")]
    [InlineData("来源：2001:db8::9")]
    public void Where_a_visit_came_from_is_no_publisher(string by)
    {
        var html = Article("城北片区供热管网检修提前完成", "2026-11-22 16:00", by, string.Concat(Enumerable.Repeat("供热企业表示，目前各换热站运行平稳，市民可拨打服务热线。", 8)));

        Assert.Null(Assert.Single(Assert.IsType<ParseResult.Parsed>(Parse(html, DocumentForm.Article)).Feed.Items).Origin);
    }

    [Fact]
    public void A_list_of_news_about_such_things_is_a_list()
    {
        string[] titles = ["关于网站维护中的几点说明和致歉信", "页面不存在竟是诈骗新手法请注意", "您的访问被拦截背后的灰色产业链", "域名出售平台跑路多名站长受损失", "安全验证短信诈骗本月已发三十起"];
        var html = Page("安全_某门户", Navigation + "<ul>" + string.Concat(titles.Select((t, i) => $"<li><span>2026-11-{10 + i}</span><a href=/safe/{i}.html>{t}</a></li>")) + "</ul><div>网站维护：某公司 京ICP备00000000号</div>");

        var feed = Assert.IsType<ParseResult.Parsed>(Parse(html, null)).Feed;

        Assert.Equal((DocumentKind.List, titles.Length), (feed.Kind, feed.Items.Count));
    }

    [Theory]
    [InlineData("""{"error":{"code":403,"message":"Forbidden"}}""")]
    [InlineData("""{"code":-1,"msg":"系统繁忙，请稍后再试","data":null}""")]
    [InlineData("""[{"status":"error"}]""")]
    public void JSON_that_is_no_feed_is_no_page(string json) => Assert.IsType<ParseResult.Unreadable>(Parse(json, null));

    private static string Page(string title, string body) => $"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>";

    private static string Article(string title, string at, string by, string text) =>
        Page(title + "_某门户", $"{Navigation}<div class=view><h1>{title}</h1><div class=info>{at} {by}</div><div class=content><p>{text}</p></div></div>");

    private static ParseResult Parse(string html, DocumentForm? form) => DocumentParser.Parse(new ParseRequest
    {
        Content = Encoding.UTF8.GetBytes(html),
        Url = "https://news.yunhe.example/news/",
        ContentType = "text/html; charset=utf-8",
        FetchedAt = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8)),
        Expected = form,
    }, TestContext.Current.CancellationToken);
}
