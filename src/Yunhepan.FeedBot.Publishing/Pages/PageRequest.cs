using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The context for which a page is made: language, clock, addresses.</summary>
internal sealed record PageRequest
{
    public required PageTexts Texts { get; init; }

    public required TopicTree Tree { get; init; }

    public required string BaseUrl { get; init; }

    /// <summary>False if a client invented the address, so that nothing made for it is cached.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>The prefix of all paths of this site: empty, or a path such as <c>/news</c>.</summary>
    public required string Root { get; init; }

    /// <summary>The path of the page, below the root.</summary>
    public required string Path { get; init; }

    /// <summary>The search as <see cref="SearchQuery"/> states it; empty for pages that are no search.</summary>
    public required string Search { get; init; }

    /// <summary>The part of its list that the page shows.</summary>
    public ListPlace Place { get; init; } = ListPlace.First;

    /// <summary>The address of this page, without a language.</summary>
    public string Address => BaseUrl + In(Place);

    /// <c>?lang=zh</c> if the visitor chose a language, so that links keep it without a cookie; otherwise empty.
    public required string LanguageQuery { get; init; }

    public required DateTimeOffset Now { get; init; }

    public string? TelegramBotUrl { get; init; }

    /// <summary>Builds links to the bot; null if no chat platform supports them.</summary>
    public ITopicLinks? TopicLinks { get; init; }

    public static PageRequest From(
        HttpRequest request, TopicTree tree, PublishingOptions options, DateTimeOffset now, ITopicLinks? topicLinks = null)
    {
        var chosen = LanguageTag.Find(request.Query["lang"].ToString());
        var search = SearchOf(request);
        var place = ListPlace.Parse(request, search.Length > 0);
        var query = string.Concat(((string[])[search, place.Query]).Where(part => part.Length > 0).Select(part => part + "&"));
        return new PageRequest
        {
            Texts = PageTexts.For(chosen ?? Preferred(request, tree.Site)),
            Tree = tree,
            BaseUrl = SiteAddress.For(request, tree.Site),
            Root = request.PathBase.ToUriComponent(),
            IsKept = SiteAddress.IsOurs(request, tree.Site),
            Path = request.Path.ToUriComponent(),
            Search = search,
            Place = place,
            PathInLanguage = $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}?{query}lang=",
            LanguageQuery = chosen is { } language ? "?lang=" + LanguageTag.Write(language) : "",
            Now = now,
            TelegramBotUrl = HttpAddress.OrNull(options.TelegramBotUrl ?? topicLinks?.BotUrl),
            TopicLinks = topicLinks,
        };
    }

    /// <summary>Returns the address of one of our pages in the visitor's language.</summary>
    public string Link(string path)
    {
        var (page, fragment) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[at..]) : (path, "");
        return Root + (LanguageQuery.Length > 0 && page.Contains('?', StringComparison.Ordinal)
            ? $"{page}&{LanguageQuery[1..]}" : page + LanguageQuery) + fragment;
    }

    /// <summary>Returns the address of another part of this page's list.</summary>
    public string PlaceLink(ListPlace place) => Link(In(place));

    // The path and the query of this page at a place.
    private string In(ListPlace place) =>
        (Search.Length > 0, place.Query.Length > 0) is (false, false) ? Path
        : $"{Path}?{Search}{(Search.Length > 0 && place.Query.Length > 0 ? "&" : "")}{place.Query}";

    /// <summary>
    /// Returns a link that opens the bot and follows the topic at once if that is possible; null without a bot.
    /// </summary>
    public string? TelegramLink(FeedTopic topic) => TelegramBotUrl is not { } bot ? null
        : StartOf(topic) is { } start ? $"{bot}?start={start}" : bot;

    /// <summary>Returns the path that opens the web chat and offers to follow the topic.</summary>
    public string ChatPath(FeedTopic topic) => StartOf(topic) is { } start ? $"/chat?start={start}" : "/chat";

    private string? StartOf(FeedTopic topic) => topic.Kind is { } kind ? TopicLinks?.StartParameter(kind, topic.Id)
        : topic.Feed == FeedKind.Search && SearchQuery.Parse(topic.Id) is { CategoryId: null, SourceId: null } query
            ? TopicLinks?.WordParameter(query.Words) : null;

    /// <summary>Returns an article as this page shows it; with its content only if asked for.</summary>
    public FeedItem ItemOf(Article article, bool hasContent = false) =>
        FeedItemBuilder.BuildForPage(article, Tree, BaseUrl, Texts.Tag, hasContent);

    /// <summary>The site's name in the visitor's language.</summary>
    public string SiteTitle => Tree.Site.Title.For(Texts.Tag);

    /// <summary>What the site is for, in the visitor's language.</summary>
    public string Pitch => Tree.Site.Description?.For(Texts.Tag) ?? Texts.Pitch;

    public string NameOf(TopicNode node) => LegalText.WithoutBadges(node.Name.For(Texts.Tag));

    /// <summary>The address of this page without a language, for the language switch.</summary>
    public required string PathInLanguage { get; init; }

    private static string SearchOf(HttpRequest request)
    {
        if (!request.Path.Equals("/search", StringComparison.OrdinalIgnoreCase)
            && !request.Path.Equals("/feeds/search", StringComparison.OrdinalIgnoreCase))
            return "";
        var query = SearchQuery.Parse(request.Query);
        return query == new SearchQuery("", null, null) ? "" : query.ToString();
    }

    private static Language Preferred(HttpRequest request, Site site)
    {
        var preferences = request.Headers.AcceptLanguage;
        if (preferences.Count > 0 && StringWithQualityHeaderValue.TryParseList(preferences, out var languages))
        {
            foreach (var preference in languages.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1))
            {
                if (LanguageTag.Recognise(preference.Value.Value) is { } known)
                    return known;
            }
        }

        return LanguageTag.Read(site.Language);
    }
}
