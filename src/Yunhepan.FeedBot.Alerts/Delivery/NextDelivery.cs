using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>
/// Chooses what a lane sends next: the most urgent class first; within a class the deferred and each fan-out in turn; never
/// past a chat's queue, and never past an earlier alert of the class that the chat has not had yet.
/// </summary>
internal sealed class NextDelivery(OpenFanOuts fanOuts, FanOutDeliveries audiences, DeferredQueue queue, DigestQueue digests)
{
    // A fan-out through many who do not want it gives way after so many pages: something more urgent may have come.
    private const int PagesAtOnce = 8;

    private bool _gaveWay;

    /// <param name="inFlight">What must not be overtaken.</param>
    /// <returns>Null when nothing may go now, or for the moment: see <see cref="GaveWay"/>.</returns>
    public async Task<PendingDelivery?> FindAsync(IReadOnlyCollection<PendingDelivery> inFlight, CancellationToken cancellationToken)
    {
        var pages = 0;
        while (pages < PagesAtOnce)
        {
            var cursor = fanOuts.Next(inFlight);
            var head = await queue.NextHeadAsync(inFlight, cursor?.FanOut.Priority ?? Priority.Low, cancellationToken);
            var isUrgent = head?.Priority == Priority.Urgent || cursor?.FanOut.Priority == Priority.Urgent;
            if (!isUrgent && await digests.NextAsync(inFlight, cancellationToken) is { } gathered)
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

    /// <summary>There is more to look through: ask again at once.</summary>
    public bool GaveWay => _gaveWay || digests.HasMore;

    /// <summary>When the first of the waiting chats may be served; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.NextDueAsync(cancellationToken);
        return await digests.NextDueAsync(cancellationToken) is { } gathered && (queued is null || gathered < queued) ? gathered : queued;
    }
}
