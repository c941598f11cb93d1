using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Reading;

/// <summary>Selects articles: all members must hold; a tree node includes its descendants.</summary>
public sealed record ArticleFilter
{
    public static ArticleFilter All { get; } = new();

    public string? CategoryId { get; init; }

    public string? SourceId { get; init; }

    public string? PublisherId { get; init; }

    public string? RegionId { get; init; }

    /// <summary>True to include all members of a story, where only its lead would be shown.</summary>
    public bool EveryMember { get; init; }

    /// <summary>True to include articles of unlisted sources: for readers who follow the source.</summary>
    public bool IncludesUnlisted { get; init; }

    /// <summary>
    /// True if each story is shown once, by its lead article; the articles of a single source or publisher are always shown in
    /// full.
    /// </summary>
    public bool StoriesOnce => !EveryMember && SourceId is null && PublisherId is null;
}

/// <summary>The state of a filter's articles at one moment: equal marks mean an equal feed.</summary>
/// <param name="Revision">The highest revision of any article in it, including withdrawn ones, or by which one left it; 0 if it
/// never held any.</param>
/// <param name="ChangedAt">When that revision was written.</param>
public sealed record ArticleMark(long Revision, DateTimeOffset? ChangedAt);

/// <summary>The reading side of the store: queries with names. Scoped, like its context.</summary>
public sealed class ArticleReader(ArticlesDb db, CurrentTopics topics)
{
    /// <summary>
    /// Returns the newest articles by <see cref="Article.SortAt"/>, without withdrawn ones and, by default, reposts; categories
    /// are loaded.
    /// </summary>
    public async Task<IReadOnlyList<Article>> LatestAsync(ArticleFilter filter, int count, CancellationToken cancellationToken) =>
        await Shown(filter)
            .OrderByDescending(a => a.SortAt).ThenByDescending(a => a.Id)
            .Take(count)
            .Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .AsNoTracking().AsSplitQuery()
            .ToListAsync(cancellationToken);

    /// <summary>Returns the mark of a filter with indexed queries that read no article.</summary>
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

    /// <summary>Returns true if the filter contains an article or contained one that was withdrawn.</summary>
    public Task<bool> HasEverHeldAsync(ArticleFilter filter, CancellationToken cancellationToken) =>
        Matching(filter).AnyAsync(cancellationToken);

    /// <summary>Returns the number of articles in a filter.</summary>
    public Task<int> CountAsync(ArticleFilter filter, CancellationToken cancellationToken) =>
        Shown(filter).CountAsync(cancellationToken);

    /// <summary>
    /// Returns withdrawn articles for <c>at:deleted-entry</c>, the most recently withdrawn first. If the filter shows each story
    /// once, articles whose story continues with another article are not included.
    /// </summary>
    public async Task<IReadOnlyList<Article>> WithdrawnAsync(ArticleFilter filter, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var withdrawn = Matching(filter).Where(a => a.WithdrawnAt != null);
        if (filter.StoriesOnce)
            withdrawn = withdrawn.Where(a => !a.IsRepost);
        return await withdrawn.OrderByDescending(a => a.WithdrawnAt).Take(count).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>Returns an article that everybody may see; null if there is none.</summary>
    public async Task<Article?> FindAsync(Guid publicId, CancellationToken cancellationToken) =>
        await FindFollowedAsync(publicId, cancellationToken) is { IsUnlisted: false } article ? article : null;

    /// <summary>
    /// Returns an article even if it is unlisted: for the operator, and for chats, which know the id only from a message that
    /// they received (nobody can guess it, because it is derived from the random id of its source).
    /// </summary>
    public Task<Article?> FindFollowedAsync(Guid publicId, CancellationToken cancellationToken) =>
        db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .SingleOrDefaultAsync(a => a.PublicId == publicId, cancellationToken);

    public Task<Article?> FindAsync(long id, CancellationToken cancellationToken) =>
        db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .SingleOrDefaultAsync(a => a.Id == id, cancellationToken);

    /// <summary>Returns the corrections of an article whose changes are known, the latest first.</summary>
    public async Task<IReadOnlyList<Revision>> CorrectionsAsync(long articleId, int count, CancellationToken cancellationToken)
    {
        var corrections = await db.Revisions.AsNoTracking()
            .Where(r => r.ArticleId == articleId && r.Kind == RevisionKind.Corrected)
            .OrderByDescending(r => r.Number).Take(count)
            .ToListAsync(cancellationToken);
        foreach (var correction in corrections)
            correction.Changes.RemoveAll(c => c.Field == ChangedField.Story);
        return [.. corrections.Where(r => r.Changes.Count > 0)];
    }

    /// <summary>
    /// Returns the article of any source at an address as a reader copies it, or that of its page here; among those without such an
    /// identity, a recent one. Returns null if there is none.
    /// </summary>
    public async Task<Article?> FindByUrlAsync(string url, DateTimeOffset recent, CancellationToken cancellationToken)
    {
        if (ArticleName.Parse(url).PublicId is { } id && await FindAsync(id, cancellationToken) is { } ours)
            return ours;
        var identity = ArticleIdentity.OfUrl(url);
        // Identities are unique only within their source, so one index lookup by the derived ids finds the article in any source.
        foreach (var ids in topics.Tree.NodesOf(TopicKind.Source).Select(s => ArticleIdentity.PublicId(s.Id, identity)).Chunk(500))
        {
            if (await db.Articles.AsNoTracking().Include(a => a.Categories)
                .FirstOrDefaultAsync(a => ids.Contains(a.PublicId) && !a.IsUnlisted, cancellationToken) is { } found)
                return found;
        }

        return await db.Articles.AsNoTracking().Include(a => a.Categories)
            .Where(a => a.SortAt >= recent && a.Url == url && !a.IsUnlisted)
            .OrderByDescending(a => a.SortAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Returns all articles that a name may mean, see <see cref="ArticleName"/>, at most ten, because several may have one
    /// address. Withdrawn ones count only if there is no other. The id of a story's entry is that of its first article; if that
    /// is gone, the current lead is returned. It is for the operator: unlisted articles are included.
    /// </summary>
    public async Task<IReadOnlyList<Article>> NamedAsync(string named, CancellationToken cancellationToken)
    {
        var name = ArticleName.Parse(named);
        if (name.Id is { } number)
            return await FindAsync(number, cancellationToken) is { } numbered ? [numbered] : [];
        if (name.PublicId is { } id)
        {
            var found = await FindFollowedAsync(id, cancellationToken)
                ?? await Whole.Where(a => a.StoryId == id && !a.IsRepost).OrderBy(a => a.Id).FirstOrDefaultAsync(cancellationToken);
            if (found is not null)
                return [found];
        }

        return name.Address is { } address ? await AtAsync(address, cancellationToken) : [];
    }

    /// <summary>Returns why an article that is no longer stored was taken down, as readers see it; null if it was not.</summary>
    public Task<string?> TakenDownBecauseAsync(Guid publicId, CancellationToken cancellationToken) =>
        db.Takedowns.Where(t => t.PublicId == publicId && t.RestoredAt == null).Select(t => (string?)t.Reason)
            .FirstOrDefaultAsync(cancellationToken);

    private IQueryable<Article> Whole =>
        db.Articles.AsNoTracking().Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers);

    /// <summary>Finds articles by an address of their own site in any spelling, published ones before withdrawn ones.</summary>
    private async Task<IReadOnlyList<Article>> AtAsync(string address, CancellationToken cancellationToken)
    {
        // Each source has a separate key for the address.
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
        string[] categories = Ids(TopicKind.Category, filter.CategoryId), regions = Ids(TopicKind.Region, filter.RegionId),
            publishers = Ids(TopicKind.Publisher, filter.PublisherId);
        return await db.Departures
            .Where(d => (d.Kind == TopicKind.Category && categories.Contains(d.TopicId))
                || (d.Kind == TopicKind.Region && regions.Contains(d.TopicId))
                || (d.Kind == TopicKind.Publisher && publishers.Contains(d.TopicId)))
            .MaxAsync(d => (long?)d.Revision, cancellationToken) ?? 0;

        string[] Ids(TopicKind kind, string? id) => id is null ? [] : Below(kind, id);
    }

    internal IQueryable<Article> Shown(ArticleFilter filter)
    {
        var shown = Matching(filter).Where(a => a.WithdrawnAt == null);
        return filter.StoriesOnce ? shown.Where(a => !a.IsRepost) : shown;
    }

    internal IQueryable<Article> Matching(ArticleFilter filter)
    {
        var articles = db.Articles.AsQueryable();
        // What was read in private stays so when its source is listed: from then on everybody can name it.
        if (!filter.IncludesUnlisted || (filter.SourceId is { } asked && topics.Tree.Find(TopicKind.Source, asked) is not null))
            articles = articles.Where(a => !a.IsUnlisted);
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
