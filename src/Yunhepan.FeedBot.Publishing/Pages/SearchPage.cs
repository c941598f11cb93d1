using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>Any search, with its own feed.</summary>
internal static class SearchPage
{
    public static Html Render(PageRequest page, SearchQuery query, IReadOnlyList<Article> found, int total)
    {
        var texts = page.Texts;
        var asked = query.Words.Length > 0;
        var topic = asked ? new FeedTopic(FeedKind.Search, query.ToString()) : FeedTopic.All;
        var title = asked ? $"{texts.Search}: {query.Words}" : texts.Search;
        var list = found.Count > 0
            ? ArticleList.Render(page, found, asked ? SearchHits.Parse(query.Words) : null)
            : Html.Of($"""<p class="empty">{(asked ? texts.NothingFound : texts.Nothing)}</p>""");
        return PageLayout.Render(page, new PageFrame(title, texts.SearchHint, topic) { IsIndexed = !asked }, Html.Of($"""
            <div class="hero small"><div class="wrap"><h1>{title}</h1>
            <form class="search big" role="search" aria-label="{texts.Search}" action="{page.Root}/search">
            {WordsField(page, query)}
            {CategoryField(page, query)}
            {page.LanguageField}<button class="button primary">{texts.Search}</button></form>
            <p>{(asked ? found.Count == 0 ? "" : texts.Found(found.Count, total) : texts.SearchHint)}</p></div></div>
            <div class="wrap columns">
            <section class="main" aria-labelledby="found"><h2 id="found">{(asked ? texts.Results : texts.Latest)}</h2>{list}</section>
            <aside>{SubscribeBox.Render(page, topic)}</aside></div>
            """));
    }

    private static Html WordsField(PageRequest page, SearchQuery query)
    {
        var label = page.Texts.SearchLabel;
        var words = Html.Of($"""value="{query.Words}" placeholder="{label}" maxlength="200" required""");
        return Html.Of($"""<label class="hidden" for="find">{label}</label><input id="find" name="q" type="search" {words}>""");
    }

    private static Html CategoryField(PageRequest page, SearchQuery query)
    {
        var options = page.Tree.Of(TopicKind.Category).Select(c => Option(page, c, query.CategoryId));
        var select = Html.Of($"""<select id="within" name="category"><option value="">{page.Texts.All}</option>{options}</select>""");
        return Html.Of($"""<label class="hidden" for="within">{page.Texts.Topics}</label>{select}""");
    }

    private static Html Option(PageRequest page, TopicNode category, string? chosen)
    {
        var indent = new string('\u2003', page.Tree.SelfAndAncestors(category.Kind, category.Id).Count() - 1);
        return Html.Of(
            $"""<option value="{category.Id}"{Html.If(category.Id == chosen, $" selected")}>{indent}{page.NameOf(category)}</option>""");
    }
}
