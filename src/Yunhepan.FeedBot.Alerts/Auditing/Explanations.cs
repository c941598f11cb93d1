using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Explains from the records what happened to an article for a chat, and why. Scoped, like its contexts.</summary>
public sealed class Explanations(
    AlertsDb db, AskedArticles asked, SubscriptionAccounts accounts, SilenceReader silence, AlertMessages messages, CurrentTopics topics)
{
    /// <summary>Returns the explanation; null if the article does not or no longer exist.</summary>
    public async Task<Explanation?> FindAsync(Subscriber chat, Guid articleId, CancellationToken cancellationToken) =>
        await asked.FindAsync(articleId, cancellationToken) is { } article ? await ExplainAsync(chat, article, cancellationToken) : null;

    /// <summary>
    /// Explains an article found by its address or by words: the newest one with most of the words in its title, or else in its
    /// text. Returns null if there is none.
    /// </summary>
    public async Task<Explanation?> FindAsync(Subscriber chat, string words, CancellationToken cancellationToken) =>
        await asked.FindAsync(words, cancellationToken) is { } article ? await ExplainAsync(chat, article, cancellationToken) : null;

    /// <summary>
    /// Returns the articles that the chat received last, newest first, followed by the newest that it did not receive, because
    /// people ask about those too.
    /// </summary>
    public Task<IReadOnlyList<AlertMessage>> RecentAsync(Subscriber chat, int count, CancellationToken cancellationToken) =>
        asked.RecentAsync(chat, count, cancellationToken);

    private async Task<Explanation> ExplainAsync(Subscriber chat, Article article, CancellationToken cancellationToken)
    {
        var alerts = await AlertsOfAsync(article, cancellationToken);
        var told = alerts.Count == 0 || alerts[0].ArticleId == article.Id ? article
            : await asked.FindAsync(alerts[0].ArticleId, cancellationToken) ?? article;
        var (steps, cameBy, topic) = await StepsAsync(chat, told.Id, cancellationToken);
        var account = steps.Count > 0
            ? await accounts.HeardAsync(chat, alerts, cameBy, topic, cancellationToken)
            : alerts.Count > 0 ? await accounts.UnheardAsync(chat, told, alerts, cancellationToken)
                : new SubscriptionAccount { Silence = await silence.ReadAsync(article, cancellationToken) };
        if (account.Expected is { } hold)
            steps.Add(new ExplainedStep(AlertKind.New, hold.Until, null, hold.Kind, null));
        return new Explanation
        {
            Article = messages.ForArticle(article, chat),
            SeenAt = article.FirstSeenAt,
            Filed = [.. article.Categories.Select(c => FiledUnder.Parse(
                topics.Tree.Find(TopicKind.Category, c.CategoryId)?.Name.For(chat.Language) ?? c.CategoryId, c.Reason))],
            Matched = account.Matched,
            MutedBy = account.MutedBy,
            FilteredBy = account.FilteredBy,
            RepostOf = told.Id != article.Id ? told.Title : null,
            Steps = steps,
            Silence = account.Silence,
            WasWithdrawn = article.WithdrawnAt is not null,
        };
    }

    /// <summary>
    /// Returns all alerts about the article that alerted for the story: one for each set of topics. The first article of a story
    /// alerts for it.
    /// </summary>
    private async Task<List<Alert>> AlertsOfAsync(Article article, CancellationToken cancellationToken)
    {
        var all = await db.Alerts.AsNoTracking()
            .Where(a => (a.ArticleId == article.Id || a.StoryId == article.StoryId) && a.Kind == AlertKind.New).OrderBy(a => a.Revision)
            .ToListAsync(cancellationToken);
        var told = all.Find(a => a.ArticleId == article.Id) ?? all.FirstOrDefault();
        return all.FindAll(a => a.ArticleId == told?.ArticleId);
    }

    /// <returns>The events, the alert by which the article arrived or will arrive, and the followed topic that it
    /// matched.</returns>
    private async Task<(List<ExplainedStep> Steps, long? CameBy, TopicKey? Topic)> StepsAsync(Subscriber chat, long articleId,
        CancellationToken cancellationToken)
    {
        var receipts = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.ArticleId == articleId)
            .OrderBy(r => r.SentAt).ThenBy(r => r.AlertRevision)
            .ToListAsync(cancellationToken);
        var waiting = await db.Deferred.AsNoTracking()
            .Where(d => d.SubscriberId == chat.Id)
            .Join(db.Alerts.Where(a => a.ArticleId == articleId), d => d.AlertRevision, a => a.Revision, (d, a) =>
                new { Deferred = d, a.Kind })
            .ToListAsync(cancellationToken);
        var restoring = (await db.Alerts.AsNoTracking().Where(a => a.ArticleId == articleId && a.Kind == AlertKind.Corrected)
            .ToListAsync(cancellationToken))
            .Where(a => a.Restores).Select(a => a.Revision).ToHashSet();
        List<ExplainedStep> steps = [];
        foreach (var receipt in receipts)
        {
            var kind = restoring.Contains(receipt.AlertRevision) ? AlertKind.Restored : receipt.Kind;
            // The hold comes before the outcome.
            if (receipt is { Held: { } hold, HeldAt: not null } && hold != HoldKind.Turn)
                steps.Add(new ExplainedStep(kind, receipt.SentAt, null, hold, null));
            steps.Add(new ExplainedStep(kind, receipt.SentAt, receipt.Outcome, null, receipt.Reason, receipt.Cause));
        }

        steps.AddRange(waiting.Select(w => new ExplainedStep(w.Kind, w.Deferred.DueAt, null, w.Deferred.Hold, w.Deferred.Reason)));
        var came = receipts.Find(r => r.Kind == AlertKind.New);
        var waits = waiting.Find(w => w.Kind == AlertKind.New)?.Deferred;
        return (steps, came?.AlertRevision ?? waits?.AlertRevision, came?.Topic ?? waits?.Topic);
    }
}
