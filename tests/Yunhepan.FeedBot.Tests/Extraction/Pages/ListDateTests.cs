using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Tests which date of a list belongs to which entry, and the order of its numbers.</summary>
public sealed class ListDateTests
{
    private const string Navigation = "<div class='nav'><a href='/'>首页</a> <a href='/about/'>关于我们</a> <a href='/video/'>视频</a></div>";

    private static readonly string[] Titles =
    [
        "古槐街道开展防汛物资清点工作", "运河岸线三处便民码头完成整修", "中小学秋季校服尺码登记本周开始", "老旧小区加装电梯报名办法公布",
        "城区五条公交线路调整站点的通告", "图书馆延长周末开放时间的通知", "农贸市场食品抽检结果公示一期",
    ];

    private static readonly string[] EnglishTitles =
    [
        "Town hall opens late on market days", "Bridge repairs finish a week early", "Library keeps its Sunday hours", "Ferry adds two evening crossings",
        "School meals change supplier in spring", "Old mill becomes a bicycle workshop", "Council publishes the flood plan",
    ];

    /// <summary>20 October 2024 and the days before it, newest first, each entry written by a template.</summary>
    public static TheoryData<string, string> Layouts() => new()
    {
        { "a definition list, the date before each entry", "<dl>|<dt>{0:yyyy-MM-dd}</dt><dd>{1}</dd>|</dl>" },
        { "bare paragraphs, the date before each entry", "<div>|<p class='d'>{0:yyyy年M月d日}</p><h3>{1}</h3>|</div>" },
        { "pairs of rows, the date in the first", "<table>|<tr><td>{0:dd.MM.yyyy}</td></tr><tr><td>{1}</td></tr>|</table>" },
        { "a definition list, the date behind each entry", "<dl>|<dt>{1}</dt><dd>{0:yyyy-MM-dd}</dd>|</dl>" },
        { "line breaks, the date behind each entry", "<div>|{1}<br>{0:yyyy-MM-dd}<br>|</div>" },
        { "a calendar sheet in spans", "<ul>|<li><div><span>{0:dd}</span><span>{0:yyyy-MM}</span></div><div>{1}</div></li>|</ul>" },
        { "a calendar sheet in two blocks", "<ul>|<li><p>{0:dd}</p><p>{0:yyyy.MM}</p><h3>{1}</h3></li>|</ul>" },
        { "a calendar sheet, year and month first", "<ul>|<li><b>{0:yyyy/MM}</b> <i>{0:dd}</i><div>{1}</div></li>|</ul>" },
        { "a count right behind the date", "<ul>|<li>{1}<span>{0:yyyy-MM-dd}</span><span>1230</span></li>|</ul>" },
        { "a count right behind the date and its time", "<ul>|<li>{1}<em>{0:yyyy-MM-dd}</em><em>08:15</em><em>98</em></li>|</ul>" },
        { "records in a script of type text/xml", "<div><script type='text/xml'><datastore><recordset>|<record><![CDATA[<li>{1}<span>[{0:yyyy-MM-dd}]</span></li>]]></record>|</recordset></datastore></script></div>" },
        { "records of table rows in a script", "<div><script type='text/xml'><datastore><recordset>|<record><![CDATA[<tr><td>{1}</td><td>{0:yyyy-MM-dd}</td></tr>]]></record>|</recordset></datastore></script></div>" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Each_entry_has_its_own_date(string layout, string template)
    {
        Assert.NotEmpty(layout);
        var feed = Read(Page("zh-CN", template), "https://www.yunhe.example/notices/");

        Assert.Equal(DocumentKind.List, feed.Kind);
        Assert.Equal(Titles, feed.Items.Select(i => i.Title));
        Assert.Equal(Days(), feed.Items.Select(Day));
    }

    [Theory]
    [InlineData("en-GB", "https://www.yunhe.example/news/")]
    [InlineData("en", "https://www.yunhe.example/news/")]
    [InlineData("en", "https://news.yunhe.co.uk/")]
    public void One_list_is_read_in_one_order_of_day_and_month(string language, string address) =>
        Assert.Equal(Days(), Read(Page(language, "<ul>|<li><span>{0:dd/MM/yyyy}</span> {1}</li>|</ul>"), address).Items.Select(Day));

    [Fact]
    public void American_dates_stay_month_first() =>
        Assert.Equal(Days(), Read(Page("en-US", "<ul>|<li><span>{0:MM/dd/yyyy}</span> {1}</li>|</ul>"), "https://www.yunhe.example/news/").Items.Select(Day));

    [Theory]
    [InlineData("en-GB", "https://www.yunhe.example/news/", "2024-02-01")]
    [InlineData("en", "https://www.yunhe.example.au/news/", "2024-02-01")]
    [InlineData("en-US", "https://www.yunhe.example/news/", "2024-01-02")]
    public void Where_no_date_proves_the_order_the_country_does(string language, string address, string day)
    {
        var html = Page(language, "<ul>|<li><span>01/02/2024</span> {1}</li>|</ul>");
        Assert.All(Read(html, address).Items, i => Assert.Equal(day, Day(i)));
    }

    [Theory]
    [InlineData("...")]
    [InlineData("…")]
    public void A_title_that_is_whole_before_its_dots_loses_them(string dots)
    {
        var html = Page("zh-CN", "<ul>|<li><a title='{2}' href='/a/{3}.html'>{2}" + dots + "</a><span>{0:yyyy-MM-dd}</span></li>|</ul>");
        Assert.Equal(Titles, Read(html, "https://www.yunhe.example/notices/").Items.Select(i => i.Title));
    }

    private static string Page(string language, string template)
    {
        var parts = template.Split('|');
        var titles = language.StartsWith("zh", StringComparison.Ordinal) ? Titles : EnglishTitles;
        var html = new StringBuilder($"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'><title>通知公告</title></head><body>{Navigation}<h1>通知公告</h1>{parts[0]}");
        for (var i = 0; i < titles.Length; i++)
            html.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, parts[1], new DateTime(2024, 10, 20).AddDays(-2 * i), $"<a href='/a/{i}.html'>{titles[i]}</a>", titles[i], i);
        return html.Append(parts[2]).Append("<div class='footer'>版权所有 © 2008-2024 运河网</div></body></html>").ToString();
    }

    private static IEnumerable<string> Days() =>
        Enumerable.Range(0, Titles.Length).Select(i => new DateOnly(2024, 10, 20).AddDays(-2 * i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static string? Day(ParsedItem item) => item.Published?.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static ParsedFeed Read(string html, string address) => Assert.IsType<ParseResult.Parsed>(DocumentParser.Parse(
        new ParseRequest { Content = Encoding.UTF8.GetBytes(html), Url = address, FetchedAt = new DateTimeOffset(2024, 10, 21, 8, 0, 0, TimeSpan.Zero) },
        TestContext.Current.CancellationToken)).Feed;
}
