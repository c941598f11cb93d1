using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery.Ledger;

/// <summary>What one chat has, or waits for, of a set of articles.</summary>
internal sealed class ChatHistory
{
    private readonly Dictionary<long, Receipt> _told;
    private readonly Dictionary<long, Receipt> _settled;
    private readonly HashSet<long> _waiting;
    private readonly HashSet<long> _waitingArticles;

    private ChatHistory(List<Receipt> receipts, List<(long Revision, long ArticleId, AlertKind Kind)> waiting)
    {
        _told = receipts.Where(r => r.Kind == AlertKind.New).ToDictionary(r => r.ArticleId);
        _settled = receipts.ToDictionary(r => r.AlertRevision);
        _waiting = [.. waiting.Select(w => w.Revision)];
        _waitingArticles = [.. waiting.Where(w => w.Kind == AlertKind.New).Select(w => w.ArticleId)];
    }

    public static async Task<ChatHistory> ReadAsync(AlertsDb db, long subscriberId, long[] articles, CancellationToken cancellationToken)
    {
        var receipts = await db.Receipts.AsNoTracking().Where(r => r.SubscriberId == subscriberId && articles.Contains(r.ArticleId))
            .ToListAsync(cancellationToken);
        var waiting = await db.Deferred.Where(d => d.SubscriberId == subscriberId)
            .Join(db.Alerts, d => d.AlertRevision, a => a.Revision, (d, a) => new { a.Revision, a.ArticleId, a.Kind })
                .ToListAsync(cancellationToken);
        return new ChatHistory(receipts, waiting.ConvertAll(w => (w.Revision, w.ArticleId, w.Kind)));
    }

    /// <summary>Returns true if the chat neither has the article nor waits for it, and records that it waits from now on.</summary>
    public bool Tell(Alert alert) => !_told.ContainsKey(alert.ArticleId) && _waitingArticles.Add(alert.ArticleId);

    /// <summary>Returns true if the chat has, or may have, a message about the article without the correction.</summary>
    public bool NeedsEdit(Alert correction) =>
        _told.TryGetValue(correction.ArticleId, out var told) && told.MayHaveArrived && !told.Shows(correction);

    /// <summary>Returns true if this alert has ended in the chat or waits for it.</summary>
    public bool Knows(Alert alert) => _settled.ContainsKey(alert.Revision) || _waiting.Contains(alert.Revision);

    /// <summary>Returns how this alert ended in the chat; null if it has not.</summary>
    public Receipt? EndOf(Alert alert) => _settled.GetValueOrDefault(alert.Revision);
}
