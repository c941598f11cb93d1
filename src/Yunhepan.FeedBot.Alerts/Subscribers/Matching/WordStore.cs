using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>Stores the distinct words that chats follow, in the order in which they were added. Scoped.</summary>
internal sealed class WordStore(AlertsDb db)
{
    /// <summary>Numbers a word that has no number yet, within a transaction that holds the lock on words.</summary>
    public Task AddAsync(string word, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO words ("Number", "Text") SELECT COALESCE(MAX("Number"), 0) + 1, {word} FROM words WHERE 1 = 1
        ON CONFLICT DO NOTHING
        """,
        cancellationToken);

    /// <summary>Deletes the words, filters and formats that nobody uses.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockWordsAsync(cancellationToken);
        // The newest word is kept, so that its number is not used again.
        await db.Words
            .Where(w => w.Number < db.Words.Max(n => n.Number)
                && !db.Subscriptions.Any(s => s.TopicKind == TopicKind.Word && s.TopicId == w.Text))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Filters.Where(f => !db.Subscriptions.Any(s => s.FilterId == f.Id)).ExecuteDeleteAsync(cancellationToken);
        await db.Formats.Where(f => !db.Subscriptions.Any(s => s.FormatId == f.Id) && !db.Subscribers.Any(s => s.FormatId == f.Id)
            && !db.LeftSources.Any(l => l.FormatId == f.Id) && !db.Receipts.Any(r => r.FormatId == f.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<List<FollowedWord>> ReadAfterAsync(long number, int count, CancellationToken cancellationToken) =>
        db.Words.AsNoTracking().Where(w => w.Number > number).OrderBy(w => w.Number).Take(count).ToListAsync(cancellationToken);
}
