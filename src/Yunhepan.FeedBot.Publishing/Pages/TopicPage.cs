using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>A category, source, publisher or region: what its feed holds, and where the feed is.</summary>
internal static class TopicPage
{
    public static Html Render(PageRequest page, TopicNode node, IReadOnlyList<Article> latest, int count)
    {
        var texts = page.Texts;
        var name = page.NameOf(node);
        var topic = FeedTopic.Of(node);
        var children = page.Tree.ChildrenOf(node.Kind, node.Id).ToArray();
        var address = HttpAddress.OrNull(node.Url);
        return PageLayout.Render(page, new PageFrame(name, $"{name}: {texts.Articles(count)}. {texts.Pitch}", topic), Html.Of($"""
            <div class="hero small"><div class="wrap">{Crumbs(
                page, node)}<h1>{name}{Html.If(node.Priority == Priority.Urgent, $""" <span class="flag">{texts.Urgent}</span>""")}</h1>
            <p>{texts.Articles(
                count)}{Html.If(address is not null, $""" · <a href="{address}" rel="noopener external">{address}</a>""")}</p>
            {Html.If(
                children.Length > 0,
                $"""<p class="chips">{children.Select(
                c => Html.Of(
                    $"""<a class="chip" href="{page.Link(FeedTopic.Of(c).PagePath)}">{page.NameOf(c)}</a>"""))}</p>""")}</div></div>
            <div class="wrap columns">
            <section class="main" aria-labelledby="latest"><h2 id="latest">{texts.Latest}</h2>{ArticleList.Render(page, latest)}</section>
            <aside>{SubscribeBox.Render(page, topic)}{Sources(page, node, latest)}</aside></div>
            """));
    }

    /// <summary>Whose articles stand here: the sources that are configured for it, and those of the articles shown.</summary>
    private static Html Sources(PageRequest page, TopicNode node, IReadOnlyList<Article> latest)
    {
        if (node.Kind == TopicKind.Source)
            return Html.Empty;
        var below = page.Tree.SelfAndDescendants(node.Kind, node.Id).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var seen = latest.Select(a => a.SourceId).ToHashSet(StringComparer.Ordinal);
        var sources = page.Tree.Of(TopicKind.Source)
            .Where(s => seen.Contains(s.Id) || (s.Own(node.Kind) is { } own && below.Contains(own)))
            .ToArray();
        return Html.If(sources.Length > 0, $"""
            <section class="box" aria-labelledby="from"><h2 id="from">{page.Texts.ContributingSources}</h2>
            <ul class="links">{sources.Select(
                s => Html.Of($"""<li><a href="{page.Link(FeedTopic.Of(s).PagePath)}">{page.NameOf(s)}</a></li>"""))}</ul>
            <p class="hint rights">{page.Texts.Rights}</p></section>
            """);
    }

    private static Html Crumbs(PageRequest page, TopicNode node)
    {
        var above = page.Tree.SelfAndAncestors(node.Kind, node.Id).Skip(1).Reverse();
        return Html.Of($"""
            <nav class="crumbs" aria-label="breadcrumb"><a href="{page.Link("/")}">{page.Texts.Home}</a>{above.Select(
                n => Html.Of($"""<a href="{page.Link(FeedTopic.Of(n).PagePath)}">{page.NameOf(n)}</a>"""))}</nav>
            """);
    }
}
