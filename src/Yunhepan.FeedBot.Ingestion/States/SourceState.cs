using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>What the poller remembers of a source between polls.</summary>
public sealed class SourceState
{
    /// <summary>Held while a poll goes on; each step renews it, so that only a dead worker's claim lapses.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    public required string SourceId { get; init; }

    public required string Url { get; set; }

    public string? ETag { get; set; }

    public string? LastModified { get; set; }

    public string? BodyHash { get; set; }

    /// <summary>When its own document is polled next.</summary>
    public DateTimeOffset NextCheckAt { get; set; }

    /// <summary>Why then; see <see cref="Scheduling.DueReason"/>.</summary>
    public DueReason NextReason { get; set; }

    /// <summary>When pages behind it are read or looked at again; null: none.</summary>
    public DateTimeOffset? NextPageAt { get; set; }

    /// <summary>When a worker takes it up: the earlier of the two, or the end of the lease while one holds it.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>A worker holds it until then; a dead worker's claim lapses.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? LastCheckAt { get; set; }

    /// <summary>Null until the first success: what that one finds is stored without alerting.</summary>
    public DateTimeOffset? FirstSuccessAt { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public DateTimeOffset? LastNewArticleAt { get; set; }

    /// <summary>Consecutive failures.</summary>
    public int Failures { get; set; }

    /// <summary>One line: what failed the last time; null after a success.</summary>
    public string? LastError { get; set; }

    /// <summary>Title, language and home page as the source's own document states them.</summary>
    public string? Title { get; set; }

    public string? HomePageUrl { get; set; }

    /// <summary>How many items its document had the last time it was read.</summary>
    public int LastItems { get; set; }

    /// <summary>
    /// Where it has moved to for good, as <see cref="AddressMove"/> found confirmed; polled in place of <see cref="Url"/>.
    /// </summary>
    public string? AdoptedUrl { get; set; }

    /// <summary>Where the last answers say that it has moved to.</summary>
    public string? MovedTo { get; set; }

    public int MovedTimes { get; set; }

    /// <summary>When <see cref="AdoptedUrl"/> was adopted; the old address is asked for a month more.</summary>
    public DateTimeOffset? AdoptedAt { get; set; }

    public DateTimeOffset? OldAskedAt { get; set; }

    /// <summary>The feed that its page advertises and that covers it; polled in place of the page.</summary>
    public string? FeedUrl { get; set; }

    /// <summary>What its documents are; <see cref="SourceKind.Auto"/> until one was taken.</summary>
    public SourceKind Kind { get; set; }

    /// <summary>Where the last document that was taken was read, after redirects.</summary>
    public string? ReadFrom { get; set; }

    /// <summary>Which articles that document listed, as <see cref="ListedArticles"/> writes it.</summary>
    public string? Listed { get; set; }

    /// <summary>The operator has said that what is held back is what the source is now.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>What its document asks of pollers; see <see cref="PollHints"/>.</summary>
    public int? TimeToLiveSeconds { get; set; }

    public int SkipHours { get; set; }

    public int SkipDays { get; set; }

    /// <summary>When it publishes; see <see cref="SourceRhythm"/>.</summary>
    public string? Rhythm { get; set; }

    /// <summary>What its documents are usually like, as <see cref="SourceBaseline"/> writes it.</summary>
    public string? Baseline { get; set; }

    /// <summary>One line: why something looks wrong, with the evidence; null while all is well.</summary>
    public string? Suspicion { get; set; }

    /// <summary>Since when what is seen may become its normal case.</summary>
    public DateTimeOffset? SuspectSince { get; set; }

    /// <summary>One line: what is wrong with its article pages; null while they are well.</summary>
    public string? PageSuspicion { get; set; }

    /// <summary>When that was last seen.</summary>
    public DateTimeOffset? PageSuspectAt { get; set; }

    /// <summary>Polls in a row that looked wrong.</summary>
    public int SuspectPolls { get; set; }

    /// <summary>Where a dead source may live now, best first, one address a line; for the operator to decide.</summary>
    public string? NewHomes { get; set; }

    /// <summary>When its site was last searched for a new home.</summary>
    public DateTimeOffset? ProbedAt { get; set; }

    /// <summary>A hub tells us of its news until then; polling is only the safety net meanwhile.</summary>
    public DateTimeOffset? PushedUntil { get; set; }

    /// <summary>Since when <see cref="NewInDay"/> is counted.</summary>
    public DateTimeOffset? DayStart { get; set; }

    /// <summary>What it has added since.</summary>
    public int NewInDay { get; set; }

    /// <summary>New entries of its document that were left out the last time, as it had added enough for a day.</summary>
    public int LeftOut { get; set; }

    /// <summary>What is polled.</summary>
    public string PolledUrl => AdoptedUrl ?? OldUrl;

    /// <summary>What is polled where nothing has moved.</summary>
    public string OldUrl => FeedUrl ?? Url;

    /// <summary>Its document is not to be had, or is not what it was; that it is merely silent is no doubt.</summary>
    public bool IsInDoubt => Failures > 0 || Suspicion is { } suspicion && !Silence.Is(suspicion);

    /// <summary>Something is wrong with its article pages.</summary>
    public void SuspectPages(string evidence, DateTimeOffset now) => (PageSuspicion, PageSuspectAt) = (evidence, now);

    /// <summary>Forgets what it was like: the next document is a first one, told to nobody.</summary>
    public void BeginAnew()
    {
        (ETag, LastModified, BodyHash, Baseline, ReadFrom, Listed, FeedUrl) = (null, null, null, null, null, null, null);
        (Suspicion, SuspectSince, SuspectPolls, Kind, FirstSuccessAt) = (null, null, 0, SourceKind.Auto, null);
    }

    public PollHints Hints => new(TimeToLiveSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, SkipHours, SkipDays);

    /// <summary>Gives it back: due again when its document or its pages are.</summary>
    public void Release()
    {
        LeaseUntil = null;
        DueAt = NextPageAt is { } page && page < NextCheckAt ? page : NextCheckAt;
    }

    /// <summary>Holds it for so long.</summary>
    public void Hold(DateTimeOffset until) => LeaseUntil = DueAt = until;
}
