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
/// Takes the items of a source's document: complete items are stored, items that must be read on their own page are noted, and a
/// suspicious document is held back.
/// </summary>
public sealed partial class SourceIntake(
    IngestionWork work, ArticleStore store, DocumentJudge judge, ListedPageRecorder pages, DocumentLearner learner,
    IOptions<RefreshingOptions> options, TimeProvider time, ILogger<SourceIntake> logger)
{
    /// <summary>How long an unusual document must persist before it becomes the normal case.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private const int LeastPolls = 5;

    /// <summary>A feed item with fewer characters of text may be only the beginning of its page.</summary>
    private const int Teaser = 200;

    private static readonly TimeSpan AcceptedFor = TimeSpan.FromDays(1);

    /// <summary>Takes a document that a poll has read.</summary>
    /// <returns>The number of new articles, without those whose pages are not read yet, and whether the document was taken as the
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
        // If nothing was ever listed, what is listed now was there before.
        var since = usual is { Documents: > 0, Items: 0 } ? state.FirstSuccessAt : null;
        IReadOnlySet<ArticleDraft> old = state.FirstSuccessAt is { } began
            ? await BackfilledItems.FindAsync(
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
            source, state, offered.Document, offered.Wanted, offered.Fresh, told, offered.Renamed, alerting: !silently, cancellationToken);
        if (found > 0)
            state.RecordNewArticles(time.GetUtcNow());
        await learner.NoteHubAsync(source, state, offered, cancellationToken);
        return (found, isFirst || offered.Verdict is DriftVerdict.Renamed
            || (offered.Verdict is DriftVerdict.Fine && offered.IsMostlyKnown));
    }

    /// <summary>Decides by the verdict whether the document is taken; if it is held back, the state records why.</summary>
    /// <returns>The baseline of the source, and whether existing articles must not alert; null if the document is held
    /// back.</returns>
    private (SourceBaseline Usual, bool Silently)? Accept(Source source, SourceState state, OfferedDocument offered)
    {
        switch (offered.Verdict)
        {
            case DriftVerdict.Hold when IsAccepted(state):
                LogAccepted(source.Id);
                return (SourceBaseline.Unknown, true);
            case DriftVerdict.Hold hold when !IsTheNewNormal(state, hold):
                // Without validators the whole document is read again next time, so that it can recover or become the normal
                // case.
                Suspect(source, state, hold.Evidence);
                if (!hold.MayBecomeNormal)
                    state.RestartPatience(time.GetUtcNow());
                state.ForgetValidators();
                return null;
            case DriftVerdict.Hold:
                LogNewNormal(source.Id, state.SuspectPolls);
                return (SourceBaseline.Unknown, true);
        }

        // Either the source was followed by its feed until now and the operator wants the page, whose other entries are old, or
        // the document first taken for the source's own was not.
        var silently = state.FeedUrl is not null && source.Kind != SourceKind.Auto || offered.BeginsAnew;
        var usual = silently ? SourceBaseline.Unknown : offered.Usual;
        if (offered.Verdict is not DriftVerdict.Renamed renamed)
            return (usual, silently);
        Suspect(source, state, renamed.Evidence);
        usual = usual with { RenamedAt = time.GetUtcNow().ToUnixTimeSeconds() };
        offered.LeaveOutRenamed(usual.RenamedAt);
        return (usual, silently);
    }

    /// <summary>Returns whether the document would be taken as the source's own, with known articles. It takes nothing.</summary>
    public async Task<bool> IsItselfAsync(Source source, SourceState state, SourceReading.Read read, CancellationToken cancellationToken)
    {
        var offered = await judge.JudgeAsync(source, state, read, cancellationToken);
        return offered.Verdict is DriftVerdict.Fine && offered.IsMostlyKnown;
    }

    /// <summary>
    /// Takes a document that a hub pushed: only its articles, because polling continues independently. The hub may have been
    /// given another source's document too.
    /// </summary>
    /// <returns>The number of new articles; null if the document was not taken, and the following poll will say why.</returns>
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
            source, state, offered.Document, offered.Wanted, offered.Fresh, Told(source, state, offered.Fresh, since: null), [],
            alerting: true, cancellationToken);
    }

    private bool IsTheNewNormal(SourceState state, DriftVerdict.Hold hold) =>
        hold.MayBecomeNormal && state.SuspectPolls >= LeastPolls && state.SuspectSince is { } since && time.GetUtcNow() - since >= Patience;

    /// <summary>
    /// Returns true while the operator's acceptance is recent: it applies to what was seen then, not to documents days later.
    /// </summary>
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

    /// <summary>Stores complete items and notes those that must be read on their own page.</summary>
    /// <param name="told">The new items that count as news.</param>
    /// <param name="renamed">The items that are known under another address.</param>
    private async Task<int> OfferAsync(
        Source source, SourceState state, SourceDocument document, List<ArticleDraft> wanted, List<ArticleDraft> fresh,
        HashSet<ArticleDraft> told, IReadOnlyList<ArticleDraft> renamed, bool alerting, CancellationToken cancellationToken)
    {
        var isOver = DailyIntake.Cut(state, wanted, fresh, options.Value.NewPerDay, time.GetUtcNow());
        if (isOver)
            told.IntersectWith(DailyIntake.CertainNews(state, wanted, fresh));
        if (state.LeftOut > 0)
        {
            // Without validators the whole document is read again, so that the rest is taken when its time comes.
            state.ForgetValidators();
            LogOver(source.Id, state.LeftOut, options.Value.NewPerDay);
        }

        // This is in the same transaction as the articles: otherwise a crash would make the next poll a silent first one again.
        state.RecordFirstSuccess(time.GetUtcNow());
        bool Alerts(ArticleDraft item) => !fresh.Contains(item) ? alerting : told.Contains(item);
        var teasers = wanted.Where(i => LeadsToPage(source, document, i)).ToList();
        var whole = await WholeAsync(source, document.IsList ? [] : teasers, cancellationToken);
        var listed = teasers.Where(i => !whole.Contains(i)).ToList();
        if (await pages.NoteAsync(source, listed, fresh, Alerts, cancellationToken))
            state.SchedulePages(time.GetUtcNow());
        List<ArticleDraft> offered =
        [
            .. wanted.Except(listed).Select(i => i with { Alerting = Alerts(i) }),
            .. await OfAlertsAsync(source, [.. listed.Except(fresh)], document.IsList, cancellationToken),
            .. await RenamedArticles.FindAsync(work.Articles, source.Id, renamed, cancellationToken),
        ];
        // The transaction also saves the state and the noted pages, so that a poll is stored completely or not at all.
        return (await store.AppendAsync(
            source, offered, cancellationToken, work.States.SaveWithinAsync, url => ListedArticles.Contains(state.Listed, url),
            whenUnsure: _ => state.AskAgain())).New.Count;
    }

    /// <summary>
    /// Returns the entries of alerts: one may say that somebody was found before the page does, or while it is gone, and may take that
    /// back, whatever spelling of its address they state. What stands beside a link in a list may belong to another.
    /// </summary>
    private async Task<IEnumerable<ArticleDraft>> OfAlertsAsync(
        Source source, List<ArticleDraft> listed, bool isList, CancellationToken cancellationToken)
    {
        var stated = listed.Select(ArticleIdentity.Derive).ToArray();
        var stored = await work.Articles.Articles.Where(a => a.SourceId == source.Id && stated.Contains(a.Identity))
            .Select(a => a.Identity).ToHashSetAsync(cancellationToken);
        var spelled = await pages.SpelledAnewAsync(
            source, listed.FindAll(i => !stored.Contains(ArticleIdentity.Derive(i))), cancellationToken);
        string IdentityOf(ArticleDraft entry) => spelled.GetValueOrDefault(entry) ?? ArticleIdentity.Derive(entry);
        var keys = listed.Select(IdentityOf).ToArray();
        var told = await work.Articles.Articles.Include(a => a.Categories).Include(a => a.Regions).Include(a => a.Publishers)
            .Where(a => a.SourceId == source.Id && keys.Contains(a.Identity) && a.WithdrawnAt == null
                && (a.Priority == Priority.Urgent && a.EndedAt == null || a.EndedBy == EndedByKind.Entry))
            .ToDictionaryAsync(a => a.Identity, cancellationToken);
        return listed.Where(i => told.ContainsKey(IdentityOf(i))).Select(i => i with
        {
            IsGlimpse = true, LookedAt = told[IdentityOf(i)], Summary = isList ? null : i.Summary,
            ContentText = isList ? "" : i.ContentText,
        });
    }

    /// <summary>
    /// Returns the feed items that are complete although short: notices that withdraw or correct an article, a notice that
    /// replaced an article, and items that were as short when the feed first contained them.
    /// </summary>
    private async Task<IReadOnlySet<ArticleDraft>> WholeAsync(
        Source source, List<ArticleDraft> teasers, CancellationToken cancellationToken)
    {
        var keys = teasers.Select(ArticleIdentity.Derive).ToArray();
        var stored = await work.Articles.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity))
            .Select(a => new { a.Identity, a.Title, a.TextIsOfPage, a.ContentText }).ToDictionaryAsync(a => a.Identity, cancellationToken);
        bool IsWhole(ArticleDraft item)
        {
            var text = item.AvailableText;
            if (!stored.TryGetValue(ArticleIdentity.Derive(item), out var known))
                return SeparateNotice.Read(item.Title, text, [.. source.Name.All]) is not null;
            return RetractionNotice.InPlaceOf(item.Title, text, known.Title, known.ContentText) is not null
                || (!known.TextIsOfPage && known.ContentText.Length is > 0 and < Teaser && item.ContentText.Length > 0);
        }

        return teasers.Where(IsWhole).ToHashSet();
    }

    /// <summary>
    /// Returns the items that count as news: none of the first document; after an outage only the newest few, while the others
    /// are stored and summarised in one log line.
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

    /// <summary>Returns true for a feed item that contains no more than its summary.</summary>
    private static bool IsTeaser(ArticleDraft item) =>
        item.ContentText.Length < Teaser && item.Attachments.Count == 0
        && (item.ContentText.Length == 0 || item.Summary is null || item.ContentText.Length <= item.Summary.Length + 20);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} looks wrong: {Evidence}. Its document is held back; known articles are still served")]
    private partial void LogHeldBack(string sourceId, string evidence);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} lists {LeftOut} more new entries than it may add in a day (Refreshing:NewPerDay is {Most}): they "
            + "wait")]
    private partial void LogOver(string sourceId, int leftOut, int most);

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId} is normal again after {Polls} unusual polls")]
    private partial void LogHealed(string sourceId, int polls);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} has looked different in {Polls} polls: its new form is accepted, without alerts for what is there "
            + "already")]
    private partial void LogNewNormal(string sourceId, int polls);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId}: the operator accepted its new form; articles that are there already do not alert")]
    private partial void LogAccepted(string sourceId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId} was unreachable for {Hours:0.#} h: the newest {Told} articles alert, {Silent} more are stored without "
            + "alerts")]
    private partial void LogCaughtUp(string sourceId, double hours, int told, int silent);
}
