using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>An article that other rules would file differently.</summary>
/// <param name="Added">The topics it would gain, with the reasons.</param>
/// <param name="Removed">The topics it would lose, with the reasons for which it is there now.</param>
public sealed record RefiledArticle(
    Guid PublicId, string SourceId, string Title, IReadOnlyList<FiledTopic> Added, IReadOnlyList<FiledTopic> Removed, Priority Before,
    Priority After);

/// <param name="Kind">The kind: category, region or publisher.</param>
public sealed record FiledTopic(TopicKind Kind, string Id, string Reason);

/// <summary>Applies the rules of a feeds.json to stored articles and reports what they would change, without writing.</summary>
public sealed class RulesReplayer(ArticlesDb db)
{
    /// <summary>
    /// Returns the articles stored since a time that would change, newest first, and the number of articles that were checked.
    /// </summary>
    public async Task<(IReadOnlyList<RefiledArticle> Changed, int Looked)> PlayAsync(
        SourceCatalogue rules, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var filer = new ArticleFiler(new CurrentCatalogue(() => rules));
        var sources = rules.Sources.ToDictionary(s => s.Id);
        List<RefiledArticle> changed = [];
        var looked = 0;
        await foreach (
            var article in db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.FirstSeenAt >= since && a.WithdrawnAt == null)
            .OrderByDescending(a => a.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // Articles of sources that no longer exist stay as they are filed.
            if (!sources.TryGetValue(article.SourceId, out var source))
                continue;
            looked++;
            var before = TopicsOf(article);
            var priority = article.Priority;
            filer.File(article, source);
            var after = TopicsOf(article);
            var added = after.ExceptBy(before.Select(t => (t.Kind, t.Id)), t => (t.Kind, t.Id)).ToList();
            var removed = before.ExceptBy(after.Select(t => (t.Kind, t.Id)), t => (t.Kind, t.Id)).ToList();
            if (added.Count + removed.Count > 0 || priority != article.Priority)
                changed.Add(
                    new RefiledArticle(article.PublicId, article.SourceId, article.Title, added, removed, priority, article.Priority));
        }

        return (changed, looked);
    }

    private static List<FiledTopic> TopicsOf(Article article) =>
    [
        .. article.Categories.Select(c => new FiledTopic(TopicKind.Category, c.CategoryId, c.Reason)),
        .. article.Regions.Select(r => new FiledTopic(TopicKind.Region, r.RegionId, r.Reason)),
        .. article.Publishers.Select(p => new FiledTopic(TopicKind.Publisher, p.PublisherId, p.Reason)),
    ];
}
