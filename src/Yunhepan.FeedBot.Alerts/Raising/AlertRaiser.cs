using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Raising;

/// <summary>Reads the revision log after its own cursor and turns what must reach people into alerts. Scoped.</summary>
internal sealed partial class AlertRaiser(
    AlertsDb db,
    RevisionLog log,
    CurrentTopics taxonomy,
    WordIndex words,
    IEnumerable<IChatPlatform> platforms,
    IOptions<AlertsOptions> options,
    TimeProvider time,
    ILogger<AlertRaiser> logger)
{
    private readonly StoryAlerts _stories = new(db, options.Value, time);

    private const string Reader = "alerts";
    private const int BatchSize = 200;

    // A page made of words is a trap or a dictionary.
    private const int MaxWords = 1000;

    /// <summary>Reads to the end of the log. Each batch is one transaction: alerts, fan-outs and the cursor, or nothing.</summary>
    /// <returns>How many alerts were raised.</returns>
    public async Task<int> RaiseAsync(CancellationToken cancellationToken)
    {
        var raised = 0;
        while (await RaiseBatchAsync(cancellationToken) is { } batch)
            raised += batch;
        return raised;
    }

    private async Task<int?> RaiseBatchAsync(CancellationToken cancellationToken)
    {
        var cursor = await db.LogCursors.AsNoTracking().SingleOrDefaultAsync(c => c.Reader == Reader, cancellationToken);
        var revisions = await log.ReadAfterAsync(cursor?.Position ?? 0, BatchSize, cancellationToken);
        if (revisions.Count == 0)
            return null;

        await words.RefreshAsync(db, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await AdvanceAsync(cursor, revisions[^1].Revision.Number, cancellationToken))
            return 0;
        List<Alert> alerts = [];
        foreach (var revision in revisions)
        {
            if (await ToAlertAsync(revision, alerts, cancellationToken) is { } alert)
                alerts.Add(alert);
        }

        var superseded = await _stories.SupersedeAsync(alerts, cancellationToken);
        db.Alerts.AddRange(alerts);
        await HurryAsync([.. alerts.Where(a => a.Kind == AlertKind.Withdrawn).Select(a => a.ArticleId)], cancellationToken);
        db.FanOuts.AddRange(alerts.Where(a => !superseded.Contains(a.Revision)).SelectMany(_ => platforms, ToFanOut));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        foreach (var alert in alerts)
            LogRaised(logger, alert.Revision, alert.Kind, alert.Priority);
        return alerts.Count;
    }

    // What may have arrived and waits for its next attempt is looked at now: its reader is told of the retraction.
    private async Task HurryAsync(long[] withdrawn, CancellationToken cancellationToken)
    {
        if (withdrawn.Length == 0)
            return;
        var now = time.GetUtcNow();
        await db.Deferred
            .Where(d => d.DoubtfulRevision != null && db.Alerts.Any(a => a.Revision == d.AlertRevision && a.Kind == AlertKind.New && withdrawn.Contains(a.ArticleId)))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now), cancellationToken);
    }

    /// <returns>False when another node has dealt with this batch meanwhile.</returns>
    private async Task<bool> AdvanceAsync(LogCursor? cursor, long position, CancellationToken cancellationToken)
    {
        if (cursor is not null)
        {
            return await db.LogCursors.Where(c => c.Reader == Reader && c.Position == cursor.Position)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Position, position), cancellationToken) == 1;
        }

        return await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO log_cursors ("Reader", "Position") VALUES ({Reader}, {position}) ON CONFLICT DO NOTHING""",
            cancellationToken) == 1;
    }

    private async Task<Alert?> ToAlertAsync(LoggedRevision logged, List<Alert> batch, CancellationToken cancellationToken)
    {
        var (revision, article) = logged;
        if (revision.Kind == RevisionKind.Story)
            return await _stories.AlsoAtAsync(revision, article, batch, cancellationToken);
        if (!revision.Alerting)
            return null;
        if (revision.Kind == RevisionKind.New)
        {
            return article.WithdrawnAt is null && AlertAge.IsNews(article, options.Value, time.GetUtcNow())
                ? NewAlert(revision, article, await _stories.FirstAsync(article, batch, cancellationToken))
                : null;
        }

        // Who never heard of the article need not hear of its correction.
        var original = batch.Find(a => a.ArticleId == article.Id && a.Kind == AlertKind.New)
            ?? await db.Alerts.AsNoTracking()
                .Where(a => a.ArticleId == article.Id && a.Kind == AlertKind.New).OrderBy(a => a.Revision)
                .FirstOrDefaultAsync(cancellationToken);
        var (isEnd, isPrivate) = (revision.Changes.Exists(c => c.Field == ArticleStore.EndField), revision.Changes.Exists(c => c.Field == PersonalData.Field));
        if (original is null)
        {
            return await _stories.IsOwedAsync(revision, article, batch, await log.FirstOfAsync(article.Id, cancellationToken), cancellationToken)
                ? NewAlert(revision, article, await _stories.FirstAsync(article, batch, cancellationToken)) : null;
        }

        // That somebody is found is told, and who it was is forgotten, however long the search took.
        if (!(isEnd || isPrivate || revision.IsOperators || _stories.IsInTime(original)))
            return null;
        if (isPrivate)
            await ForgetAsync(article.Id, batch, cancellationToken);
        return new Alert
        {
            Revision = revision.Number,
            ArticleId = article.Id,
            StoryId = article.StoryId,
            Kind = isEnd ? AlertKind.Ended : revision.Kind == RevisionKind.Corrected ? AlertKind.Corrected : AlertKind.Withdrawn,
            Priority = original.Priority == Priority.Urgent ? Priority.Urgent : Priority.Low,
            Changes = [.. revision.Changes.Where(c => c.Field is not (ArticleStore.EndField or ArticleStore.StoryField or PersonalData.Field))],
            CreatedAt = time.GetUtcNow(),
        };
    }

    // What corrections said before is told no more.
    private async Task ForgetAsync(long articleId, List<Alert> batch, CancellationToken cancellationToken)
    {
        foreach (var alert in (await db.Alerts.Where(a => a.ArticleId == articleId).ToListAsync(cancellationToken)).Concat(batch.Where(a => a.ArticleId == articleId)))
            alert.Changes.Clear();
    }

    /// <param name="told">The alert that has told the story already: this one brings it to those who follow other topics.</param>
    private Alert NewAlert(Revision revision, Article article, Alert? told) => new()
    {
        Revision = revision.Number,
        ArticleId = told?.ArticleId ?? article.Id,
        StoryId = article.StoryId,
        Kind = AlertKind.New,
        Priority = article.Priority,
        Topics = [.. TopicsOf(article).Distinct().Select(AlertTopic.Format)],
        CreatedAt = time.GetUtcNow(),
    };

    private IEnumerable<TopicKey> TopicsOf(Article article)
    {
        foreach (var category in article.Categories)
        {
            foreach (var topic in SelfAndAbove(TopicKind.Category, category.CategoryId))
                yield return topic;
        }

        foreach (var (kind, id) in ((TopicKind, string?)[])
        [
            (TopicKind.Source, article.SourceId),
            (TopicKind.Publisher, article.PublisherId),
            (TopicKind.Region, article.RegionId),
            .. article.Publishers.Select(p => (TopicKind.Publisher, (string?)p.PublisherId)),
            .. article.Regions.Select(r => (TopicKind.Region, (string?)r.RegionId)),
        ])
        {
            foreach (var topic in id is null ? [] : SelfAndAbove(kind, id))
                yield return topic;
        }

        foreach (var word in words.FindIn(FoldedText.Of(article.Title, article.ContentText)).Order(StringComparer.Ordinal).Take(MaxWords))
            yield return new TopicKey(TopicKind.Word, word);
    }

    private IEnumerable<TopicKey> SelfAndAbove(TopicKind kind, string id) =>
        taxonomy.Tree.SelfAndAncestors(kind, id).Select(n => n.Id).DefaultIfEmpty(id)
            .Select(i => new TopicKey(kind, i));

    private static FanOut ToFanOut(Alert alert, IChatPlatform platform) => new()
    {
        AlertRevision = alert.Revision,
        Platform = platform.Platform,
        Account = platform.Account,
        Priority = alert.Priority,
        CreatedAt = alert.CreatedAt,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Revision}: {Kind}, {Priority}")]
    private static partial void LogRaised(ILogger logger, long revision, AlertKind kind, Priority priority);
}
