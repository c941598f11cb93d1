using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>Stores equal filters as one row. Scoped.</summary>
internal sealed class FilterStore(AlertsDb db)
{
    /// <returns>The id of the filter; null if the choice filters nothing.</returns>
    public async Task<long?> IdOfAsync(SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        var (include, exclude) = (Fold(choice.Include), Fold(choice.Exclude));
        if (include.Count == 0 && exclude.Count == 0 && choice.Language is null)
            return null;
        var key = JsonSerializer.Serialize(new FilterKey(include, exclude, choice.Language));
        if (await FindAsync(key, cancellationToken) is { } known)
            return known;
        var filter = new WordFilter { Key = key, Include = include, Exclude = exclude, Language = choice.Language };
        db.Filters.Add(filter);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return filter.Id;
        }
        catch (DbUpdateException)
        {
            // Another chat has added the same filter at the same time.
            db.Entry(filter).State = EntityState.Detached;
            if (await FindAsync(key, cancellationToken) is { } added)
                return added;
            throw;
        }
    }

    private Task<long?> FindAsync(string key, CancellationToken cancellationToken) =>
        db.Filters.Where(f => f.Key == key).Select(f => (long?)f.Id).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Returns words in their compared form, sorted and without duplicates.</summary>
    public static List<string> Fold(IEnumerable<string> words) =>
        [.. words.Select(w => FilterTerm.Parse(w).Folded()).Where(term => term.Word.Length > 0).Select(term => term.ToString()).Distinct()
            .Order(StringComparer.Ordinal)];

    private sealed record FilterKey(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, string? Language);
}
