using Yunhepan.FeedBot.SamplePortal.Content;

using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders an article page: the text, and everything around it.</summary>
internal static class ArticlePage
{
    // The number of shared pairs of neighbouring characters of two titles.
    private const int MostlySame = 2;

    /// <summary>Returns the page with this number, from 1; null if the article has no such page.</summary>
    public static string? Render(PortalEdition edition, PortalArticle article, int number)
    {
        if (PortalChannel.Find(article.Text.Channel) is not { } channel || number < 1 || number > PageCount(article))
            return null;
        var parts = new ArticleParts(article, channel, number)
        {
            Related = Related(edition, article),
            Neighbours = Neighbours(edition, article, channel),
        };
        var body = $"""
            <div class="w960 clear">
            <div class="pleft">
            <div class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; <a href="{channel.Path}">{channel.Name}</a> &gt; 正文</div>
            {(channel.Layout == PortalLayout.Tables ? TableArticle.Render(parts) : DivArticle.Render(parts))}
            {Comments(article)}
            </div>
            {SidePanels.Render(edition, channel)}
            </div>
            """;
        return PortalFrame.Render($"{article.Text.Title}_{channel.Name}_{PortalFrame.SiteName}", article.Text.Title, body, channel);
    }

    private static int PageCount(PortalArticle article) => article.Text.BreakAfter > 0 ? 2 : 1;

    /// <summary>
    /// Returns articles that share words of the title, the best first, and only older ones, so that later articles do not change this page.
    /// </summary>
    private static string Related(PortalEdition edition, PortalArticle article)
    {
        var pairs = Pairs(article).ToHashSet(StringComparer.Ordinal);
        var related = edition.Articles.Where(a => a.Id < article.Id)
            .Select(a => (Article: a, Shared: Pairs(a).Distinct(StringComparer.Ordinal).Count(pairs.Contains)))
            .Where(found => found.Shared >= MostlySame)
            .OrderByDescending(found => found.Shared).ThenByDescending(found => found.Article.Id)
            .Take(5).Select(found => $"<li>{Link(found.Article, 24)}</li>").ToList();
        return related.Count == 0 ? "" : Join(related);
    }

    private static IEnumerable<string> Pairs(PortalArticle article)
    {
        var title = article.Text.Title;
        return Enumerable.Range(0, Math.Max(0, title.Length - 1)).Select(i => title.Substring(i, 2))
            .Where(pair => pair.All(char.IsLetterOrDigit));
    }

    private static string Neighbours(PortalEdition edition, PortalArticle article, PortalChannel channel)
    {
        var siblings = edition.In(channel).ToList();
        var previous = siblings.FirstOrDefault(a => a.Id < article.Id);
        var next = siblings.LastOrDefault(a => a.Id > article.Id);
        return $"""
            <li>上一篇：{(previous is null ? "没有了" : Link(previous, 30))}</li>
            <li>下一篇：{(next is null ? "没有了" : Link(next, 30))}</li>
            """;
    }

    private static string Comments(PortalArticle article) =>
        $"""
        <dl class="tbox comment" id="pl"><dt><strong>发表评论</strong><span class="fr">已有 {article.Id % 13} 人参与</span></dt><dd>
        <form action="/plus/feedback.php" method="post"><p>请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</p>
        <textarea name="msg" cols="60" rows="4"></textarea><p>用户名: <input type="text" name="username" size="12" /> 验证码: <input type="text"
        name="validate" size="5" />
        <input type="checkbox" name="notuser" />匿名? <button type="button">发表评论</button></p></form></dd></dl>
        """;
}
