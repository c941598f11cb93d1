using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Correcting;
using Yunhepan.FeedBot.Articles.Identity;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Sources;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Polling;

namespace Yunhepan.FeedBot.Articles.Refreshing;

/// <summary>Takes in what a source's document offers: what is whole is stored, what must be read on its own page is noted, what looks wrong is held back.</summary>
public sealed partial class SourceIntake(
    ArticlesDb db, ArticleStore store, PageReading pages, PushSubscriptions pushes, IOptions<RefreshingOptions> options, TimeProvider time, ILogger<SourceIntake> logger)
{
    /// <summary>So long something odd must last before it is what the source is like now.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private const int LeastPolls = 5;

    /// <summary>Characters of text below which a feed item may be the beginning of what its page says.</summary>
    private const int Teaser = 200;

    /// <returns>How many articles are new, not counting those whose pages are yet to be read.</returns>
    public async Task<int> TakeAsync(Source source, SourceState state, SourceReading.Read read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(read);
        var document = read.Document;
        var wanted = Wanted(source, document, time.GetUtcNow());
        var fresh = await NewAsync(source, wanted, cancellationToken);
        var known = await KnownTitlesAsync(source, fresh, cancellationToken);
        var usual = SourceBaseline.Read(state.Baseline);
        LeaveOutRenamed(usual, wanted, fresh, known);
        var seen = SourceObservation.Of(document.Items, fresh.Count, fresh.Count(i => known.ContainsKey(i.Title)));
        var verdict = DriftSentinel.Judge(usual, seen);
        var silently = false;
        switch (verdict)
        {
            case DriftVerdict.Hold hold when !IsTheNewNormal(state, seen):
                // Without validators the whole is read again the next time, so that it can heal or become the normal case.
                Suspect(source, state, hold.Evidence);
                (state.ETag, state.LastModified, state.BodyHash) = (null, null, null);
                return 0;
            case DriftVerdict.Hold:
                LogNewNormal(source.Id, state.SuspectPolls);
                (usual, silently) = (SourceBaseline.Unknown, true);
                break;
            case DriftVerdict.Renamed renamed:
                Suspect(source, state, renamed.Evidence);
                usual = usual with { RenamedAt = time.GetUtcNow().ToUnixTimeSeconds() };
                LeaveOutRenamed(usual, wanted, fresh, known);
                break;
        }

        IReadOnlySet<SourceItem> old = state.FirstSuccessAt is { } first
            ? await SlidIn.FindAsync(db, source.Id, wanted, fresh.ToHashSet(), state.LastItems, first, document.Items.Count, cancellationToken)
            : new HashSet<SourceItem>();
        Learn(source, state, read, usual.With(seen), fresh);
        if (verdict is DriftVerdict.Fine or DriftVerdict.Hold)
            Clear(source, state);
        if (verdict is DriftVerdict.Fine && !document.IsList)
            await pages.NoteVanishedAsync(source, state, wanted, cancellationToken);
        var found = await OfferAsync(source, state, document, wanted, fresh, alerting: !silently, old, cancellationToken);
        await pushes.NoteAsync(source, state, document, foundByPolling: fresh.Count > 0, cancellationToken);
        return found;
    }

    /// <summary>Takes in what a hub sent: articles only, as the poll goes on by itself.</summary>
    public async Task<int> TakePushedAsync(Source source, SourceState state, SourceDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var wanted = Wanted(source, document, time.GetUtcNow());
        var fresh = await NewAsync(source, wanted, cancellationToken);
        return await OfferAsync(source, state, document, wanted, fresh, alerting: true, new HashSet<SourceItem>(), cancellationToken);
    }

    /// <summary>What is to be taken of a document, the newest first.</summary>
    private static List<SourceItem> Wanted(Source source, SourceDocument document, DateTimeOffset now)
    {
        var let = document.Items.Where(i => TitleFilter.Lets(source, i.Title)).Select(i => i.Url is { } url ? i with { Url = FoldedUrl.WithoutSession(url) } : i);
        return PublicationOrder.NewestFirst(ArticleIdentity.Distinct(let, document.IsList, document.HomePageUrl), now);
    }

    private async Task<List<SourceItem>> NewAsync(Source source, List<SourceItem> items, CancellationToken cancellationToken)
    {
        var keys = items.Select(ArticleIdentity.Of).ToArray();
        var known = await db.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity)).Select(a => a.Identity)
            .Union(db.ListedPages.Where(p => p.SourceId == source.Id && keys.Contains(p.Key)).Select(p => p.Key))
            .ToListAsync(cancellationToken);
        var set = known.ToHashSet(StringComparer.Ordinal);
        List<SourceItem> unknown = [.. items.Where(i => !set.Contains(ArticleIdentity.Of(i)))];
        // Under another spelling of its address, or under one that it moved to: a link that one stored article alone has.
        var links = unknown.ConvertAll(i => i is { Url: { } url, SharesLink: false, Distinction: null } ? ArticleKey.OfLink(source.Id, FoldedUrl.Of(url)) : (long?)null);
        var hashes = links.OfType<long>().Distinct().ToArray();
        var linked = (await db.Keys.Where(k => hashes.Contains(k.Hash)).Select(k => k.Hash).ToListAsync(cancellationToken)).CountBy(h => h).ToDictionary();
        return [.. unknown.Where((_, place) => links[place] is not { } hash || linked.GetValueOrDefault(hash) != 1)];
    }

    /// <summary>Titles among these that stored articles of this source have, with the earliest time they were seen.</summary>
    private async Task<Dictionary<string, DateTimeOffset>> KnownTitlesAsync(Source source, List<SourceItem> items, CancellationToken cancellationToken)
    {
        var titles = items.Select(i => i.Title).Distinct(StringComparer.Ordinal).ToArray();
        if (titles.Length == 0)
            return [];
        var known = await db.Articles.Where(a => a.SourceId == source.Id && titles.Contains(a.Title))
            .Select(a => new { a.Title, a.FirstSeenAt }).ToListAsync(cancellationToken);
        return known.GroupBy(a => a.Title).ToDictionary(g => g.Key, g => g.Min(a => a.FirstSeenAt), StringComparer.Ordinal);
    }

    /// <summary>What was known before its articles got other addresses is not new.</summary>
    private static void LeaveOutRenamed(SourceBaseline usual, List<SourceItem> wanted, List<SourceItem> fresh, Dictionary<string, DateTimeOffset> known)
    {
        if (usual.RenamedAt == 0)
            return;
        var renamed = fresh.Where(i => known.TryGetValue(i.Title, out var since) && since.ToUnixTimeSeconds() <= usual.RenamedAt).ToHashSet();
        wanted.RemoveAll(renamed.Contains);
        fresh.RemoveAll(renamed.Contains);
    }

    private bool IsTheNewNormal(SourceState state, SourceObservation seen) =>
        seen.Items > 0 && state.SuspectPolls >= LeastPolls && state.SuspectSince is { } since && time.GetUtcNow() - since >= Patience;

    private void Suspect(Source source, SourceState state, string evidence)
    {
        if (state.SuspectPolls == 0 || state.Suspicion != evidence)
            LogHeldBack(source.Id, evidence);
        if (state.SuspectPolls++ == 0)
            state.SuspectSince = time.GetUtcNow();
        state.Suspicion = evidence;
    }

    private void Clear(Source source, SourceState state)
    {
        if (state.SuspectPolls > 0)
            LogHealed(source.Id, state.SuspectPolls);
        (state.Suspicion, state.SuspectSince, state.SuspectPolls) = (null, null, 0);
    }

    private void Learn(Source source, SourceState state, SourceReading.Read read, SourceBaseline usual, List<SourceItem> fresh)
    {
        var now = time.GetUtcNow();
        var document = read.Document;
        (state.ETag, state.LastModified, state.BodyHash) = (read.Validators.ETag, read.Validators.LastModified, read.BodyHash);
        state.Title = document.Title ?? state.Title;
        state.HomePageUrl = document.HomePageUrl ?? state.HomePageUrl;
        state.LastItems = document.Items.Count;
        state.TimeToLiveSeconds = (int?)document.Hints.TimeToLive?.TotalSeconds;
        (state.SkipHours, state.SkipDays) = (document.Hints.SkipHours, document.Hints.SkipDays);
        state.Baseline = usual.Write();

        // An article without a time of its own came between the last poll and now.
        var rhythm = SourceRhythm.Read(state.Rhythm) ?? SourceRhythm.Unknown(now);
        var first = state.FirstSuccessAt is null;
        var moments = fresh
            .Select(i => i is { PublishedAt: { } at, PublishedHasTime: true } && at <= now ? at : first ? (DateTimeOffset?)null : now)
            .OfType<DateTimeOffset>();
        state.Rhythm = rhythm.With(moments, now, source.ScheduleZone).Write();
        if (fresh.Count > 0)
            state.LastNewArticleAt = now;
    }

    /// <summary>Stores what is whole; what must be read on its own page is noted, to be read from there.</summary>
    /// <param name="old">Those of the new ones that are no news.</param>
    private async Task<int> OfferAsync(
        Source source, SourceState state, SourceDocument document, List<SourceItem> wanted, List<SourceItem> fresh, bool alerting, IReadOnlySet<SourceItem> old,
        CancellationToken cancellationToken)
    {
        var isOver = DailyIntake.Cut(state, wanted, fresh, options.Value.NewPerDay, time.GetUtcNow());
        HashSet<SourceItem> told = state.FirstSuccessAt is not null && alerting ? Told(source, state, [.. fresh.Where(i => !old.Contains(i))]) : [];
        if (isOver)
            told.IntersectWith(DailyIntake.CertainNews(state, wanted, fresh));
        if (state.LeftOut > 0)
        {
            // Without validators the whole is read again, so that the rest is found when its time comes.
            (state.ETag, state.LastModified, state.BodyHash) = (null, null, null);
            LogOver(source.Id, state.LeftOut, options.Value.NewPerDay);
        }

        // In the same transaction as what it finds: else a crash would make the next poll a silent first one again.
        state.FirstSuccessAt ??= time.GetUtcNow();
        bool Alerts(SourceItem item) => !fresh.Contains(item) ? alerting : told.Contains(item);
        var teasers = wanted.Where(i => LeadsToPage(source, document, i)).ToList();
        var whole = await WholeAsync(source, document.IsList ? [] : teasers, cancellationToken);
        var listed = teasers.Where(i => !whole.Contains(i)).ToList();
        if (await pages.NoteAsync(source, listed, Alerts, cancellationToken))
            state.NextPageAt = time.GetUtcNow();
        var offered = wanted.Except(listed).Select(i => new OfferedArticle(ArticleIdentity.Of(i), i, Alerts(i))).ToList();
        // The transaction saves the state and the noted pages too: either all of this poll is known or none.
        return (await store.AppendAsync(source, offered, cancellationToken)).New.Count;
    }

    /// <summary>
    /// Items of a feed that are short because that is all there is to say: notices that take back or correct an article, the
    /// notice that now stands where an article stood, and what was as short when the feed first brought it.
    /// </summary>
    private async Task<IReadOnlySet<SourceItem>> WholeAsync(Source source, List<SourceItem> teasers, CancellationToken cancellationToken)
    {
        var keys = teasers.Select(ArticleIdentity.Of).ToArray();
        var stored = await db.Articles.Where(a => a.SourceId == source.Id && keys.Contains(a.Identity))
            .Select(a => new { a.Identity, a.Title, a.TextIsOfPage, a.ContentText }).ToDictionaryAsync(a => a.Identity, cancellationToken);
        bool IsWhole(SourceItem item)
        {
            var text = Text(item);
            if (!stored.TryGetValue(ArticleIdentity.Of(item), out var known))
                return SeparateNotice.Read(item.Title, text, source.Name.Zh, source.Name.En) is not null;
            return RetractionNotice.InPlaceOf(item.Title, text, known.Title, known.ContentText) is not null
                || (!known.TextIsOfPage && known.ContentText.Length is > 0 and < Teaser && item.ContentText.Length > 0);
        }

        return teasers.Where(IsWhole).ToHashSet();
    }

    private static string Text(SourceItem item) => item.ContentText.Length > 0 ? item.ContentText : item.Summary ?? "";

    /// <summary>After an outage the newest few are told; the rest is stored, and is one line in the log.</summary>
    private HashSet<SourceItem> Told(Source source, SourceState state, List<SourceItem> fresh)
    {
        var most = options.Value.CatchUpArticles;
        var away = time.GetUtcNow() - (state.LastSuccessAt ?? time.GetUtcNow());
        if (away < options.Value.CatchUpAfter || fresh.Count <= most)
            return [.. fresh];
        LogCaughtUp(source.Id, away.TotalHours, most, fresh.Count - most);
        return [.. fresh.Select((item, place) => (item, place)).OrderByDescending(f => f.item.PublishedAt ?? DateTimeOffset.MinValue).ThenBy(f => f.place).Take(most).Select(f => f.item)];
    }

    private static bool LeadsToPage(Source source, SourceDocument document, SourceItem item) =>
        item.Url is not null && !item.SharesLink && source.Content == SourceContent.Full && (document.IsList || IsTeaser(item));

    /// <summary>A feed item that says no more than its summary.</summary>
    private static bool IsTeaser(SourceItem item) =>
        item.ContentText.Length < Teaser && item.Attachments.Count == 0
        && (item.ContentText.Length == 0 || item.Summary is null || item.ContentText.Length <= item.Summary.Length + 20);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} looks wrong: {Evidence}. Nothing doubtful is taken from it; what is known is served on")]
    private partial void LogHeldBack(string sourceId, string evidence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} lists {LeftOut} more new entries than it may add in a day (Refreshing:NewPerDay is {Most}): they wait")]
    private partial void LogOver(string sourceId, int leftOut, int most);

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId} looks as it used to again, after {Polls} odd polls")]
    private partial void LogHealed(string sourceId, int polls);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} has looked different in {Polls} polls: it is taken as it is now, without alerts for what is there already")]
    private partial void LogNewNormal(string sourceId, int polls);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Source {SourceId} was away for {Hours:0.#} h: the newest {Told} articles are told, {Silent} more are stored without alerts")]
    private partial void LogCaughtUp(string sourceId, double hours, int told, int silent);
}
