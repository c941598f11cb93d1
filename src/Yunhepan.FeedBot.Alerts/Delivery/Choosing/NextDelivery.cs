using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Choosing;

/// <summary>
/// Chooses the next delivery of a lane: the most urgent class first; within a class the deferred deliveries and each fan-out in
/// turn. It never overtakes a chat's queue, nor an earlier alert of the class that the chat has not received yet.
/// </summary>
internal sealed class NextDelivery(OpenFanOuts fanOuts, FanOutDeliveries audiences, DeferredQueue queue, DigestQueue digests)
{
    // A fan-out through many chats that do not want it yields after this many pages, because something more urgent may have arrived.
    private const int PagesAtOnce = 8;

    private bool _gaveWay;

    /// <summary>Returns what chooses for one turn of a lane.</summary>
    public static NextDelivery For(LaneAccount account, OpenFanOuts fanOuts, TurnReaders readers)
    {
        var (db, articles) = (readers.Db, readers.Articles);
        var digests = new DigestQueue(db, articles, account, readers.DeadLetters);
        var queue = new DeferredQueue(db, articles, account, digests, readers.DeadLetters);
        return new NextDelivery(fanOuts, new FanOutDeliveries(db, articles, account, fanOuts), queue, digests);
    }

    /// <param name="inFlight">The deliveries in flight, which must not be overtaken.</param>
    /// <returns>Null if nothing may be sent now, or for the moment: see <see cref="GaveWay"/>.</returns>
    public async Task<PendingDelivery?> FindAsync(IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (pages < PagesAtOnce)
        {
            var cursor = fanOuts.Next(inFlight);
            var head = await queue.NextHeadAsync(inFlight, cursor?.FanOut.Priority ?? Priority.Low, cancellationToken);
            var goesFirst = DeliveryPolicy.GoesBeforeDigests(head?.Priority) || DeliveryPolicy.GoesBeforeDigests(cursor?.FanOut.Priority);
            if (!goesFirst && await digests.NextAsync(inFlight, cancellationToken) is { } gathered)
                return gathered;
            if (head is not null && fanOuts.QueueGoesFirst(cursor, head.Priority))
            {
                fanOuts.ServedQueue();
                if (!await audiences.QueueEarlierAsync(head, cancellationToken)
                    && await queue.TakeAsync(head, cancellationToken) is { } deferred)
                    return deferred;
            }
            else if (cursor is null)
            {
                return null;
            }
            else if (cursor.NextAhead is null)
            {
                pages++;
                await audiences.ReadPageAsync(cursor, cancellationToken);
            }
            else
            {
                fanOuts.Served(cursor);
                if (await audiences.NextAsync(cursor, inFlight, cancellationToken) is { } delivery)
                    return delivery;
            }
        }

        _gaveWay = true;
        return null;
    }

    /// <summary>True if there is more to search, so that the caller should call again at once.</summary>
    public bool GaveWay => _gaveWay || digests.HasMore;

    /// <summary>Returns when the first of the waiting chats may be served; null if none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.NextDueAsync(cancellationToken);
        return await digests.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }
}

/// <summary>What one turn of a lane reads from.</summary>
internal sealed record TurnReaders(AlertsDb Db, ArticleReader Articles, StoryReader Stories, DeadLetterLog DeadLetters)
{
    public static TurnReaders From(IServiceProvider services) => new(
        services.GetRequiredService<AlertsDb>(), services.GetRequiredService<ArticleReader>(), services.GetRequiredService<StoryReader>(),
        services.GetRequiredService<DeadLetterLog>());
}
