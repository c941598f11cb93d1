using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Assigns stored articles to stories: shared fingerprints give a few candidates, the comparison decides, and the lead is chosen
/// again. It works in the caller's transaction.
/// </summary>
public sealed class StoryJoiner(ArticlesDb db, ISourceMoves moves, CurrentCatalogue catalogue)
{
    /// <summary>The number of candidates whose texts are compared.</summary>
    private const int MostCompared = 8;

    /// <summary>
    /// The number of members considered when the lead is chosen: the current lead and the first ones that are not withdrawn, so
    /// that the cost of a story with a thousand members is bounded.
    /// </summary>
    private const int MostWeighed = 32;

    /// <summary>The number of articles whose candidates are read together; it bounds the texts in memory.</summary>
    private const int BatchSize = 50;

    private readonly StoryLead _lead = new(catalogue);

    /// <summary>
    /// Finds the stories of newly stored articles, oldest first, and writes their index entries. The caller saves them.
    /// </summary>
    /// <returns>The articles that joined a story with other members, whose lead must still be chosen.</returns>
    internal async Task<IReadOnlyList<Article>> JoinAsync(IReadOnlyList<Article> stored, CancellationToken cancellationToken)
    {
        List<Article> joined = [];
        foreach (var batch in stored.Chunk(BatchSize))
        {
            // Articles of this batch may belong to stories of the previous one.
            if (joined.Count > 0)
                await db.SaveChangesAsync(cancellationToken);
            List<Member> members = [.. batch.Select(Member.From)];
            await WriteIndexAsync(members, cancellationToken);
            joined.AddRange(await FindAsync(members, cancellationToken));
        }

        return joined;
    }

    /// <summary>Writes only the index entries, after a correction.</summary>
    internal async Task IndexAsync(IReadOnlyList<Article> articles, CancellationToken cancellationToken)
    {
        foreach (var batch in articles.Chunk(BatchSize))
            await WriteIndexAsync([.. batch.Select(Member.From)], cancellationToken);
    }

    /// <summary>
    /// Removes an article that reports something else since its correction from the story it shared, unless another member
    /// reports the same. The feed entry stays with the article whose id it has: if that one leaves, the others get a new entry.
    /// </summary>
    /// <returns>The other members, only a few if there are very many; empty if it stays or was alone.</returns>
    internal async Task<IReadOnlyList<Article>> PartAsync(Article article, CancellationToken cancellationToken)
    {
        var others = await OthersAsync(article, cancellationToken);
        var member = Member.From(article);
        if (others.Exists(o => StoryComparison.MayBeSame(member.Subject, StorySubject.From(o))))
            return [];
        if (others.Count == 0)
            return [];
        if (article.StoryId == article.PublicId)
        {
            var next = others.OrderBy(o => o.FirstSeenAt).ThenBy(o => o.Id).First().PublicId;
            await db.Articles.Where(a => a.StoryId == article.StoryId && a.Id != article.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.StoryId, next), cancellationToken);
            foreach (var other in others)
                other.StoryId = next;
        }
        else
        {
            article.StoryId = article.PublicId;
            // It may belong to a story that others reported in the meantime.
            await FindAsync([member], cancellationToken, earlierAlone: false);
        }

        var sources = others.Select(o => o.SourceId).ToHashSet(StringComparer.Ordinal);
        Ungather(article, becauseOf: null);
        foreach (var other in others.Where(_ => !sources.Contains(article.SourceId)))
            Ungather(other, article.SourceId);
        return others;
    }

    /// <summary>Removes an article from topics in which it is filed because of a member that has left its story.</summary>
    /// <param name="article">The article that stays or leaves.</param>
    /// <param name="becauseOf">The source of that member; null for all of them.</param>
    private void Ungather(Article article, string? becauseOf)
    {
        article.Regions.RemoveAll(r => IsOf(r.ViaStoryOf));
        if (article.Categories.RemoveAll(c => IsOf(c.ViaStoryOf)) > 0)
            ArticleFiler.Prioritise(article, catalogue.Catalogue.Categories);

        bool IsOf(string? sourceId) => sourceId is not null && (becauseOf is null || sourceId == becauseOf);
    }

    private Task<List<Article>> OthersAsync(Article article, CancellationToken cancellationToken) =>
        db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.StoryId == article.StoryId && a.Id != article.Id)
            .OrderBy(a => a.IsRepost).ThenBy(a => a.WithdrawnAt != null).ThenBy(a => a.Id).Take(MostWeighed)
            .ToListAsync(cancellationToken);

    /// <summary>Chooses the lead of a story again after an article joined it, changed, or was withdrawn.</summary>
    /// <param name="membersChanged">True if the set of members changed.</param>
    /// <returns>The other articles that changed by that.</returns>
    internal async Task<IReadOnlyList<Article>> LeadAsync(Article article, bool membersChanged, CancellationToken cancellationToken)
    {
        var others = await OthersAsync(article, cancellationToken);
        if (others.Count == 0)
        {
            article.IsRepost = false;
            return [];
        }

        List<Article> members = [article, .. others];
        var adopted = await moves.AdoptedUrlsAsync(members.Select(m => m.SourceId).Distinct().ToArray(), cancellationToken);
        var lead = _lead.Choose(members, adopted);
        HashSet<Article> changed = [];
        foreach (var member in members.Where(m => m.IsRepost != (m != lead)))
        {
            member.IsRepost = member != lead;
            changed.Add(member);
        }

        // Each member shows who else reports the story. A story with very many members shows only a few, so one more changes
        // nothing unless it leads.
        if (GatherTopics(lead, members) || membersChanged)
            changed.Add(lead);
        if (changed.Count > 1 || (membersChanged && (article.WithdrawnAt is not null || members.Count <= StoryReader.MostShown + 1)))
            changed.UnionWith(members.Where(m => m.WithdrawnAt is null));
        changed.Remove(article);
        return [.. changed];
    }

    /// <summary>Files the lead under the categories and regions of all members, so that the story is found there.</summary>
    /// <returns>Whether that changed anything.</returns>
    private static bool GatherTopics(Article lead, List<Article> members)
    {
        var before = (lead.Categories.Count, lead.Regions.Count, lead.Priority);
        foreach (var (member, category) in members.Where(m => m != lead).SelectMany(m => m.Categories.Select(c => (m, c))).ToList())
        {
            if (category.ViaStoryOf is null && lead.Categories.TrueForAll(c => c.CategoryId != category.CategoryId))
                lead.Categories.Add(StoryFiling.InCategory(category.CategoryId, member.SourceId));
        }

        foreach (var (member, region) in members.Where(m => m != lead).SelectMany(m => m.Regions.Select(r => (m, r))).ToList())
        {
            if (region.ViaStoryOf is null && lead.Regions.TrueForAll(r => r.RegionId != region.RegionId))
                lead.Regions.Add(StoryFiling.InRegion(region.RegionId, member.SourceId));
        }

        if (lead.EndedAt is null)
            lead.Priority = members.Where(m => m.WithdrawnAt is null).Select(m => m.Priority).Append(lead.Priority).Min();
        return before != (lead.Categories.Count, lead.Regions.Count, lead.Priority);
    }

    /// <param name="earlierAlone">If true, an article only joins earlier ones.</param>
    private async Task<List<Article>> FindAsync(List<Member> members, CancellationToken cancellationToken, bool earlierAlone = true)
    {
        int[] fingerprints = [.. members.SelectMany(t => t.Fingerprints).Distinct()];
        if (fingerprints.Length == 0)
            return [];
        var (sql, parameter) = db.SharingFingerprints(fingerprints);
        var sharing = (await db.Database.SqlQueryRaw<Sharing>(sql, parameter).ToListAsync(cancellationToken))
            .ToLookup(s => s.Hash, s => s.ArticleId);
        var candidates = members.ToDictionary(t => t.Article.Id, t => Candidates(t, sharing, earlierAlone));
        var read = await ReadAsync(
            [.. candidates.Values.SelectMany(ids => ids).Except(members.Select(t => t.Article.Id)).Distinct()], cancellationToken);
        var told = members.ToDictionary(t => t.Article.Id);

        List<Article> joined = [];
        foreach (var member in members)
        {
            if (Story(member.Subject, candidates[member.Article.Id].Select(id =>
                // An article of this batch is not stored in its current state yet.
                told.TryGetValue(id, out var other) ? (other.Subject, other.Article.StoryId) : read[id])) is not { } story)
                continue;
            member.Article.StoryId = story;
            joined.Add(member.Article);
        }

        return joined;
    }

    /// <summary>
    /// Returns the story of the first article with the same content. A warning that is given again may also equal a late repost of the
    /// earlier one; it does not join the story of the earlier one.
    /// </summary>
    private static Guid? Story(StorySubject subject, IEnumerable<(StorySubject Subject, Guid Story)> others)
    {
        List<Guid> same = [], earlier = [];
        foreach (var (other, story) in others)
        {
            var verdict = StoryComparison.Compare(subject, other);
            if (verdict.Same)
                same.Add(story);
            else if (verdict.IsGivenAgain)
                earlier.Add(story);
            if (verdict.Same && !subject.MayBeGivenAgain)
                break;
        }
        return same.Except(earlier).Select(story => (Guid?)story).FirstOrDefault();
    }

    /// <summary>Returns the articles that share the most fingerprints.</summary>
    private static List<long> Candidates(Member member, ILookup<int, long> sharing, bool earlierAlone) =>
        [.. member.Fingerprints.SelectMany(f => sharing[f]).Where(id => earlierAlone ? id < member.Article.Id : id != member.Article.Id)
            .GroupBy(id => id).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key)
            .Take(MostCompared).Select(g => g.Key)];

    private async Task<Dictionary<long, (StorySubject Subject, Guid Story)>> ReadAsync(long[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return [];
        var rows = await db.Articles.AsNoTracking().Where(a => ids.Contains(a.Id))
            .Select(a => new
            {
                a.Id, a.StoryId, a.SourceId, a.Title, a.ContentText, a.Summary, a.PublishedAt, a.Url, a.OriginUrl, a.PublishedHasTime,
                a.EndedAt,
            })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(
            a => a.Id,
            a => (new StorySubject(
                a.SourceId, a.Title, a.ContentText.Length > 0 ? a.ContentText : a.Summary ?? "", a.PublishedAt, a.Url, a.OriginUrl)
            {
                Given = new Occasion(a.PublishedAt, a.PublishedHasTime, a.EndedAt),
            }, a.StoryId));
    }

    private Task WriteIndexAsync(List<Member> members, CancellationToken cancellationToken) =>
        db.WriteIndexAsync([.. members.Select(t => t.Entry())], cancellationToken);

    /// <summary>A row of the query for candidates.</summary>
    private sealed record Sharing(int Hash, long ArticleId);

    /// <summary>An article with the data for finding its story.</summary>
    private sealed record Member(Article Article, StorySubject Subject, int[] Fingerprints)
    {
        public static Member From(Article article)
        {
            var subject = StorySubject.From(article);
            // Without fingerprints an unlisted article is found by no other, and finds none.
            return new Member(article, subject, article.IsUnlisted ? []
                : [.. StorySketch.Compute(subject.Text).Union(SameSearch.Marks(subject))]);
        }

        public IndexEntry Entry()
        {
            var text = Article.AvailableText;
            return new IndexEntry(
                Article.Id, Article.IsUnlisted ? [] : SearchText.Words(Article.Title + "\n" + text), Fingerprints,
                [.. ArticleKeys.Compute(Article.SourceId, IdentityEvidence.From(Article))]);
        }
    }
}
