using Microsoft.EntityFrameworkCore;
using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Choosing;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Sending;

/// <summary>Reads everything that a message needs, and composes it. Each lane has its own.</summary>
internal sealed class SendPreparer(LaneAccount account)
{
    private const int MostFormats = 500;

    private readonly MessageStateReader _states = new();
    private readonly Dictionary<long, MessageFormat> _formats = [];
    private readonly PlatformCalls _calls = new(account.Platform);

    /// <summary>Composes the message of a delivery and returns the call that sends it.</summary>
    public async Task<PreparedSend> PrepareAsync(
        PendingDelivery found, TurnReaders readers, CancellationToken cancellationToken)
    {
        var delivery = found.Alert.Kind == AlertKind.New
            ? found.Continues is not null ? found
                : found with { FormatId = found.Digest is null ? found.Subscription?.FormatId ?? found.Subscriber.FormatId : null }
            : await WithSentMessageAsync(found, readers.Db, readers.Articles, cancellationToken);
        return new PreparedSend(delivery, await ComposeAsync(delivery, readers.Db, readers.Stories, cancellationToken));
    }

    /// <summary>Finds the message that a correction concerns and, if it is a digest, the digest in its current state.</summary>
    private async Task<PendingDelivery> WithSentMessageAsync(
        PendingDelivery delivery, AlertsDb db, ArticleReader articles, CancellationToken cancellationToken)
    {
        var (alert, chat, can) = (delivery.Alert, delivery.Subscriber, account.Platform.Capabilities);
        var receipt = await db.Receipts.AsNoTracking()
            .Where(r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind == AlertKind.New)
            .SingleOrDefaultAsync(cancellationToken);
        var deleted = can.CanDelete && receipt?.MessageId is { } sent && await db.Receipts.AnyAsync(
            r => r.ArticleId == alert.ArticleId && r.SubscriberId == chat.Id && r.Kind != AlertKind.New && r.MessageId == sent
                && r.Cause == ReceiptCause.MessageDeleted,
            cancellationToken)
            ? receipt.MessageId : null;
        return delivery with
        {
            FormatId = receipt is null ? chat.FormatId : receipt.FormatId,
            // A missing message cannot be struck through or extended; a restored article is shown again.
            ShowsItAlready = receipt?.Shows(alert) == true || (deleted is not null && alert.Kind != AlertKind.Corrected),
            EditedMessageId = can.CanEdit && deleted is null ? receipt?.MessageId : null,
            Earlier = deleted is null && receipt?.MessageId is { } earlier
                ? new EarlierMessage(earlier, account.ClockOf(chat).At(receipt.SentAt)) : null,
            DeletedMessageId = deleted,
            MayBeUnseen = alert.Kind is AlertKind.Corrected or AlertKind.Withdrawn or AlertKind.Ended
                && receipt is { MessageId: null, MayHaveArrived: true },
            Digest = can.CanEdit && receipt is { Outcome: DeliveryOutcome.Digested, MessageId: { } id }
                ? await DigestContent.ReadSentAsync(db, articles, chat, id, cancellationToken) : null,
        };
    }

    private async Task<Func<CancellationToken, Task<SendResult>>> ComposeAsync(
        PendingDelivery delivery, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        if (delivery.ShowsItAlready)
            return PlatformCalls.Nothing("the message was sent as it is now");
        if (delivery.Digest is { } digest)
            return await ComposeDigestAsync(delivery, digest, db, stories, cancellationToken);
        var message = await MessageAsync(delivery, db, stories, cancellationToken);
        var isEnd = delivery.Alert.Kind == AlertKind.Ended;
        if (delivery.Alert.Kind == AlertKind.New)
            return _calls.Send(delivery, Article(delivery, message) with { MayHaveParts = true, Continues = delivery.Continues });
        return delivery switch
        {
            { EditedMessageId: { } id } =>
                _calls.Edit(delivery, id, Article(delivery, message), isEnd ? Notice(delivery, message) : null),
            { Earlier: not null } => SendBeside(delivery, message),
            { DeletedMessageId: not null } => _calls.Send(delivery, Article(delivery, Quietly(message))),
            // It is unknown which message it is and whether it exists, so a new message says so. That of an end names nobody.
            { MayBeUnseen: true } when message.Kind == AlertKind.Ended => _calls.Send(delivery, Notice(delivery, message)),
            { MayBeUnseen: true } => _calls.Send(delivery, Article(delivery, Quietly(message) with { MayBeUnseen = true })),
            _ => PlatformCalls.Nothing("there is no message to edit"),
        };
    }

    // If the platform cannot edit, a separate message says what is no longer true. It never repeats who was found, and another
    // member of the story is not worth a message.
    private Func<CancellationToken, Task<SendResult>> SendBeside(PendingDelivery delivery, AlertMessage message) =>
        delivery.Alert.Kind switch
        {
            AlertKind.Ended => _calls.Send(delivery, Notice(delivery, message)),
            AlertKind.Withdrawn => _calls.Send(delivery, Article(delivery, Quietly(message)) with { Earlier = delivery.Earlier }),
            AlertKind.Corrected when !message.IsForgotten =>
                _calls.Send(delivery, Article(delivery, Quietly(message)) with { Earlier = delivery.Earlier }),
            AlertKind.Corrected or AlertKind.AlsoAt =>
                PlatformCalls.Nothing("this platform edits no messages, and no new one is due"),
            _ => throw new UnreachableException($"an alert of the kind {delivery.Alert.Kind} follows no message"),
        };

    private async Task<Func<CancellationToken, Task<SendResult>>> ComposeDigestAsync(
        PendingDelivery delivery, DigestContent digest, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var edited = delivery.EditedMessageId;
        var states = await MessageStateReader.ReadDigestAsync(
            digest, isSent: edited is not null, delivery.Doubtful, db, stories, cancellationToken);
        var content = account.Shared.Messages.ForDigest(digest, states, delivery.Subscriber, delivery.IsSilent) with
        {
            SwitchedOff = await SwitchedOffAsync(delivery, db, cancellationToken),
        };
        var summary = new OutgoingMessage.Digest(content) { DeliveryId = delivery.Id };
        if (edited is null)
            return _calls.Send(delivery, summary);
        var over = delivery.Alert.Kind == AlertKind.Ended
            ? Notice(delivery, await MessageAsync(delivery, db, stories, cancellationToken)) : null;
        return _calls.Edit(delivery, edited, summary, over);
    }

    private async Task<AlertMessage> MessageAsync(
        PendingDelivery delivery, AlertsDb db, StoryReader stories, CancellationToken cancellationToken)
    {
        var state = await _states.ReadAsync(
            delivery.Alert, delivery.Article, delivery.DoubtOf(delivery.Alert), db, stories, cancellationToken);
        return account.Shared.Messages.ForAlert(state, delivery.Article, delivery.Subscriber) with
        {
            IsSilent = delivery.IsSilent,
            Format = await FormatAsync(delivery.FormatId, db, cancellationToken),
            SwitchedOff = await SwitchedOffAsync(delivery, db, cancellationToken),
        };
    }

    // A format never changes, so each is read once.
    private async Task<MessageFormat> FormatAsync(long? id, AlertsDb db, CancellationToken cancellationToken)
    {
        if (id is not { } number)
            return MessageFormat.Usual;
        if (_formats.TryGetValue(number, out var known))
            return known;
        if (_formats.Count >= MostFormats)
            _formats.Clear();
        return _formats[number] = await new ChatFormats(db).FindAsync(id, cancellationToken);
    }

    // A message that replaces another one makes a sound only if it is urgent.
    private static AlertMessage Quietly(AlertMessage message) => message with { IsSilent = !DeliveryPolicy.SoundsAgain(message.Priority) };

    private static OutgoingMessage.OneArticle Article(PendingDelivery delivery, AlertMessage message) =>
        new(message) { DeliveryId = delivery.Id, HoldsUntil = Validity.Until(delivery.Article) };

    private static OutgoingMessage.Notice Notice(PendingDelivery delivery, AlertMessage message) =>
        new(message) { DeliveryId = delivery.Id, Earlier = delivery.Earlier };

    /// <summary>Returns the patterns of the subscription that are off, because an unfiltered message says why.</summary>
    private async Task<IReadOnlyList<string>> SwitchedOffAsync(
        PendingDelivery delivery, AlertsDb db, CancellationToken cancellationToken) =>
        delivery.Alert.Kind == AlertKind.New && delivery.Subscription?.FilterId is { } id
        && await db.Filters.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellationToken) is { } filter
            ? account.Patterns.OffAmong(filter.Include.Concat(filter.Exclude)) : [];
}

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

/// <summary>A delivery with everything that its message needs: only the call to the platform remains.</summary>
internal sealed record PreparedSend(PendingDelivery Delivery, Func<CancellationToken, Task<SendResult>> SendAsync);
