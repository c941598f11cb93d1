using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The messages that corrections edit.</summary>
internal sealed class SentMessageFinder(AlertsDb db, DigestQueue digests)
{
    /// <summary>For a correction: the message to edit, and where that is a digest, the digest as it reads now.</summary>
    public async Task<PendingDelivery> WithMessageAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Alert.Kind == AlertKind.New)
            return delivery;
        var (alert, chat) = (delivery.Alert, delivery.Subscriber);
        var receipt = await db.Receipts.AsNoTracking()
            .Where(r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind == AlertKind.New)
            .SingleOrDefaultAsync(cancellationToken);
        var deleted = receipt?.MessageId is { } sent && await db.Receipts.AnyAsync(
            r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind != AlertKind.New && r.MessageId == sent
                && r.Cause == ReceiptCause.MessageDeleted,
            cancellationToken)
            ? receipt.MessageId : null;
        return delivery with
        {
            // What is not there cannot be struck, nor say who else tells the story; what is restored is there again.
            ShowsItAlready = receipt?.Shows(alert) == true || (deleted is not null && alert.Kind != AlertKind.Corrected),
            EditedMessageId = deleted is null ? receipt?.MessageId : null,
            DeletedMessageId = deleted,
            MayBeUnseen = alert.Kind is AlertKind.Corrected or AlertKind.Withdrawn && receipt is { MessageId: null, MayHaveArrived: true },
            Digest = receipt is { Outcome: DeliveryOutcome.Digested, MessageId: { } id }
                ? await digests.AgainAsync(chat, id, cancellationToken) : null,
        };
    }
}
