using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders the column next to lists and articles: rankings, recommendations, adverts.</summary>
internal static class SidePanels
{
    public static string Render(PortalEdition edition, PortalChannel channel) =>
        $"""
        <div class="pright">
        {Ranking("热点内容", edition.In(channel))}
        <div class="adbox"><a href="http://ad.example/?id=2" target="_blank"
        rel="nofollow">驾校招生<br /><b>一人一车 随到随学</b><br />湖滨路 · 常年报名</a></div>
        {Ranking("全站排行", edition.Articles.Where(a => a.Text.Channel != channel.Id))}
        <div class="adbox gold"><a href="http://ad.example/?id=3" target="_blank" rel="nofollow">老银匠首饰<br /><b>以旧换新 免收工费</b></a></div>
        </div>
        """;

    /// <summary>The articles of the start lead the rankings, so that these do not change with every article.</summary>
    private static string Ranking(string heading, IEnumerable<PortalArticle> articles)
    {
        var top = articles.OrderBy(a => a.Text.Live).ThenByDescending(Clicks).Take(8)
            .Select((a, index) => $"""<li class="n{index + 1}"><em>{index + 1}</em>{Link(a, 15)}</li>""");
        return $"""
            <dl class="tbox rank"><dt><strong>{heading}</strong></dt><dd><ul>
            {Join(top)}
            </ul></dd></dl>
            """;
    }
}
