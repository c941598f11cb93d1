using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Puts stored articles into their stories: a few candidates share fingerprints, the comparison decides, and who leads is
/// chosen anew. Works in the caller's transaction and leaves the saving to it.
/// </summary>
public sealed class StoryJoiner(ArticlesDb db, CurrentCatalogue catalogue)
{
    /// <summary>Candidates whose texts are compared.</summary>
    private const int MostCompared = 8;

    private const string Reason = "story: ";

    private readonly StoryLead _lead = new(catalogue);

    /// <summary>Is it there because another telling of the story is?</summary>
    internal static bool IsOfStory(string reason) => reason.StartsWith(Reason, StringComparison.Ordinal);

    /// <summary>Finds the story of a stored article and writes its index entry.</summary>
    /// <returns>Other articles whose place in the story changed.</returns>
    internal async Task<IReadOnlyList<Article>> JoinAsync(Article article, CancellationToken cancellationToken)
    {
        var subject = StorySubject.Of(article);
        var fingerprints = StorySketch.Of(subject.Text);
        var story = await FindAsync(article, subject, fingerprints, cancellationToken);
        await WriteIndexAsync(article, fingerprints, cancellationToken);
        if (story is null)
            return [];
        article.StoryId = story.Value;
        return await LeadAsync(article, cancellationToken);
    }

    /// <summary>Writes its index entry alone: after a correction, or for what an older version stored.</summary>
    internal Task IndexAsync(Article article, CancellationToken cancellationToken) =>
        WriteIndexAsync(article, StorySketch.Of(StorySubject.Of(article).Text), cancellationToken);

    /// <summary>Chooses anew who leads the story of an article that came to it, or was withdrawn.</summary>
    /// <returns>The other articles that changed by that.</returns>
    internal async Task<IReadOnlyList<Article>> LeadAsync(Article article, CancellationToken cancellationToken)
    {
        var others = await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.StoryId == article.StoryId && a.Id != article.Id)
            .ToListAsync(cancellationToken);
        if (others.Count == 0)
            return [];
        List<Article> members = [article, .. others];
        var lead = _lead.Of(members);
        // The one that leads shows who else tells the story: it changed in any case.
        HashSet<Article> changed = [lead];
        foreach (var member in members.Where(m => m.IsRepost != (m != lead)))
        {
            member.IsRepost = member != lead;
            changed.Add(member);
        }

        GatherTopics(lead, members);
        changed.Remove(article);
        return [.. changed];
    }

    /// <summary>A story is found where any of its tellings is filed, by category and by region.</summary>
    private static void GatherTopics(Article lead, List<Article> members)
    {
        foreach (var (member, category) in members.Where(m => m != lead).SelectMany(m => m.Categories.Select(c => (m, c))).ToList())
        {
            if (!IsOfStory(category.Reason) && lead.Categories.TrueForAll(c => c.CategoryId != category.CategoryId))
                lead.Categories.Add(new ArticleCategory { CategoryId = category.CategoryId, Reason = Reason + member.SourceId });
        }

        foreach (var (member, region) in members.Where(m => m != lead).SelectMany(m => m.Regions.Select(r => (m, r))).ToList())
        {
            if (!IsOfStory(region.Reason) && lead.Regions.TrueForAll(r => r.RegionId != region.RegionId))
                lead.Regions.Add(new ArticleRegion { RegionId = region.RegionId, Reason = Reason + member.SourceId });
        }

        lead.Priority = members.Where(m => m.WithdrawnAt is null).Select(m => m.Priority).Append(lead.Priority).Min();
    }

    private async Task<Guid?> FindAsync(Article article, StorySubject subject, int[] fingerprints, CancellationToken cancellationToken)
    {
        if (fingerprints.Length == 0)
            return null;
        var (sql, parameters) = db.SharingFingerprints(fingerprints);
        var sharing = await db.Database.SqlQueryRaw<long>(sql, parameters).ToListAsync(cancellationToken);
        var ids = sharing.Where(id => id != article.Id).GroupBy(id => id)
            .OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key)
            .Take(MostCompared).Select(g => g.Key).ToList();
        if (ids.Count == 0)
            return null;
        var candidates = await db.Articles.AsNoTracking().Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, a.StoryId, a.SourceId, a.Title, a.ContentText, a.Summary, a.PublishedAt, a.Url, a.OriginUrl })
            .ToDictionaryAsync(a => a.Id, cancellationToken);
        foreach (var candidate in ids.Select(id => candidates[id]))
        {
            var other = new StorySubject(
                candidate.SourceId, candidate.Title, candidate.ContentText.Length > 0 ? candidate.ContentText : candidate.Summary ?? "",
                candidate.PublishedAt, candidate.Url, candidate.OriginUrl);
            if (StoryComparison.Compare(subject, other).Same)
                return candidate.StoryId;
        }

        return null;
    }

    private Task WriteIndexAsync(Article article, int[] fingerprints, CancellationToken cancellationToken)
    {
        article.IndexVersion = IndexEntry.Version;
        var text = article.ContentText.Length > 0 ? article.ContentText : article.Summary ?? "";
        long[] keys = [.. ArticleKey.Of(article.SourceId, IdentityEvidence.Of(article))];
        return db.WriteIndexAsync([new IndexEntry(article.Id, SearchText.Words(article.Title + "\n" + text), fingerprints, keys)], cancellationToken);
    }
}
