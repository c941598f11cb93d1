using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>From the store to bytes. Scoped, as its reader is.</summary>
internal sealed class FeedRenderer(ArticleReader articles, CurrentTaxonomy taxonomy, IOptions<PublishingOptions> options)
{
    public Task<ArticleMark> MarkAsync(FeedKey key, CancellationToken cancellationToken) =>
        articles.MarkAsync(key.Topic.Filter, cancellationToken);

    public async Task<RenderedFeed> RenderAsync(FeedKey key, ArticleMark mark, CancellationToken cancellationToken)
    {
        var tree = taxonomy.Tree;
        var latest = await articles.LatestAsync(key.Topic.Filter, key.Count, cancellationToken);
        var document = Document(key, mark, tree, latest);
        return RenderedFeed.Of(key.Format.Write(document), key.Format, mark.ChangedAt ?? FeedXml.Beginning);
    }

    private FeedDocument Document(FeedKey key, ArticleMark mark, TaxonomyTree tree, IReadOnlyList<Article> latest)
    {
        var language = tree.Site.Language;
        var node = key.Topic.Kind is { } kind ? tree.Find(kind, key.Topic.Id) : null;
        var title = PlainText.OneLine(node is null ? tree.Site.Title : $"{node.NameFor(language)} - {tree.Site.Title}");
        return new FeedDocument
        {
            Id = key.Topic.PublicId,
            Title = title,
            Description = Describe(node, language),
            Language = language,
            BaseUrl = key.BaseUrl,
            SelfUrl = key.BaseUrl + key.Topic.FeedPath(key.Format) + key.Query,
            HomeUrl = key.BaseUrl + key.Topic.PagePath,
            SiteTitle = PlainText.OneLine(tree.Site.Title),
            ChangedAt = mark.ChangedAt?.ToOffset(tree.Site.TimeZone.GetUtcOffset(mark.ChangedAt.Value)),
            TimeToLiveMinutes = Math.Max(1, options.Value.MaxAgeSeconds / 60),
            Items = [.. latest.Select(a => FeedItems.Of(a, tree, key.BaseUrl))],
        };
    }

    private static string Describe(TaxonomyNode? node, string language)
    {
        var zh = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        return node is null
            ? zh ? "全部来源的最新文章，注明原始出处。" : "The latest articles of all sources, each with its origin."
            : PlainText.OneLine(zh ? $"{node.NameFor(language)}：最新文章，注明原始出处。" : $"{node.NameFor(language)}: the latest articles, each with its origin.");
    }
}
