using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The transitions of a state; nothing else changes a state in memory.</summary>
public sealed partial class SourceState
{
    // Due times

    /// <summary>Sets when the document is polled next and why.</summary>
    public void Schedule(DueTime due) => (NextCheckAt, NextReason) = (due.At, due.Reason);

    /// <summary>Moves the next poll to another time for the same reason.</summary>
    public void Reschedule(DateTimeOffset at) => NextCheckAt = at;

    /// <summary>Moves the next poll to this moment, unless it is already due.</summary>
    public void BringForward(DateTimeOffset now) => NextCheckAt = NextCheckAt < now ? NextCheckAt : now;

    /// <summary>Sets when pages behind it are next read or visited; null if there are none.</summary>
    public void SchedulePages(DateTimeOffset? at) => NextPageAt = at;

    /// <summary>Postpones due pages until a moment.</summary>
    public void PutOffPages(DateTimeOffset now, DateTimeOffset until) => NextPageAt = NextPageAt <= now ? until : NextPageAt;

    /// <summary>Ends the polls, because feeds.json no longer contains the source.</summary>
    public void Retire() => (NextCheckAt, NextPageAt) = (PollSchedule.Never, null);

    /// <summary>Leases the source to a worker until a moment.</summary>
    public void Hold(DateTimeOffset until) => LeaseUntil = DueAt = until;

    /// <summary>Releases the source: it is due again when its document or its pages are.</summary>
    public void Release()
    {
        LeaseUntil = null;
        DueAt = NextPageAt is { } page && page < NextCheckAt ? page : NextCheckAt;
    }

    /// <summary>Keeps the source due, but lets no worker claim it before a moment.</summary>
    public void PutOff(DateTimeOffset until) => DueAt = until;

    // Results of polls

    /// <summary>Records the end of a poll; whether it succeeded is recorded next.</summary>
    public void RecordCheck(DateTimeOffset now) => LastCheckAt = now;

    /// <summary>Records a poll that read a document or found it unchanged.</summary>
    public void RecordSuccess(DateTimeOffset now)
    {
        RecordFirstSuccess(now);
        LastSuccessAt = now;
        ClearSuspicion(SuspicionKind.StandIn);
        (Failures, LastError, NewHomes) = (0, null, []);
        (FailingSince, FailingAs) = (null, null);
    }

    /// <summary>Records the first success; from now on listed articles may alert.</summary>
    public void RecordFirstSuccess(DateTimeOffset now) => FirstSuccessAt ??= now;

    /// <summary>Records a poll that read nothing usable.</summary>
    /// <param name="reason">One line.</param>
    /// <param name="isStandIn">True if another document came in place of the source's own.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="now">The current time.</param>
    public void RecordFailure(string reason, bool isStandIn, SourceFailure failure, DateTimeOffset now)
    {
        Failures++;
        // A login is another trouble than silence, and each must last to be believed.
        if (FailingSince is null || (failure == SourceFailure.Login) != (FailingAs == SourceFailure.Login))
            FailingSince = now;
        FailingAs = failure;
        if (isStandIn)
            Suspect(SuspicionKind.StandIn, reason, now);
        else
            ClearSuspicion(SuspicionKind.StandIn);
        LastError = reason;
    }

    /// <summary>Counts the time of failing anew, because nothing was polled for a while.</summary>
    public void RestartFailing(DateTimeOffset now) => FailingSince = FailingSince is null ? null : now;

    /// <summary>Stores the validators that make the next request conditional.</summary>
    public void KeepValidators(Validators validators) => (ETag, LastModified) = (validators.ETag, validators.LastModified);

    /// <summary>Makes the next poll read the whole document, changed or not.</summary>
    public void ForgetValidators() => (ETag, LastModified, BodyHash) = (null, null, null);

    /// <summary>Asks for another reading of the whole document soon, because a text in it changed and may change again.</summary>
    public void AskAgain()
    {
        WantsAnotherLook = true;
        ForgetValidators();
    }

    /// <summary>Moves the next poll to the other reading that was asked for, unless server or document asked for more time.</summary>
    public void ScheduleAnotherLook(DateTimeOffset at)
    {
        if (WantsAnotherLook && NextReason is (DueReason.Interval or DueReason.Rhythm or DueReason.Pushed or DueReason.Cron))
            BringForward(at);
        WantsAnotherLook = false;
    }

    /// <summary>Stores the properties of a document that was taken.</summary>
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

    /// <summary>Starts a new count of what the source adds in a day.</summary>
    public void StartDay(DateTimeOffset now) => (DayStart, NewInDay) = (now, 0);

    /// <summary>Counts what the source adds, and what is left out because of the daily limit.</summary>
    public void CountIntake(int added, int leftOut)
    {
        NewInDay += added;
        LeftOut = leftOut;
    }

    // Suspicions

    /// <summary>Records that its document was held back once more.</summary>
    public void HoldBack(string evidence, DateTimeOffset now)
    {
        if (SuspectPolls++ == 0)
            SuspectSince = now;
        (Suspected, Suspicion) = (SuspicionKind.Document, evidence);
    }

    /// <summary>Restarts the time after which the current form may become the normal case.</summary>
    public void RestartPatience(DateTimeOffset now) => SuspectSince = now;

    /// <summary>Records that something looks wrong without holding anything back.</summary>
    public void Suspect(SuspicionKind kind, string evidence, DateTimeOffset now) =>
        (Suspected, Suspicion, SuspectSince) = (kind, evidence, now);

    /// <summary>Clears the suspicion if it is of the given kind.</summary>
    public void ClearSuspicion(SuspicionKind kind)
    {
        if (Suspected == kind)
            (Suspected, Suspicion, SuspectSince) = (null, null, null);
    }

    /// <summary>Clears all suspicions: the source is normal again, or its new form is the normal case.</summary>
    public void Trust() => (Suspected, Suspicion, SuspectSince, SuspectPolls, AcceptedAt) = (null, null, null, 0, null);

    /// <summary>Records that something is wrong with its article pages.</summary>
    /// <param name="evidence">One line.</param>
    /// <param name="page">The page that showed the problem, in the form shown to people; null if several did.</param>
    /// <param name="now">The current time.</param>
    public void SuspectPages(string evidence, string? page, DateTimeOffset now) =>
        (PageSuspicion, SuspectPage, PageSuspectAt) = (evidence, page, now);

    /// <summary>Records that its article pages are fine.</summary>
    public void TrustPages() => (PageSuspicion, SuspectPage, PageSuspectAt) = (null, null, null);

    /// <summary>Forgets the source's properties: the next document is a first one and does not alert.</summary>
    public void BeginAnew()
    {
        ForgetValidators();
        (Baseline, ReadFrom, Listed, FeedUrl) = (null, null, null, null);
        (Suspected, Suspicion, SuspectSince, SuspectPolls) = (null, null, null, 0);
        (Kind, FirstSuccessAt) = (SourceKind.Auto, null);
    }

    // Addresses

    /// <summary>
    /// Handles a new address in feeds.json: validators, moves and suspicions belonged to the old one; listed articles may alert.
    /// </summary>
    public void ChangeUrl(string url)
    {
        Url = url;
        var first = FirstSuccessAt;
        BeginAnew();
        FirstSuccessAt = first;
        (AdoptedUrl, MovedTo, NewHomes, LastError) = (null, null, [], null);
        TrustPages();
        (Failures, FailingSince, FailingAs) = (0, null, null);
    }

    /// <summary>Counts consecutive responses that name the same permanent new address.</summary>
    public void CountMove(string movedTo) => (MovedTimes, MovedTo) = (MovedTo == movedTo ? MovedTimes + 1 : 1, movedTo);

    /// <summary>Records that the last response names no credible move.</summary>
    public void ForgetMove() => (MovedTo, MovedTimes) = (null, 0);

    /// <summary>Makes another address the polled one.</summary>
    public void Adopt(string url, DateTimeOffset now)
    {
        (AdoptedUrl, AdoptedAt, OldAskedAt) = (url, now, now);
        ForgetMove();
    }

    /// <summary>Records that the old address of a moved source was polled.</summary>
    public void RecordOldAsked(DateTimeOffset now) => OldAskedAt = now;

    /// <summary>Returns to polling the source's own address.</summary>
    public void Return()
    {
        (AdoptedUrl, AdoptedAt, OldAskedAt) = (null, null, null);
        ForgetMove();
    }

    /// <summary>Records that its site was searched for a new address.</summary>
    public void RecordProbe(DateTimeOffset now) => ProbedAt = now;

    /// <summary>Stores possible new addresses, best first.</summary>
    public void OfferNewHomes(IEnumerable<string> urls) => NewHomes = [.. urls];

    /// <summary>Relies on a hub until a moment; null relies on polls alone.</summary>
    public void RelyOnHub(DateTimeOffset? until) => PushedUntil = until;
}
