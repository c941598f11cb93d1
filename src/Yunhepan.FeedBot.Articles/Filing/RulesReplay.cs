using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources.Catalogue;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>One article that other rules would file otherwise.</summary>
/// <param name="Added">With their reasons.</param>
/// <param name="Removed">With the reasons they are there for now.</param>
public sealed record RefiledArticle(
    Guid PublicId, string SourceId, string Title, IReadOnlyList<FiledCategory> Added, IReadOnlyList<FiledCategory> Removed, ArticlePriority Before, ArticlePriority After);

public sealed record FiledCategory(string CategoryId, string Reason);

/// <summary>Plays the rules of a feeds.json over stored articles and says what they would change. Writes nothing.</summary>
public sealed class RulesReplay(ArticlesDb db)
{
    /// <summary>The articles stored since a time that would change, newest first; the last element counts all that were looked at.</summary>
    public async Task<(IReadOnlyList<RefiledArticle> Changed, int Looked)> PlayAsync(
        SourceCatalogue rules, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var filer = new ArticleFiler(new Taxonomy.CurrentCatalogue(() => rules));
        var sources = rules.Sources.ToDictionary(s => s.Id);
        List<RefiledArticle> changed = [];
        var looked = 0;
        await foreach (var article in db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.FirstSeenAt >= since && a.WithdrawnAt == null)
            .OrderByDescending(a => a.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // What no source owns any more stays as it is filed.
            if (!sources.TryGetValue(article.SourceId, out var source))
                continue;
            looked++;
            var before = article.Categories.Select(c => new FiledCategory(c.CategoryId, c.Reason)).ToList();
            var priority = article.Priority;
            filer.File(article, source);
            var after = article.Categories.Select(c => new FiledCategory(c.CategoryId, c.Reason)).ToList();
            var added = after.ExceptBy(before.Select(c => c.CategoryId), c => c.CategoryId).ToList();
            var removed = before.ExceptBy(after.Select(c => c.CategoryId), c => c.CategoryId).ToList();
            if (added.Count + removed.Count > 0 || priority != article.Priority)
                changed.Add(new RefiledArticle(article.PublicId, article.SourceId, article.Title, added, removed, priority, article.Priority));
        }

        return (changed, looked);
    }
}
