using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Why an alerting revision has no alert.</summary>
public enum UnraisedBecause
{
    /// <summary>The reason is unknown; somebody should investigate.</summary>
    Unknown,

    /// <summary>The log has not been read up to it.</summary>
    NotReadYet,

    /// <summary>The article was too old when it was logged, or when the log was read.</summary>
    TooOld,

    /// <summary>The article was withdrawn, possibly before its alert could be raised.</summary>
    Withdrawn,

    /// <summary>It corrects or retracts an article that never alerted.</summary>
    NeverTold,

    /// <summary>It corrects or retracts an article after the time in which sent messages are changed.</summary>
    TooLateToCorrect,
}

/// <summary>An alerting revision without an alert.</summary>
public sealed record UnraisedRevision(long Revision, RevisionKind Kind, DateTimeOffset At, string Title, UnraisedBecause Because);

/// <summary>Compares the revision log with the alerts raised from it. Read-only. Scoped.</summary>
public sealed class UnraisedRevisions(AlertsDb db, RevisionLog log, IOptions<AlertsOptions> options, TimeProvider time)
{
    // The name of the raiser's cursor.
    private const string Reader = "alerts";
    private const int Batch = 500;

    /// <param name="from">The start of the interval of revisions, inclusive.</param>
    /// <param name="to">The end of the interval, exclusive.</param>
    public async Task<IReadOnlyList<UnraisedRevision>> ReadAsync(DateTimeOffset from, DateTimeOffset to,
        CancellationToken cancellationToken)
    {
        // The cursor is read first: every revision before it already has its alert, if any.
        var read = await db.LogCursors.Where(c => c.Reader == Reader).Select(c => c.Position).FirstOrDefaultAsync(cancellationToken);
        List<UnraisedRevision> unraised = [];
        foreach (var batch in (await log.AlertingBetweenAsync(from, to, cancellationToken)).Chunk(Batch))
        {
            var numbers = batch.Select(logged => logged.Revision.Number).ToArray();
            var raised = (await db.Alerts.Where(a => numbers.Contains(a.Revision)).Select(a => a.Revision).ToListAsync(cancellationToken))
                .ToHashSet();
            foreach (var (revision, article) in batch.Where(logged => !raised.Contains(logged.Revision.Number)))
            {
                var because = revision.Number > read ? UnraisedBecause.NotReadYet : await WhyAsync(revision, article, cancellationToken);
                unraised.Add(new UnraisedRevision(revision.Number, revision.Kind, revision.At, article.Title, because));
            }
        }

        return unraised;
    }

    private async Task<UnraisedBecause> WhyAsync(Revision revision, Article article, CancellationToken cancellationToken)
    {
        if (revision.Kind == RevisionKind.New)
        {
            return article.WithdrawnAt is not null ? UnraisedBecause.Withdrawn
                // The time at which the log was read is unknown, but the article is certainly too old now.
                : AlertAge.IsNews(article, options.Value, time.GetUtcNow()) ? UnraisedBecause.Unknown : UnraisedBecause.TooOld;
        }

        var told = await db.Alerts.Where(a => a.ArticleId == article.Id && a.Kind == AlertKind.New && a.Revision < revision.Number)
            .OrderBy(a => a.Revision).Select(a => (DateTimeOffset?)a.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return told is not { } at ? UnraisedBecause.NeverTold
            : time.GetUtcNow() - at > options.Value.CorrectWithin && !revision.IsOperators ? UnraisedBecause.TooLateToCorrect
            : UnraisedBecause.Unknown;
    }
}
