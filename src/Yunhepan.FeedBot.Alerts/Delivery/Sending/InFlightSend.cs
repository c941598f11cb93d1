using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Sending;

/// <summary>A delivery from the start of its send until its result is recorded.</summary>
internal sealed class InFlightSend(PendingDelivery delivery, Task<SendResult> sending)
{
    private static readonly BackOff RecordBackOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    private int _failures;

    public PendingDelivery Delivery { get; private set; } = delivery;

    public Task<SendResult> Sending => sending;

    /// <summary>True if the health of chat and account was updated from the response.</summary>
    public bool IsLearned { get; set; }

    /// <summary>True when the first attempt to record the result failed.</summary>
    public bool IsLookedAtAgain { get; set; }

    /// <summary>For a failed send: how the failure counts.</summary>
    public CountedFailure Failure { get; set; }

    /// <summary>True if only this result could not be recorded. It waits beside the lane, and its chat waits for it.</summary>
    public bool IsSetAside => _failures > 0;

    /// <summary>The time of the next attempt to record the result.</summary>
    public DateTimeOffset TryAt { get; private set; }

    public void SetAside(DateTimeOffset now) =>
        (TryAt, Delivery) = (now + RecordBackOff.After(++_failures), Delivery with { IsSetAside = true });
}
