using System.Diagnostics;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Topics;

internal enum FeedKind
{
    All,
    Category,
    Publisher,
    Source,
    Region,
    Search,
    Private,
}

/// <summary>
/// The subject of a feed or a page: everything, one node of a tree with its descendants, a search, or one chat's subscriptions.
/// </summary>
/// <param name="Id">The id of the node, the canonical query of a search, or the token of a private feed.</param>
internal readonly record struct FeedTopic(FeedKind Feed, string Id)
{
    public static FeedTopic All { get; } = new(FeedKind.All, "");

    /// <summary>The tree of the node; null if the topic is not a node.</summary>
    public TopicKind? Kind => Feed switch
    {
        FeedKind.Category => TopicKind.Category,
        FeedKind.Publisher => TopicKind.Publisher,
        FeedKind.Source => TopicKind.Source,
        FeedKind.Region => TopicKind.Region,
        FeedKind.All or FeedKind.Search or FeedKind.Private => null,
        _ => throw Unknown(),
    };

    /// <summary>The path of the page with the same articles.</summary>
    public string PagePath => Feed switch
    {
        FeedKind.All or FeedKind.Private => "/",
        FeedKind.Search => "/search?" + Id,
        FeedKind.Category or FeedKind.Publisher or FeedKind.Source or FeedKind.Region => "/" + Path,
        _ => throw Unknown(),
    };

    /// <summary>The filter that its articles pass.</summary>
    public ArticleFilter Filter => Feed switch
    {
        FeedKind.Category => new ArticleFilter { CategoryId = Id },
        FeedKind.Source => new ArticleFilter { SourceId = Id },
        FeedKind.Publisher => new ArticleFilter { PublisherId = Id },
        FeedKind.Region => new ArticleFilter { RegionId = Id },
        FeedKind.Search => SearchQuery.Parse(Id).Filter,
        FeedKind.All or FeedKind.Private => ArticleFilter.All,
        _ => throw Unknown(),
    };

    // The path in addresses: all, category/alerts/missing.
    private string Path => Feed switch
    {
        FeedKind.All => "all",
        FeedKind.Search => "search",
        FeedKind.Private => "my/" + Uri.EscapeDataString(Id),
        FeedKind.Category or FeedKind.Publisher or FeedKind.Source or FeedKind.Region =>
            $"{Segment(Kind!.Value)}/{string.Join('/', Id.Split('/').Select(Uri.EscapeDataString))}",
        _ => throw Unknown(),
    };

    /// <summary>The permanent id of the feed, independent of where it is served.</summary>
    public Guid PublicId =>
        ArticleIdentity.PublicId("feed", Kind is { } kind ? $"{Segment(kind)}/{Id}" : Id.Length == 0 ? Path : $"{Path}?{Id}");

    public static TopicKind? ParseKind(string segment) => segment switch
    {
        "category" => TopicKind.Category,
        "source" => TopicKind.Source,
        "publisher" => TopicKind.Publisher,
        "region" => TopicKind.Region,
        _ => null,
    };

    public static string Segment(TopicKind kind) => kind switch
    {
        TopicKind.Category => "category",
        TopicKind.Source => "source",
        TopicKind.Publisher => "publisher",
        TopicKind.Region => "region",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only trees have feeds."),
    };

    public static FeedTopic For(TopicNode node) => For(node.Kind, node.Id);

    public static FeedTopic For(TopicKind kind, string id) => new(kind switch
    {
        TopicKind.Category => FeedKind.Category,
        TopicKind.Source => FeedKind.Source,
        TopicKind.Publisher => FeedKind.Publisher,
        TopicKind.Region => FeedKind.Region,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only trees have feeds."),
    }, id);

    /// <summary>Returns the path of a feed as a request contains it: unescaped, without a query.</summary>
    public string Spelled(FeedFormat format) => Uri.UnescapeDataString($"/feeds/{Path}.{format.Extension}");

    /// <summary>The path of the page that shows the feed to people, as links contain it.</summary>
    public string FeedPagePath => $"/feeds/{Path}{(Feed == FeedKind.Search ? "?" + Id : "")}";

    /// <summary>The same as a request contains it: unescaped, without a query.</summary>
    public string SpelledPage => Uri.UnescapeDataString($"/feeds/{Path}");

    /// <summary>Returns the path of a feed as links contain it: escaped, with the query of a search.</summary>
    public string FeedPath(FeedFormat format) => $"/feeds/{Path}.{format.Extension}{(Feed == FeedKind.Search ? "?" + Id : "")}";

    // A new kind must not be shown as another one by mistake.
    private UnreachableException Unknown() => new($"No rule is defined for the feed kind {Feed}.");
}
