using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Deletes unused web chats: they follow nothing, and nobody ever wrote in them, or not for long. A browser that comes back
/// starts a new one. Anybody can start a web chat by opening a page. Scoped, like its context.
/// </summary>
public sealed partial class SilentChats(AlertsDb db, IOptions<AlertsOptions> options, TimeProvider time, ILogger<SilentChats> logger)
{
    private const string Platform = "web";

    // Each statement blocks other writers only for a moment.
    private const int BatchSize = 500;

    /// <returns>The number of deleted chats.</returns>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var forgotten = 0;
        while (await NextAsync(cancellationToken) is { Count: > 0 } chats)
        {
            await ForgetAsync(chats, cancellationToken);
            forgotten += chats.Count;
        }

        if (forgotten > 0)
            LogForgotten(forgotten);
        return forgotten;
    }

    private async Task<List<Subscriber>> NextAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (begun, spoken) = (now - options.Value.KeepUnusedChats, now - options.Value.KeepSilentChats);
        return await db.Subscribers.AsNoTracking()
            .Where(s => s.Platform == Platform && s.CreatedAt < begun
                && !db.Subscriptions.Any(w => w.SubscriberId == s.Id)
                && !db.Deferred.Any(d => d.SubscriberId == s.Id)
                // Sent messages stay provable as long as receipts are kept.
                && !db.Receipts.Any(r => r.SubscriberId == s.Id)
                && !db.Transcript.Any(e => e.ChatId == s.ChatId && e.Side == TranscriptSide.Person && e.At >= spoken))
            .OrderBy(s => s.Id).Take(BatchSize)
            .ToListAsync(cancellationToken);
    }

    private async Task ForgetAsync(List<Subscriber> chats, CancellationToken cancellationToken)
    {
        long[] ids = [.. chats.Select(c => c.Id)];
        string[] chatIds = [.. chats.Select(c => c.ChatId)];
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // A chat that followed something at this moment is kept.
        await db.Subscribers.Where(s => ids.Contains(s.Id) && !db.Subscriptions.Any(w => w.SubscriberId == s.Id))
            .ExecuteDeleteAsync(cancellationToken);
        var gone = chatIds.Except(
            await db.Subscribers.Where(s => ids.Contains(s.Id)).Select(s => s.ChatId).ToListAsync(cancellationToken),
                StringComparer.Ordinal).ToArray();
        await db.ForgetDialoguesOfAsync(ids, cancellationToken);
        await db.PushDevices.Where(d => gone.Contains(d.ChatId)).ExecuteDeleteAsync(cancellationToken);
        await db.ChatTransfers.Where(t => gone.Contains(t.ChatId)).ExecuteDeleteAsync(cancellationToken);
        await db.Transcript.Where(e => gone.Contains(e.ChatId)).ExecuteDeleteAsync(cancellationToken);
        await db.TranscriptChats.Where(c => gone.Contains(c.ChatId)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Chats} unused web chats")]
    private partial void LogForgotten(int chats);
}
