using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Raising;

/// <summary>
/// Ensures that a story alerts once, by its first article. Followers of topics that only a later article has receive that first
/// one if they have not yet; chats that have it see the later one appended.
/// </summary>
internal sealed class StoryAlerts(AlertsDb db, AlertsOptions options, TimeProvider time)
{
    private static readonly AlertKind[] Edits = [AlertKind.Corrected, AlertKind.AlsoAt];

    /// <summary>Returns the alert of an article's story; null if there was none, or if its article is withdrawn.</summary>
    public async Task<Alert?> FirstAsync(Article article, List<Alert> batch, CancellationToken cancellationToken)
    {
        var first = await db.Alerts.AsNoTracking()
                .Where(a => a.StoryId == article.StoryId && a.Kind == AlertKind.New).OrderBy(a => a.Revision)
                    .FirstOrDefaultAsync(cancellationToken)
            ?? batch.Find(a => a.StoryId == article.StoryId && a.Kind == AlertKind.New);
        if (first is null)
            return null;
        var isWithdrawn = batch.Exists(a => a.ArticleId == first.ArticleId && a.Kind == AlertKind.Withdrawn)
            || await db.Alerts.AnyAsync(a => a.ArticleId == first.ArticleId && a.Kind == AlertKind.Withdrawn, cancellationToken);
        return isWithdrawn ? null : first;
    }

    /// <summary>
    /// Returns true if a correction entitles an article to an alert of its own: another article of its story alerted for it, and
    /// now it reports something else, which nobody has received.
    /// </summary>
    /// <param name="first">The first revision of the article in the log.</param>
    public async Task<bool> IsOwedAsync(Revision revision, Article article, List<Alert> batch, Revision? first,
        CancellationToken cancellationToken)
    {
        if (first is not { Kind: RevisionKind.New, Alerting: true } || article.WithdrawnAt is not null || article.HasEnded
            || !revision.Changes.Exists(c => c.Field == ChangedField.Story) || !AlertAge.IsNews(article, options, time.GetUtcNow()))
            return false;
        var told = batch.Find(a => a.Revision == first.Number)
            ?? await db.Alerts.AsNoTracking().SingleOrDefaultAsync(a => a.Revision == first.Number, cancellationToken);
        return told is not null && told.ArticleId != article.Id && told.StoryId != article.StoryId;
    }

    /// <summary>
    /// Returns the alert with which sent messages show that another article joined or left a story; null if there is nothing to
    /// append to.
    /// </summary>
    public async Task<Alert?> AlsoAtAsync(Revision revision, Article article, List<Alert> batch, CancellationToken cancellationToken)
    {
        // A message that is not sent yet shows it anyway.
        if (await FirstAsync(article, batch, cancellationToken) is not { } first || batch.Contains(first)
            || !(revision.IsOperators || IsInTime(first))
            || batch.Exists(a => a.ArticleId == first.ArticleId && a.Kind != AlertKind.New))
            return null;
        var edits = await db.Alerts.CountAsync(a => a.ArticleId == first.ArticleId && a.Kind == AlertKind.AlsoAt, cancellationToken);
        return edits >= options.MaxAlsoAtEdits && !revision.IsOperators ? null : new Alert
        {
            Revision = revision.Number,
            ArticleId = first.ArticleId,
            StoryId = article.StoryId,
            Kind = AlertKind.AlsoAt,
            Priority = Priority.Low,
            CreatedAt = time.GetUtcNow(),
        };
    }

    /// <summary>Returns true while sent messages are still changed.</summary>
    public bool IsInTime(Alert first) => time.GetUtcNow() - first.CreatedAt <= options.CorrectWithin;

    /// <summary>Replaces pending earlier edits of the same messages, because each edit shows the current state.</summary>
    /// <returns>Alerts of the batch that get no fan-out: replaced ones, and corrections beyond the limit.</returns>
    public async Task<HashSet<long>> SupersedeAsync(List<Alert> batch, CancellationToken cancellationToken)
    {
        var superseded = await BeyondTheMostAsync(batch, cancellationToken);
        foreach (var alert in batch.Where(a => a.Kind != AlertKind.New && !superseded.Contains(a.Revision)).ToList())
        {
            superseded.UnionWith(batch
                .Where(a => a.ArticleId == alert.ArticleId && a.Revision < alert.Revision && Edits.Contains(a.Kind)
                    && a.Priority >= alert.Priority)
                .Select(a => a.Revision));
            await db.FanOuts
                .Where(f => f.State == FanOutState.Open && f.Priority >= alert.Priority && db.Alerts.Any(a =>
                    a.Revision == f.AlertRevision && a.ArticleId == alert.ArticleId && Edits.Contains(a.Kind)))
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.State, FanOutState.Superseded), cancellationToken);
        }

        return superseded;
    }

    // A page with a clock or counter that looks like corrections must not edit every chat's message all day.
    private async Task<HashSet<long>> BeyondTheMostAsync(List<Alert> batch, CancellationToken cancellationToken)
    {
        HashSet<long> beyond = [];
        foreach (var article in batch.Where(DeliveryPolicy.IsEditLimited).GroupBy(a => a.ArticleId))
        {
            var before = await db.Alerts.CountAsync(a => a.ArticleId == article.Key && a.Kind == AlertKind.Corrected, cancellationToken);
            beyond.UnionWith(article.OrderBy(a => a.Revision).Skip(Math.Max(0, options.MaxCorrectionEdits - before))
                .Select(a => a.Revision));
        }

        return beyond;
    }
}
