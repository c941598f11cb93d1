using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

internal static class HomePage
{
    public static Html Render(PageRequest page, IReadOnlyList<Article> latest, IReadOnlyDictionary<FeedTopic, int> counts)
    {
        var texts = page.Texts;
        var telegram = Html.If(
            page.TelegramBotUrl is not null, $"""<a class="button" href="{page.TelegramBotUrl}" rel="noopener">{texts.Telegram}</a>""");
        var rss = Html.Of($"""<a class="button" href="{page.Root}/feeds/all.rss">RSS</a>""");
        var chips = page.Tree.ChildrenOf(TopicKind.Category, id: null)
            .Select(c => Html.Of($"""<a class="chip" href="{page.Link(FeedTopic.Of(c).PagePath)}">{page.NameOf(c)}</a>"""));
        return PageLayout.Render(page, new PageFrame(Title: null, texts.Pitch, FeedTopic.All), Html.Of($"""
            <div class="hero"><div class="wrap"><h1>{page.Tree.Site.Title}</h1><p>{texts.Pitch}</p>
            <p class="actions"><a class="button primary" href="{page.Root}/chat">{texts.Chat}</a>{telegram}{rss}</p>
            <nav class="chips" aria-label="{texts.Topics}">{chips}</nav></div></div>
            <div class="wrap columns">
            <section class="main" aria-labelledby="latest"><h2 id="latest">{texts.Latest}</h2>{ArticleList.Render(page, latest)}</section>
            <aside>
            {SubscribeBox.Render(page, FeedTopic.All)}
            <section class="box" aria-labelledby="topics"><h2 id="topics">{texts.Topics}</h2>
            <ul class="tree"><li>{Node(page, FeedTopic.All, texts.All, Count(page, counts, FeedTopic.All))}</li>{Branch(
                page, counts, TopicKind.Category, parent: null)}</ul></section>
            {Tree(page, counts, TopicKind.Source, "sources", texts.Sources)}
            {Tree(page, counts, TopicKind.Publisher, "publishers", texts.Publishers)}
            {Tree(page, counts, TopicKind.Region, "regions", texts.Regions)}
            </aside></div>
            """));
    }

    private static Html Tree(PageRequest page, IReadOnlyDictionary<FeedTopic, int> counts, TopicKind kind, string id, string title) =>
        Html.If(page.Tree.ChildrenOf(kind, id: null).Any(), $"""
            <section class="box" aria-labelledby="{id}"><h2 id="{id}">{title}</h2><ul class="tree">{Branch(
                page, counts, kind, parent: null)}</ul></section>
            """);

    private static Html Branch(PageRequest page, IReadOnlyDictionary<FeedTopic, int> counts, TopicKind kind, string? parent) =>
        Html.Join(page.Tree.ChildrenOf(kind, parent).Select(node =>
        {
            var topic = FeedTopic.Of(node);
            var below = Branch(page, counts, kind, node.Id);
            var urgent = node.Priority == Priority.Urgent;
            var flag = Html.If(urgent, $"""<span class="flag">{page.Texts.Urgent}</span>""");
            var marks = Html.Of($"{flag}{Count(page, counts, topic)}");
            return Html.Of($"""
                <li>{Node(page, topic, page.NameOf(node), marks)}{Html.If(below.ToString().Length > 0, $"<ul>{below}</ul>")}</li>
                """);
        }));

    private static Html Node(PageRequest page, FeedTopic topic, string name, Html marks)
    {
        var link = Html.Of($"""<a href="{page.Link(topic.PagePath)}">{name}</a>""");
        var feeds = SubscribeBox.Links(page, topic, name);
        return Html.Of($"""<div class="node"><span class="name">{link} <span class="marks">{marks}</span></span>{feeds}</div>""");
    }

    private static Html Count(PageRequest page, IReadOnlyDictionary<FeedTopic, int> counts, FeedTopic topic) =>
        counts.TryGetValue(topic, out var count)
            ? Html.Of($"""<span class="count" title="{page.Texts.Articles(count)}">{count}</span>""")
            : Html.Empty;
}
