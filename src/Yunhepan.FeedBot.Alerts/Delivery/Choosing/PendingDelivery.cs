using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>One alert for one chat that may go now.</summary>
/// <param name="Cursor">The fan-out that found it; null when it had been deferred, or goes ahead of its own fan-out.</param>
/// <param name="EditedMessageId">For a correction: the message to edit.</param>
/// <param name="Attempts">The number of failed attempts before this one.</param>
internal sealed record PendingDelivery(
    Alert Alert, Article Article, Subscriber Subscriber, FanOutCursor? Cursor, string? EditedMessageId, int Attempts)
{
    private static readonly IReadOnlyDictionary<long, long> NoDoubt = new Dictionary<long, long>();

    /// <summary>The subscription that it is for; null for corrections.</summary>
    public Subscription? Subscription { get; init; }

    /// <summary>True when it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Why it had to wait; null when it did not.</summary>
    public HoldKind? Held { get; init; }

    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>For a correction: true when the sent message shows it already.</summary>
    public bool ShowsItAlready { get; init; }

    /// <summary>
    /// Of its new alerts those that may have arrived already, the answer having been lost: each with the revision of the article
    /// that the message showed.
    /// </summary>
    public IReadOnlyDictionary<long, long> Doubtful { get; init; } = NoDoubt;

    /// <summary>Returns the doubt about one alert, as <see cref="Doubtful"/> holds it.</summary>
    public static IReadOnlyDictionary<long, long> DoubtOf(Alert alert, long? doubtfulRevision) =>
        doubtfulRevision is { } revision ? new Dictionary<long, long> { [alert.Revision] = revision } : NoDoubt;

    /// <summary>For a correction: true when the chat may have a message about the article whose id is not known.</summary>
    public bool MayBeUnseen { get; init; }

    /// <summary>For a correction: the message that it is about. Where that cannot be edited, a new one names it.</summary>
    public EarlierMessage? Earlier { get; init; }

    /// <summary>For a restored article: the message that was deleted when the article was withdrawn. The article is sent anew.</summary>
    public string? DeletedMessageId { get; init; }

    /// <summary>True when it was sent and its result cannot be recorded for now. Its chat waits for it, the others do not.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>The alerts that go in one message; null for one alone.</summary>
    public DigestContent? Digest { get; init; }

    /// <summary>Returns the revision in which the message shows the article of a new alert; null when it does not show it.</summary>
    public long? RevisionShown(Alert alert) =>
        alert.Kind != AlertKind.New ? null
        : Digest is null ? Article.Revision
        : Digest.Shown.Where(shown => shown.Alert.Revision == alert.Revision).Select(shown => (long?)shown.Article.Revision)
            .FirstOrDefault();

    /// <summary>
    /// Returns the revision that a message showed which may have arrived, this one or one before; null when there is none.
    /// </summary>
    public long? DoubtOf(Alert alert) => Doubtful.TryGetValue(alert.Revision, out var revision) ? revision : null;

    /// <summary>Returns the delivery after a send whose answer never came: what it shows may have arrived.</summary>
    public PendingDelivery InDoubt() => this with
    {
        Doubtful = Alerts.Select(a => (a.Revision, Shown: DoubtOf(a) ?? RevisionShown(a))).Where(a => a.Shown is not null)
            .ToDictionary(a => a.Revision, a => a.Shown!.Value),
    };

    /// <summary>Names this delivery for receivers that can tell a repeated one.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Alert.Revision}-{Subscriber.Id}");

    /// <summary>Returns all alerts that end with this delivery. An edited digest ends the correction alone.</summary>
    public IReadOnlyList<Alert> Alerts => Digest is { } digest && EditedMessageId is null ? digest.Alerts : [Alert];

    /// <summary>Returns all that waited for one chat as one delivery: a digest, or the alert itself where there is only one.</summary>
    /// <param name="shown">What the message shows, the newest first.</param>
    /// <param name="wanted">All that ends with it.</param>
    public static PendingDelivery ForGathered(
        Subscriber chat, Subscription? subscription, List<(Alert Alert, Article Article)> shown,
        List<(DeferredDelivery Deferred, Alert Alert)> wanted, DateTimeOffset now)
    {
        var delivery = new PendingDelivery(shown[0].Alert, shown[0].Article, chat, null, null, wanted.Max(r => r.Deferred.Attempts))
        {
            Subscription = subscription,
            Held = wanted[0].Deferred.Hold,
            HeldAt = wanted.Min(r => r.Deferred.CreatedAt),
            IsSilent = chat.Silent,
            Doubtful = wanted.Where(r => r.Deferred.DoubtfulRevision is not null)
                .ToDictionary(r => r.Alert.Revision, r => r.Deferred.DoubtfulRevision!.Value),
        };
        if (wanted.Count == 1)
            return delivery;
        var kind = DigestContent.KindFor(chat, wanted.Select(r => r.Deferred.Hold));
        return delivery with
        {
            Digest = new DigestContent(kind, [.. shown.Take(DigestContent.MostShown(kind))], [.. wanted.Select(r => r.Alert)], now),
        };
    }

    /// <summary>
    /// Returns deliveries with the chats as they are now, where chats were merged meanwhile: a chat must not get one thing under two
    /// numbers at once.
    /// </summary>
    public static async Task<IReadOnlyList<PendingDelivery>> WithChatsOfNowAsync(
        AlertsDb db, IReadOnlyList<PendingDelivery> deliveries, CancellationToken cancellationToken)
    {
        if (deliveries.Count == 0)
            return deliveries;
        var ids = deliveries.Select(p => p.Subscriber.Id).ToArray();
        var merged = await db.MergedChats.AsNoTracking().Where(m => ids.Contains(m.Id))
            .Join(db.Subscribers.AsNoTracking(), m => m.Into, s => s.Id, (m, s) => new { m.Id, Chat = s })
            .ToDictionaryAsync(m => m.Id, m => m.Chat, cancellationToken);
        return merged.Count == 0 ? deliveries
            : [.. deliveries.Select(p => merged.TryGetValue(p.Subscriber.Id, out var chat) ? p with { Subscriber = chat } : p)];
    }
}
