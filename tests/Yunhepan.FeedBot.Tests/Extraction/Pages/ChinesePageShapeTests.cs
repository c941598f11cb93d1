using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>
/// Tests the layouts of Chinese sites of many years: their own statements decide their kind and the place of their facts.
/// </summary>
public sealed class ChinesePageShapeTests
{
    private const string Notice = "<p>因水厂检修，城东片区明晚十时至后天凌晨五时停水，请提前蓄水，并关好水龙头，免得来水时溢出。</p><p>检修期间有两辆送水车停在城东小学门口，行动不便的老人可拨打社区的电话，由志愿者把水送到家里。</p>";

    private static string Farm(int links) => string.Concat(Enumerable.Range(1, links).Select(i => $"<a href='/x/{i * 371}.html'>运河沿线第{i}处便民码头</a> "));

    private static string Entries(int count, string template) => string.Concat(Enumerable.Range(1, count).Select(i => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, template, i, $"<a href='/city/{4000 + i}.html'>古槐街道第{i}次防汛物资清点</a>", $"2024-02-{i:00}")));

    [Theory]
    [InlineData("<div class='sitemap-x'>{0}</div>", "")]
    [InlineData("", "<div class='hot-x'>{0}</div>")]
    [InlineData("<div>大家都在搜：{0}</div>", "<div><h3>猜您喜欢</h3>{0}</div>")]
    public void A_short_notice_amid_a_farm_of_links_is_an_article(string above, string below)
    {
        var html = ArticlePage.Chinese("<div>时间：24-2-8 浏览：</div>", Notice).Replace("<div class=\"content\">", string.Format(System.Globalization.CultureInfo.InvariantCulture, above, Farm(40)) + "<div class=\"content\">", StringComparison.Ordinal)
            .Replace("<div class=\"footer\">", string.Format(System.Globalization.CultureInfo.InvariantCulture, below, Farm(60)) + "<div class=\"footer\">", StringComparison.Ordinal);
        var feed = ArticlePage.Read(html, "https://www.yunhe.example/html/2024/0208/1187.html");
        Assert.Equal(DocumentKind.Article, feed.Kind);
        Assert.Equal(ArticlePage.ChineseTitle, Assert.Single(feed.Items).Title);
    }

    [Theory]
    [InlineData("<ul>{0}</ul>", "<li>{1}<span>{2}</span></li>", 5)]
    [InlineData("{0}", "<div><h3>{1}</h3><p>{2}</p><p>清点从早上八时开始，到中午结束，沙袋、雨衣和水泵都登记在册，缺的当天补齐，存放在街道的仓库里。</p></div>", 3)]
    [InlineData("{0}", "<section><div><b>0{0}</b><span>2024.02</span></div><div>{1}<p>清点从早上八时开始，到中午结束，缺的当天补齐。</p></div></section>", 3)]
    public void Under_its_own_heading_stands_the_list_of_a_channel_and_not_beside_it(string list, string entry, int count)
    {
        var html = $"""
            <html lang="zh-CN"><title>街道动态_运河网</title><body><div class="x1">{Farm(12)}</div>
            <table><tr><td><table><tr><td>图片新闻</td></tr><tr><td><a href="/p/1.html">运河边的老渡口又开航了</a></td></tr><tr><td><a href="/p/2.html">学生在码头边画下晚霞来</a></td></tr></table></td>
            <td><h2>街道动态</h2>{list.Replace("{0}", Entries(count, entry), StringComparison.Ordinal)}</td></tr></table><div><h4>网站地图</h4><p>{Farm(50)}</p></div></body></html>
            """;
        var feed = ArticlePage.Read(html, "https://www.yunhe.example/street/");
        Assert.Equal(DocumentKind.List, feed.Kind);
        Assert.Equal(count, feed.Items.Count);
        Assert.All(feed.Items, i => Assert.StartsWith("古槐街道", i.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<div class='a'><b>古运河清淤</b><br><b>工程提前完工</b></div><div>2024-02-08 10:20</div>", "古运河清淤工程提前完工")]
    [InlineData("<div class='xwbt'>古运河清淤工程提前完工</div><div class='xwfbt'>三处码头同时开放 市民可乘船往返</div><div>日期：2024-02-08</div>", "古运河清淤工程提前完工")]
    [InlineData("<div class='yinti'>三处码头同时开放</div><div class='bt'>古运河清淤工程提前完工</div><div>2024-02-08</div>", "古运河清淤工程提前完工")]
    [InlineData("<h1>运河网</h1><div class='bt2'>古运河清淤工程提前完工</div><div>2024-02-08 10:20 | 街道办</div>", "古运河清淤工程提前完工")]
    public void A_title_may_break_and_has_lesser_lines_around_it(string heading, string title) =>
        Assert.Equal(title, ArticlePage.Item(ArticlePage.Chinese(string.Empty, heading: heading)).Title);

    [Theory]
    [InlineData("<div><b>14</b><span>2013/05</span></div>")]
    [InlineData("<div><em>14</em><i>5月</i><u>2013</u></div>")]
    [InlineData("<div><div>5月</div><div>14</div><div>2013</div></div>")]
    [InlineData("<div><span>17</span></div><div>2013年五月14日 星期二</div>")]
    [InlineData("<table><tr><th>索引号</th><td>YH-01</td></tr><tr><th>发文日期</th><td>2013-05-06</td></tr><tr><th>公开日期</th><td>2013-05-14</td></tr></table>")]
    [InlineData("<p><a href='/city/canal.html' title='2013-05-14 09:26'>5月14日 09:26</a> 来自 客户端</p>")]
    [InlineData("<div>时间：<script>document.write(\"2013-05-14\")</script></div>")]
    [InlineData("<div><label>发布：2013-05-14</label><label>热度：<b></b></label></div>")]
    public void A_day_in_parts_in_cells_or_in_a_tooltip_is_read(string facts) =>
        Assert.StartsWith("2013-05-14", ArticlePage.Time(ArticlePage.Chinese(facts)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<p>街道办</p><p>二〇一三年五月十四日</p>")]
    [InlineData("<p>街道办　2013年5月14日</p>")]
    [InlineData("<p>(编辑：小河　2013/05/14)</p>")]
    [InlineData("<p>这篇文章发布于 2013年5月14日，星期二，归类于 杂记。你可以跟踪评论。</p>")]
    public void A_day_at_the_end_counts_where_nothing_else_tells(string end) =>
        Assert.StartsWith("2013-05-14", ArticlePage.Time(ArticlePage.Chinese(string.Empty, ArticlePage.ChineseText + end)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<h2>2013年防汛专题</h2>", "/city/canal.html", "2013-10-17")]
    [InlineData("", "/2013/canal/12.html", "2013-10-17")]
    [InlineData("", "/city/canal.html", "2023-10-17")]
    [InlineData("<h2>2024年防汛专题</h2>", "/city/canal.html", "2023-10-17")]
    public void A_day_without_a_year_is_of_the_year_that_the_page_names(string above, string path, string day)
    {
        var html = ArticlePage.Chinese("<div>10-17 07:32</div>").Replace("<div class=\"content\">", above + "<div class=\"content\">", StringComparison.Ordinal);
        Assert.StartsWith(day, ArticlePage.Time(html, "https://www.yunhe.example" + path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_of_this_month_is_this_years_whatever_years_the_page_names() =>
        Assert.StartsWith("2024-03-10", ArticlePage.Time(ArticlePage.Chinese("<div>03-10 07:32</div><h3>2013年旧闻</h3>")), StringComparison.Ordinal);

    [Theory]
    [InlineData("<table><tr><td>来源</td><td>街道办事处</td><td>时间</td><td>2024-02-08</td></tr></table>", "", "街道办事处")]
    [InlineData("<div>来源：<br><b>运河晚报</b></div>", "", "运河晚报")]
    [InlineData("<p><a href='http://www.wanbao.example/'>水乡宣传</a> 2024年2月8日 <a href='#c'>6条评论</a></p>", "", "水乡宣传")]
    [InlineData("<div>2024-02-08</div><div>水乡县交通局</div>", "", "水乡县交通局")]
    [InlineData("<div>发布单位：县交通局　2024-02-08</div>", "", "县交通局")]
    [InlineData("<div>2024-02-08</div>", "<p>（据《运河晚报》）</p>", "运河晚报")]
    public void A_source_in_a_cell_on_a_line_of_its_own_or_at_the_end_is_read(string facts, string end, string source) =>
        Assert.Equal(source, ArticlePage.Item(ArticlePage.Chinese(facts, ArticlePage.ChineseText + end)).Origin?.Name);

    [Theory]
    [InlineData("<div><a href='/author/7'>走走停停</a> <i>2024-02-08</i></div>", "", "走走停停")]
    [InlineData("<div><span>图文：司马青岚</span><span>2024年2月8日</span></div>", "", "司马青岚")]
    [InlineData("<div>撰稿人：茅乐山　审核人：办公室</div>", "", "茅乐山")]
    [InlineData("<div>■ 茅乐山</div>", "", "茅乐山")]
    [InlineData("<div>2024-02-08</div>", "<p>（茅乐山）</p>", "茅乐山")]
    public void A_writer_beside_the_day_or_behind_the_last_word_is_read(string facts, string end, string writer) =>
        Assert.Equal(writer, Assert.Single(ArticlePage.Item(ArticlePage.Chinese(facts, ArticlePage.ChineseText + end)).Authors).Name);
}
