using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The calls to one platform that a delivery can end with. They are made later, by the lane.</summary>
internal sealed class PlatformCalls(IChatPlatform platform)
{
    public static Func<CancellationToken, Task<SendResult>> Nothing(string reason) =>
        _ => Task.FromResult<SendResult>(new SendResult.MessageGone(reason));

    public Func<CancellationToken, Task<SendResult>> Send(PendingDelivery delivery, OutgoingMessage message) =>
        ct => platform.SendAsync(delivery.Subscriber.Address, message, ct);

    /// <param name="notice">What is said aloud in answer to the message once it is edited; null: nothing.</param>
    public Func<CancellationToken, Task<SendResult>> Edit(
        PendingDelivery delivery, string messageId, OutgoingMessage message, OutgoingMessage.Notice? notice) => async ct =>
    {
        var chat = delivery.Subscriber.Address;
        var edited = await platform.EditAsync(chat, messageId, message, ct);
        // What could not be edited was answered already.
        return edited is SendResult.Sent sent && notice is not null && sent.MessageId == messageId
            ? await platform.SendAsync(chat, notice, ct) : edited;
    };
}
