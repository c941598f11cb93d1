using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders a channel's list of articles, page by page.</summary>
internal static class ListPage
{
    public const int PageSize = 8;

    /// <summary>Returns the page with this number, from 1; null beyond the last one.</summary>
    public static string? Render(PortalEdition edition, PortalChannel channel, int number)
    {
        var articles = edition.In(channel).ToList();
        var pages = Math.Max(1, (articles.Count + PageSize - 1) / PageSize);
        if (number < 1 || number > pages)
            return null;
        var rows = articles.Skip((number - 1) * PageSize).Take(PageSize).ToList();
        var body = $"""
            <div class="w960 clear">
            <div class="pleft">
            <div class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; <a href="{channel.Path}">{channel.Name}</a> &gt; </div>
            {(channel.Layout == PortalLayout.Tables ? TableRows(rows) : Summaries(rows, channel))}
            {Pagination(number, pages, articles.Count)}
            </div>
            {SidePanels.Render(edition, channel)}
            </div>
            """;
        return PortalFrame.Render($"{channel.Name}_{PortalFrame.SiteName}", channel.Name, body, channel);
    }

    private static string TableRows(IEnumerable<PortalArticle> articles)
    {
        var rows = articles.Select(a => $"""
            <tr><td height="30" class="t"><font color="#d00">■</font> {Link(
                a, 26)}</td><td class="date">{Date(a, "yyyy-MM-dd HH:mm")}</td></tr>
            <tr><td colspan="2" class="dots"></td></tr>
            """);
        return $"""
            <table width="100%" border="0" cellspacing="0" cellpadding="0" class="tablelist">
            {Join(rows)}
            </table>
            """;
    }

    private static string Summaries(IEnumerable<PortalArticle> articles, PortalChannel channel)
    {
        var rows = articles.Select(a => $"""
            <li>{Picture(a)}[<b><a href="{channel.Path}">{channel.Name}</a></b>] <span class="title">{Link(a, 26)}</span>
            <span class="info"><small>日期：</small>{Date(
                a, "yyyy-MM-dd HH:mm:ss")} <small>点击：</small>{Clicks(a)} <small>好评：</small>{a.Id % 9}</span>
            <p class="intro">{Intro(a, 66)}</p></li>
            """);
        return $"""
            <ul class="e2">
            {Join(rows)}
            </ul>
            """;
    }

    private static string Picture(PortalArticle article) => article.Text.Image
        ? $"""<a href="{article.Path}" class="preview"><img src="/pic/{article.Id}.png" width="80" height="60" alt="" /></a>"""
        : "";

    private static string Pagination(int number, int pages, int total)
    {
        var numbers = Enumerable.Range(1, pages).Where(n => Math.Abs(n - number) <= 4)
            .Select(n => n == number ? $"""<li class="thisclass">{n}</li>""" : $"""<li><a href="{File(n)}">{n}</a></li>""");
        var next = number < pages ? $"""<li><a href="{File(number + 1)}">下一页</a></li>""" : "";
        return $"""
            <div class="dede_pages"><ul class="pagelist">
            <li><a href="{File(1)}">首页</a></li>
            {Join(numbers)}
            {next}
            <li><a href="{File(pages)}">末页</a></li>
            <li><span class="pageinfo">共 <strong>{pages}</strong>页<strong>{total}</strong>条</span></li>
            </ul></div>
            """;
    }

    private static string File(int number) => number == 1 ? "index.html" : $"list_{number}.html";
}
