using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// Finds items of one append that the operator took down: by address in any source, by guid within its source, or by text within
/// its source and site, also under a changed title. Articles of other portals pass, because each is a decision of its own.
/// </summary>
internal sealed class TakedownMatcher
{
    /// <summary>With more characters than this, the same text under any title is the same article.</summary>
    private const int Unmistakable = 120;

    /// <summary>The similarity that titles over a shorter text must have, because notices of one form share their text.</summary>
    private const double SameTitle = 0.5;

    private static readonly TimeSpan Noted = TimeSpan.FromDays(1);

    private readonly string _sourceId;
    private readonly List<Takedown> _takedowns;
    private readonly HashSet<string> _sharedLinks;

    private TakedownMatcher(string sourceId, List<Takedown> takedowns, HashSet<string> sharedLinks) =>
        (_sourceId, _takedowns, _sharedLinks) = (sourceId, takedowns, sharedLinks);

    public static async Task<TakedownMatcher> ReadAsync(
        ArticlesDb db, string sourceId, IReadOnlyList<ArticleDraft> offered, CancellationToken cancellationToken)
    {
        var links = offered.Select(o => o.Url).OfType<string>().Select(FoldedUrl.Fold).ToList();
        var distinct = links.Distinct(StringComparer.Ordinal).ToArray();
        var hosts = distinct.Select(HostOf).Distinct(StringComparer.Ordinal).ToArray();
        var takedowns = await db.Takedowns
            .Where(t => t.RestoredAt == null && (t.SourceId == sourceId || distinct.Contains(t.Link) || hosts.Contains(t.Host)))
            .ToListAsync(cancellationToken);
        // An address on several items identifies none of them.
        return new TakedownMatcher(sourceId, takedowns, [.. links.GroupBy(l => l).Where(g => g.Count() > 1).Select(g => g.Key)]);
    }

    /// <summary>Returns the takedown that applies to an item; null if none does.</summary>
    /// <param name="known">The article that the item would correct; null for a new one.</param>
    public Takedown? Find(string identity, ArticleDraft item, Article? known)
    {
        if (_takedowns.Count == 0)
            return null;
        var evidence = IdentityEvidence.From(identity, item);
        return _takedowns.Find(
            t => t.PublicId != known?.PublicId && ((known is null && IsNamed(t, evidence, item)) || Says(t, evidence, item)));
    }

    /// <summary>Records that the item returned, once a day.</summary>
    /// <returns>Whether this is worth a line in the log.</returns>
    public static bool Note(Takedown takedown, DateTimeOffset now)
    {
        if (now - takedown.LastReturnAt < Noted)
            return false;
        takedown.LastReturnAt = now;
        return true;
    }

    /// <param name="link">The folded link.</param>
    public static string HostOf(string link) => link.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? link[..slash] : link;

    private bool IsNamed(Takedown takedown, IdentityEvidence item, ArticleDraft said)
    {
        var isItsOwn = !said.SharesLink && said.Distinction is null && (item.Link is null || !_sharedLinks.Contains(item.Link));
        if (isItsOwn && item.Link is not null && item.Link == takedown.Link)
            return true;
        // For a person whose data was removed, only the guid decides.
        if (takedown.ForgottenAt is not null)
            return takedown.SourceId == _sourceId && takedown.Identity == item.Identity && item.HasOwnName;
        return takedown.SourceId == _sourceId && takedown.Identity == item.Identity
            && IdentityComparison.Compare(item, EvidenceOf(takedown)).Same
            // A shared address identifies nothing.
            && (takedown.Link is not null || item.Link is null || item.Kind != IdentityKind.Link
                || Alike(takedown, item) >= 0.6);
    }

    private bool Says(Takedown takedown, IdentityEvidence item, ArticleDraft said)
    {
        if (takedown.SourceId != _sourceId && (item.Link is null || HostOf(item.Link) != takedown.Host))
            return false;
        var text = said.AvailableText;
        var (same, isForgotten) = (SubstanceHash.Compute("", text) == takedown.TextHash, takedown.ForgottenAt is not null);
        if (same && text.Length >= IdentityComparison.DistinctiveLength)
            return text.Length >= Unmistakable || item.ContentHash == takedown.ContentHash
                || (!isForgotten && Alike(takedown, item) >= SameTitle);
        // A short text may be a notice issued again, so its title and its day must be equal too.
        if (same && item.ContentHash == takedown.ContentHash)
            return item.PublishedAt is not { } a || takedown.PublishedAt is not { } b || Math.Abs((a - b).TotalHours) <= 24;
        // A hash has no similarity: the next notice of the same form may be about another person.
        return !isForgotten
            && Math.Min(text.Length, takedown.ContentText.Length) >= 0.85 * Math.Max(text.Length, takedown.ContentText.Length)
            && StoryComparison.Compare(
                new StorySubject(takedown.SourceId, said.Title, text, said.PublishedAt, null, null),
                new StorySubject(takedown.SourceId, takedown.Title, takedown.ContentText, takedown.PublishedAt, null, null)).Same;
    }

    private static double Alike(Takedown takedown, IdentityEvidence item) =>
        StoryComparison.Similarity(TextUnits.Split(takedown.Title), TextUnits.Split(item.Title));

    private static IdentityEvidence EvidenceOf(Takedown takedown) => new(
        takedown.Identity, takedown.Link is { } link ? "http://" + link : null, takedown.Title,
        SubstanceHash.Compute(takedown.Title, takedown.ContentText), takedown.ContentText, takedown.PublishedAt, HasTime: false);
}
