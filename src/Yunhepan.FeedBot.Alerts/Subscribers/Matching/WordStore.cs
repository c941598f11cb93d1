using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers.Matching;

/// <summary>The distinct words that chats follow, in the order in which they came up. Scoped.</summary>
internal sealed class WordStore(AlertsDb db)
{
    /// <summary>Numbers a word, if it has no number yet. Within a transaction that holds the words' lock.</summary>
    public Task AddAsync(string word, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO words ("Number", "Text") SELECT COALESCE(MAX("Number"), 0) + 1, {word} FROM words WHERE 1 = 1
        ON CONFLICT DO NOTHING
        """,
        cancellationToken);

    /// <summary>Forgets the words and filters that no chat has any more.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockWordsAsync(cancellationToken);
        // The newest word stays: its number must not be given out again.
        await db.Words
            .Where(w => w.Number < db.Words.Max(n => n.Number)
                && !db.Subscriptions.Any(s => s.TopicKind == TopicKind.Word && s.TopicId == w.Text))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Filters.Where(f => !db.Subscriptions.Any(s => s.FilterId == f.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<List<FollowedWord>> ReadAfterAsync(long number, int count, CancellationToken cancellationToken) =>
        db.Words.AsNoTracking().Where(w => w.Number > number).OrderBy(w => w.Number).Take(count).ToListAsync(cancellationToken);
}
