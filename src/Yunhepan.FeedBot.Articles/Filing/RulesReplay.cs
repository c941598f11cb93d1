using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>One article that other rules would file otherwise.</summary>
/// <param name="Added">With their reasons.</param>
/// <param name="Removed">With the reasons they are there for now.</param>
public sealed record RefiledArticle(
    Guid PublicId, string SourceId, string Title, IReadOnlyList<FiledTopic> Added, IReadOnlyList<FiledTopic> Removed, Priority Before,
    Priority After);

/// <param name="Kind">Category, region or publisher.</param>
public sealed record FiledTopic(TopicKind Kind, string Id, string Reason);

/// <summary>Plays the rules of a feeds.json over stored articles and says what they would change. Writes nothing.</summary>
public sealed class RulesReplay(ArticlesDb db)
{
    /// <summary>
    /// The articles stored since a time that would change, newest first; the last element counts all that were looked at.
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
            // What no source owns any more stays as it is filed.
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
