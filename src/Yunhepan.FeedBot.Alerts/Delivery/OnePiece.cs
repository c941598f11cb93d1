using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>One alert for one chat, ready to go.</summary>
/// <param name="Walk">The fan-out it was found by; null when it had been deferred, or goes ahead of its own walk.</param>
/// <param name="EditedMessageId">For a correction: the message to edit.</param>
/// <param name="Attempts">Failed ones before this.</param>
internal sealed record OnePiece(
    Alert Alert, Article Article, Subscriber Subscriber, Walk? Walk, string? EditedMessageId, int Attempts)
{
    /// <summary>What the chat follows that it is for; null for corrections.</summary>
    public Subscription? Wish { get; init; }
}
