using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Comparing;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Identity;

/// <summary>
/// What was taken down and may stand among the items of one append: by its address, whoever lists it, by its guid within its
/// source, or by its text within its source and site, under a changed title too. Other portals' tellings pass: each is a decision
/// of its own.
/// </summary>
internal sealed class KeptAway
{
    /// <summary>Characters above which the same text under any title is the same article.</summary>
    private const int Unmistakable = 120;

    /// <summary>How alike the titles must be over a shorter text: notices of one form are.</summary>
    private const double SameTitle = 0.5;

    private static readonly TimeSpan Noted = TimeSpan.FromDays(1);

    private readonly string _sourceId;
    private readonly List<Takedown> _takedowns;
    private readonly HashSet<string> _sharedLinks;

    private KeptAway(string sourceId, List<Takedown> takedowns, HashSet<string> sharedLinks) =>
        (_sourceId, _takedowns, _sharedLinks) = (sourceId, takedowns, sharedLinks);

    public static async Task<KeptAway> ReadAsync(
        ArticlesDb db, string sourceId, IReadOnlyList<ArticleDraft> offered, CancellationToken cancellationToken)
    {
        var links = offered.Select(o => o.Url).OfType<string>().Select(FoldedUrl.Fold).ToList();
        var distinct = links.Distinct(StringComparer.Ordinal).ToArray();
        var hosts = distinct.Select(HostOf).Distinct(StringComparer.Ordinal).ToArray();
        var takedowns = await db.Takedowns
            .Where(t => t.RestoredAt == null && (t.SourceId == sourceId || distinct.Contains(t.Link) || hosts.Contains(t.Host)))
            .ToListAsync(cancellationToken);
        // An address on several items names none of them.
        return new KeptAway(sourceId, takedowns, [.. links.GroupBy(l => l).Where(g => g.Count() > 1).Select(g => g.Key)]);
    }

    /// <summary>The takedown that keeps an item away; null when none does.</summary>
    /// <param name="known">The article that the item would correct; null for a new one.</param>
    public Takedown? Find(string identity, ArticleDraft item, Article? known)
    {
        if (_takedowns.Count == 0)
            return null;
        var evidence = IdentityEvidence.From(identity, item);
        return _takedowns.Find(
            t => t.PublicId != known?.PublicId && ((known is null && IsNamed(t, evidence, item)) || Says(t, evidence, item)));
    }

    /// <summary>Notes that it came, once a day.</summary>
    /// <returns>Whether this is worth a line in the log.</returns>
    public static bool Note(Takedown takedown, DateTimeOffset now)
    {
        if (now - takedown.LastReturnAt < Noted)
            return false;
        takedown.LastReturnAt = now;
        return true;
    }

    /// <param name="link">Folded.</param>
    public static string HostOf(string link) => link.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? link[..slash] : link;

    private bool IsNamed(Takedown takedown, IdentityEvidence item, ArticleDraft said)
    {
        var isItsOwn = !said.SharesLink && said.Distinction is null && (item.Link is null || !_sharedLinks.Contains(item.Link));
        if (isItsOwn && item.Link is not null && item.Link == takedown.Link)
            return true;
        // Of who is forgotten, its guid alone speaks.
        if (takedown.ForgottenAt is not null)
            return takedown.SourceId == _sourceId && takedown.Identity == item.Identity && item.HasOwnName;
        return takedown.SourceId == _sourceId && takedown.Identity == item.Identity
            && IdentityComparison.Compare(item, EvidenceOf(takedown)).Same
            // A shared address is no name.
            && (takedown.Link is not null || item.Link is null || !item.Identity.StartsWith("url:", StringComparison.Ordinal)
                || Alike(takedown, item) >= 0.6);
    }

    private bool Says(Takedown takedown, IdentityEvidence item, ArticleDraft said)
    {
        if (takedown.SourceId != _sourceId && (item.Link is null || HostOf(item.Link) != takedown.Host))
            return false;
        var text = said.ContentText.Length > 0 ? said.ContentText : said.Summary ?? "";
        var (same, isForgotten) = (SubstanceHash.Compute("", text) == takedown.TextHash, takedown.ForgottenAt is not null);
        if (same && text.Length >= IdentityComparison.Telling)
            return text.Length >= Unmistakable || item.ContentHash == takedown.ContentHash
                || (!isForgotten && Alike(takedown, item) >= SameTitle);
        // A few words may be a notice given again: its title and its day must be the same too.
        if (same && item.ContentHash == takedown.ContentHash)
            return item.PublishedAt is not { } a || takedown.PublishedAt is not { } b || Math.Abs((a - b).TotalHours) <= 24;
        // A hash knows nothing of likeness: the next notice of the same form is another person.
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
