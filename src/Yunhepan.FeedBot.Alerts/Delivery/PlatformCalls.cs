using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The calls to one platform that a delivery may make. The lane makes them later.</summary>
internal sealed class PlatformCalls(IChatPlatform platform)
{
    public static Func<CancellationToken, Task<SendResult>> Nothing(string reason) =>
        _ => Task.FromResult<SendResult>(new SendResult.MessageGone(reason));

    public Func<CancellationToken, Task<SendResult>> Send(PendingDelivery delivery, OutgoingMessage message) =>
        ct => platform.SendAsync(delivery.Subscriber.Address, message, ct);

    /// <param name="notice">The audible reply to the message after the edit; null for none.</param>
    public Func<CancellationToken, Task<SendResult>> Edit(
        PendingDelivery delivery, string messageId, OutgoingMessage message, OutgoingMessage.Notice? notice) => async ct =>
    {
        var chat = delivery.Subscriber.Address;
        var edited = await platform.EditAsync(chat, messageId, message, ct);
        // If the message could not be edited, a reply was already sent.
        return edited is SendResult.Sent sent && notice is not null && sent.MessageId == messageId
            ? await platform.SendAsync(chat, notice, ct) : edited;
    };
}
