using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>A delivery from the start of its send until what became of it is recorded.</summary>
internal sealed class InFlightSend(PendingDelivery delivery, Task<SendResult> sending)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private int _failures;

    public PendingDelivery Delivery { get; private set; } = delivery;

    public Task<SendResult> Sending => sending;

    /// <summary>What the answer says of chat and account is known to the lane.</summary>
    public bool IsLearned { get; set; }

    /// <summary>It could not be written down at the first look.</summary>
    public bool IsLookedAtAgain { get; set; }

    /// <summary>Where it failed: whose failure it is.</summary>
    public CountedFailure Failure { get; set; }

    /// <summary>It alone could not be written down: it waits beside the lane, and its chat waits for it.</summary>
    public bool IsSetAside => _failures > 0;

    /// <summary>Not written down before then.</summary>
    public DateTimeOffset TryAt { get; private set; }

    public void SetAside(DateTimeOffset now)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(_failures++, 10));
        (TryAt, Delivery) = (now + (wait < LongestWait ? wait : LongestWait), Delivery with { IsSetAside = true });
    }
}
