using System.Text;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>A list page at <c>/news/</c> and the article pages behind it, in GBK like its models.</summary>
internal sealed class SmallPortal(ScriptedOrigin origin)
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private int _published;

    /// <summary>Paths of the article pages, oldest first.</summary>
    public IReadOnlyList<string> Pages => [.. Enumerable.Range(1, _published).Select(Path)];

    public static string Title(int number) => $"城区第{number}条道路完成改造恢复通车";

    /// <summary>Puts further articles at the head of the list.</summary>
    public void Publish(int count)
    {
        foreach (var number in Enumerable.Range(_published + 1, count))
            origin.Map(Path(number), Answers.Bytes(Gbk.GetBytes(Page(number)), "text/html"));
        _published += count;
        origin.Map("/news/", Answers.Bytes(Gbk.GetBytes(List()), "text/html"));
    }

    public string Page(int number) => $"""
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{Title(number)}_新闻_某门户</title></head><body>
        <div class="nav"><a href="/">首页</a> <a href="/news/">新闻</a> <a href="/food/">美食</a></div>
        <div class="viewbox"><div class="title"><h2>{Title(number)}</h2></div>
        <div class="info">时间:2026-11-{10 + number:00} 16:14来源:大众网</div>
        <div class="content">
        <p>昨日上午，历时四个月的古槐路综合改造工程全部完工，恢复双向通车。改造后的道路由原来的双向四车道拓宽为六车道，并新增了非机动车专用道，编号{number}。</p>
        <p>据施工方介绍，此次改造同步更换了老旧供水管线，沿线三处易积水点得到根治，施工期间调整的公交线路已经全部恢复原线运行。</p>
        <p>交警部门提醒，新启用的电子警察将于下月一日起正式执法，请驾驶人按标线行驶，行人过街请走斑马线，共同维护良好的交通秩序。</p>
        </div></div>
        <div class="foot">版权声明：转载请注明出处。 <a href="http://a.example/">友情链接</a> <a href="http://b.example/">友情链接二</a></div>
        </body></html>
        """;

    private static string Path(int number) => $"/news/{number}.html";

    private string List()
    {
        var entries = string.Concat(Enumerable.Range(1, _published).Reverse().Select(n =>
            $"<li><span class=\"date\">2026-11-{10 + n:00}</span><a href=\"{Path(n)}\" title=\"{Title(n)}\">{Title(n)}</a></li>\n"));
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
