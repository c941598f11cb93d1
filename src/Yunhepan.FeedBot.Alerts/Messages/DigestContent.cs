using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Several alerts of one chat that are sent as one message.</summary>
/// <param name="Shown">The alerts in the message, newest first.</param>
/// <param name="Alerts">All alerts that the message covers.</param>
/// <param name="At">When it is or was sent.</param>
internal sealed record DigestContent(DigestKind Kind, IReadOnlyList<(Alert Alert, Article Article)> Shown, IReadOnlyList<Alert> Alerts,
    DateTimeOffset At)
{
    /// <summary>The most articles that a digest shows; older ones are only counted.</summary>
    public const int Most = 40;

    /// <summary>The number of articles shown after a flood or a backlog.</summary>
    private const int MostOfCatchUp = 5;

    public static int MostShown(DigestKind kind) => kind == DigestKind.CatchUp ? MostOfCatchUp : Most;

    /// <summary>Returns the kind of a digest by the holds of its alerts.</summary>
    public static DigestKind KindFor(Subscriber chat, IEnumerable<HoldKind> holds)
    {
        var all = holds.ToHashSet();
        return all.Contains(HoldKind.Digest) ? chat.DigestOn is null ? DigestKind.Daily : DigestKind.Weekly
            : all.Contains(HoldKind.Flood) ? DigestKind.CatchUp
            : DigestKind.AfterQuiet;
    }

    /// <summary>Reads the current state of a sent digest; returns null if nothing is left of it.</summary>
    public static async Task<DigestContent?> ReadSentAsync(
        AlertsDb db, ArticleReader articles, Subscriber chat, string messageId, CancellationToken cancellationToken)
    {
        var receipts = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.Outcome == DeliveryOutcome.Digested && r.MessageId == messageId)
            .Join(db.Alerts, r => r.AlertRevision, a => a.Revision, (r, a) => new { Receipt = r, Alert = a })
            .OrderByDescending(r => r.Alert.Revision)
            .ToListAsync(cancellationToken);
        if (receipts.Count == 0)
            return null;
        var kind = KindFor(chat, receipts.Select(r => r.Receipt.Held ?? HoldKind.Digest));
        List<(Alert, Article)> shown = [];
        foreach (var row in receipts.Take(MostShown(kind)))
        {
            if (await articles.FindAsync(row.Alert.ArticleId, cancellationToken) is { } article)
                shown.Add((row.Alert, article));
        }

        return shown.Count == 0 ? null : new DigestContent(kind, shown, [.. receipts.Select(r => r.Alert)], receipts[0].Receipt.SentAt);
    }
}
