using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Pages;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Intake;

/// <summary>
/// Takes in what a source's document offers: what is whole is stored, what must be read on its own page is noted, what looks wrong is held
/// back.
/// </summary>
public sealed partial class SourceIntake(
    IngestionWork work, ArticleStore store, DocumentJudge judge, ListedPageRecorder pages, DocumentLearner learner,
    IOptions<RefreshingOptions> options, TimeProvider time, ILogger<SourceIntake> logger)
{
    /// <summary>Time that an odd document must persist before it becomes the normal case.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private const int LeastPolls = 5;

    /// <summary>Characters of text below which a feed item may be the beginning of what its page says.</summary>
    private const int Teaser = 200;

    private static readonly TimeSpan AcceptedFor = TimeSpan.FromDays(1);

    /// <summary>Takes in a document that a poll has read.</summary>
    /// <returns>How many articles are new, not counting those whose pages are yet to be read; and whether the document was taken as the
    /// source's own.</returns>
    public async Task<(int Found, bool IsItself)> TakeAsync(
        Source source, SourceState state, SourceReading.Read read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(read);
        var offered = await judge.JudgeAsync(source, state, read, cancellationToken);
        if (Accept(source, state, offered) is not var (usual, silently))
            return (0, false);

        var isFirst = state.Kind == SourceKind.Auto;
        // Where nothing was ever listed, what stands there now was there before.
        var since = usual is { Documents: > 0, Items: 0 } ? state.FirstSuccessAt : null;
        IReadOnlySet<ArticleDraft> old = state.FirstSuccessAt is { } began
            ? await SlidIn.FindAsync(
                work.Articles, work.States, source.Id, offered.Wanted, offered.Fresh.ToHashSet(), state.LastItems, began,
                offered.Document.Items.Count,
                cancellationToken)
            : new HashSet<ArticleDraft>();
        var listedBefore = state.Listed;
        learner.Learn(source, state, read, offered, usual.With(offered.Seen));
        if (offered.Verdict is DriftVerdict.Fine or DriftVerdict.Hold)
            Clear(source, state);
        if (offered.Seen.Items == 0)
            state.Suspect(SuspicionKind.Empty, "it lists no articles yet", time.GetUtcNow());
        if (offered.Verdict is DriftVerdict.Fine && !offered.Document.IsList)
            await pages.NoteVanishedAsync(source, state, offered.Wanted, cancellationToken);
        if (offered.Verdict is DriftVerdict.Fine && !isFirst)
            await pages.NoteDroppedAsync(source, state, listedBefore, cancellationToken);
        var told = silently ? [] : Told(source, state, [.. offered.Fresh.Where(i => !old.Contains(i))], since);
        var found = await OfferAsync(
            source, state, offered.Document, offered.Wanted, offered.Fresh, told, alerting: !silently, cancellationToken);
        if (found > 0)
            state.RecordNewArticles(time.GetUtcNow());
        await learner.NoteHubAsync(source, state, offered, cancellationToken);
        return (found, isFirst || offered.Verdict is DriftVerdict.Renamed
            || (offered.Verdict is DriftVerdict.Fine && offered.IsMostlyKnown));
    }

    /// <summary>Decides by the verdict whether the document is taken; where it is held back, the state says why.</summary>
    /// <returns>
    /// What is known of the source, and whether what is there already alerts nobody; null when the document is held back.
    /// </returns>
    private (SourceBaseline Usual, bool Silently)? Accept(Source source, SourceState state, OfferedDocument offered)
    {
        switch (offered.Verdict)
        {
            case DriftVerdict.Hold when IsAccepted(state):
                LogAccepted(source.Id);
                return (SourceBaseline.Unknown, true);
            case DriftVerdict.Hold hold when !IsTheNewNormal(state, hold):
                // Without validators the whole is read again the next time, so that it can heal or become the normal case.
                Suspect(source, state, hold.Evidence);
                if (!hold.MayBecomeNormal)
                    state.RestartPatience(time.GetUtcNow());
                state.ForgetValidators();
                return null;
            case DriftVerdict.Hold:
                LogNewNormal(source.Id, state.SuspectPolls);
                return (SourceBaseline.Unknown, true);
        }

        // Followed by its feed until now, and the operator wants the page: what the page lists besides is old.
        // And what was taken for the source at first was none of it.
        var silently = state.FeedUrl is not null && source.Kind != SourceKind.Auto || offered.BeginsAnew;
        var usual = silently ? SourceBaseline.Unknown : offered.Usual;
        if (offered.Verdict is not DriftVerdict.Renamed renamed)
            return (usual, silently);
        Suspect(source, state, renamed.Evidence);
        usual = usual with { RenamedAt = time.GetUtcNow().ToUnixTimeSeconds() };
        offered.LeaveOutRenamed(usual.RenamedAt);
        return (usual, silently);
    }

    /// <summary>Would the document be taken as the source's own, with articles that are known? Nothing is taken.</summary>
    public async Task<bool> IsItselfAsync(Source source, SourceState state, SourceReading.Read read, CancellationToken cancellationToken)
    {
        var offered = await judge.JudgeAsync(source, state, read, cancellationToken);
        return offered.Verdict is DriftVerdict.Fine && offered.IsMostlyKnown;
    }

    /// <summary>
    /// Takes in what a hub sent: articles only, as the poll goes on by itself. The hub may have been shown another's document too.
    /// </summary>
    /// <returns>How many articles are new; null when it was not taken: the poll that follows says what is wrong.</returns>
    public async Task<int?> TakePushedAsync(Source source, SourceState state, SourceReading.Read read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(read);
        if (state.Kind != SourceKind.Auto && read.Document.Kind != state.Kind)
            return null;
        var offered = await judge.JudgeAsync(source, state, read with { Url = state.ReadFrom ?? read.Url }, cancellationToken);
        if (offered.Verdict is not DriftVerdict.Fine)
            return null;
        return await OfferAsync(
            source, state, offered.Document, offered.Wanted, offered.Fresh, Told(source, state, offered.Fresh, since: null), alerting: true,
            cancellationToken);
    }

    private bool IsTheNewNormal(SourceState state, DriftVerdict.Hold hold) =>
        hold.MayBecomeNormal && state.SuspectPolls >= LeastPolls && state.SuspectSince is { } since && time.GetUtcNow() - since >= Patience;

    /// <summary>The operator's word is about what was seen then, not about what comes days later.</summary>
    private bool IsAccepted(SourceState state) => state.AcceptedAt is { } at && time.GetUtcNow() - at < AcceptedFor;

    private void Suspect(Source source, SourceState state, string evidence)
    {
        if (state.SuspectPolls == 0 || state.Suspicion != evidence)
            LogHeldBack(source.Id, evidence);
        state.HoldBack(evidence, time.GetUtcNow());
    }

    private void Clear(Source source, SourceState state)
    {
        if (state.SuspectPolls > 0)
            LogHealed(source.Id, state.SuspectPolls);
        state.Trust();
    }

    /// <summary>Stores what is whole; what must be read on its own page is noted, to be read from there.</summary>
    /// <param name="told">Those of the new ones that are news.</param>
    private async Task<int> OfferAsync(
        Source source, SourceState state, SourceDocument document, List<ArticleDraft> wanted, List<ArticleDraft> fresh,
        HashSet<ArticleDraft> told, bool alerting,
        CancellationToken cancellationToken)
    {
        var isOver = DailyIntake.Cut(state, wanted, fresh, options.Value.NewPerDay, time.GetUtcNow());
        if (isOver)
            told.IntersectWith(DailyIntake.CertainNews(state, wanted, fresh));
        if (state.LeftOut > 0)
        {
            // Without validators the whole is read again, so that the rest is found when its time comes.
            state.ForgetValidators();
            LogOver(source.Id, state.LeftOut, options.Value.NewPerDay);
        }

        // In the same transaction as what it finds: else a crash would make the next poll a silent first one again.
        state.RecordFirstSuccess(time.GetUtcNow());
        bool Alerts(ArticleDraft item) => !fresh.Contains(item) ? alerting : told.Contains(item);
        var teasers = wanted.Where(i => LeadsToPage(source, document, i)).ToList();
        var whole = await WholeAsync(source, document.IsList ? [] : teasers, cancellationToken);
        var listed = teasers.Where(i => !whole.Contains(i)).ToList();
        if (await pages.NoteAsync(source, listed, Alerts, cancellationToken))
            state.SchedulePages(time.GetUtcNow());
        var offered = wanted.Except(listed).Select(i => i with { Alerting = Alerts(i) }).ToList();
        // The transaction saves the state and the noted pages too: either all of this poll is known or none.
        return (await store.AppendAsync(
            source, offered, cancellationToken, work.States.SaveWithinAsync, url => ListedArticles.Contains(state.Listed, url))).New.Count;
    }

    /// <summary>
    /// Items of a feed that are short because that is all there is to say: notices that take back or correct an article, the
    /// notice that now stands where an article stood, and what was as short when the feed first brought it.
    /// </summary>
    private async Task<IReadOnlySet<ArticleDraft>> WholeAsync(
        Source source, List<ArticleDraft> teasers, CancellationToken cancellationToken)
    {
        var keys = teasers.Select(ArticleIdentity.Derive).ToArray();
        var stored = await work.Articles.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity))
            .Select(a => new { a.Identity, a.Title, a.TextIsOfPage, a.ContentText }).ToDictionaryAsync(a => a.Identity, cancellationToken);
        bool IsWhole(ArticleDraft item)
        {
            var text = Text(item);
            if (!stored.TryGetValue(ArticleIdentity.Derive(item), out var known))
                return SeparateNotice.Read(item.Title, text, source.Name.Zh, source.Name.En) is not null;
            return RetractionNotice.InPlaceOf(item.Title, text, known.Title, known.ContentText) is not null
                || (!known.TextIsOfPage && known.ContentText.Length is > 0 and < Teaser && item.ContentText.Length > 0);
        }

        return teasers.Where(IsWhole).ToHashSet();
    }

    private static string Text(ArticleDraft item) => item.ContentText.Length > 0 ? item.ContentText : item.Summary ?? "";

    /// <summary>
    /// Nothing of the first document; after an outage the newest few, while the rest is stored and is one line in the log.
    /// </summary>
    private HashSet<ArticleDraft> Told(Source source, SourceState state, List<ArticleDraft> fresh, DateTimeOffset? since)
    {
        if (state.FirstSuccessAt is null)
            return [];
        if (since is { } first)
            fresh = [.. fresh.Where(i => i is { PublishedAt: { } at, PublishedHasTime: true } && at >= first)];
        var most = options.Value.CatchUpArticles;
        var away = time.GetUtcNow() - (state.LastSuccessAt ?? time.GetUtcNow());
        if (away < options.Value.CatchUpAfter || fresh.Count <= most)
            return [.. fresh];
        LogCaughtUp(source.Id, away.TotalHours, most, fresh.Count - most);
        return [.. fresh.Select((item, place) => (item, place)).OrderByDescending(f => f.item.PublishedAt ?? DateTimeOffset.MinValue)
            .ThenBy(f => f.place).Take(most).Select(f => f.item)];
    }

    private static bool LeadsToPage(Source source, SourceDocument document, ArticleDraft item) =>
        item.Url is not null && !item.SharesLink && document.Kind != SourceKind.Article && source.Content == SourceContent.Full
            && (document.IsList || IsTeaser(item));

    /// <summary>A feed item that says no more than its summary.</summary>
    private static bool IsTeaser(ArticleDraft item) =>
        item.ContentText.Length < Teaser && item.Attachments.Count == 0
        && (item.ContentText.Length == 0 || item.Summary is null || item.ContentText.Length <= item.Summary.Length + 20);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} looks wrong: {Evidence}. Nothing doubtful is taken from it; what is known is served on")]
    private partial void LogHeldBack(string sourceId, string evidence);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} lists {LeftOut} more new entries than it may add in a day (Refreshing:NewPerDay is {Most}): they "
            + "wait")]
    private partial void LogOver(string sourceId, int leftOut, int most);

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId} looks as it used to again, after {Polls} odd polls")]
    private partial void LogHealed(string sourceId, int polls);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} has looked different in {Polls} polls: it is taken as it is now, without alerts for what is there "
            + "already")]
    private partial void LogNewNormal(string sourceId, int polls);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} is taken as it is now, as the operator said, without alerts for what is there already")]
    private partial void LogAccepted(string sourceId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} was away for {Hours:0.#} h: the newest {Told} articles are told, {Silent} more are stored without "
            + "alerts")]
    private partial void LogCaughtUp(string sourceId, double hours, int told, int silent);
}
