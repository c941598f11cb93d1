using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;

namespace Yunhepan.FeedBot.Alerts.Raising;

/// <summary>Decides which revisions must reach people, and creates their alerts. Scoped.</summary>
internal sealed class AlertFactory(AlertsDb db, RevisionLog log, AlertTopicFinder topics, IOptions<AlertsOptions> options,
    TimeProvider time)
{
    /// <summary>The previous alerts of stories.</summary>
    public StoryAlerts Stories { get; } = new(db, options.Value, time);

    /// <summary>Ensures that all words followed until now are matched.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => topics.RefreshAsync(db, cancellationToken);

    /// <summary>Returns the alert of a revision; null if it raises none.</summary>
    /// <param name="batch">The alerts raised earlier in the same transaction.</param>
    public async Task<Alert?> CreateAsync(LoggedRevision logged, List<Alert> batch, CancellationToken cancellationToken)
    {
        var (revision, article) = logged;
        if (revision.Kind == RevisionKind.Story)
            return await Stories.AlsoAtAsync(revision, article, batch, cancellationToken);
        if (!revision.Alerting)
            return null;
        if (revision.Kind == RevisionKind.New)
        {
            return article.WithdrawnAt is null && AlertAge.IsNews(article, options.Value, time.GetUtcNow())
                ? NewAlert(revision, article, await Stories.FirstAsync(article, batch, cancellationToken))
                : null;
        }

        return await CorrectionAsync(revision, article, batch, cancellationToken);
    }

    private async Task<Alert?> CorrectionAsync(Revision revision, Article article, List<Alert> batch, CancellationToken cancellationToken)
    {
        // A chat that never received the article need not receive its correction.
        var original = batch.Find(a => a.ArticleId == article.Id && a.Kind == AlertKind.New)
            ?? await db.Alerts.AsNoTracking()
                .Where(a => a.ArticleId == article.Id && a.Kind == AlertKind.New).OrderBy(a => a.Revision)
                .FirstOrDefaultAsync(cancellationToken);
        var (isEnd, isPrivate) = (revision.Changes.Exists(c => c.Field == ChangedField.End),
            revision.Changes.Exists(c => c.Field == ChangedField.Private));
        if (original is null)
        {
            return await Stories.IsOwedAsync(revision, article, batch, await log.FirstOfAsync(article.Id, cancellationToken),
                cancellationToken)
                ? NewAlert(revision, article, await Stories.FirstAsync(article, batch, cancellationToken)) : null;
        }

        // A report that somebody was found is always sent, and the person's data is always removed, however long the search took.
        if (!(isEnd || isPrivate || revision.IsOperators || Stories.IsInTime(original)))
            return null;
        if (isPrivate)
            await ForgetAsync(article.Id, batch, cancellationToken);
        return new Alert
        {
            Revision = revision.Number,
            ArticleId = article.Id,
            StoryId = article.StoryId,
            Kind = isEnd ? AlertKind.Ended : KindOf(revision.Kind),
            Priority = DeliveryPolicy.PriorityOfChange(original),
            Changes = [.. revision.Changes.Where(c =>
                c.Field is not (ChangedField.End or ChangedField.Story or ChangedField.Private))],
            CreatedAt = time.GetUtcNow(),
        };
    }

    private static AlertKind KindOf(RevisionKind kind) => kind switch
    {
        RevisionKind.Corrected => AlertKind.Corrected,
        RevisionKind.Withdrawn => AlertKind.Withdrawn,
        _ => throw new UnreachableException($"a revision of kind {kind} corrects nothing"),
    };

    // Earlier texts of corrections are no longer shown.
    private async Task ForgetAsync(long articleId, List<Alert> batch, CancellationToken cancellationToken)
    {
        foreach (var alert in (await db.Alerts.Where(a => a.ArticleId == articleId).ToListAsync(cancellationToken))
            .Concat(batch.Where(a => a.ArticleId == articleId)))
            alert.Changes.Clear();
    }

    /// <param name="told">The previous alert of the story: this one reaches the followers of other topics.</param>
    private Alert NewAlert(Revision revision, Article article, Alert? told) => new()
    {
        Revision = revision.Number,
        ArticleId = told?.ArticleId ?? article.Id,
        StoryId = article.StoryId,
        Kind = AlertKind.New,
        Priority = article.Priority,
        Topics = [.. topics.FindIn(article).Distinct()],
        CreatedAt = time.GetUtcNow(),
    };
}
