using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>A source's document, what is known of its articles, and the verdict on it.</summary>
/// <param name="Document">The document to take.</param>
/// <param name="Wanted">The articles that pass the source's filters.</param>
/// <param name="Fresh">Those of the articles that are unknown.</param>
/// <param name="KnownTitles">The titles of unknown items that known articles also have, with the time they were first
/// seen.</param>
/// <param name="Usual">The usual properties of the source's documents.</param>
/// <param name="Seen">The properties of this document.</param>
/// <param name="Verdict">Whether the document belongs to the source.</param>
internal sealed record OfferedDocument(
    SourceDocument Document,
    List<ArticleDraft> Wanted,
    List<ArticleDraft> Fresh,
    IReadOnlyDictionary<string, DateTimeOffset> KnownTitles,
    SourceBaseline Usual,
    SourceObservation Seen,
    DriftVerdict Verdict)
{
    /// <summary>
    /// True if the document first taken for the source's own turned out not to be; this one counts as the first, and none of it
    /// is news.
    /// </summary>
    public bool BeginsAnew { get; init; }

    /// <summary>The items that are known under another address.</summary>
    public List<ArticleDraft> Renamed { get; } = [];

    /// <summary>True if at least half of its articles are known.</summary>
    public bool IsMostlyKnown => Wanted.Count > 0 && Fresh.Count * 2 <= Wanted.Count;

    /// <summary>
    /// Removes articles that were known before their addresses changed, unless they state a later publication date.
    /// </summary>
    public void LeaveOutRenamed(long renamedAt)
    {
        if (renamedAt == 0)
            return;
        var renamed = Fresh.Where(i => KnownTitles.TryGetValue(i.Title, out var since) && since.ToUnixTimeSeconds() <= renamedAt
            && !(i is { PublishedAt: { } at, PublishedHasTime: true } && at.ToUnixTimeSeconds() > renamedAt)).ToHashSet();
        Renamed.AddRange(renamed);
        Wanted.RemoveAll(renamed.Contains);
        Fresh.RemoveAll(renamed.Contains);
    }
}

/// <summary>
/// Compares a document with what is known of its source: kind, articles, address shapes, title, place (ADR 61). It changes
/// nothing.
/// </summary>
public sealed class DocumentJudge(ArticlesDb db, IngestionDb states, CatalogueSources sources, TimeProvider time)
{
    /// <summary>The number of known addresses that are compared with those of a document.</summary>
    private const int MostComparedAddresses = 100;

    /// <summary>One document alone never withdraws this many articles.</summary>
    private const int ManyNotices = 3;

    private const int LongestNotice = 300;

    private const double MostlyNew = 0.6;

    /// <summary>An article dated this long before the last poll should have been in the document then.</summary>
    private static readonly TimeSpan OverlookedAfter = TimeSpan.FromDays(1);

    /// <summary>Some sources show an article only this long after its date.</summary>
    private static readonly TimeSpan PublishingLag = TimeSpan.FromHours(1);

    /// <summary>After this long without a document, all of it may be new.</summary>
    private static readonly TimeSpan LongAbsence = TimeSpan.FromHours(12);

    internal async Task<OfferedDocument> JudgeAsync(
        Source source, SourceState state, SourceReading.Read read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(read);
        var document = read.Document;
        var (wanted, fresh) = await WantedAsync(source, document, cancellationToken);
        // The last entry of a truncated document may be incomplete, so its known version is kept.
        if (read.IsCut && document is { Kind: SourceKind.Feed or SourceKind.List, Items: [_, .., var last] })
            wanted.RemoveAll(i => i.Id == last.Id && i.Title == last.Title && !fresh.Contains(i));
        if (read.AsKnown is { } asKnown && asKnown.Kind == state.Kind)
        {
            // Known articles prove that the document is the source's, whatever it looks like; a document without any is an
            // emptied list.
            var (others, new_) = await WantedAsync(source, asKnown, cancellationToken);
            if (asKnown.Items.Count == 0 || new_.Count < others.Count)
                (document, wanted, fresh) = (asKnown, others, new_);
        }

        var known = await KnownTitlesAsync(source, wanted, fresh, cancellationToken);
        var beginsAnew = await BeginsAnewAsync(source, state, read, document, cancellationToken);
        var isAnother = beginsAnew || HasGrown(state, read, document);
        var usual = isAnother ? SourceBaseline.Unknown : SourceBaseline.Read(state.Baseline);
        var against = await AgainstAsync(source, state, read, document, wanted, fresh, isAnother, cancellationToken);
        var offered = new OfferedDocument(
            document, wanted, fresh, known, usual, Observe(document, fresh, known, against), new DriftVerdict.Fine())
        {
            BeginsAnew = beginsAnew,
        };
        offered.LeaveOutRenamed(usual.RenamedAt);
        var seen = Observe(document, fresh, known, against);
        var verdict = DriftDetector.Judge(usual, seen);
        if (verdict is not DriftVerdict.Hold && await TakenBackAtOnceAsync(source, wanted, fresh, cancellationToken) is { } evidence)
            verdict = new DriftVerdict.Hold(evidence, MayBecomeNormal: false);
        if (verdict is not DriftVerdict.Hold
            && await ReplacedTitles.FindAsync(db, source.Id, wanted, fresh, cancellationToken) is { } titles)
            verdict = new DriftVerdict.Hold(titles);
        if (verdict is DriftVerdict.Fine && state.Kind == SourceKind.Article && document is { Kind: SourceKind.Article, Items: [var said] })
            verdict = await OfOneArticleAsync(source, state, said, cancellationToken);
        return offered with { Seen = seen, Verdict = verdict };
    }

    /// <summary>Handles a source that is a single page, which remembers the article it was.</summary>
    private async Task<DriftVerdict> OfOneArticleAsync(
        Source source, SourceState state, ArticleDraft said, CancellationToken cancellationToken)
    {
        var known = await db.Articles.AsNoTracking().Where(a => a.SourceId == source.Id && a.WithdrawnAt == null)
            .OrderByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
        return known is null ? new DriftVerdict.Fine() : SamePage.Judge(known, said, state.SuspectPolls > 0 ? state.Suspicion : null);
    }

    /// <summary>
    /// Returns the evidence if a document withdraws many articles at once: a broken export does that, a publisher does not.
    /// </summary>
    private async Task<string?> TakenBackAtOnceAsync(
        Source source, List<ArticleDraft> wanted, List<ArticleDraft> fresh, CancellationToken cancellationToken)
    {
        var notices = wanted.Except(fresh)
            .Where(i => i.ContentText.Length <= LongestNotice
                && RetractionNotice.InPlaceOf(i.Title, i.AvailableText) is not null)
            .Select(ArticleIdentity.Derive).ToArray();
        if (notices.Length < ManyNotices || notices.Length * 2 <= wanted.Count)
            return null;
        var standing = await db.Articles.CountAsync(
            a => a.SourceId == source.Id && notices.Contains(a.Identity) && a.WithdrawnAt == null, cancellationToken);
        return standing >= ManyNotices ? $"{standing} of {wanted.Count} articles report at the same time that they were withdrawn" : null;
    }

    /// <summary>Returns the articles that pass the source's filters, and those of them that are unknown.</summary>
    public async Task<(List<ArticleDraft> Wanted, List<ArticleDraft> Fresh)> WantedAsync(
        Source source, SourceDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(document);
        // The newest come first.
        var let = document.Items.Where(i => TitleFilter.Lets(source, i.Title))
            .Select(i => i.Url is { } url ? i with { Url = FoldedUrl.WithoutSession(url) } : i);
        // The address of a page that is one article names the article, so it is not a home page.
        var home = document.Kind == SourceKind.Article ? null : document.HomePageUrl;
        var distinct = ArticleIdentity.Distinct(let, document.IsList, home);
        var wanted = await FalseGuids.WithoutAsync(
            db, states, source.Id, PublicationOrder.NewestFirst(distinct, time.GetUtcNow()), cancellationToken);
        return (wanted, await NewAsync(source, wanted, cancellationToken));
    }

    private async Task<List<ArticleDraft>> NewAsync(Source source, List<ArticleDraft> items, CancellationToken cancellationToken)
    {
        var keys = items.Select(ArticleIdentity.Derive).ToArray();
        var set = await db.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity)).Select(a => a.Identity)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        set.UnionWith(await states.ListedPages.Where(p => p.SourceId == source.Id && keys.Contains(p.Key)).Select(p => p.Key)
            .ToListAsync(cancellationToken));
        List<ArticleDraft> unknown = [.. items.Where(i => !set.Contains(ArticleIdentity.Derive(i)))];
        // A known article may have another spelling of its address or have moved: exactly one stored article has the link.
        var links = unknown.ConvertAll(
            i => i is { Url: { } url, SharesLink: false, Distinction: null }
            ? ArticleKeys.OfLink(source.Id, FoldedUrl.Fold(url)) : (long?)null);
        var hashes = links.OfType<long>().Distinct().ToArray();
        var linked = (await db.Keys.Where(k => hashes.Contains(k.Hash)).Select(k => k.Hash).ToListAsync(cancellationToken)).CountBy(h => h)
            .ToDictionary();
        List<ArticleDraft> found = [.. unknown.Where((_, place) => links[place] is not { } hash || linked.GetValueOrDefault(hash) != 1)];
        // Some are already noted under another identity and not read yet.
        var urls = found.Select(i => i.Url).OfType<string>().ToArray();
        var noted = await states.ListedPages.Where(p => p.SourceId == source.Id && urls.Contains(p.Url)).ToListAsync(cancellationToken);
        return noted.Count == 0 ? found : found.FindAll(i => !noted.Exists(p => p.IsOf(i)));
    }

    private static SourceObservation Observe(
        SourceDocument document, List<ArticleDraft> fresh, Dictionary<string, DateTimeOffset> known, Contradictions against) =>
        SourceObservation.Observe(document.Items, fresh.Count, fresh.Count(i => known.ContainsKey(i.Title))) with { Against = against };

    /// <summary>
    /// Returns the titles of new items that stored articles of this source also have, with the time those were first seen. A
    /// known article next to a new one with its title was not renamed; the notice was issued again.
    /// </summary>
    private async Task<Dictionary<string, DateTimeOffset>> KnownTitlesAsync(
        Source source, List<ArticleDraft> wanted, List<ArticleDraft> fresh, CancellationToken cancellationToken)
    {
        var titles = fresh.Select(i => i.Title).Except(wanted.Except(fresh).Select(i => i.Title), StringComparer.Ordinal).ToArray();
        if (titles.Length == 0)
            return [];
        var known = await db.Articles.Where(a => a.SourceId == source.Id && titles.Contains(a.Title))
            .Select(a => new { a.Title, a.FirstSeenAt }).ToListAsync(cancellationToken);
        return known.GroupBy(a => a.Title).ToDictionary(g => g.Key, g => g.Min(a => a.FirstSeenAt), StringComparer.Ordinal);
    }

    private async Task<Contradictions> AgainstAsync(
        Source source, SourceState state, SourceReading.Read read, SourceDocument document, List<ArticleDraft> wanted,
        List<ArticleDraft> fresh, bool isAnother, CancellationToken cancellationToken)
    {
        if (state.Kind == SourceKind.Auto)
            return Contradictions.None;
        var against = new Contradictions(
            // If the operator configures the kind, the document is read as that kind.
            document.Kind == state.Kind || source.Kind != SourceKind.Auto || isAnother
                ? null : $"{Name(document.Kind)} in the place of {Name(state.Kind)}: \"{document.Title
                ?? (document.Items.Count > 0 ? document.Items[0].Title : "")}\"",
            Site: false,
            Addresses: false,
            Dates: false,
            Title: state.Title is { } title && (document.Title is { } now
                ? Letters(title) != Letters(now) : document is { Kind: SourceKind.Feed, Items.Count: <= DriftDetector.Couple }),
            // The source's own address is never another place, even if it redirected elsewhere in the meantime.
            Place: state.ReadFrom is { } place && !AddressShape.AreAlike(read.Url, place) && !IsSamePlace(read.Url, state.OldUrl));
        if (fresh.Count > 1 && fresh.Count >= MostlyNew * wanted.Count && !isAnother && state.LastSuccessAt is { } polled)
            against = against with
            {
                Neighbour = await NeighbouringSources.FindAsync(db, states, sources, source, fresh, polled, cancellationToken),
            };
        if (fresh.Count == 0 || fresh.Count < wanted.Count || isAnother)
            return against;

        var urls = await KnownUrlsAsync(state.SourceId, cancellationToken);
        var linked = fresh.Select(i => i.Url).OfType<string>().ToList();
        var isComparable = urls.Count > 0 && linked.Count == fresh.Count;
        return against with
        {
            Nowhere = isComparable && document.Kind == SourceKind.Feed && LeadNowhere(source, document, linked, urls),
            Site = isComparable && !linked.Select(AddressShape.SiteOf).Intersect(urls.Select(AddressShape.SiteOf)).Any(),
            Addresses = isComparable && !linked.Select(AddressShape.Reduce).Intersect(urls.Select(AddressShape.Reduce)).Any(),
            Dates = state.LastSuccessAt is { } last
                && fresh.Count(i => i.PublishedAt < last - (i.PublishedHasTime ? PublishingLag : OverlookedAfter)) * 2 > fresh.Count,
            Sudden = state.LastSuccessAt is { } seen && time.GetUtcNow() - seen < LongAbsence
                && fresh.Count(i => CameSince(i, seen, urls)) * 2 < fresh.Count,
        };
    }

    /// <summary>
    /// Returns true if all links lead to the front page, to the document itself or to its page, and no known link does.
    /// </summary>
    private static bool LeadNowhere(Source source, SourceDocument document, List<string> links, List<string> known)
    {
        bool IsNowhere(string url) => FoldedUrl.Fold(url) is var folded && (!folded.Contains('/', StringComparison.Ordinal)
            || folded == FoldedUrl.Fold(source.Url) || (document.HomePageUrl is { } home && folded == FoldedUrl.Fold(home)));
        return links.TrueForAll(IsNowhere) && !known.Exists(IsNowhere);
    }

    /// <summary>Returns true if the item's date or the number in its address shows that it came since the last poll.</summary>
    private static bool CameSince(ArticleDraft item, DateTimeOffset last, List<string> known)
    {
        if (item is { PublishedAt: { } at, PublishedHasTime: true })
            return at > last - PublishingLag;
        return item.Url is { } url && AddressNumbers.Find(known) is { Highest: var highest } && AddressNumbers.NumberIn(url) > highest;
    }

    private async Task<List<string>> KnownUrlsAsync(string sourceId, CancellationToken cancellationToken)
    {
        var stored = await db.Articles.Where(a => a.SourceId == sourceId && a.Url != null).OrderByDescending(a => a.Id)
            .Take(MostComparedAddresses).Select(a => a.Url!).ToListAsync(cancellationToken);
        var listed = await states.ListedPages.Where(p => p.SourceId == sourceId).OrderByDescending(p => p.ListedAt)
            .Take(MostComparedAddresses).Select(p => p.Url).ToListAsync(cancellationToken);
        return [.. stored.Union(listed)];
    }

    /// <summary>
    /// Returns true if a list of a single entry, which reads like one article, has grown: it has the same title and place.
    /// </summary>
    private static bool HasGrown(SourceState state, SourceReading.Read read, SourceDocument document) =>
        state.Kind == SourceKind.Article && document.Kind == SourceKind.List
        && state.Title is { } title && document.Title is { } now && Letters(title) == Letters(now)
        && state.ReadFrom is { } place && IsSamePlace(read.Url, place);

    /// <summary>
    /// Returns true if the source's single article was really an unrecognised shield page: it gave only one text without date and
    /// author. The list that is there now is the source's.
    /// </summary>
    private async Task<bool> BeginsAnewAsync(
        Source source, SourceState state, SourceReading.Read read, SourceDocument document, CancellationToken cancellationToken)
    {
        if (source.Kind != SourceKind.Auto || state.Kind != SourceKind.Article
            || document is not { Kind: SourceKind.List or SourceKind.Feed, Items.Count: > 1 }
            || state.ReadFrom is not { } place || !IsSamePlace(read.Url, place))
            return false;
        var known = await db.Articles.AsNoTracking().Where(a => a.SourceId == source.Id).Take(2).ToListAsync(cancellationToken);
        return known is [{ PublishedAt: null, OriginName: null, Authors.Count: 0 }];
    }

    private static bool IsSamePlace(string url, string other) => AddressShape.PlaceOf(url) == AddressShape.PlaceOf(other);

    /// <summary>Compares titles by their letters, because counts and dates in a title change with each document.</summary>
    private static string Letters(string title) => string.Concat(title.Where(char.IsLetter));

    private static string Name(SourceKind kind) => kind switch
    {
        SourceKind.Feed => "a feed",
        SourceKind.Article => "a single page",
        SourceKind.Sitemap => "a sitemap",
        SourceKind.Json => "JSON",
        SourceKind.List => "a list",
        _ => throw new UnreachableException($"a document of the kind {kind}"),
    };
}
