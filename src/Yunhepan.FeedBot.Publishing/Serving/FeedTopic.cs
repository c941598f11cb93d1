using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Serving;

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

/// <summary>What a feed or a page is about: everything, one node of a tree with all below it, a search, or one chat's wishes.</summary>
/// <param name="Id">Of the node; of a search its canonical query; of a private feed its token.</param>
internal readonly record struct FeedTopic(FeedKind Feed, string Id)
{
    public static FeedTopic All { get; } = new(FeedKind.All, "");

    /// <summary>The tree it is a node of; null for what is none.</summary>
    public TaxonomyKind? Kind => Feed switch
    {
        FeedKind.Category => TaxonomyKind.Category,
        FeedKind.Publisher => TaxonomyKind.Publisher,
        FeedKind.Source => TaxonomyKind.Source,
        FeedKind.Region => TaxonomyKind.Region,
        _ => null,
    };

    /// <summary>The page for people.</summary>
    public string PagePath => Feed switch
    {
        FeedKind.All or FeedKind.Private => "/",
        FeedKind.Search => "/search?" + Id,
        _ => "/" + Path,
    };

    /// <summary>Where its articles are looked for.</summary>
    public ArticleFilter Filter => Feed switch
    {
        FeedKind.Category => new ArticleFilter { CategoryId = Id },
        FeedKind.Source => new ArticleFilter { SourceId = Id },
        FeedKind.Publisher => new ArticleFilter { PublisherId = Id },
        FeedKind.Region => new ArticleFilter { RegionId = Id },
        FeedKind.Search => SearchQuery.Parse(Id).Filter,
        _ => ArticleFilter.All,
    };

    // As it stands in addresses: all, category/alerts/missing.
    private string Path => Feed switch
    {
        FeedKind.All => "all",
        FeedKind.Search => "search",
        FeedKind.Private => "my/" + Uri.EscapeDataString(Id),
        _ => $"{Segment(Kind!.Value)}/{string.Join('/', Id.Split('/').Select(Uri.EscapeDataString))}",
    };

    /// <summary>The same for ever, wherever the feed is served.</summary>
    public Guid PublicId => ArticleIdentity.PublicId("feed", Kind is { } kind ? $"{Segment(kind)}/{Id}" : Id.Length == 0 ? Path : $"{Path}?{Id}");

    public static TaxonomyKind? ParseKind(string segment) => segment switch
    {
        "category" => TaxonomyKind.Category,
        "source" => TaxonomyKind.Source,
        "publisher" => TaxonomyKind.Publisher,
        "region" => TaxonomyKind.Region,
        _ => null,
    };

    public static string Segment(TaxonomyKind kind) => kind switch
    {
        TaxonomyKind.Category => "category",
        TaxonomyKind.Source => "source",
        TaxonomyKind.Publisher => "publisher",
        _ => "region",
    };

    public static FeedTopic Of(TaxonomyNode node) => Of(node.Kind, node.Id);

    public static FeedTopic Of(TaxonomyKind kind, string id) => new(kind switch
    {
        TaxonomyKind.Category => FeedKind.Category,
        TaxonomyKind.Source => FeedKind.Source,
        TaxonomyKind.Publisher => FeedKind.Publisher,
        _ => FeedKind.Region,
    }, id);

    /// <summary>The path of a feed as a request states it: unescaped, without a query.</summary>
    public string Spelled(FeedFormat format) => Uri.UnescapeDataString($"/feeds/{Path}.{format.Extension}");

    /// <summary>With the query of a search.</summary>
    public string FeedPath(FeedFormat format) => $"/feeds/{Path}.{format.Extension}{(Feed == FeedKind.Search ? "?" + Id : "")}";
}
