using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Matching;

/// <summary>The distinct words that chats follow, in the order in which they came up. Scoped.</summary>
internal sealed class WordStore(AlertsDb db)
{
    /// <summary>Numbers a word, if it has no number yet.</summary>
    public async Task AddAsync(string word, CancellationToken cancellationToken)
    {
        if (await db.Words.AnyAsync(w => w.Text == word, cancellationToken))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockWordsAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO words ("Number", "Text") SELECT COALESCE(MAX("Number"), 0) + 1, {word} FROM words WHERE 1 = 1
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<List<FollowedWord>> ReadAfterAsync(long number, int count, CancellationToken cancellationToken) =>
        db.Words.AsNoTracking().Where(w => w.Number > number).OrderBy(w => w.Number).Take(count).ToListAsync(cancellationToken);
}
