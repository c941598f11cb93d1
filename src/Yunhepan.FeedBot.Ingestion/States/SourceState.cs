using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// What the poller remembers of a source between polls. It is changed by the transitions in <c>SourceState.Transitions.cs</c> alone.
/// </summary>
public sealed partial class SourceState
{
    /// <summary>Duration of a claim. Each step of a poll renews it, so that only the claim of a dead worker lapses.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    public SourceState(string sourceId, string url) => (SourceId, Url) = (sourceId, url);

    public string SourceId { get; }

    /// <summary>As feeds.json has it.</summary>
    public string Url { get; private set; }

    public string? ETag { get; private set; }

    public string? LastModified { get; private set; }

    public string? BodyHash { get; private set; }

    /// <summary>When its own document is polled next.</summary>
    public DateTimeOffset NextCheckAt { get; private set; }

    /// <summary>Why then; see <see cref="Scheduling.DueReason"/>.</summary>
    public DueReason NextReason { get; private set; }

    /// <summary>When pages behind it are read or looked at again; null: none.</summary>
    public DateTimeOffset? NextPageAt { get; private set; }

    /// <summary>When a worker takes it up: the earlier of the two, or the end of the lease while one holds it.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>End of the claim of the worker that has it; null when no worker has it.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    public DateTimeOffset? LastCheckAt { get; private set; }

    /// <summary>Null until the first success: what that one finds is stored without alerting.</summary>
    public DateTimeOffset? FirstSuccessAt { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastNewArticleAt { get; private set; }

    /// <summary>Consecutive failures.</summary>
    public int Failures { get; private set; }

    /// <summary>One line: what failed the last time; null after a success.</summary>
    public string? LastError { get; private set; }

    /// <summary>Title, language and home page as the source's own document states them.</summary>
    public string? Title { get; private set; }

    public string? HomePageUrl { get; private set; }

    /// <summary>How many items its document had the last time it was read.</summary>
    public int LastItems { get; private set; }

    /// <summary>
    /// Where it has moved to for good, as <see cref="AddressMove"/> found confirmed; polled in place of <see cref="Url"/>.
    /// </summary>
    public string? AdoptedUrl { get; private set; }

    /// <summary>Where the last answers say that it has moved to.</summary>
    public string? MovedTo { get; private set; }

    public int MovedTimes { get; private set; }

    /// <summary>When <see cref="AdoptedUrl"/> was adopted; the old address is asked for a month more.</summary>
    public DateTimeOffset? AdoptedAt { get; private set; }

    public DateTimeOffset? OldAskedAt { get; private set; }

    /// <summary>The feed that its page advertises and that covers it; polled in place of the page.</summary>
    public string? FeedUrl { get; private set; }

    /// <summary>What its documents are; <see cref="SourceKind.Auto"/> until one was taken.</summary>
    public SourceKind Kind { get; private set; }

    /// <summary>Where the last document that was taken was read, after redirects.</summary>
    public string? ReadFrom { get; private set; }

    /// <summary>Which articles that document listed, as <see cref="ListedArticles"/> writes it.</summary>
    public string? Listed { get; private set; }

    /// <summary>The operator has said that what is held back is what the source is now.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>What its document asks of pollers; see <see cref="PollHints"/>.</summary>
    public int? TimeToLiveSeconds { get; private set; }

    public int SkipHours { get; private set; }

    public int SkipDays { get; private set; }

    /// <summary>When it publishes; see <see cref="SourceRhythm"/>.</summary>
    public string? Rhythm { get; private set; }

    /// <summary>What its documents are usually like, as <see cref="SourceBaseline"/> writes it.</summary>
    public string? Baseline { get; private set; }

    /// <summary>One line: why something looks wrong, with the evidence; null while all is well.</summary>
    public string? Suspicion { get; private set; }

    /// <summary>What looks wrong; null while all is well.</summary>
    public SuspicionKind? Suspected { get; private set; }

    /// <summary>Since when what is seen may become its normal case.</summary>
    public DateTimeOffset? SuspectSince { get; private set; }

    /// <summary>One line: what is wrong with its article pages; null while they are well.</summary>
    public string? PageSuspicion { get; private set; }

    /// <summary>The page that showed it, as it is shown to people; null where it is about several.</summary>
    public string? SuspectPage { get; private set; }

    /// <summary>When that was last seen.</summary>
    public DateTimeOffset? PageSuspectAt { get; private set; }

    /// <summary>Polls in a row that looked wrong.</summary>
    public int SuspectPolls { get; private set; }

    /// <summary>Where a dead source may live now, best first; for the operator to decide.</summary>
    public List<string> NewHomes { get; private set; } = [];

    /// <summary>When its site was last searched for a new home.</summary>
    public DateTimeOffset? ProbedAt { get; private set; }

    /// <summary>A hub tells us of its news until then; polling is only the safety net meanwhile.</summary>
    public DateTimeOffset? PushedUntil { get; private set; }

    /// <summary>Since when <see cref="NewInDay"/> is counted.</summary>
    public DateTimeOffset? DayStart { get; private set; }

    /// <summary>What it has added since.</summary>
    public int NewInDay { get; private set; }

    /// <summary>New entries of its document that were left out the last time, as it had added enough for a day.</summary>
    public int LeftOut { get; private set; }

    /// <summary>What is polled.</summary>
    public string PolledUrl => AdoptedUrl ?? OldUrl;

    /// <summary>What is polled where nothing has moved.</summary>
    public string OldUrl => FeedUrl ?? Url;

    /// <summary>Its document is not to be had, or is not what it was; that it is merely silent is no doubt.</summary>
    public bool IsInDoubt => Failures > 0 || Suspected is not (null or SuspicionKind.Silence);

    /// <summary>What the document asks of pollers.</summary>
    public PollHints Hints => new(TimeToLiveSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, SkipHours, SkipDays);
}
