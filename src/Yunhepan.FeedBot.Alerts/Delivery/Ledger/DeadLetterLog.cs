using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Delivery.Ledger;

/// <summary>Tells the operator of each dead letter: what did not arrive, in which chat, and why. Scoped, as its contexts are.</summary>
public sealed partial class DeadLetterLog(AlertsDb db, ArticleReader articles, ILogger<DeadLetterLog> logger)
{
    /// <summary>The number of dead letters that are logged one by one; thousands may have waited for a chat that is closed.</summary>
    private const int MostNamed = 20;

    /// <summary>Writes a line for each dead letter among some receipts of one chat.</summary>
    internal async Task WriteAsync(long subscriberId, IReadOnlyCollection<Receipt> receipts, CancellationToken cancellationToken)
    {
        var letters = receipts.Where(r => DeliveryOutcomes.Dead.Contains(r.Outcome)).ToList();
        if (letters.Count == 0 || !logger.IsEnabled(LogLevel.Warning))
            return;
        var chat = (await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subscriberId, cancellationToken))?.Label
            ?? $"chat {subscriberId}";
        foreach (var letter in letters.Take(MostNamed))
        {
            var title = (await articles.FindAsync(letter.ArticleId, cancellationToken))?.Title ?? "an article that is no longer stored";
            LogLetter(letter.AlertRevision, title, chat, letter.Outcome, letter.Reason);
        }

        if (letters.Count > MostNamed)
            LogMore(letters.Count - MostNamed, chat);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Dead letter: alert {Alert}, \"{Title}\", did not reach {Chat}: {Outcome}: {Reason}")]
    private partial void LogLetter(long alert, string title, string chat, DeliveryOutcome outcome, string? reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Dead letters: {Count} more did not reach {Chat}; 'feedbot dead-letters' lists them")]
    private partial void LogMore(int count, string chat);
}
