using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// What the poller remembers of a source between polls. Only the transitions in <c>SourceState.Transitions.cs</c> change it.
/// </summary>
public sealed partial class SourceState
{
    /// <summary>Duration of a claim. Each step of a poll renews it, so that only the claim of a dead worker lapses.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    public SourceState(string sourceId, string url) => (SourceId, Url) = (sourceId, url);

    public string SourceId { get; }

    /// <summary>The address in feeds.json.</summary>
    public string Url { get; private set; }

    public string? ETag { get; private set; }

    public string? LastModified { get; private set; }

    public string? BodyHash { get; private set; }

    /// <summary>When its own document is polled next.</summary>
    public DateTimeOffset NextCheckAt { get; private set; }

    /// <summary>The reason for that time; see <see cref="Scheduling.DueReason"/>.</summary>
    public DueReason NextReason { get; private set; }

    /// <summary>When pages behind it are next read or visited; null if there are none.</summary>
    public DateTimeOffset? NextPageAt { get; private set; }

    /// <summary>
    /// When a worker may claim it: the earlier of the two times, or the end of the lease while a worker holds it.
    /// </summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>The end of the current worker's claim; null if no worker holds it.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    public DateTimeOffset? LastCheckAt { get; private set; }

    /// <summary>Null until the first success, whose articles are stored without alerts.</summary>
    public DateTimeOffset? FirstSuccessAt { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastNewArticleAt { get; private set; }

    /// <summary>The number of consecutive failures.</summary>
    public int Failures { get; private set; }

    /// <summary>One line that says what failed the last time; null after a success.</summary>
    public string? LastError { get; private set; }

    /// <summary>Since when each poll has failed, and in the same manner as to logins; null after a success.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>How the last poll failed; null after a success.</summary>
    public SourceFailure? FailingAs { get; private set; }

    /// <summary>Title, language and home page as the source's own document states them.</summary>
    public string? Title { get; private set; }

    public string? HomePageUrl { get; private set; }

    /// <summary>The number of items in its last document.</summary>
    public int LastItems { get; private set; }

    /// <summary>
    /// The permanent new address that <see cref="AddressMove"/> confirmed; it is polled instead of <see cref="Url"/>.
    /// </summary>
    public string? AdoptedUrl { get; private set; }

    /// <summary>The new address that the last responses name.</summary>
    public string? MovedTo { get; private set; }

    public int MovedTimes { get; private set; }

    /// <summary>When <see cref="AdoptedUrl"/> was adopted; the old address is still polled for a month.</summary>
    public DateTimeOffset? AdoptedAt { get; private set; }

    public DateTimeOffset? OldAskedAt { get; private set; }

    /// <summary>The feed that its page advertises and that covers it; it is polled instead of the page.</summary>
    public string? FeedUrl { get; private set; }

    /// <summary>The kind of its documents; <see cref="SourceKind.Auto"/> until one was taken.</summary>
    public SourceKind Kind { get; private set; }

    /// <summary>The address, after redirects, of the last document that was taken.</summary>
    public string? ReadFrom { get; private set; }

    /// <summary>The articles that this document listed, as <see cref="ListedArticles"/> encodes them.</summary>
    public string? Listed { get; private set; }

    /// <summary>When the operator accepted the held-back document as the source's new form.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The polling hints of its document; see <see cref="PollHints"/>.</summary>
    public int? TimeToLiveSeconds { get; private set; }

    public int SkipHours { get; private set; }

    public int SkipDays { get; private set; }

    /// <summary>When it publishes; see <see cref="SourceRhythm"/>.</summary>
    public string? Rhythm { get; private set; }

    /// <summary>The usual properties of its documents, as <see cref="SourceBaseline"/> writes them.</summary>
    public string? Baseline { get; private set; }

    /// <summary>One line that says why something looks wrong, with the evidence; null while all is well.</summary>
    public string? Suspicion { get; private set; }

    /// <summary>What looks wrong; null while all is well.</summary>
    public SuspicionKind? Suspected { get; private set; }

    /// <summary>The start of the time after which the current form may become the normal case.</summary>
    public DateTimeOffset? SuspectSince { get; private set; }

    /// <summary>One line that says what is wrong with its article pages; null while they are fine.</summary>
    public string? PageSuspicion { get; private set; }

    /// <summary>The page that showed the problem, in the form shown to people; null if several did.</summary>
    public string? SuspectPage { get; private set; }

    /// <summary>When the problem was last seen.</summary>
    public DateTimeOffset? PageSuspectAt { get; private set; }

    /// <summary>The number of consecutive polls that looked wrong.</summary>
    public int SuspectPolls { get; private set; }

    /// <summary>Possible new addresses of a dead source, best first, for the operator to decide.</summary>
    public List<string> NewHomes { get; private set; } = [];

    /// <summary>When its site was last searched for a new address.</summary>
    public DateTimeOffset? ProbedAt { get; private set; }

    /// <summary>The time until which a hub pushes its news; until then polling is only the safety net.</summary>
    public DateTimeOffset? PushedUntil { get; private set; }

    /// <summary>The start of the day in which <see cref="NewInDay"/> counts.</summary>
    public DateTimeOffset? DayStart { get; private set; }

    /// <summary>The number of items added since then.</summary>
    public int NewInDay { get; private set; }

    /// <summary>The number of new entries left out of its last document because of the daily limit.</summary>
    public int LeftOut { get; private set; }

    /// <summary>True during a poll whose document should be read again soon; it is not stored.</summary>
    public bool WantsAnotherLook { get; private set; }

    /// <summary>The address that is polled.</summary>
    public string PolledUrl => AdoptedUrl ?? OldUrl;

    /// <summary>The address that would be polled if the source had not moved.</summary>
    public string OldUrl => FeedUrl ?? Url;

    /// <summary>True if its document is unavailable or no longer as it was; mere silence does not count.</summary>
    public bool IsInDoubt => Failures > 0 || Suspected is not (null or SuspicionKind.Silence);

    /// <summary>The polling hints of the document.</summary>
    public PollHints Hints => new(TimeToLiveSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, SkipHours, SkipDays);
}
