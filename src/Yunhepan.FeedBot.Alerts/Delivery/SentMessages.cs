using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>The messages that corrections edit.</summary>
internal sealed class SentMessages(AlertsDb db, Gathering gathering)
{
    /// <summary>For a correction: the message to edit, and where that is a digest, the digest as it reads now.</summary>
    public async Task<OnePiece> WithMessageAsync(OnePiece piece, CancellationToken cancellationToken)
    {
        if (piece.Alert.Kind == AlertKind.New)
            return piece;
        var (alert, chat) = (piece.Alert, piece.Subscriber);
        var receipt = await db.Receipts.AsNoTracking()
            .Where(r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind == AlertKind.New)
            .SingleOrDefaultAsync(cancellationToken);
        var deleted = receipt?.MessageId is { } sent && await db.Receipts.AnyAsync(
            r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind != AlertKind.New && r.MessageId == sent && r.Reason == Receipt.MessageDeleted,
            cancellationToken)
            ? receipt.MessageId : null;
        return piece with
        {
            // What is not there cannot be struck, nor say who else tells the story; what is restored is there again.
            ShowsItAlready = receipt?.Shows(alert) == true || (deleted is not null && alert.Kind != AlertKind.Corrected),
            EditedMessageId = deleted is null ? receipt?.MessageId : null,
            DeletedMessageId = deleted,
            MayBeUnseen = alert.Kind is AlertKind.Corrected or AlertKind.Withdrawn && receipt is { MessageId: null, MayHaveArrived: true },
            Digest = receipt is { Outcome: DeliveryOutcome.Digested, MessageId: { } id } ? await gathering.AgainAsync(chat, id, cancellationToken) : null,
        };
    }
}
