using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Html;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

internal static class ArticlePage
{
    public static Html Render(
        PageRequest page, Article article, IReadOnlyList<Revision> corrections, IReadOnlyList<Article> more,
        IEnumerable<StoryMember> alsoAt)
    {
        var texts = page.Texts;
        var item = page.ItemOf(article);
        var category = article.Categories.Select(c => page.Tree.Find(TopicKind.Category, c.CategoryId)).OfType<TopicNode>()
            .FirstOrDefault();
        var topic = category is null ? FeedTopic.All : FeedTopic.Of(category);
        var frame = new PageFrame(
            item.Title, item.Summary ?? item.Title, topic) { ImageUrl = item.ImageUrl, Kind = "article", PublishedAt = item.Published };
        return PageLayout.Render(page, frame, Html.Of($"""
            <div class="wrap columns">
            <article class="main reading">
            <nav class="crumbs" aria-label="breadcrumb"><a href="{page.Link(
                "/")}">{texts.Home}</a>{Html.If(
                    category is not null,
                    $"""<a href="{page.Link(topic.PagePath)}">{(category is null ? "" : page.NameOf(category))}</a>""")}</nav>
            <h1{ArticleList.Language(page, item)}>{Html.If(
                article.Priority == Priority.Urgent, $"""<strong class="flag">{texts.Urgent}</strong> """)}{item.Title}</h1>
            {ArticleList.Facts(page, article, item, linksOrigin: true)}
            {People(page, article, item)}
            {(article.WithdrawnAt is null ? Body(page, article, item) : Html.Of($"""<p class="notice">{texts.Withdrawn}</p>"""))}
            {Html.If(
                item.Url != item.PageUrl,
                $"""<p class="actions"><a class="button primary" href="{item.Url}" rel="noopener external">{texts.ReadOriginal}</a></p>""")}
            {CorrectionList.Render(page, item.IsWhole ? corrections : WithoutText(corrections), ArticleList.Language(page, item))}
            {AlsoAt(page, alsoAt)}
            {Related(page, article)}
            {Html.If(
                article.WithdrawnAt is null,
                $"""<p class="hint"><a href="{page.Link(
                $"/article/{article.PublicId}/complaint")}" rel="nofollow">{texts.Complaint}</a></p>""")}
            </article>
            <aside>{More(page, article, more)}{SubscribeBox.Render(page, topic)}</aside></div>
            """));
    }

    // What a correction changed in a text that may not be shown.
    private static List<Revision> WithoutText(IReadOnlyList<Revision> corrections) =>
    [
        .. corrections.Select(
            c => new Revision { Number = c.Number, ArticleId = c.ArticleId, Kind = c.Kind, At = c.At,
                Changes = [.. c.Changes.Where(change => change.Field != "text")] })
            .Where(c => c.Changes.Count > 0),
    ];

    private static Html People(PageRequest page, Article article, FeedItem item)
    {
        var editor = LegalText.OneLine(article.Editor);
        return Html.Of($"""
            <p class="facts">{Html.If(
                item.Authors.Count > 0,
                $"<span>{page.Texts.Author}{string.Join(page.Texts.IsChinese ? "、" : ", ", item.Authors)}</span>")}{Html.If(
                editor.Length > 0, $"<span>{page.Texts.Editor}{editor}</span>")}{Html.If(
                    article.ModifiedAt is not null && article.ModifiedAt > article.PublishedAt,
                    $"<span>{page.Texts.Corrected} {page.Time(article.Updated)}</span>")}</p>
            """);
    }

    private static Html Body(PageRequest page, Article article, FeedItem item)
    {
        var shown = item.ImageUrl is null || item.ContentHtml.Contains("<img", StringComparison.OrdinalIgnoreCase);
        return Html.Of($"""
            {Html.If(!shown, $"""<p><img class="lead" src="{item.ImageUrl}" alt="" referrerpolicy="no-referrer"></p>""")}
            <div class="content"{ArticleList.Language(
                page, item)}>{Html.Sanitised(PageHtml.Rewrite(item.ContentHtml, page.Texts.Picture))}</div>
            {Html.If(
                item.Attachments.Count > 0,
                $"""<section class="box"><h2>{page.Texts.Attachments}</h2><ul>{item.Attachments.Select(
                a => Html.Of($"""<li><a href="{a.Url}" rel="noopener external">{a.Title ?? a.Url}</a></li>"""))}</ul></section>""")}
            {Html.If(!item.IsWhole, $"""<p class="hint">{page.Texts.Excerpt}</p>""")}
            {Html.If(item.Licence is not null, $"""<p class="hint">{page.Texts.Licence}{Licence(item)}</p>""")}
            {Html.If(item.Rights is not null && item.Licence is null, $"""<p class="hint">{item.Rights}</p>""")}
            """);
    }

    private static Html Licence(FeedItem item) => item.Licence switch
    {
        null => Html.Empty,
        { Url: { } url, Notice: var notice } => Html.Of($"""<a href="{url}" rel="license noopener external">{notice ?? url}</a>"""),
        { Notice: var notice } => Html.Of($"{notice}"),
    };

    // The other members of the same story: who reads on there sees what each made of it.
    private static Html AlsoAt(PageRequest page, IEnumerable<StoryMember> members)
    {
        var others = members.Select(m => (m.PublicId, Name: NameOf(page, m), Title: LegalText.OneLine(m.Title))).ToArray();
        return Html.If(others.Length > 0, $"""
            <section aria-labelledby="also"><h2 id="also">{page.Texts.AlsoAt}</h2><ul class="links">{others.Select(
                o => Html.Of($"""<li><a href="{page.Link("/article/" + o.PublicId)}">{o.Name}: {o.Title}</a></li>"""))}</ul></section>
            """);
    }

    private static string NameOf(PageRequest page, StoryMember member) =>
        page.Tree.Find(TopicKind.Source, member.SourceId) is { } source ? page.NameOf(source) : member.SourceId;

    private static Html Related(PageRequest page, Article article)
    {
        var links = article.Related.Select(r => (Title: LegalText.OneLine(r.Title), Url: HttpAddress.OrNull(r.Url)))
            .Where(r => r.Url is not null && r.Title.Length > 0).ToArray();
        return Html.If(links.Length > 0, $"""
            <section aria-labelledby="related"><h2 id="related">{page.Texts.Related}</h2><ul class="links">{links.Select(
                l => Html.Of($"""<li><a href="{l.Url}" rel="noopener external">{l.Title}</a></li>"""))}</ul></section>
            """);
    }

    private static Html More(PageRequest page, Article article, IReadOnlyList<Article> more)
    {
        var others = more.Where(a => a.Id != article.Id).Take(6).Select(a => (Id: a.PublicId, Title: page.ItemOf(a).Title)).ToArray();
        return Html.If(others.Length > 0, $"""
            <section class="box" aria-labelledby="more"><h2 id="more">{page.Texts.MoreIn}</h2><ul class="links">{others.Select(
                o => Html.Of($"""<li><a href="{page.Link("/article/" + o.Id)}">{o.Title}</a></li>"""))}</ul></section>
            """);
    }
}
