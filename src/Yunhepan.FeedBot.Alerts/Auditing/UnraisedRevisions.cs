using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Why a revision that was to alert has no alert.</summary>
public enum UnraisedBecause
{
    /// <summary>Nobody knows: somebody should look.</summary>
    Unknown,

    /// <summary>The log has not been read as far.</summary>
    NotReadYet,

    /// <summary>It was published too long ago when it was logged, or by the time the log was read.</summary>
    TooOld,

    /// <summary>The article was withdrawn, perhaps before its alert could be raised.</summary>
    Withdrawn,

    /// <summary>A correction or retraction of what never alerted.</summary>
    NeverTold,

    /// <summary>A correction or retraction that came after sent messages are still changed.</summary>
    TooLateToCorrect,
}

/// <summary>A revision that was to alert and has no alert.</summary>
public sealed record UnraisedRevision(long Revision, RevisionKind Kind, DateTimeOffset At, string Title, UnraisedBecause Because);

/// <summary>Compares the revision log with the alerts raised from it. Scoped. Reads only.</summary>
public sealed class UnraisedRevisions(AlertsDb db, RevisionLog log, IOptions<AlertsOptions> options, TimeProvider time)
{
    // The raiser's cursor.
    private const string Reader = "alerts";
    private const int Batch = 500;

    /// <param name="from">Revisions logged then or later…</param>
    /// <param name="to">…and before then.</param>
    public async Task<IReadOnlyList<UnraisedRevision>> ReadAsync(DateTimeOffset from, DateTimeOffset to,
        CancellationToken cancellationToken)
    {
        // The cursor first: what lies before it has its alert already, if any.
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
                // When the log was read is not known: by now it is old at the latest.
                : AlertAge.IsNews(article, options.Value, time.GetUtcNow()) ? UnraisedBecause.Unknown : UnraisedBecause.TooOld;
        }

        var told = await db.Alerts.Where(a => a.ArticleId == article.Id && a.Kind == AlertKind.New && a.Revision < revision.Number)
            .OrderBy(a => a.Revision).Select(a => (DateTimeOffset?)a.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return told is not { } at ? UnraisedBecause.NeverTold
            : time.GetUtcNow() - at > options.Value.CorrectWithin && !revision.IsOperators ? UnraisedBecause.TooLateToCorrect
            : UnraisedBecause.Unknown;
    }
}
