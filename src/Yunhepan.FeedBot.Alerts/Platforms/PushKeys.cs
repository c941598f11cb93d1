using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>Stores the key of Web Push. It must never change: every subscription is bound to it. Scoped, like its context.</summary>
public sealed class PushKeys(AlertsDb db, TimeProvider time)
{
    /// <summary>Returns the key; the first call stores a new one.</summary>
    public async Task<byte[]> GetAsync(Func<byte[]> create, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } known)
            return known;
        db.PushKeys.Add(new PushKey { PrivateKey = create(), CreatedAt = time.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another node was first, or the database takes no writes, which the next line reports.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }

        return await FindAsync(cancellationToken) ?? throw new InvalidOperationException("the key of Web Push could not be stored");
    }

    private Task<byte[]?> FindAsync(CancellationToken cancellationToken) =>
        db.PushKeys.AsNoTracking().Where(k => k.Id == PushKey.Only).Select(k => (byte[]?)k.PrivateKey)
            .SingleOrDefaultAsync(cancellationToken);
}
