using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Forgets web chats that nobody uses: they follow nothing, and nobody ever said a word in them, or not for long. A browser that comes
/// back begins anew. Anybody can begin a chat there by opening a page. Scoped, as its context is.
/// </summary>
public sealed partial class SilentChats(AlertsDb db, IOptions<AlertsOptions> options, TimeProvider time, ILogger<SilentChats> logger)
{
    private const string Platform = "web";

    // Each statement holds the writer for a moment only.
    private const int BatchSize = 500;

    /// <returns>How many chats were forgotten.</returns>
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
                // What was sent stays provable for as long as receipts are kept.
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
        // One that followed something at this very moment stays whole.
        await db.Subscribers.Where(s => ids.Contains(s.Id) && !db.Subscriptions.Any(w => w.SubscriberId == s.Id))
            .ExecuteDeleteAsync(cancellationToken);
        var gone = chatIds.Except(
            await db.Subscribers.Where(s => ids.Contains(s.Id)).Select(s => s.ChatId).ToListAsync(cancellationToken),
                StringComparer.Ordinal).ToArray();
        await db.Transcript.Where(e => gone.Contains(e.ChatId)).ExecuteDeleteAsync(cancellationToken);
        await db.TranscriptChats.Where(c => gone.Contains(c.ChatId)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Chats} web chats that nobody used")]
    private partial void LogForgotten(int chats);
}
