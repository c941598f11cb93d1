using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Log;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Finds why an article has raised no alert. Scoped.</summary>
public sealed class SilenceReader(AlertsDb db, RevisionLog log, IOptions<AlertsOptions> options)
{
    // The name of the raiser's cursor.
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
        // A revision that was read without an alert was withdrawn by then or read too late.
        return read < first.Number ? SilentBecause.NotYet
            : article.WithdrawnAt is null ? SilentBecause.TooOld : null;
    }
}
