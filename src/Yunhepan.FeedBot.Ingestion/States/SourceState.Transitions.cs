using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The transitions: nothing else changes a state that is in memory.</summary>
public sealed partial class SourceState
{
    // When it is due

    /// <summary>Says when its document is polled next, and why then.</summary>
    public void Schedule(DueTime due) => (NextCheckAt, NextReason) = (due.At, due.Reason);

    /// <summary>Moves the next poll to another time for the same reason.</summary>
    public void Reschedule(DateTimeOffset at) => NextCheckAt = at;

    /// <summary>Moves the next poll to this moment, unless it is due already.</summary>
    public void BringForward(DateTimeOffset now) => NextCheckAt = NextCheckAt < now ? NextCheckAt : now;

    /// <summary>Says when the pages behind it are read or looked at next; null: there are none.</summary>
    public void SchedulePages(DateTimeOffset? at) => NextPageAt = at;

    /// <summary>Puts pages that are due off until a moment.</summary>
    public void PutOffPages(DateTimeOffset now, DateTimeOffset until) => NextPageAt = NextPageAt <= now ? until : NextPageAt;

    /// <summary>Ends its polls: feeds.json does not have it any more.</summary>
    public void Retire() => (NextCheckAt, NextPageAt) = (PollSchedule.Never, null);

    /// <summary>Gives it to a worker until a moment.</summary>
    public void Hold(DateTimeOffset until) => LeaseUntil = DueAt = until;

    /// <summary>Gives it back: due again when its document or its pages are.</summary>
    public void Release()
    {
        LeaseUntil = null;
        DueAt = NextPageAt is { } page && page < NextCheckAt ? page : NextCheckAt;
    }

    /// <summary>Leaves it due, and lets no worker take it up before a moment.</summary>
    public void PutOff(DateTimeOffset until) => DueAt = until;

    // What the polls gave

    /// <summary>A poll has ended; whether it succeeded is said next.</summary>
    public void RecordCheck(DateTimeOffset now) => LastCheckAt = now;

    /// <summary>The poll gave a document, or said that it is unchanged.</summary>
    public void RecordSuccess(DateTimeOffset now)
    {
        RecordFirstSuccess(now);
        LastSuccessAt = now;
        ClearSuspicion(SuspicionKind.StandIn);
        (Failures, LastError, NewHomes) = (0, null, []);
    }

    /// <summary>From now on what it lists may alert.</summary>
    public void RecordFirstSuccess(DateTimeOffset now) => FirstSuccessAt ??= now;

    /// <summary>The poll gave nothing usable.</summary>
    /// <param name="reason">One line.</param>
    /// <param name="isStandIn">Another document came in place of the source's own.</param>
    /// <param name="now">When.</param>
    public void RecordFailure(string reason, bool isStandIn, DateTimeOffset now)
    {
        Failures++;
        if (isStandIn)
            Suspect(SuspicionKind.StandIn, reason, now);
        else
            ClearSuspicion(SuspicionKind.StandIn);
        LastError = reason;
    }

    /// <summary>Keeps what the next request is made conditional by.</summary>
    public void KeepValidators(Validators validators) => (ETag, LastModified) = (validators.ETag, validators.LastModified);

    /// <summary>The next poll reads the whole document, changed or not.</summary>
    public void ForgetValidators() => (ETag, LastModified, BodyHash) = (null, null, null);

    /// <summary>Keeps what a document that was taken shows of the source.</summary>
    public void Learn(LearnedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        (Kind, ReadFrom, FeedUrl, Listed) = (document.Kind, document.ReadFrom, document.FeedUrl, document.Listed);
        KeepValidators(document.Validators);
        BodyHash = document.BodyHash;
        (Title, HomePageUrl) = (document.Title ?? Title, document.HomePageUrl ?? HomePageUrl);
        LastItems = document.Items;
        TimeToLiveSeconds = (int?)document.Hints.TimeToLive?.TotalSeconds;
        (SkipHours, SkipDays) = (document.Hints.SkipHours, document.Hints.SkipDays);
        (Baseline, Rhythm) = (document.Baseline, document.Rhythm);
    }

    public void RecordNewArticles(DateTimeOffset now) => LastNewArticleAt = now;

    /// <summary>Begins to count anew what it adds in a day.</summary>
    public void StartDay(DateTimeOffset now) => (DayStart, NewInDay) = (now, 0);

    /// <summary>Counts what it adds, and what is left out of its document as it has added enough for a day.</summary>
    public void CountIntake(int added, int leftOut)
    {
        NewInDay += added;
        LeftOut = leftOut;
    }

    // What looks wrong

    /// <summary>Its document was held back once more.</summary>
    public void HoldBack(string evidence, DateTimeOffset now)
    {
        if (SuspectPolls++ == 0)
            SuspectSince = now;
        (Suspected, Suspicion) = (SuspicionKind.Document, evidence);
    }

    /// <summary>What is seen may become its normal case, counted from now.</summary>
    public void RestartPatience(DateTimeOffset now) => SuspectSince = now;

    /// <summary>Something looks wrong, and nothing is held back for it.</summary>
    public void Suspect(SuspicionKind kind, string evidence, DateTimeOffset now) =>
        (Suspected, Suspicion, SuspectSince) = (kind, evidence, now);

    /// <summary>Forgets a suspicion of one kind, if that is what is suspected.</summary>
    public void ClearSuspicion(SuspicionKind kind)
    {
        if (Suspected == kind)
            (Suspected, Suspicion, SuspectSince) = (null, null, null);
    }

    /// <summary>It is what it was, or what it is now is the normal case.</summary>
    public void Trust() => (Suspected, Suspicion, SuspectSince, SuspectPolls, AcceptedAt) = (null, null, null, 0, null);

    /// <summary>Something is wrong with its article pages.</summary>
    /// <param name="evidence">One line.</param>
    /// <param name="page">The page that showed it, as it is shown to people; null where it is about several.</param>
    /// <param name="now">When.</param>
    public void SuspectPages(string evidence, string? page, DateTimeOffset now) =>
        (PageSuspicion, SuspectPage, PageSuspectAt) = (evidence, page, now);

    /// <summary>Its article pages are well.</summary>
    public void TrustPages() => (PageSuspicion, SuspectPage, PageSuspectAt) = (null, null, null);

    /// <summary>Forgets what it was like: the next document is a first one, told to nobody.</summary>
    public void BeginAnew()
    {
        ForgetValidators();
        (Baseline, ReadFrom, Listed, FeedUrl) = (null, null, null, null);
        (Suspected, Suspicion, SuspectSince, SuspectPolls) = (null, null, null, 0);
        (Kind, FirstSuccessAt) = (SourceKind.Auto, null);
    }

    // Where it is

    /// <summary>feeds.json states another address: validators, moves and doubts belonged to the old one; what it lists may alert.</summary>
    public void ChangeUrl(string url)
    {
        Url = url;
        var first = FirstSuccessAt;
        BeginAnew();
        FirstSuccessAt = first;
        (AdoptedUrl, MovedTo, NewHomes, LastError) = (null, null, [], null);
        TrustPages();
        Failures = 0;
    }

    /// <summary>An answer says where it has moved to for good; answers in a row that say the same are counted.</summary>
    public void CountMove(string movedTo) => (MovedTimes, MovedTo) = (MovedTo == movedTo ? MovedTimes + 1 : 1, movedTo);

    /// <summary>The last answer says of no move that could be believed.</summary>
    public void ForgetMove() => (MovedTo, MovedTimes) = (null, 0);

    /// <summary>It is polled at another address from now on.</summary>
    public void Adopt(string url, DateTimeOffset now)
    {
        (AdoptedUrl, AdoptedAt, OldAskedAt) = (url, now, now);
        ForgetMove();
    }

    /// <summary>The address from which it has moved was asked.</summary>
    public void RecordOldAsked(DateTimeOffset now) => OldAskedAt = now;

    /// <summary>It is polled at its own address again.</summary>
    public void Return()
    {
        (AdoptedUrl, AdoptedAt, OldAskedAt) = (null, null, null);
        ForgetMove();
    }

    /// <summary>Its site is searched for a new home.</summary>
    public void RecordProbe(DateTimeOffset now) => ProbedAt = now;

    /// <summary>Keeps where it may live now, best first.</summary>
    public void OfferNewHomes(IEnumerable<string> urls) => NewHomes = [.. urls];

    /// <summary>Relies on a hub until a moment; null: on polls alone.</summary>
    public void RelyOnHub(DateTimeOffset? until) => PushedUntil = until;
}
