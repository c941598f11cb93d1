using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Reads everything that a message needs, so that only the call to the platform remains. Belongs to one lane.</summary>
internal sealed class SendPreparer(LaneAccount account)
{
    private readonly MessageStateReader _states = new();

    /// <summary>Composes the message of a delivery and returns the call that sends it.</summary>
    public async Task<Func<CancellationToken, Task<SendResult>>> PrepareAsync(
        PendingDelivery delivery, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        if (delivery.ShowsItAlready)
            return _ => Task.FromResult<SendResult>(new SendResult.MessageGone("the message was sent as it is now"));
        if (delivery.Digest is { } digest)
            return await PrepareDigestAsync(delivery, digest, db, stories, cancellationToken);
        var (chat, platform) = (delivery.Subscriber.Address, account.Platform);
        var message = await MessageAsync(delivery, db, stories, cancellationToken);
        return (delivery.Alert.Kind, delivery.EditedMessageId) switch
        {
            (AlertKind.New, _) => ct => platform.SendAsync(chat, message, ct),
            (_, { } id) => ct => EditAsync(
                chat, id, platform.EditAsync(chat, id, message, ct), delivery.Alert.Kind == AlertKind.Ended ? message : null, ct),
            _ when delivery.DeletedMessageId is not null => ct => platform.SendAsync(chat, Quietly(message), ct),
            // Nobody knows which message it is, nor whether it is there: a new one says so.
            _ when delivery.MayBeUnseen => ct => platform.SendAsync(chat, Quietly(message) with { MayBeUnseen = true }, ct),
            _ => _ => Task.FromResult<SendResult>(new SendResult.MessageGone("there is no message to edit")),
        };
    }

    private async Task<Func<CancellationToken, Task<SendResult>>> PrepareDigestAsync(
        PendingDelivery delivery, DigestContent digest, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var (chat, platform) = (delivery.Subscriber.Address, account.Platform);
        var states = await MessageStateReader.OfDigestAsync(delivery, digest, db, stories, cancellationToken);
        var summary = account.Shared.Messages.ForDigest(digest, states, delivery.Subscriber, delivery.IsSilent) with
        {
            SwitchedOff = await SwitchedOffAsync(delivery, db, cancellationToken),
        };
        if (delivery.EditedMessageId is not { } edited)
            return ct => platform.SendDigestAsync(chat, summary, ct);
        var over = delivery.Alert.Kind == AlertKind.Ended ? await MessageAsync(delivery, db, stories, cancellationToken) : null;
        return ct => EditAsync(chat, edited, platform.EditDigestAsync(chat, edited, summary, ct), over, ct);
    }

    private async Task<AlertMessage> MessageAsync(
        PendingDelivery delivery, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var state = await _states.OfAsync(delivery, db, stories, cancellationToken);
        return account.Shared.Messages.ForAlert(state, delivery.Article, delivery.Subscriber) with
        {
            IsSilent = delivery.IsSilent,
            SwitchedOff = await SwitchedOffAsync(delivery, db, cancellationToken),
        };
    }

    // A message that takes the place of another sounds only when it is urgent.
    private static AlertMessage Quietly(AlertMessage message) => message with { IsSilent = message.Priority != Priority.Urgent };

    /// <param name="announced">What is said aloud in answer to the message once it is edited; null: nothing.</param>
    private async Task<SendResult> EditAsync(
        ChatAddress chat, string messageId, Task<SendResult> edit, AlertMessage? announced, CancellationToken cancellationToken) =>
        // What could not be edited was answered already.
        await edit is SendResult.Sent sent && announced is not null && sent.MessageId == messageId
            ? await account.Platform.AnnounceAsync(chat, messageId, announced, cancellationToken)
            : await edit;

    /// <summary>Returns the patterns of the subscription that are off: what comes unfiltered says why.</summary>
    private async Task<IReadOnlyList<string>> SwitchedOffAsync(PendingDelivery delivery, AlertsDb db,
        CancellationToken cancellationToken) =>
        delivery.Alert.Kind == AlertKind.New && delivery.Subscription?.FilterId is { } id
        && await db.Filters.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is { } filter
            ? account.Patterns.OffAmong(filter.Include.Concat(filter.Exclude)) : [];
}
