using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>A device for which something waits.</summary>
/// <param name="Latest">The last push of its chat.</param>
public sealed record DuePushDevice(PushDevice Device, long Latest);

/// <summary>
/// Stores the devices that are told of the messages of web chats. Each has a cursor in its chat's transcript, so that nothing is
/// lost when a process dies. Scoped, like its context.
/// </summary>
public sealed class PushDevices(AlertsDb db, TimeProvider time)
{
    /// <summary>The most devices of one chat; a further one replaces the one that was there first.</summary>
    public const int MostPerChat = 8;

    /// <summary>Stores a device, or what it wants now.</summary>
    /// <param name="level">What it wants; null leaves a known device as it is.</param>
    /// <param name="mostInAll">The most devices of all chats.</param>
    /// <returns>The stored device; null if there are too many, or another browser has this address.</returns>
    public async Task<PushDevice?> RegisterAsync(PushDevice device, PushLevel? level, int mostInAll, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await db.PushDevices.SingleOrDefaultAsync(d => d.Endpoint == device.Endpoint, cancellationToken);
        if (known is not null && !known.Secret.AsSpan().SequenceEqual(device.Secret))
            return null;
        if (known is null)
        {
            if (await db.PushDevices.CountAsync(cancellationToken) >= mostInAll)
                return null;
            await MakeRoomAsync(device.ChatId, cancellationToken);
            db.PushDevices.Add(known = device);
        }

        if (known == device || known.ChatId != device.ChatId)
        {
            known.ChatId = device.ChatId;
            (known.Version, known.AfterEntry) = await EndOfAsync(device.ChatId, cancellationToken);
        }

        known.Level = level ?? known.Level;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two pages of one browser registered it at once, and the other one has stored it.
            return null;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }

        return known;
    }

    /// <summary>Returns the devices of a chat, the first one first.</summary>
    public async Task<IReadOnlyList<PushDevice>> ListAsync(string chatId, CancellationToken cancellationToken) =>
        await db.PushDevices.AsNoTracking().Where(d => d.ChatId == chatId).OrderBy(d => d.Id).ToListAsync(cancellationToken);

    /// <summary>Sets what all devices of a chat want.</summary>
    public Task SetLevelAsync(string chatId, PushLevel level, CancellationToken cancellationToken) =>
        db.PushDevices.Where(d => d.ChatId == chatId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Level, level), cancellationToken);

    /// <summary>Deletes one device of a chat, or all of them.</summary>
    /// <param name="endpoint">The address of the device; null for all.</param>
    public Task RemoveAsync(string chatId, string? endpoint, CancellationToken cancellationToken) =>
        db.PushDevices.Where(d => d.ChatId == chatId && (endpoint == null || d.Endpoint == endpoint))
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Deletes a device whose push service no longer knows it.</summary>
    public Task ForgetAsync(PushDevice device, CancellationToken cancellationToken) =>
        db.PushDevices.Where(d => d.Id == device.Id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Returns devices for which something waits: those that fail last, those that wait longest first.</summary>
    /// <param name="areQuick">True for those whose push services are quick, false for the others.</param>
    public async Task<IReadOnlyList<DuePushDevice>> ListDueAsync(bool areQuick, int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.PushDevices.AsNoTracking()
            .Where(d => d.IsQuick == areQuick && d.NextAt <= now)
            .Join(
                db.TranscriptChats.AsNoTracking(), d => d.ChatId, c => c.ChatId,
                (device, chat) => new { Device = device, chat.PushVersion })
            .Where(due => due.PushVersion > due.Device.Version)
            .OrderBy(due => due.Device.Failures).ThenBy(due => due.Device.NextAt).ThenBy(due => due.Device.Id).Take(count)
            .Select(due => new DuePushDevice(due.Device, due.PushVersion))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Returns false if another sender has the device.</summary>
    public async Task<bool> ClaimAsync(PushDevice device, TimeSpan lease, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + lease;
        return await db.PushDevices.Where(d => d.Id == device.Id && d.NextAt == device.NextAt && d.Version == device.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextAt, until), cancellationToken) == 1;
    }

    /// <summary>Returns the entries that are to be pushed to a device, in the order of their last changes.</summary>
    public async Task<IReadOnlyList<TranscriptEntry>> ReadAsync(PushDevice device, int count, CancellationToken cancellationToken) =>
        await db.Transcript.AsNoTracking()
            .Where(e => e.ChatId == device.ChatId && e.PushVersion > device.Version && e.Id > device.AfterEntry)
            .OrderBy(e => e.PushVersion).Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>Records that a push is dealt with: accepted, or not wanted.</summary>
    /// <param name="isQuick">Whether it was accepted quickly; null if nothing was sent.</param>
    public Task AdvanceAsync(PushDevice device, long version, bool? isQuick, CancellationToken cancellationToken)
    {
        device.Version = Math.Max(device.Version, version);
        if (isQuick is { } quick)
            (device.AcceptedAt, device.IsQuick, device.Failures) = (time.GetUtcNow(), quick, 0);
        return SaveAsync(device, cancellationToken);
    }

    /// <summary>Records a failure, or the end of a turn, and when the next push may be tried.</summary>
    public Task WaitAsync(PushDevice device, DateTimeOffset until, CancellationToken cancellationToken)
    {
        device.NextAt = until;
        return SaveAsync(device, cancellationToken);
    }

    // What the device wants may have been changed meanwhile, and is left alone.
    private Task<int> SaveAsync(PushDevice device, CancellationToken cancellationToken) =>
        db.PushDevices.Where(d => d.Id == device.Id && d.ChatId == device.ChatId).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Version, device.Version).SetProperty(d => d.AcceptedAt, device.AcceptedAt)
                .SetProperty(d => d.IsQuick, device.IsQuick).SetProperty(d => d.Failures, device.Failures)
                .SetProperty(d => d.NextAt, device.NextAt),
            cancellationToken);

    private async Task MakeRoomAsync(string chatId, CancellationToken cancellationToken)
    {
        var all = await db.PushDevices.Where(d => d.ChatId == chatId).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        db.PushDevices.RemoveRange(all.SkipLast(MostPerChat - 1));
    }

    private async Task<(long Version, long Entry)> EndOfAsync(string chatId, CancellationToken cancellationToken) => (
        await db.TranscriptChats.Where(c => c.ChatId == chatId).Select(c => c.PushVersion).SingleOrDefaultAsync(cancellationToken),
        await db.Transcript.Where(e => e.ChatId == chatId).MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0);
}
