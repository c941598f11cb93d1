using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>What became of a file of subscriptions.</summary>
/// <param name="Followed">The number of sources that are followed now, known and new ones.</param>
/// <param name="Asked">The new ones about which an operator must be asked now.</param>
/// <param name="Waiting">The number of all that an operator must approve.</param>
/// <param name="Refused">The number of those that an operator has refused before.</param>
/// <param name="Left">The number of those for which there was no room.</param>
public sealed record ImportResult(int Followed, IReadOnlyList<AddedSource> Asked, int Waiting, int Refused, int Left);

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
        var (followed, waiting, refused) = (0, 0, 0);
        List<AddedSource> asked = [];
        foreach (var id in import.Known)
            followed += await FollowKnownAsync(chat, id, isOperator, cancellationToken) ? 1 : 0;
        var left = import.Known.Count - followed;
        List<FoundSource> found = [.. import.Urls.Zip(import.Titles).Select(
            e => new FoundSource(e.First, SourceKind.Auto, e.Second.Length == 0 ? null : e.Second, []))];
        var done = 0;
        foreach (var some in found.Chunk(AtOnce))
        {
            foreach (var offer in await desk.OfferAsync(chat, some, cancellationToken))
            {
                var (result, source) = await desk.FollowAsync(chat, offer, SubscriptionChoice.Default, isOperator, cancellationToken);
                if (result is AddResult.TooManyOfChat or AddResult.TooManyInAll or AddResult.NotFollowed)
                {
                    await MarkAsync(asked, import, cancellationToken);
                    return new ImportResult(followed, asked, waiting, refused, left + found.Count - done);
                }

                done++;
                followed += result == AddResult.Followed ? 1 : 0;
                refused += result == AddResult.Refused ? 1 : 0;
                waiting += result is AddResult.Asked or AddResult.AskedBefore ? 1 : 0;
                if (result == AddResult.Asked)
                    asked.Add(source);
            }
        }

        await MarkAsync(asked, import, cancellationToken);
        return new ImportResult(followed, asked, waiting, refused, left);
    }

    private async Task<bool> FollowKnownAsync(Subscriber chat, string id, bool isOperator, CancellationToken cancellationToken)
    {
        var key = new TopicKey(TopicKind.Source, id);
        // What the chat has chosen for it stays.
        if (await subscriptions.FindAsync(chat, key, cancellationToken) is { Mode: not SubscriptionMode.Muted })
            return true;
        return await desk.BehindAsync(id, cancellationToken) is { } added
            ? (await desk.FollowAsync(chat, added, SubscriptionChoice.Default, isOperator, cancellationToken)).Result
                is AddResult.Followed or AddResult.AskedBefore
            : await subscriptions.FollowAsync(chat, key, cancellationToken) is FollowResult.Followed or FollowResult.AlreadyFollowed;
    }

    private Task<int> MarkAsync(List<AddedSource> asked, SourceImport import, CancellationToken cancellationToken)
    {
        long[] ids = [.. asked.Select(s => s.Id)];
        return db.AddedSources.Where(s => ids.Contains(s.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ImportId, import.Id), cancellationToken);
    }
}
