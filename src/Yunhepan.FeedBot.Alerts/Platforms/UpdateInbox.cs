using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Platforms;

public enum UpdateArrival
{
    Taken,

    /// <summary>It was taken before.</summary>
    Known,

    /// <summary>Too many wait for an answer; the platform should push it again later.</summary>
    Full,
}

/// <param name="IsPoison">True if answering it has begun several times and never ended, so that it must be skipped.</param>
public sealed record WaitingUpdate(long Number, string Text, bool IsPoison);

/// <summary>
/// Keeps the updates that a platform pushes until they are answered, also over a restart, and recognises those that are pushed twice.
/// Scoped, like its context.
/// </summary>
public sealed class UpdateInbox(AlertsDb db, TimeProvider time)
{
    /// <summary>The most updates that wait for one account.</summary>
    public const int MostWaiting = 10_000;

    private const int MostTries = 3;

    /// <summary>Platforms repeat an update for a day.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task<UpdateArrival> AddAsync(
        string platform, string account, long number, string text, CancellationToken cancellationToken)
    {
        if (await AllOf(platform, account).AnyAsync(u => u.Number == number, cancellationToken))
            return UpdateArrival.Known;
        if (await Waiting(platform, account).CountAsync(cancellationToken) >= MostWaiting)
            return UpdateArrival.Full;
        var update = new ReceivedUpdate
        {
            Platform = platform, Account = account, Number = number, Text = text, At = time.GetUtcNow(),
        };
        db.ReceivedUpdates.Add(update);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return UpdateArrival.Taken;
        }
        catch (DbUpdateException)
        {
            db.Entry(update).State = EntityState.Detached;
            // It may have been pushed twice at once.
            if (await AllOf(platform, account).AnyAsync(u => u.Number == number, cancellationToken))
                return UpdateArrival.Known;
            throw;
        }
    }

    /// <summary>
    /// Returns the oldest waiting updates and counts that answering them begins. If any of them was begun before, they come one by one:
    /// something in the last batch ended the process, and only an update that is begun alone can be blamed for that.
    /// </summary>
    public async Task<IReadOnlyList<WaitingUpdate>> BeginAsync(
        string platform, string account, int most, CancellationToken cancellationToken)
    {
        var rows = await Waiting(platform, account).AsNoTracking().OrderBy(u => u.Number).Take(most).ToListAsync(cancellationToken);
        if (rows.Exists(u => u.Tries > 0))
            rows = [rows[0]];
        var numbers = rows.ConvertAll(u => u.Number);
        if (numbers.Count > 0)
            await AllOf(platform, account).Where(u => numbers.Contains(u.Number))
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.Tries, u => u.Tries + 1), cancellationToken);
        return rows.ConvertAll(u => new WaitingUpdate(u.Number, u.Text!, u.Tries >= MostTries));
    }

    /// <summary>Drops the text of an update that was answered or skipped.</summary>
    public Task EndAsync(string platform, string account, long number, CancellationToken cancellationToken) =>
        AllOf(platform, account).Where(u => u.Number == number)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Text, (string?)null), cancellationToken);

    /// <summary>Forgets the numbers that will not come again. What still waits for an answer stays, however old it is.</summary>
    public Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        return db.ReceivedUpdates.Where(u => u.At < before && u.Text == null).ExecuteDeleteAsync(cancellationToken);
    }

    private IQueryable<ReceivedUpdate> AllOf(string platform, string account) =>
        db.ReceivedUpdates.Where(u => u.Platform == platform && u.Account == account);

    private IQueryable<ReceivedUpdate> Waiting(string platform, string account) => AllOf(platform, account).Where(u => u.Text != null);
}
