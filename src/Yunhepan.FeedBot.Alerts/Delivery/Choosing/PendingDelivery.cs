using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>One alert for one chat that may be sent now.</summary>
/// <param name="Cursor">The fan-out that found it; null if it was deferred or precedes its own fan-out.</param>
/// <param name="EditedMessageId">For a correction: the message to edit.</param>
/// <param name="Attempts">The number of failed attempts before this one.</param>
internal sealed record PendingDelivery(
    Alert Alert, Article Article, Subscriber Subscriber, FanOutCursor? Cursor, string? EditedMessageId, int Attempts)
{
    private static readonly IReadOnlyDictionary<long, long> NoDoubt = new Dictionary<long, long>();

    /// <summary>The subscription that it matches; null for corrections.</summary>
    public Subscription? Subscription { get; init; }

    /// <summary>The format of the message; null for the usual one.</summary>
    public long? FormatId { get; init; }

    /// <summary>True if it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The reason for which it had to wait; null if it did not.</summary>
    public HoldKind? Held { get; init; }

    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>For a correction: true if the sent message already shows it.</summary>
    public bool ShowsItAlready { get; init; }

    /// <summary>
    /// The new alerts that may have arrived already, because there was no answer, each with the article's revision in the
    /// message.
    /// </summary>
    public IReadOnlyDictionary<long, long> Doubtful { get; init; } = NoDoubt;

    /// <summary>Returns the value of <see cref="Doubtful"/> for one alert.</summary>
    public static IReadOnlyDictionary<long, long> DoubtOf(Alert alert, long? doubtfulRevision) =>
        doubtfulRevision is { } revision ? new Dictionary<long, long> { [alert.Revision] = revision } : NoDoubt;

    /// <summary>For a correction: true if the chat may have a message about the article whose id is unknown.</summary>
    public bool MayBeUnseen { get; init; }

    /// <summary>For a correction: the message that it concerns. If that cannot be edited, a new message refers to it.</summary>
    public EarlierMessage? Earlier { get; init; }

    /// <summary>
    /// For a restored article: the message that was deleted when the article was withdrawn. The article is sent as a new message.
    /// </summary>
    public string? DeletedMessageId { get; init; }

    /// <summary>The id of the parts of the message that have arrived; null if this is its beginning.</summary>
    public string? Continues { get; init; }

    /// <summary>True if it was sent but its result cannot be recorded at present. Its chat waits for it, others do not.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>The alerts that are sent in one message; null for a single alert.</summary>
    public DigestContent? Digest { get; init; }

    /// <summary>Returns the article's revision in the message of a new alert; null if the message does not show it.</summary>
    public long? RevisionShown(Alert alert) =>
        alert.Kind != AlertKind.New ? null
        : Digest is null ? Article.Revision
        : Digest.Shown.Where(shown => shown.Alert.Revision == alert.Revision).Select(shown => (long?)shown.Article.Revision)
            .FirstOrDefault();

    /// <summary>
    /// Returns the article's revision in a message that may have arrived, this one or an earlier one; null if there is none.
    /// </summary>
    public long? DoubtOf(Alert alert) => Doubtful.TryGetValue(alert.Revision, out var revision) ? revision : null;

    /// <summary>Returns the delivery after a send without an answer: its content may have arrived.</summary>
    public PendingDelivery InDoubt() => this with
    {
        Doubtful = Alerts.Select(a => (a.Revision, Shown: DoubtOf(a) ?? RevisionShown(a))).Where(a => a.Shown is not null)
            .ToDictionary(a => a.Revision, a => a.Shown!.Value),
    };

    /// <summary>Identifies this delivery for receivers that detect repeated ones.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Alert.Revision}-{Subscriber.Id}");

    /// <summary>All alerts that end with this delivery. An edited digest ends only the correction.</summary>
    public IReadOnlyList<Alert> Alerts => Digest is { } digest && EditedMessageId is null ? digest.Alerts : [Alert];

    /// <summary>
    /// Returns everything that waited for one chat as one delivery: a digest, or the alert itself if there is only one.
    /// </summary>
    /// <param name="shown">The alerts in the message, newest first.</param>
    /// <param name="wanted">All alerts that end with it.</param>
    /// <param name="showsAll">True if they were merged only to keep the platform's limit, so that none is left out.</param>
    public static PendingDelivery ForGathered(
        Subscriber chat, Subscription? subscription, List<(Alert Alert, Article Article)> shown,
        List<(DeferredDelivery Deferred, Alert Alert)> wanted, DateTimeOffset now, bool showsAll)
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
            Digest = new DigestContent(
                kind, [.. shown.Take(showsAll ? DigestContent.Most : DigestContent.MostShown(kind))],
                [.. wanted.Select(r => r.Alert)], now),
        };
    }

    /// <summary>
    /// Returns deliveries with their current chats, where chats were merged in the meantime: a chat must not receive one thing
    /// under two numbers at once.
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
