using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>The articles of one source that a batch of offered items may be, and which item is which.</summary>
internal sealed class KnownArticles
{
    /// <summary>
    /// The number of articles read for one key, besides twice as many as are offered: one page may have had thousands of items.
    /// </summary>
    private const int OfOneKey = 32;

    private const int MostOfOneKey = 1_000;

    /// <summary>An address with more articles is a page of many.</summary>
    private const int MostGivenAnew = 12;

    private readonly string _sourceId;
    private readonly Dictionary<string, Article> _byIdentity;
    private readonly ILookup<long, Article> _byKey;
    private readonly Dictionary<ArticleDraft, IdentityEvidence> _evidence;
    private readonly Dictionary<Article, IdentityEvidence> _known = [];
    private readonly Dictionary<long, List<Article>> _added = [];

    private readonly Func<string, bool>? _isListed;

    /// <summary>The folded links of the items of this batch.</summary>
    private readonly HashSet<string> _links;

    /// <summary>
    /// Articles that an item of this batch already matches exactly; on a page of many items no other item is the same article.
    /// </summary>
    private readonly HashSet<Article> _taken;

    private KnownArticles(
        string sourceId, Dictionary<string, Article> byIdentity, ILookup<long, Article> byKey, Dictionary<ArticleDraft,
        IdentityEvidence> evidence, Func<string, bool>? isListed)
    {
        (_sourceId, _byIdentity, _byKey, _evidence, _isListed) = (sourceId, byIdentity, byKey, evidence, isListed);
        _links = evidence.Values.Select(e => e.Link).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var contents = evidence.Values.Select(e => e.ContentHash).ToHashSet(StringComparer.Ordinal);
        _taken = [.. byIdentity.Values.Where(a => contents.Contains(a.ContentHash))];
    }

    /// <param name="db">The articles.</param>
    /// <param name="sourceId">The source of the batch.</param>
    /// <param name="offered">The batch.</param>
    /// <param name="isListed">Returns whether the document of the batch lists an address. Null if the batch is all that is known
    /// of it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<KnownArticles> ReadAsync(
        ArticlesDb db, string sourceId, IReadOnlyList<ArticleDraft> offered, Func<string, bool>? isListed,
        CancellationToken cancellationToken)
    {
        var evidence = new Dictionary<ArticleDraft, IdentityEvidence>(ReferenceEqualityComparer.Instance);
        foreach (var item in offered)
            evidence[item] = IdentityEvidence.From(ArticleIdentity.StatedBy(item), item);
        var identities = offered.Select(ArticleIdentity.StatedBy)
            .Concat(offered.Where(o => o.Url is not null).Select(o => ArticleIdentity.OfUrl(o.Url!)))
            .Concat(offered.Where(o => o.Distinction is not null).Select(o => ArticleIdentity.Plain(o)))
            .Distinct().ToArray();
        var keys = evidence.Values.SelectMany(e => ArticleKeys.Compute(sourceId, e)).Distinct().ToArray();
        var most = Math.Min(MostOfOneKey, OfOneKey + (2 * offered.Count));
        var candidates = (await db.Keys.Where(k => keys.Contains(k.Hash)).ToListAsync(cancellationToken))
            .GroupBy(k => k.Hash).SelectMany(g => g.OrderByDescending(k => k.ArticleId).Take(most)).ToList();
        // Two queries, because with a single one SQLite would scan all articles of the source.
        var named = await db.Articles.Where(a => a.SourceId == sourceId && identities.Contains(a.Identity)).Select(a => a.Id)
            .ToListAsync(cancellationToken);
        var ids = candidates.Select(k => k.ArticleId).Union(named).ToArray();
        var articles = (await db.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => ids.Contains(a.Id))
            .ToListAsync(cancellationToken)).Where(a => a.SourceId == sourceId).ToDictionary(a => a.Id);
        return new KnownArticles(
            sourceId,
            articles.Values.ToDictionary(a => a.Identity),
            candidates.Where(k => articles.ContainsKey(k.ArticleId)).ToLookup(k => k.Hash, k => articles[k.ArticleId]),
            evidence,
            isListed);
    }

    public IEnumerable<Article> All => _byIdentity.Values;

    /// <summary>Returns the article whose identity an item states, whatever else contradicts it.</summary>
    public Article? Named(ArticleDraft item) => _byIdentity.GetValueOrDefault(ArticleIdentity.StatedBy(item));

    /// <summary>Returns the article that an item is; otherwise the identity for a new one.</summary>
    public (Article? Article, string Identity) Find(string identity, ArticleDraft item)
    {
        var evidence = _evidence.GetValueOrDefault(item) ?? IdentityEvidence.From(ArticleIdentity.StatedBy(item), item);
        var candidates = Candidates(evidence, item).Distinct().ToList();
        var ofOneLink = evidence.Link is null ? [] : Current(candidates.FindAll(c => Known(c).Link == evidence.Link));
        var shares = item.SharesLink || item.Distinction is not null || ofOneLink.Count > 1;
        var titleTells = !shares || TitleTells(evidence, ofOneLink);
        // An article with the same content comes first, because others with this link may have its title.
        foreach (var candidate in candidates.OrderByDescending(c => c.ContentHash == evidence.ContentHash))
        {
            if (shares && candidate.ContentHash != evidence.ContentHash && _taken.Contains(candidate))
                continue;
            if (!IdentityComparison.Compare(evidence, Known(candidate), shares, titleTells, StandBeside(candidate, evidence, item)).Same)
                continue;
            _taken.Add(candidate);
            return (candidate, candidate.Identity);
        }

        // The guid belongs to another article, so the link or else the content identifies this one.
        var content = ArticleIdentity.OfContentHash(evidence.ContentHash);
        string[] identities = shares
            ? [evidence.HasOwnName ? identity : content, content]
            : [identity, item.Url is { } link ? ArticleIdentity.OfUrl(link) : identity, content];
        var free = Array.Find(identities, i => !_byIdentity.ContainsKey(i));
        return free is null ? (_byIdentity[content], content) : (null, free);
    }

    /// <summary>Leaves out the articles that a later one has replaced: an address that is used again is no page of many items.</summary>
    private List<Article> Current(List<Article> ofOneLink) => ofOneLink.Count is < 2 or > MostGivenAnew ? ofOneLink
        : ofOneLink.FindAll(a => !ofOneLink.Exists(other => other != a && Reissue.Is(Known(other), Known(a))));

    public void Add(Article article)
    {
        _byIdentity.Add(article.Identity, article);
        _taken.Add(article);
        foreach (var key in ArticleKeys.Compute(_sourceId, Known(article)))
        {
            if (!_added.TryGetValue(key, out var articles))
                _added[key] = articles = [];
            articles.Add(article);
        }
    }

    /// <summary>Returns true if no other article on its page, stored or offered, has this title.</summary>
    private bool TitleTells(IdentityEvidence evidence, List<Article> ofOneLink) =>
        ofOneLink.Count(a => Known(a).TitleHash == evidence.TitleHash) <= 1
        && _evidence.Values.Count(e => e.Link == evidence.Link && e.TitleHash == evidence.TitleHash) <= 1;

    /// <summary>
    /// Returns true if the document that offers the item still lists the article under another link: then the item is another
    /// article.
    /// </summary>
    private bool StandBeside(Article known, IdentityEvidence item, ArticleDraft draft)
    {
        if (item.Link is null || Known(known).Link is not { } link || link == item.Link
            || !(_links.Contains(link) || _isListed?.Invoke(known.Url!) == true))
            return false;
        // Without dates, items that came together with the same words are duplicates.
        var isDated = item.PublishedAt is not null && known.PublishedAt is not null;
        return isDated || item.Identity == known.Identity || (known.Id != 0 && !(known.FirstSeenAt >= draft.ListedAt));
    }

    /// <summary>Returns the evidence of an article as it was before this batch.</summary>
    private IdentityEvidence Known(Article article) =>
        _known.TryGetValue(article, out var evidence) ? evidence : _known[article] = IdentityEvidence.From(article);

    private IEnumerable<Article> Candidates(IdentityEvidence evidence, ArticleDraft item)
    {
        if (_byIdentity.TryGetValue(evidence.Identity, out var same))
            yield return same;
        // Before its guid or link was found to be shared, the item was stored under that.
        if (item.Distinction is not null && _byIdentity.TryGetValue(ArticleIdentity.Plain(item), out var plain))
            yield return plain;
        foreach (var key in ArticleKeys.Compute(_sourceId, evidence))
        {
            foreach (var article in _byKey[key].Concat(_added.GetValueOrDefault(key) ?? []))
                yield return article;
        }
    }
}
