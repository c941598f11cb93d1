using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>
/// A GBK list page at <c>/news/</c> and its article pages with today's dates, because older articles do not alert.
/// </summary>
internal sealed class TodaysPortal(ScriptedOrigin origin)
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
    private static readonly TimeSpan ChinaTime = TimeSpan.FromHours(8);

    private readonly string _now = TimeProvider.System.GetUtcNow().ToOffset(ChinaTime).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    private int _published;

    public static string Title(int number) => $"城区第{number}号便民市场今天起恢复营业";

    public static string PathOf(int number) => $"/news/{number.ToString(CultureInfo.InvariantCulture)}.html";

    /// <summary>Puts further articles at the head of the list.</summary>
    /// <param name="slowly">Wraps the answer of each article page.</param>
    /// <returns>The number of the last one.</returns>
    public int Publish(int count, Func<RequestDelegate, RequestDelegate>? slowly = null)
    {
        foreach (var number in Enumerable.Range(_published + 1, count))
        {
            var page = Answers.Bytes(Gbk.GetBytes(Page(number)), "text/html");
            origin.Map(PathOf(number), slowly is null ? page : slowly(page));
        }

        _published += count;
        origin.Map("/news/", Answers.Bytes(Gbk.GetBytes(List()), "text/html"));
        return _published;
    }

    private string Page(int number) => $"""
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{Title(number)}_新闻_某门户</title></head><body>
        <div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a> <a href="/food/">美食</a></div>
        <div class="viewbox"><div class="title"><h2>{Title(number)}</h2></div>
        <div class="info">时间:{_now} 来源:运河晚报</div>
        <div class="content">
        <p>今天清晨六点，经过两个月的升级改造，编号为{number}的便民市场重新开门迎客，首批四十二家商户全部到位，蔬菜、水产和熟食分区经营。</p>
        <p>记者在现场看到，市场更换了全部照明和排水设施，地面做了防滑处理，入口处增设了快检室，每天的检测结果都在大屏幕上公布。</p>
        <p>市场管理方介绍，周边停车位由原来的三十个增加到一百二十个，前半小时免费，老人和行动不便的居民可以走东侧的无障碍通道。</p>
        </div></div>
        <div class="foot">版权声明：转载请注明出处。 <a href="http://a.example/">友情链接</a> <a href="http://b.example/">友情链接二</a></div>
        </body></html>
        """;

    private string List()
    {
        var entries = string.Concat(Enumerable.Range(1, _published).Reverse().Select(n =>
            $"<li><span class=\"date\">{_now[..10]}</span><a href=\"{PathOf(n)}\" title=\"{Title(n)}\">{Title(n)}</a></li>\n"));
        return $"""
            <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>新闻_某门户</title></head><body>
            <div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a> <a href="/food/">美食</a></div>
            <ul class="d1">{entries}</ul>
            <div class="dede_pages"><a href="list_2.html">下一页</a></div>
            <div class="foot"><a href="http://a.example/">友情链接</a></div>
            </body></html>
            """;
    }
}
