using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles.Stories;

/// <summary>
/// Puts stored articles into their stories: a few candidates share fingerprints, the comparison decides, and who leads is
/// chosen anew. Works in the caller's transaction.
/// </summary>
public sealed class StoryJoiner(ArticlesDb db, ISourceMoves moves, CurrentCatalogue catalogue)
{
    /// <summary>Candidates whose texts are compared.</summary>
    private const int MostCompared = 8;

    /// <summary>
    /// Tellings that the choice of who leads looks at: whoever leads and the first that still stand, so that a story told a thousand times
    /// costs no more.
    /// </summary>
    private const int MostWeighed = 32;

    /// <summary>Articles whose candidates are read in one go: bounds the texts held.</summary>
    private const int BatchSize = 50;

    private readonly StoryLead _lead = new(catalogue);

    /// <summary>
    /// Finds the stories of articles just stored, the oldest first, and writes their index entries. The caller saves them.
    /// </summary>
    /// <returns>Those that came to a story which others tell; who leads it is still to be chosen.</returns>
    internal async Task<IReadOnlyList<Article>> JoinAsync(IReadOnlyList<Article> stored, CancellationToken cancellationToken)
    {
        List<Article> joined = [];
        foreach (var batch in stored.Chunk(BatchSize))
        {
            // This batch may tell what the one before told.
            if (joined.Count > 0)
                await db.SaveChangesAsync(cancellationToken);
            List<Telling> tellings = [.. batch.Select(Telling.From)];
            await WriteIndexAsync(tellings, cancellationToken);
            joined.AddRange(await FindAsync(tellings, cancellationToken));
        }

        return joined;
    }

    /// <summary>Writes their index entries alone: after a correction.</summary>
    internal async Task IndexAsync(IReadOnlyList<Article> articles, CancellationToken cancellationToken)
    {
        foreach (var batch in articles.Chunk(BatchSize))
            await WriteIndexAsync([.. batch.Select(Telling.From)], cancellationToken);
    }

    /// <summary>
    /// An article that says something else since its correction leaves the story that it told with others, unless one of them
    /// says the same. The entry that readers have stays with the one whose id it is: where that one leaves, the others get another.
    /// </summary>
    /// <returns>The others, a few of very many; empty when it stays, or stood alone.</returns>
    internal async Task<IReadOnlyList<Article>> PartAsync(Article article, CancellationToken cancellationToken)
    {
        var others = await OthersAsync(article, cancellationToken);
        var telling = Telling.From(article);
        if (others.Exists(o => StoryComparison.MayBeSame(telling.Subject, StorySubject.From(o))))
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
            // It may tell what others have told meanwhile.
            await FindAsync([telling], cancellationToken, earlierAlone: false);
        }

        var sources = others.Select(o => o.SourceId).ToHashSet(StringComparer.Ordinal);
        Ungather(article, becauseOf: null);
        foreach (var other in others.Where(_ => !sources.Contains(article.SourceId)))
            Ungather(other, article.SourceId);
        return others;
    }

    /// <summary>Takes an article out of the topics where it is for another member of its story, which has left it.</summary>
    /// <param name="article">Which stays, or goes.</param>
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

    /// <summary>Chooses anew who leads the story of an article that came to it, changed, or was withdrawn.</summary>
    /// <param name="membersChanged">Does another set of articles tell the story than before?</param>
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
        var lead = _lead.Of(members, await moves.AdoptedUrlsAsync(members.Select(m => m.SourceId).Distinct().ToArray(), cancellationToken));
        HashSet<Article> changed = [];
        foreach (var member in members.Where(m => m.IsRepost != (m != lead)))
        {
            member.IsRepost = member != lead;
            changed.Add(member);
        }

        // Each telling shows who else tells the story. Of very many they show a few: one more, unless it leads, changes none of them.
        if (GatherTopics(lead, members) || membersChanged)
            changed.Add(lead);
        if (changed.Count > 1 || (membersChanged && (article.WithdrawnAt is not null || members.Count <= StoryReader.MostShown + 1)))
            changed.UnionWith(members.Where(m => m.WithdrawnAt is null));
        changed.Remove(article);
        return [.. changed];
    }

    /// <summary>A story is found where any of its tellings is filed, by category and by region.</summary>
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

    /// <param name="earlierAlone">Who comes later joins who told it before.</param>
    private async Task<List<Article>> FindAsync(List<Telling> tellings, CancellationToken cancellationToken, bool earlierAlone = true)
    {
        int[] fingerprints = [.. tellings.SelectMany(t => t.Fingerprints).Distinct()];
        if (fingerprints.Length == 0)
            return [];
        var (sql, parameter) = db.SharingFingerprints(fingerprints);
        var sharing = (await db.Database.SqlQueryRaw<Sharing>(sql, parameter).ToListAsync(cancellationToken))
            .ToLookup(s => s.Hash, s => s.ArticleId);
        var candidates = tellings.ToDictionary(t => t.Article.Id, t => Candidates(t, sharing, earlierAlone));
        var read = await ReadAsync(
            [.. candidates.Values.SelectMany(ids => ids).Except(tellings.Select(t => t.Article.Id)).Distinct()], cancellationToken);
        var told = tellings.ToDictionary(t => t.Article.Id);

        List<Article> joined = [];
        foreach (var telling in tellings)
        {
            foreach (var id in candidates[telling.Article.Id])
            {
                // One of this very batch is not stored as it is now.
                var (subject, story) = told.TryGetValue(id, out var other) ? (other.Subject, other.Article.StoryId) : read[id];
                if (!StoryComparison.Compare(telling.Subject, subject).Same)
                    continue;
                telling.Article.StoryId = story;
                joined.Add(telling.Article);
                break;
            }
        }

        return joined;
    }

    /// <summary>The articles that share most with it.</summary>
    private static List<long> Candidates(Telling telling, ILookup<int, long> sharing, bool earlierAlone) =>
        [.. telling.Fingerprints.SelectMany(f => sharing[f]).Where(id => earlierAlone ? id < telling.Article.Id : id != telling.Article.Id)
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

    private Task WriteIndexAsync(List<Telling> tellings, CancellationToken cancellationToken) =>
        db.WriteIndexAsync([.. tellings.Select(t => t.Entry())], cancellationToken);

    /// <summary>A row of the query for candidates.</summary>
    private sealed record Sharing(int Hash, long ArticleId);

    /// <summary>An article with what its story is found by.</summary>
    private sealed record Telling(Article Article, StorySubject Subject, int[] Fingerprints)
    {
        public static Telling From(Article article)
        {
            var subject = StorySubject.From(article);
            return new Telling(article, subject, StorySketch.Compute(subject.Text));
        }

        public IndexEntry Entry()
        {
            var text = Article.ContentText.Length > 0 ? Article.ContentText : Article.Summary ?? "";
            return new IndexEntry(
                Article.Id, SearchText.Words(Article.Title + "\n" + text), Fingerprints,
                [.. ArticleKeys.Compute(Article.SourceId, IdentityEvidence.From(Article))]);
        }
    }
}
