using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery;
using Yunhepan.FeedBot.Alerts.Matching;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>Tells from what is recorded what happened to an article for a chat, and why. Scoped, as its contexts are.</summary>
public sealed class Explanations(
    AlertsDb db, ArticleReader articles, ArticleSearch search, RevisionLog log, AlertMessages messages,
    Subscriptions subscriptions, CurrentTaxonomy taxonomy, IOptions<AlertsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>Null when there is no such article (any more).</summary>
    public async Task<Explanation?> FindAsync(Subscriber chat, Guid articleId, CancellationToken cancellationToken) =>
        await articles.FindAsync(articleId, cancellationToken) is { } article ? await ExplainAsync(chat, article, cancellationToken) : null;

    /// <summary>By the article's address, or the newest with all these words. Null when there is none.</summary>
    public async Task<Explanation?> FindAsync(Subscriber chat, string words, CancellationToken cancellationToken)
    {
        var found = Uri.TryCreate(words, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? await articles.FindByUrlAsync(words, time.GetUtcNow() - Recent, cancellationToken)
            : await search.FindAsync(words, new ArticleFilter { EveryTelling = true }, 1, cancellationToken) is [var newest, ..] ? newest : null;
        return found is null ? null : await ExplainAsync(chat, found, cancellationToken);
    }

    /// <summary>What the chat got last, the newest first.</summary>
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

        return recent;
    }

    private async Task<Explanation> ExplainAsync(Subscriber chat, Article article, CancellationToken cancellationToken)
    {
        var alert = await AlertOfAsync(article, cancellationToken);
        var wanted = alert?.Topics.Select(AlertTopic.Parse).ToHashSet() ?? [];
        var told = alert is null || alert.ArticleId == article.Id ? article : await articles.FindAsync(alert.ArticleId, cancellationToken) ?? article;
        var judge = new FilterJudge(told);
        var rows = (await subscriptions.RowsAsync(chat, cancellationToken))
            .Where(row => wanted.Contains(row.Topic) || (row.Mode == SubscriptionMode.Muted && row.Topic == judge.Source)).ToList();
        await judge.PrepareAsync(db, rows, cancellationToken);
        var verdict = Verdict.Of(rows, wanted, judge, time.GetUtcNow());
        var steps = alert is null ? [] : await StepsAsync(chat, alert.ArticleId, cancellationToken);
        return new Explanation
        {
            Article = messages.ForArticle(article, chat),
            SeenAt = article.FirstSeenAt,
            Filed = [.. article.Categories.Select(c => new FiledUnder(
                taxonomy.Tree.Find(TaxonomyKind.Category, c.CategoryId)?.NameFor(chat.Language) ?? c.CategoryId, c.Reason))],
            Matched = [.. rows.Where(row => row.Mode != SubscriptionMode.Muted).Select(subscriptions.TopicOf)],
            MutedBy = verdict is { Kind: VerdictKind.Muted, Because: { } muted } ? subscriptions.TopicOf(muted) : null,
            FilteredBy = verdict is { Kind: VerdictKind.Filtered, Because: { } filtered } ? subscriptions.TopicOf(filtered) : null,
            RepostOf = told.Id != article.Id ? told.Title : null,
            Steps = steps,
            Silence = steps.Count > 0 ? null
                : alert is null ? await SilenceAsync(article, cancellationToken)
                : verdict.IsWanted ? SilentBecause.OnItsWay : null,
            WasWithdrawn = article.WithdrawnAt is not null,
        };
    }

    // A story alerts once, by whichever of its articles came first.
    private async Task<Alert?> AlertOfAsync(Article article, CancellationToken cancellationToken) =>
        await db.Alerts.AsNoTracking().Where(a => a.ArticleId == article.Id && a.Kind == AlertKind.New).OrderBy(a => a.Revision).FirstOrDefaultAsync(cancellationToken)
        ?? await db.Alerts.AsNoTracking().Where(a => a.StoryId == article.StoryId && a.Kind == AlertKind.New).OrderBy(a => a.Revision).FirstOrDefaultAsync(cancellationToken);

    private async Task<List<ExplainedStep>> StepsAsync(Subscriber chat, long articleId, CancellationToken cancellationToken)
    {
        var receipts = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.ArticleId == articleId)
            .OrderBy(r => r.SentAt).ThenBy(r => r.AlertRevision)
            .ToListAsync(cancellationToken);
        var waiting = await db.Deferred.AsNoTracking()
            .Where(d => d.SubscriberId == chat.Id)
            .Join(db.Alerts.Where(a => a.ArticleId == articleId), d => d.AlertRevision, a => a.Revision, (d, a) => new { Deferred = d, a.Kind })
            .ToListAsync(cancellationToken);
        List<ExplainedStep> steps = [];
        foreach (var receipt in receipts)
        {
            // What held it up, before what became of it.
            if (receipt is { Held: { } hold, HeldAt: not null } && hold != HoldKind.Turn)
                steps.Add(new ExplainedStep(receipt.Kind, receipt.SentAt, null, hold, null));
            steps.Add(new ExplainedStep(receipt.Kind, receipt.SentAt, receipt.Outcome, null, receipt.Reason));
        }

        steps.AddRange(waiting.Select(w => new ExplainedStep(w.Kind, w.Deferred.DueAt, null, w.Deferred.Hold, w.Deferred.Reason)));
        return steps;
    }

    private async Task<SilentBecause> SilenceAsync(Article article, CancellationToken cancellationToken)
    {
        var first = await log.FirstOfAsync(article.Id, cancellationToken);
        if (first is { Alerting: false })
            return SilentBecause.FirstPoll;
        return AlertAge.IsNews(article, options.Value, first?.At ?? article.FirstSeenAt) ? SilentBecause.NotYet : SilentBecause.TooOld;
    }
}
