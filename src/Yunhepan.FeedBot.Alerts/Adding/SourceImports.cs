using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>What became of a file of subscriptions.</summary>
/// <param name="Asked">The sources about which an operator must be asked now.</param>
/// <param name="Counts">How many of all sources, known and new ones, have which result.</param>
public sealed record ImportResult(IReadOnlyList<AddedSource> Asked, IReadOnlyDictionary<AddResult, int> Counts)
{
    public int this[AddResult result] => Counts.GetValueOrDefault(result);
}

/// <summary>Follows what a file of subscriptions holds, within the quotas. Scoped, like its context.</summary>
public sealed class SourceImports(AlertsDb db, AddedSourceDesk desk, Subscriptions subscriptions, TimeProvider time)
{
    /// <summary>The most known and the most new sources that one file may add.</summary>
    public const int MostKept = 200;

    private const int AtOnce = 4;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Keeps what the file holds, so that a button can name it, also after a restart; an earlier file is forgotten.</summary>
    public async Task<SourceImport> KeepAsync(
        Subscriber chat, IReadOnlyList<string> known, IReadOnlyList<FileEntry> entries, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var old = now - Kept;
        await db.SourceImports.Where(i => i.SubscriberId == chat.Id || i.At < old).ExecuteDeleteAsync(cancellationToken);
        var import = new SourceImport
        {
            SubscriberId = chat.Id, At = now, Known = [.. known.Take(MostKept)],
            Urls = [.. entries.Take(MostKept).Select(e => e.Url)], Titles = [.. entries.Take(MostKept).Select(e => e.Title ?? "")],
        };
        db.SourceImports.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return import;
    }

    /// <summary>Returns what a file of this chat holds, and forgets it, so that a second tap does nothing.</summary>
    public async Task<SourceImport?> TakeAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        var found = await db.SourceImports.AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == number && i.SubscriberId == chat.Id, cancellationToken);
        return found is not null
            && await db.SourceImports.Where(i => i.Id == number).ExecuteDeleteAsync(cancellationToken) > 0 ? found : null;
    }

    /// <summary>Follows all of it, as far as there is room.</summary>
    public async Task<ImportResult> FollowAsync(
        Subscriber chat, SourceImport import, bool isOperator, CancellationToken cancellationToken)
    {
        Dictionary<AddResult, int> counts = [];
        List<AddedSource> asked = [];
        foreach (var id in import.Known)
        {
            var (result, source) = await FollowKnownAsync(chat, id, isOperator, cancellationToken);
            Count(result, source, 1);
        }

        List<FoundSource> found = [.. import.Urls.Zip(import.Titles).Select(
            e => new FoundSource(e.First, SourceKind.Auto, e.Second.Length == 0 ? null : e.Second, []))];
        var left = found.Count;
        foreach (var some in found.Chunk(AtOnce))
        {
            foreach (var offer in await desk.OfferAsync(chat, some, cancellationToken))
            {
                var (result, source) = await desk.FollowAsync(chat, offer, SubscriptionChoice.Default, isOperator, cancellationToken);
                // Where there is no room for one there is none for the others.
                var isFull = result is AddResult.TooManyOfChat or AddResult.TooManyInAll or AddResult.NotFollowed;
                Count(result, source, isFull ? left : 1);
                left -= isFull ? left : 1;
                if (isFull)
                    break;
            }

            if (left == 0)
                break;
        }

        await MarkAsync(asked, import, cancellationToken);
        return new ImportResult(asked, counts);

        void Count(AddResult result, AddedSource? source, int more)
        {
            counts[result] = counts.GetValueOrDefault(result) + more;
            if (result == AddResult.Asked)
                asked.Add(source!);
        }
    }

    private async Task<(AddResult Result, AddedSource? Source)> FollowKnownAsync(
        Subscriber chat, string id, bool isOperator, CancellationToken cancellationToken)
    {
        var key = new TopicKey(TopicKind.Source, id);
        var added = await desk.BehindAsync(id, cancellationToken);
        // What the chat has chosen for it stays.
        if (await subscriptions.FindAsync(chat, key, cancellationToken) is { Mode: not SubscriptionMode.Muted })
            return (added is { State: AddedSourceState.Waiting } ? AddResult.AskedBefore : AddResult.Followed, added);
        if (added is not null)
            return await desk.FollowAsync(chat, added, SubscriptionChoice.Default, isOperator, cancellationToken);
        var result = await subscriptions.FollowAsync(chat, key, cancellationToken);
        return (result is FollowResult.Followed or FollowResult.AlreadyFollowed ? AddResult.Followed : AddResult.NotFollowed, null);
    }

    private Task<int> MarkAsync(List<AddedSource> asked, SourceImport import, CancellationToken cancellationToken)
    {
        long[] ids = [.. asked.Select(s => s.Id)];
        return db.AddedSources.Where(s => ids.Contains(s.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ImportId, import.Id), cancellationToken);
    }
}
