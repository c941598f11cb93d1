using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Privacy;

/// <summary>
/// Erases all that is stored about a chat, in one transaction. A message that is being sent at that moment may still arrive, but
/// nothing is recorded about it. Scoped, like its context.
/// </summary>
public sealed class ChatEraser(
    AlertsDb db, AddedSourceCatalogue live, WordIndex words, IEnumerable<IChatPlatform> platforms, TimeProvider time)
{
    /// <summary>Stands for the asker of a source whose asker is not known any more.</summary>
    private const long Nobody = 0;

    public async Task EraseAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            await db.LockAddingAsync(cancellationToken);
            await db.LockChatAsync(chat.Id, cancellationToken);
            await KeepTimesAsync(chat.Id, cancellationToken);
            await new DeliveryLedger(db, time).ForgetAsync(chat.Id, cancellationToken);
            await db.Subscriptions.Where(s => s.SubscriberId == chat.Id).ExecuteDeleteAsync(cancellationToken);
            await EraseSourcesAsync(chat.Id, cancellationToken);
            await db.ForgetQuestionsOfAsync(chat.Id, cancellationToken);
            await db.Absences.Where(a => a.SubscriberId == chat.Id).ExecuteDeleteAsync(cancellationToken);
            await db.MergedChats.Where(m => m.Into == chat.Id).ExecuteDeleteAsync(cancellationToken);
            await db.ManagedChats.Where(m => m.PersonId == chat.Id || m.ChatId == chat.Id).ExecuteDeleteAsync(cancellationToken);
            await db.Transcript.Where(e => e.ChatId == chat.ChatId).ExecuteDeleteAsync(cancellationToken);
            await db.TranscriptChats.Where(c => c.ChatId == chat.ChatId).ExecuteDeleteAsync(cancellationToken);
            await db.PushDevices.Where(d => d.ChatId == chat.ChatId).ExecuteDeleteAsync(cancellationToken);
            await db.ChatTransfers.Where(t => t.ChatId == chat.ChatId).ExecuteDeleteAsync(cancellationToken);
            await db.Subscribers.Where(s => s.Id == chat.Id).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
        // What it looked for was shared with others by its text alone, and goes with its last user.
        await new WordStore(db).PruneAsync(cancellationToken);
        await words.ForgetPrunedAsync(db, cancellationToken);
        await live.RefreshAsync(cancellationToken);
        foreach (var platform in platforms.Where(p => p.Platform == chat.Platform && p.Account == chat.Account))
            platform.Forget(chat.Address);
    }

    // When an alert was first sent is public, and says nothing about who received it.
    private Task<int> KeepTimesAsync(long id, CancellationToken cancellationToken)
    {
        var sent = db.Receipts.Where(r => r.SubscriberId == id && r.Kind == AlertKind.New && r.Outcome == DeliveryOutcome.Sent);
        return db.Alerts
            .Where(a => sent.Select(r => r.AlertRevision).Contains(a.Revision)
                && (a.SentToErasedAt == null || sent.Any(r => r.AlertRevision == a.Revision && r.SentAt < a.SentToErasedAt)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(a => a.SentToErasedAt, a => sent.Where(r => r.AlertRevision == a.Revision).Min(r => r.SentAt)),
                cancellationToken);
    }

    // Its subscriptions are gone by now: what still has followers stays for them.
    private async Task EraseSourcesAsync(long id, CancellationToken cancellationToken)
    {
        await db.ForgetDialoguesOfAsync([id], cancellationToken);
        var asked = db.AddedSources.Where(s => s.SubscriberId == id);
        await asked.Where(s => s.State != AddedSourceState.Listed && s.State != AddedSourceState.Refused
                && !db.Subscriptions.Any(w => w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId))
            .ExecuteDeleteAsync(cancellationToken);
        // The list of addresses in a file would show what came together.
        await asked.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.SubscriberId, Nobody).SetProperty(s => s.ImportId, (long?)null), cancellationToken);
    }
}
