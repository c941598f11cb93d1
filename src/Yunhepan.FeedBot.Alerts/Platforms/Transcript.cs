using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>Stores the newest entries of each chat of the built-in web chat. Scoped, like its context.</summary>
public sealed class Transcript(AlertsDb db, TimeProvider time)
{
    public const int EntriesPerChat = 500;

    // Pruning at every append would read the chat's index every time.
    private const int PruneEvery = 50;

    private const int MostChatsAtOnce = 500;

    /// <param name="isPushed">True if devices are told of it.</param>
    public async Task<TranscriptEntry> AppendAsync(
        string chatId, TranscriptSide side, string kind, string json, CancellationToken cancellationToken, bool isPushed = false)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var version = await NextVersionAsync(chatId, isPushed, cancellationToken);
        var entry = new TranscriptEntry
        {
            ChatId = chatId,
            Version = version,
            PushVersion = isPushed ? version : 0,
            Side = side,
            Kind = kind,
            Json = json,
            At = time.GetUtcNow(),
        };
        db.Transcript.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        if (entry.Version % PruneEvery == 0)
            await PruneAsync(chatId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.Entry(entry).State = EntityState.Detached;
        return entry;
    }

    /// <param name="isPushed">True if devices are told of the change.</param>
    /// <returns>The entry with its new version; null if it no longer exists.</returns>
    public async Task<TranscriptEntry?> ReplaceAsync(
        long entryId, string json, CancellationToken cancellationToken, bool isPushed = false)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Transcript.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, cancellationToken) is not { } entry)
            return null;
        entry.Version = await NextVersionAsync(entry.ChatId, isPushed, cancellationToken);
        entry.PushVersion = isPushed ? entry.Version : entry.PushVersion;
        entry.Json = json;
        await db.Transcript.Where(e => e.Id == entryId).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Version, entry.Version).SetProperty(e => e.PushVersion, entry.PushVersion)
                .SetProperty(e => e.Json, json),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entry;
    }

    /// <summary>Returns the entry; null if this chat does not or no longer have it.</summary>
    public Task<TranscriptEntry?> FindAsync(string chatId, long entryId, CancellationToken cancellationToken) =>
        db.Transcript.AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId && e.ChatId == chatId, cancellationToken);

    /// <summary>Returns entries added or replaced after a version, in the order of their versions; 0 returns all.</summary>
    public async Task<IReadOnlyList<TranscriptEntry>> ReadAfterAsync(
        string chatId, long afterVersion, int count, CancellationToken cancellationToken) =>
        await db.Transcript.AsNoTracking()
            .Where(e => e.ChatId == chatId && e.Version > afterVersion)
            .OrderBy(e => e.Version).Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>Returns the last entries before an entry, newest first; before none: the newest.</summary>
    public async Task<IReadOnlyList<TranscriptEntry>> ReadBeforeAsync(
        string chatId, long? entryId, int count, CancellationToken cancellationToken) =>
        await db.Transcript.AsNoTracking()
            .Where(e => e.ChatId == chatId && (entryId == null || e.Id < entryId))
            .OrderByDescending(e => e.Id).Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>Returns the first entry that the chat still has; null if it has none.</summary>
    public Task<long?> FindOldestAsync(string chatId, CancellationToken cancellationToken) =>
        db.Transcript.Where(e => e.ChatId == chatId).MinAsync(e => (long?)e.Id, cancellationToken);

    /// <summary>Returns the last version in each of these chats; chats without versions are left out.</summary>
    public async Task<Dictionary<string, long>> VersionsAsync(IReadOnlyList<string> chatIds, CancellationToken cancellationToken)
    {
        Dictionary<string, long> versions = new(StringComparer.Ordinal);
        foreach (var some in chatIds.Chunk(MostChatsAtOnce))
        {
            foreach (var chat in await db.TranscriptChats.AsNoTracking().Where(c => some.Contains(c.ChatId)).ToListAsync(cancellationToken))
                versions[chat.ChatId] = chat.Version;
        }

        return versions;
    }

    // The chat's row is locked until the transaction ends, so versions become visible in order.
    private async Task<long> NextVersionAsync(string chatId, bool isPushed, CancellationToken cancellationToken)
    {
        var pushes = isPushed ? 1 : 0;
        var versions = await db.Database.SqlQuery<long>(
            $"""
            INSERT INTO transcript_chats ("ChatId", "Version", "PushVersion") VALUES ({chatId}, 1, {pushes})
            ON CONFLICT ("ChatId") DO UPDATE SET "Version" = transcript_chats."Version" + 1,
              "PushVersion" = CASE WHEN {pushes} > 0 THEN transcript_chats."Version" + 1 ELSE transcript_chats."PushVersion" END
            RETURNING "Version" AS "Value"
            """).ToListAsync(cancellationToken);
        return versions[0];
    }

    private async Task PruneAsync(string chatId, CancellationToken cancellationToken)
    {
        var oldestKept = await db.Transcript.Where(e => e.ChatId == chatId)
            .OrderByDescending(e => e.Id).Skip(EntriesPerChat - 1).Take(1)
            .Select(e => (long?)e.Id).SingleOrDefaultAsync(cancellationToken);
        if (oldestKept is { } id)
            await db.Transcript.Where(e => e.ChatId == chatId && e.Id < id).ExecuteDeleteAsync(cancellationToken);
    }
}
