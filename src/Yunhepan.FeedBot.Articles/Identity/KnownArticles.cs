using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>The articles of one source that a batch of offered items may be, and which item is which.</summary>
internal sealed class KnownArticles
{
    private readonly string _sourceId;
    private readonly Dictionary<string, Article> _byIdentity;
    private readonly ILookup<long, Article> _byKey;
    private readonly Dictionary<long, List<Article>> _added = [];

    private KnownArticles(string sourceId, Dictionary<string, Article> byIdentity, ILookup<long, Article> byKey) =>
        (_sourceId, _byIdentity, _byKey) = (sourceId, byIdentity, byKey);

    public static async Task<KnownArticles> ReadAsync(
        ArticlesDb db, string sourceId, IReadOnlyList<OfferedArticle> offered, CancellationToken cancellationToken)
    {
        var identities = offered.Select(o => o.Identity)
            .Concat(offered.Where(o => o.Item.Url is not null).Select(o => ArticleIdentity.OfUrl(o.Item.Url!)))
            .Distinct().ToArray();
        var keys = offered.SelectMany(o => ArticleKey.Of(sourceId, IdentityEvidence.Of(o.Identity, o.Item))).Distinct().ToArray();
        var candidates = await db.Keys.Where(k => keys.Contains(k.Hash)).ToListAsync(cancellationToken);
        // Two questions: asked as one, SQLite would walk over all that the source ever published.
        var named = await db.Articles.Where(a => a.SourceId == sourceId && identities.Contains(a.Identity)).Select(a => a.Id).ToListAsync(cancellationToken);
        var ids = candidates.Select(k => k.ArticleId).Union(named).ToArray();
        var articles = (await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => ids.Contains(a.Id))
            .ToListAsync(cancellationToken)).Where(a => a.SourceId == sourceId).ToDictionary(a => a.Id);
        return new KnownArticles(
            sourceId,
            articles.Values.ToDictionary(a => a.Identity),
            candidates.Where(k => articles.ContainsKey(k.ArticleId)).ToLookup(k => k.Hash, k => articles[k.ArticleId]));
    }

    /// <summary>The article that an item is; else the identity that a new one takes.</summary>
    public (Article? Article, string Identity) Find(string identity, SourceItem item)
    {
        var evidence = IdentityEvidence.Of(identity, item);
        foreach (var candidate in Candidates(evidence))
        {
            if (IdentityComparison.Compare(evidence, IdentityEvidence.Of(candidate)).Same)
                return (candidate, candidate.Identity);
        }

        // The guid is another's: the link names the article, else what it says.
        string[] identities = [identity, item.Url is { } url ? ArticleIdentity.OfUrl(url) : identity, "hash:" + evidence.ContentHash];
        var free = Array.Find(identities, i => !_byIdentity.ContainsKey(i));
        return free is null ? (_byIdentity[identities[^1]], identities[^1]) : (null, free);
    }

    public void Add(Article article)
    {
        _byIdentity.Add(article.Identity, article);
        foreach (var key in ArticleKey.Of(_sourceId, IdentityEvidence.Of(article)))
        {
            if (!_added.TryGetValue(key, out var articles))
                _added[key] = articles = [];
            articles.Add(article);
        }
    }

    private IEnumerable<Article> Candidates(IdentityEvidence evidence)
    {
        if (_byIdentity.TryGetValue(evidence.Identity, out var same))
            yield return same;
        foreach (var key in ArticleKey.Of(_sourceId, evidence))
        {
            foreach (var article in _byKey[key].Concat(_added.GetValueOrDefault(key) ?? []))
                yield return article;
        }
    }
}
