namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders the page for a withdrawn article or an unknown address.</summary>
internal static class MissingPage
{
    public static string Render() => PortalFrame.Render(
        $"页面不存在_{PortalFrame.SiteName}",
        "",
        """
        <div class="w960 notfound"><h1>很抱歉，您访问的页面不存在或已被撤下</h1><p><a href="/">返回首页</a></p></div>
        """,
        null);
}
