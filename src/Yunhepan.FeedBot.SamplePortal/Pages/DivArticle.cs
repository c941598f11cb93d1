using static Yunhepan.FeedBot.SamplePortal.Pages.PageText;

namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>Renders an article in the newer style: nested boxes, as in the content system's default template.</summary>
internal static class DivArticle
{
    public static string Render(ArticleParts parts) =>
        $"""
        <div class="viewbox">
        {Heading(parts)}
        <div class="info">{parts.Info}</div>
        <div class="bdshare">分享到： <a href="#">新浪微博</a> <a href="#">人人网</a> <a href="#">开心网</a> <a href="#">QQ空间</a></div>
        <div class="content"><div id="contentText">
        {parts.Picture}
        {Join(parts.Paragraphs.Select(p => $"<p>　　{p}</p>"))}
        <div class="editor">{parts.Editor}</div>
        </div></div>
        {parts.Pages}
        <div class="newdigg"><span>顶一下 ({parts.Article.Id % 29})</span> <span>踩一下 ({parts.Article.Id % 3})</span></div>
        <div class="licence">{parts.Licence}</div>
        <div class="context"><ul>
        {parts.Neighbours}
        </ul></div>
        {RelatedBox(parts)}
        </div>
        """;

    private static string Heading(ArticleParts parts) => parts.Channel.Id == "education"
        ? $"""<div class="title"><h2>{parts.Title}</h2></div>"""
        : $"<h1>{parts.Title}</h1>";

    private static string RelatedBox(ArticleParts parts) => parts.Related.Length == 0 ? "" : $"""
        <div class="related"><h3>相关阅读：</h3><ul>
        {parts.Related}
        </ul></div>
        """;
}
