using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Short articles amid much else: comments, recommendations, notes on the writer, votes, menus.</summary>
public sealed class BesideTheTextTests
{
    private const string Url = "https://www.yunhe.example/city/2024/0314/913.html";

    private const string Note = "<div class='con'><p>运河公园东门的石桥从明天起封闭检修，预计五天，行人请绕行北门，车辆走滨河路。</p><p>检修期间，桥下的游船码头照常开放，夜间照明改用临时灯具。</p></div>";

    private const string Remark = "昨天从那边走过，桥面确实有一处松了，推车的老人差点摔倒，早该修了，支持，希望这回修得结实一些，再装两盏路灯。";

    [Theory]
    [InlineData("<div class='mt1'><dl class='tbox'><dt>最新评论<a href='/c/'>查看所有评论</a></dt><dd><ul><li><b>热心网友</b> 2024-03-15 08:11 于评论<div>@</div></li></ul></dd></dl></div>")]
    [InlineData("<div class='zp'><h4>网友拍的石桥（12）</h4><ul><li>阿梨：@</li><li>小方桌：路过。</li></ul></div>")]
    [InlineData("<div class='bx'><h5>读者留言</h5><p>三七：@</p><p>不眠人：要封几天？</p></div>")]
    [InlineData("<div class='cmts'><p>三七：@</p></div>")]
    [InlineData("<div class='exp'><b>作者简介</b><p>老秦，本报特约记者，写城市的桥和路二十年，著有《石桥记》，现居运河。</p></div>")]
    [InlineData("<div class='vote'><p>你走过这座桥吗？@</p><label><input type='radio'>走过</label></div>")]
    [InlineData("<div class='bm'><p>1. 请遵守有关法律、法规，尊重网上道德，承担一切因您的行为而引起的法律责任。</p><p>2. 本网拥有管理留言的一切权利。</p></div>")]
    public void What_readers_say_and_what_is_said_of_the_writer_is_not_the_text(string box)
    {
        var item = ArticlePage.Item(Page(box.Replace("@", Remark, StringComparison.Ordinal)), Url);
        Assert.EndsWith("临时灯具。", item.ContentText, StringComparison.Ordinal);
        Assert.StartsWith("运河公园东门", item.ContentText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("推荐内容")]
    [InlineData("猜你想看")]
    [InlineData("为您推荐")]
    public void Recommended_articles_with_teasers_are_not_the_text(string heading)
    {
        var teasers = string.Concat(Enumerable.Range(1, 12).Select(i => $"<li><a href='/city/{i}.html'>老街第{i}家豆腐店开门迎客</a><p>老街第{i}家豆腐店，清早四点磨豆子，六点出锅，街坊排队，详细情况请看正文……</p></li>"));
        var item = ArticlePage.Item(Page($"<div class='mt2'><dl><dt>{heading}</dt><dd><ul>{teasers}</ul></dd></dl></div>", "<div class='info'>时间:2024-03-14 21:33 来源:未知 作者:admin</div>" + Note), Url);
        Assert.DoesNotContain("豆腐", item.ContentText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_somebody_went_missing_stays_in_the_text_and_is_not_the_day_of_the_notice()
    {
        var notice = "<div class='con'><p>柯小满，十岁，放学后没有回家，家人心急如焚，请见到他的街坊马上打电话。</p><table><tr><td>失踪时间</td><td>2024年3月10日16时40分左右</td></tr><tr><td>走失地点</td><td>果品公司一带</td></tr></table><p>孩子胆小，见到他请先给点吃的，不要大声追问，家属酬谢。</p></div>";
        var item = ArticlePage.Item(Page("", notice), "https://www.yunhe.example/city/canal.html");
        Assert.Contains("2024年3月10日16时40分左右", item.ContentText, StringComparison.Ordinal);
        Assert.Null(item.Published);
    }

    [Theory]
    [InlineData("停水时间：2024年3月18日8时至20时")]
    [InlineData("活动时间：2024年5月1日")]
    [InlineData("报名截止时间：2024-04-20 17:00")]
    public void The_time_of_an_event_is_not_that_of_the_notice(string line)
    {
        var item = ArticlePage.Item(Page("", $"<div class='info'>{line}</div>{Note}"), "https://www.yunhe.example/city/canal.html");
        Assert.Null(item.Published);
        Assert.Equal("2024-03-14", ArticlePage.Item(Page("", $"<p>发布时间：2024-03-14</p><div class='info'>{line}</div>{Note}"), Url).Published?.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_dated_list_wins_over_menus_and_a_column_that_begins_with_recommendations()
    {
        var menu = string.Concat(Enumerable.Range(1, 24).Select(i => $"<li><a href='/ch{i}/'>频道{i}</a><ul style='display:none'>{string.Concat(Enumerable.Range(1, 4).Select(j => $"<li><a href='/ch{i}/{j}/'>栏目{j}</a></li>"))}</ul></li>"));
        var entries = string.Concat(Enumerable.Range(1, 6).Select(i => $"<li>[<a href='/tech/zz/'>种植</a>] <a class='title' href='/tech/{i}.html'>大棚第{i}茬草莓怎样防烂果</a><span><small>日期：</small>2024-03-0{i} 09:10:00<small>点击：</small>31</span><p>棚里湿度一高，灰霉病说来就来。</p></li>"));
        var picked = string.Concat(Enumerable.Range(1, 4).Select(i => $"<li><a href='/rec/{i}.html'>自来水价格听证会下月第{i}次举行</a></li>"));
        var feed = ArticlePage.Read($"<html lang='zh-CN'><title>农技_农言网</title><body><div class='mnav'><ul>{menu}</ul></div><div class='w1000'><div class='jd'><h3>编辑推荐</h3><ul>{picked}</ul></div><div class='fl'><div class='place'>当前位置: 主页 > 农技 ></div><ul class='e2'>{entries}</ul></div><div class='fr'><dl><dt>热点内容</dt><dd><ul>{string.Concat(Enumerable.Range(1, 15).Select(i => $"<li><a href='/hot/{i}.html'>老渡船改成茶馆第{i}天</a></li>"))}</ul></dd></dl></div></div>"
            + "<div style='display:none'><form><input type='password'></form></div><div class='footlinks'>" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<a href='http://g{i}.example/'>第{i}局</a> ")) + "</div></body></html>", "https://www.nongyan.example/tech/");
        Assert.Equal(DocumentKind.List, feed.Kind);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"大棚第{i}茬草莓怎样防烂果"), feed.Items.Select(i => i.Title));
    }

    [Theory]
    [InlineData("<div id='login' style='display:none'>{0}</div>", false)]
    [InlineData("<div id='login' hidden>{0}</div>", false)]
    [InlineData("<div id='login'>{0}</div>", true)]
    public void A_form_for_a_password_that_nobody_sees_stands_in_no_pages_place(string frame, bool isLogin)
    {
        var form = frame.Replace("{0}", "<form><label>账号</label><input><label>密码</label><input type='password'></form>", StringComparison.Ordinal);
        var result = DocumentParser.Parse(ArticlePage.Request($"<html lang='zh-CN'><title>便民_运河网</title><body><h1>便民</h1><p>电话 0000-110</p>{form}</body></html>", "https://www.yunhe.example/help/"), TestContext.Current.CancellationToken);
        Assert.Equal(isLogin, result is ParseResult.Unreadable { StandIn: StandIn.Login });
    }

    [Theory]
    [InlineData("运河区水务局<br>关于城北供水管道检修的公告<br>（2024年第17期）", "运河区水务局关于城北供水管道检修的公告（2024年第17期）")]
    [InlineData("致全区中小学生家长<br>关于雨天接送孩子<br>的<br>一封信", "致全区中小学生家长关于雨天接送孩子的一封信")]
    public void A_title_in_several_lines_of_one_box_is_one(string lines, string title) =>
        Assert.Equal(title, ArticlePage.Item($"<html lang='zh-CN'><title>{title}--运河区水务局网</title><body><div class='tt'>{lines}</div><div>发布时间：2024-03-14</div>{Note}</body></html>", Url).Title);

    [Theory]
    [InlineData("运河晨报-2024年03月14日-第05版：教育", "运河晨报")]
    [InlineData("运河日报 2024-03-14 星期四 第A3版", "运河日报")]
    [InlineData("石桥通告_运河网", null)]
    public void A_newspapers_page_is_from_the_newspaper(string documentTitle, string? paper) =>
        Assert.Equal(paper, ArticlePage.Item($"<html lang='zh-CN'><title>{documentTitle}</title><body><h3>石桥封闭检修五天</h3>{Note}</body></html>", Url).Origin?.Name);

    private static string Page(string box, string text = Note) => $"""
        <html lang="zh-CN"><head><meta charset="utf-8"><title>石桥封闭检修五天_运河网</title></head><body>
        <div class="top"><a href="/">首页</a> <a href="/city/">城市</a></div>
        <div class="w960"><div class="pleft"><h2>石桥封闭检修五天</h2>{text}{box}</div></div>
        <div class="footer">版权所有 运河网</div></body></html>
        """;
}
