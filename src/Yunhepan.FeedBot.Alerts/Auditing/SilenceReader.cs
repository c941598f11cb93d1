using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Says why an article has raised no alert. Scoped.</summary>
public sealed class SilenceReader(AlertsDb db, RevisionLog log, IOptions<AlertsOptions> options)
{
    // The raiser's cursor.
    private const string Reader = "alerts";

    internal async Task<SilentBecause?> ReadAsync(Article article, CancellationToken cancellationToken)
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
}
