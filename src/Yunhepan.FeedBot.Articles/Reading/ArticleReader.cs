using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>Which articles: all members must hold; a tree node includes what is below it.</summary>
public sealed record ArticleFilter
{
    public static ArticleFilter All { get; } = new();

    public string? CategoryId { get; init; }

    public string? SourceId { get; init; }

    public string? PublisherId { get; init; }

    public string? RegionId { get; init; }

    /// <summary>Ask for reposts too where they would be left out.</summary>
    public bool EveryTelling { get; init; }

    /// <summary>
    /// Each story is shown once, by the article that leads it; what a source or a publisher itself tells is shown whole,
    /// whoever else tells it.
    /// </summary>
    public bool StoriesOnce => !EveryTelling && SourceId is null && PublisherId is null;
}

/// <summary>What a filter holds at one moment: equal marks mean an equal feed.</summary>
/// <param name="Revision">The highest revision of any article in it, withdrawn ones included, or by which one left it; 0 when it never held
/// any.</param>
/// <param name="ChangedAt">When that revision was written.</param>
public sealed record ArticleMark(long Revision, DateTimeOffset? ChangedAt);

/// <summary>The reading side of the store: queries with names. Scoped, as its context is.</summary>
public sealed class ArticleReader(ArticlesDb db, CurrentTopics topics)
{
    /// <summary>
    /// Newest first by <see cref="Article.SortAt"/>, withdrawn ones and, by default, reposts left out; categories loaded.
    /// </summary>
    public async Task<IReadOnlyList<Article>> LatestAsync(ArticleFilter filter, int count, CancellationToken cancellationToken) =>
        await Shown(filter)
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id)
            .Take(count)
            .Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .AsNoTracking().AsSplitQuery()
            .ToListAsync(cancellationToken);

    /// <summary>The mark of a filter: indexed queries, no article is read.</summary>
    public async Task<ArticleMark> MarkAsync(ArticleFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var revision = await Matching(filter).MaxAsync(a => (long?)a.Revision, cancellationToken) ?? 0;
        if (filter.CategoryId is not null || filter.RegionId is not null || filter.PublisherId is not null)
            revision = Math.Max(revision, await LastDepartureAsync(filter, cancellationToken));
        var at = revision == 0
            ? null
            : await db.Revisions.Where(r => r.Number == revision).Select(r => (DateTimeOffset?)r.At).SingleAsync(cancellationToken);
        return new ArticleMark(revision, at);
    }

    /// <summary>Is there any article in it, or was there one that was withdrawn?</summary>
    public Task<bool> HasEverHeldAsync(ArticleFilter filter, CancellationToken cancellationToken) =>
        Matching(filter).AnyAsync(cancellationToken);

    /// <summary>How many articles a filter holds.</summary>
    public Task<int> CountAsync(ArticleFilter filter, CancellationToken cancellationToken) =>
        Shown(filter).CountAsync(cancellationToken);

    /// <summary>
    /// What was withdrawn, last withdrawn first: for <c>at:deleted-entry</c>. A story that another article goes on to tell is
    /// not among them where the filter shows each story once.
    /// </summary>
    public async Task<IReadOnlyList<Article>> WithdrawnAsync(ArticleFilter filter, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var withdrawn = Matching(filter).Where(a => a.WithdrawnAt != null);
        if (filter.StoriesOnce)
            withdrawn = withdrawn.Where(a => !a.IsRepost);
        return await withdrawn.OrderByDescending(a => a.WithdrawnAt).Take(count).AsNoTracking().ToListAsync(cancellationToken);
    }

    public Task<Article?> FindAsync(Guid publicId, CancellationToken cancellationToken) =>
        db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .SingleOrDefaultAsync(a => a.PublicId == publicId, cancellationToken);

    public Task<Article?> FindAsync(long id, CancellationToken cancellationToken) =>
        db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .SingleOrDefaultAsync(a => a.Id == id, cancellationToken);

    /// <summary>The corrections of an article of which it is known what they changed, the last one first.</summary>
    public async Task<IReadOnlyList<Revision>> CorrectionsAsync(long articleId, int count, CancellationToken cancellationToken)
    {
        var corrections = await db.Revisions.AsNoTracking()
            .Where(r => r.ArticleId == articleId && r.Kind == RevisionKind.Corrected)
            .OrderByDescending(r => r.Number).Take(count)
            .ToListAsync(cancellationToken);
        foreach (var correction in corrections)
            correction.Changes.RemoveAll(c => c.Field == ArticleChange.StoryField);
        return [.. corrections.Where(r => r.Changes.Count > 0)];
    }

    /// <summary>
    /// The article at an address as a reader copies it, of any source; among those without such an identity, a recent one. Null when there
    /// is none.
    /// </summary>
    public async Task<Article?> FindByUrlAsync(string url, DateTimeOffset recent, CancellationToken cancellationToken)
    {
        var identity = ArticleIdentity.OfUrl(url);
        // Identities are unique within their source: by the derived ids one index finds it in any.
        foreach (var ids in topics.Tree.Of(TopicKind.Source).Select(s => ArticleIdentity.PublicId(s.Id, identity)).Chunk(500))
        {
            if (await db.Articles.AsNoTracking().Include(a => a.Categories)
                .FirstOrDefaultAsync(a => ids.Contains(a.PublicId), cancellationToken) is { } found)
                return found;
        }

        return await db.Articles.AsNoTracking().Include(a => a.Categories)
            .Where(a => a.SortAt >= recent && a.Url == url)
            .OrderByDescending(a => a.SortAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// All articles that somebody may mean by a name, see <see cref="ArticleName"/>, at most ten: several may have one address. Those
    /// that their source withdrew are meant only where there is no other. The id of a story's entry is that of the article that told
    /// it first; where that is gone, whoever leads the story now.
    /// </summary>
    public async Task<IReadOnlyList<Article>> NamedAsync(string named, CancellationToken cancellationToken)
    {
        var name = ArticleName.Parse(named);
        if (name.Id is { } number)
            return await FindAsync(number, cancellationToken) is { } numbered ? [numbered] : [];
        if (name.PublicId is { } id)
        {
            var found = await FindAsync(id, cancellationToken)
                ?? await Whole.Where(a => a.StoryId == id && !a.IsRepost).OrderBy(a => a.Id).FirstOrDefaultAsync(cancellationToken);
            if (found is not null)
                return [found];
        }

        return name.Address is { } address ? await AtAsync(address, cancellationToken) : [];
    }

    /// <summary>Why an article that is stored no more was taken down, as readers see it; null when it was not.</summary>
    public Task<string?> TakenDownBecauseAsync(Guid publicId, CancellationToken cancellationToken) =>
        db.Takedowns.Where(t => t.PublicId == publicId && t.RestoredAt == null).Select(t => (string?)t.Reason)
            .FirstOrDefaultAsync(cancellationToken);

    private IQueryable<Article> Whole =>
        db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers);

    /// <summary>By an address of its own site in any spelling, one that stands before one that was withdrawn.</summary>
    private async Task<IReadOnlyList<Article>> AtAsync(string address, CancellationToken cancellationToken)
    {
        // Each source has a key of its own for it.
        var folded = FoldedUrl.Fold(address);
        var sources = await db.Articles.Select(a => a.SourceId).Distinct().ToListAsync(cancellationToken);
        var keys = sources.Select(s => ArticleKeys.OfLink(s, folded)).ToArray();
        var ids = await db.Keys.Where(k => keys.Contains(k.Hash)).Select(k => k.ArticleId).ToListAsync(cancellationToken);
        var all = await FirstOfAsync(Whole.Where(a => ids.Contains(a.Id)));
        if (all.Count == 0)
            all = await FirstOfAsync(Whole.Where(a => a.Url == address));
        var meant = all.Where(a => a.WithdrawnAt is null || a.IsTakenDown).ToList();
        return meant.Count > 0 ? meant : all;

        Task<List<Article>> FirstOfAsync(IQueryable<Article> found) =>
            found.OrderBy(a => a.WithdrawnAt != null).ThenBy(a => a.Id).Take(10).ToListAsync(cancellationToken);
    }

    private async Task<long> LastDepartureAsync(ArticleFilter filter, CancellationToken cancellationToken)
    {
        string[] categories = Of(TopicKind.Category, filter.CategoryId), regions = Of(TopicKind.Region, filter.RegionId),
            publishers = Of(TopicKind.Publisher, filter.PublisherId);
        return await db.Departures
            .Where(d => (d.Kind == TopicKind.Category && categories.Contains(d.TopicId))
                || (d.Kind == TopicKind.Region && regions.Contains(d.TopicId))
                || (d.Kind == TopicKind.Publisher && publishers.Contains(d.TopicId)))
            .MaxAsync(d => (long?)d.Revision, cancellationToken) ?? 0;

        string[] Of(TopicKind kind, string? id) => id is null ? [] : Below(kind, id);
    }

    internal IQueryable<Article> Shown(ArticleFilter filter)
    {
        var shown = Matching(filter).Where(a => a.WithdrawnAt == null);
        return filter.StoriesOnce ? shown.Where(a => !a.IsRepost) : shown;
    }

    internal IQueryable<Article> Matching(ArticleFilter filter)
    {
        var articles = db.Articles.AsQueryable();
        if (filter.CategoryId is { } category)
        {
            var ids = Below(TopicKind.Category, category);
            articles = articles.Where(a => a.Categories.Any(c => ids.Contains(c.CategoryId)));
        }

        if (filter.SourceId is { } source)
            articles = articles.Where(a => a.SourceId == source);
        if (filter.PublisherId is { } publisher)
        {
            var ids = Below(TopicKind.Publisher, publisher);
            articles = articles.Where(a =>
                (a.PublisherId != null && ids.Contains(a.PublisherId))
                || (!a.IsRepost && a.Publishers.Any(p => ids.Contains(p.PublisherId))));
        }

        if (filter.RegionId is { } region)
        {
            var ids = Below(TopicKind.Region, region);
            articles = articles.Where(
                a => (a.RegionId != null && ids.Contains(a.RegionId)) || a.Regions.Any(r => ids.Contains(r.RegionId)));
        }

        return articles;
    }

    private string[] Below(TopicKind kind, string id) =>
        [.. topics.Tree.SelfAndDescendants(kind, id).Select(n => n.Id).DefaultIfEmpty(id)];
}
