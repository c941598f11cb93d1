using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Tells from what is recorded what happened to an article for a chat, and why. Scoped, as its contexts are.</summary>
public sealed class Explanations(
    AlertsDb db, ArticleReader articles, ArticleSearch search, RevisionLog log, AlertMessages messages,
    Subscriptions subscriptions, CurrentTopics taxonomy, IOptions<AlertsOptions> options, PatternMatcher patterns, TimeProvider time)
{
    // The raiser's cursor.
    private const string Reader = "alerts";

    private const int LookedThrough = 50;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>Null when there is no such article (any more).</summary>
    public async Task<Explanation?> FindAsync(Subscriber chat, Guid articleId, CancellationToken cancellationToken) =>
        await articles.FindAsync(articleId, cancellationToken) is { } article ? await ExplainAsync(chat, article, cancellationToken) : null;

    /// <summary>By the article's address, or by words: the newest with most of them in its title, else in its text. Null when there is none.</summary>
    public async Task<Explanation?> FindAsync(Subscriber chat, string words, CancellationToken cancellationToken)
    {
        var found = Uri.TryCreate(words, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? await articles.FindByUrlAsync(words, time.GetUtcNow() - Recent, cancellationToken)
            : Nearest(words, await search.FindAsync(words, new ArticleFilter { EveryTelling = true }, LookedThrough, cancellationToken));
        return found is null ? null : await ExplainAsync(chat, found, cancellationToken);
    }

    // People remember titles; a newer article that mentions the word in passing is not the one they ask about.
    private static Article? Nearest(string words, IReadOnlyList<Article> newestFirst)
    {
        var hits = SearchHits.Parse(words);
        return newestFirst.MaxBy(a => hits.In(a.Title).Select(h => a.Title.Substring(h.Start, h.Length)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    /// <summary>What the chat got last, the newest first; then the newest that it did not get, as people ask of those too.</summary>
    public async Task<IReadOnlyList<AlertMessage>> RecentAsync(Subscriber chat, int count, CancellationToken cancellationToken)
    {
        var ids = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.Kind == AlertKind.New)
            .OrderByDescending(r => r.SentAt).Select(r => r.ArticleId).Take(count)
            .ToListAsync(cancellationToken);
        List<AlertMessage> recent = [];
        foreach (var id in ids)
        {
            if (await articles.FindAsync(id, cancellationToken) is { } article)
                recent.Add(messages.ForArticle(article, chat));
        }

        if (recent.Count < count)
        {
            var others = await articles.LatestAsync(ArticleFilter.All, count, cancellationToken);
            recent.AddRange(others.Where(a => !ids.Contains(a.Id)).Select(a => messages.ForArticle(a, chat)).Take(count - recent.Count));
        }

        return recent;
    }

    private async Task<Explanation> ExplainAsync(Subscriber chat, Article article, CancellationToken cancellationToken)
    {
        var alerts = await AlertsOfAsync(article, cancellationToken);
        var told = alerts.Count == 0 || alerts[0].ArticleId == article.Id ? article : await articles.FindAsync(alerts[0].ArticleId, cancellationToken) ?? article;
        var (steps, cameBy, topic) = await StepsAsync(chat, told.Id, cancellationToken);
        var account = steps.Count > 0
            ? await HeardAsync(chat, alerts, cameBy, topic, cancellationToken)
            : alerts.Count > 0 ? await UnheardAsync(chat, told, alerts, cancellationToken) : new Account { Silence = await SilenceAsync(article, cancellationToken) };
        return new Explanation
        {
            Article = messages.ForArticle(article, chat),
            SeenAt = article.FirstSeenAt,
            Filed = [.. article.Categories.Select(c => new FiledUnder(
                taxonomy.Tree.Find(TopicKind.Category, c.CategoryId)?.Name.For(chat.Language) ?? c.CategoryId, c.Reason))],
            Matched = account.Matched,
            MutedBy = account.MutedBy,
            FilteredBy = account.FilteredBy,
            RepostOf = told.Id != article.Id ? told.Title : null,
            Steps = steps,
            Silence = account.Silence,
            WasWithdrawn = article.WithdrawnAt is not null,
        };
    }

    /// <summary>All alerts that brought the article that stands for the story: one for each set of topics. A story alerts by whichever came first.</summary>
    private async Task<List<Alert>> AlertsOfAsync(Article article, CancellationToken cancellationToken)
    {
        var all = await db.Alerts.AsNoTracking()
            .Where(a => (a.ArticleId == article.Id || a.StoryId == article.StoryId) && a.Kind == AlertKind.New).OrderBy(a => a.Revision)
            .ToListAsync(cancellationToken);
        var told = all.Find(a => a.ArticleId == article.Id) ?? all.FirstOrDefault();
        return all.FindAll(a => a.ArticleId == told?.ArticleId);
    }

    /// <summary>What the chat followed then that brought it, as the receipt says.</summary>
    private async Task<Account> HeardAsync(Subscriber chat, List<Alert> alerts, long? cameBy, string? topic, CancellationToken cancellationToken)
    {
        var alert = alerts.Find(a => a.Revision == cameBy) ?? alerts.FirstOrDefault();
        var rows = await subscriptions.RowsAsync(chat, cancellationToken);
        var topics = alert?.Topics.Select(AlertTopic.Parse).ToHashSet() ?? [];
        var matched = rows.Where(row => row.Mode != SubscriptionMode.Muted && topics.Contains(row.Topic) && row.CreatedAt <= alert!.CreatedAt).ToList();
        if (topic is null)
            return new Account { Matched = [.. matched.Select(subscriptions.TopicOf)] };
        var key = AlertTopic.Parse(topic);
        // Followed no more, it is named all the same: it is why the message came.
        var first = rows.FirstOrDefault(row => row.Topic == key) ?? new Subscription { TopicKind = key.Kind, TopicId = key.Id };
        return new Account { Matched = [.. matched.Where(row => row.Topic != key).Prepend(first).Select(subscriptions.TopicOf)] };
    }

    /// <summary>It never came, and does not wait: by what the chat wished when the walk came to it, not by what it wishes today.</summary>
    private async Task<Account> UnheardAsync(Subscriber chat, Article told, List<Alert> alerts, CancellationToken cancellationToken)
    {
        var rows = await subscriptions.RowsAsync(chat, cancellationToken);
        var topics = alerts.ToDictionary(a => a.Revision, a => a.Topics.Select(AlertTopic.Parse).ToHashSet());
        var followed = alerts.FindAll(a => rows.Any(row => row.Mode != SubscriptionMode.Muted && topics[a.Revision].Contains(row.Topic)));
        var asked = followed.Count > 0 ? followed : [alerts[0]];
        var ahead = await AheadAsync(chat, [.. asked.Select(a => a.Revision)], cancellationToken);
        var alert = asked.Find(a => ahead.Contains(a.Revision)) ?? asked[^1];
        var (isAhead, about) = (ahead.Contains(alert.Revision), topics[alert.Revision]);
        var evaluator = new FilterEvaluator(told, patterns);
        await evaluator.PrepareAsync(db, rows.Where(row => about.Contains(row.Topic)), cancellationToken);
        var matched = rows.Where(row => row.Mode != SubscriptionMode.Muted && about.Contains(row.Topic)).ToList();
        // What was changed since cannot be asked how it was.
        var (asOf, known) = isAhead
            ? (time.GetUtcNow(), rows)
            : (alert.CreatedAt, rows.Where(row => (row.ChangedAt ?? row.CreatedAt) <= alert.CreatedAt));
        var match = Match.Of(known, about, evaluator, asOf);
        var account = new Account { Matched = [.. matched.Select(subscriptions.TopicOf)] };
        return match switch
        {
            { Kind: MatchKind.Muted, DecidedBy: { } muted } => account with { MutedBy = subscriptions.TopicOf(muted) },
            { Kind: MatchKind.Filtered, DecidedBy: { } filtered } => account with { FilteredBy = subscriptions.TopicOf(filtered) },
            _ when matched.Count == 0 => account,
            _ when matched.TrueForAll(row => row.CreatedAt > alert.CreatedAt) && !isAhead => account with { Silence = SilentBecause.FollowedLater },
            _ when chat.State == SubscriberState.Stopped => account with { Silence = SilentBecause.Stopped },
            _ => account with { Silence = isAhead ? SilentBecause.OnItsWay : SilentBecause.NotWantedThen },
        };
    }

    /// <summary>Those of the alerts whose walk has not come to the chat.</summary>
    private async Task<HashSet<long>> AheadAsync(Subscriber chat, long[] alerts, CancellationToken cancellationToken) =>
        [.. await db.FanOuts.AsNoTracking()
            .Where(f => alerts.Contains(f.AlertRevision) && f.Platform == chat.Platform && f.Account == chat.Account
                && f.State == FanOutState.Open && f.Cursor < chat.Id)
            .Select(f => f.AlertRevision).ToListAsync(cancellationToken)];

    /// <returns>What happened, the alert by which the article came or waits to come, and what was followed that it came for.</returns>
    private async Task<(List<ExplainedStep> Steps, long? CameBy, string? Topic)> StepsAsync(Subscriber chat, long articleId, CancellationToken cancellationToken)
    {
        var receipts = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.ArticleId == articleId)
            .OrderBy(r => r.SentAt).ThenBy(r => r.AlertRevision)
            .ToListAsync(cancellationToken);
        var waiting = await db.Deferred.AsNoTracking()
            .Where(d => d.SubscriberId == chat.Id)
            .Join(db.Alerts.Where(a => a.ArticleId == articleId), d => d.AlertRevision, a => a.Revision, (d, a) => new { Deferred = d, a.Kind })
            .ToListAsync(cancellationToken);
        var restoring = (await db.Alerts.AsNoTracking().Where(a => a.ArticleId == articleId && a.Kind == AlertKind.Corrected).ToListAsync(cancellationToken))
            .Where(a => a.Restores).Select(a => a.Revision).ToHashSet();
        List<ExplainedStep> steps = [];
        foreach (var receipt in receipts)
        {
            var kind = restoring.Contains(receipt.AlertRevision) ? AlertKind.Restored : receipt.Kind;
            // What held it up, before what became of it.
            if (receipt is { Held: { } hold, HeldAt: not null } && hold != HoldKind.Turn)
                steps.Add(new ExplainedStep(kind, receipt.SentAt, null, hold, null));
            steps.Add(new ExplainedStep(kind, receipt.SentAt, receipt.Outcome, null, receipt.Reason));
        }

        steps.AddRange(waiting.Select(w => new ExplainedStep(w.Kind, w.Deferred.DueAt, null, w.Deferred.Hold, w.Deferred.Reason)));
        var came = receipts.Find(r => r.Kind == AlertKind.New);
        var waits = waiting.Find(w => w.Kind == AlertKind.New)?.Deferred;
        return (steps, came?.AlertRevision ?? waits?.AlertRevision, came?.Topic ?? waits?.Topic);
    }

    private async Task<SilentBecause?> SilenceAsync(Article article, CancellationToken cancellationToken)
    {
        if (await log.FirstOfAsync(article.Id, cancellationToken) is not { } first)
            return AlertAge.IsNews(article, options.Value, article.FirstSeenAt) ? SilentBecause.NotYet : SilentBecause.TooOld;
        if (!first.Alerting)
            return SilentBecause.FirstPoll;
        if (!AlertAge.IsNews(article, options.Value, first.At))
            return SilentBecause.TooOld;
        var read = await db.LogCursors.Where(c => c.Reader == Reader).Select(c => c.Position).FirstOrDefaultAsync(cancellationToken);
        // What was read and raised nothing was withdrawn by then, or not read in time.
        return read < first.Number ? SilentBecause.NotYet
            : article.WithdrawnAt is null ? SilentBecause.TooOld : null;
    }

    /// <summary>What the chat's wishes say of it.</summary>
    private sealed record Account
    {
        public IReadOnlyList<Topic> Matched { get; init; } = [];

        public Topic? MutedBy { get; init; }

        public Topic? FilteredBy { get; init; }

        public SilentBecause? Silence { get; init; }
    }
}
