using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Adds sources for chats, within the quotas. Scoped, like its context.</summary>
public sealed class AddedSourceDesk(
    AlertsDb db, Subscriptions subscriptions, AddedSourceCatalogue live, IOptions<AddingOptions> options, TimeProvider time)
{
    /// <summary>The number of found sources that are kept for each chat until it decides.</summary>
    private const int MostOffers = 8;

    private const int LongestName = 80, LongestTitle = 120;
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 20;

    private static readonly TimeSpan OffersLast = TimeSpan.FromDays(1);

    /// <summary>Returns the key that is equal for equal sources.</summary>
    public static string KeyOf(string url, string? items) => SourceAddress.TwinKey(new Uri(url)) + (items is null ? "" : " " + items);

    /// <summary>Keeps found sources, so that buttons can name them, also after a restart.</summary>
    public async Task<IReadOnlyList<AddedSource>> OfferAsync(
        Subscriber chat, IReadOnlyList<FoundSource> found, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<AddedSource> offers = [.. found.Select(f => new AddedSource
        {
            SourceId = "added-" + RandomNumberGenerator.GetString(IdLetters, IdLength),
            SubscriberId = chat.Id,
            Url = f.Url,
            Items = f.Items,
            Key = KeyOf(f.Url, f.Items),
            Name = SourceName.OneLine(f.Title, LongestName) ?? new Uri(f.Url).Host,
            Newest = [.. f.Newest.Select(n => SourceName.OneLine(n.Title, LongestTitle)).OfType<string>()],
            At = now,
        })];
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAddingAsync(cancellationToken);
        var old = now - OffersLast;
        await db.AddedSources.Where(s => s.State == AddedSourceState.Found && s.At < old).ExecuteDeleteAsync(cancellationToken);
        db.AddedSources.AddRange(offers);
        await db.SaveChangesAsync(cancellationToken);
        var kept = await db.AddedSources.Where(s => s.SubscriberId == chat.Id && s.State == AddedSourceState.Found)
            .OrderByDescending(s => s.Id).Take(MostOffers).Select(s => s.Id).ToListAsync(cancellationToken);
        await db.AddedSources.Where(s => s.SubscriberId == chat.Id && s.State == AddedSourceState.Found && !kept.Contains(s.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return offers;
    }

    /// <summary>Returns a source that was found for this chat or added by it; null if there is none by this number.</summary>
    public Task<AddedSource?> FindAsync(Subscriber chat, long number, CancellationToken cancellationToken) =>
        db.AddedSources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == number && s.SubscriberId == chat.Id, cancellationToken);

    /// <summary>Returns the added source behind a source of the catalogue; null if that is of feeds.json.</summary>
    public Task<AddedSource?> BehindAsync(string sourceId, CancellationToken cancellationToken) =>
        db.AddedSources.AsNoTracking().SingleOrDefaultAsync(s => s.SourceId == sourceId, cancellationToken);

    /// <summary>Forgets sources that were found for this chat and are not wanted.</summary>
    public Task WithdrawOfferAsync(Subscriber chat, long number, CancellationToken cancellationToken) =>
        db.AddedSources.Where(s => s.Id == number && s.SubscriberId == chat.Id && s.State == AddedSourceState.Found)
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Follows a found or added source; it is added first, or an operator is asked, as the policy says.</summary>
    /// <param name="isOperator">True for the chat of an operator, who need not ask.</param>
    /// <param name="inPlaceOf">The source that the chat leaves for it afterwards, which takes no room; null for none.</param>
    /// <returns>The result, and the source as it is now.</returns>
    public async Task<(AddResult Result, AddedSource Source)> FollowAsync(Subscriber chat, AddedSource source, SubscriptionChoice choice,
        bool isOperator, CancellationToken cancellationToken, AddedSource? inPlaceOf = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var (result, added) = await AdmitAsync(chat, source, isOperator, inPlaceOf?.SourceId, cancellationToken);
        if (result is not (AddResult.Followed or AddResult.Asked or AddResult.AskedBefore))
            return (result, added);
        await live.RefreshAsync(cancellationToken);
        var followed = await subscriptions.ChooseAsync(
            chat, new TopicKey(TopicKind.Source, added.SourceId), choice, cancellationToken,
            inPlaceOf is null ? null : new TopicKey(TopicKind.Source, inPlaceOf.SourceId));
        var isFollowed = followed is FollowResult.Followed or FollowResult.AlreadyFollowed;
        // No operator is asked for what nobody follows; the offer stays.
        if (!isFollowed && result == AddResult.Asked)
            await TakeBackAsync(added, cancellationToken);
        await live.RefreshAsync(cancellationToken);
        return (isFollowed ? result : AddResult.NotFollowed, added);
    }

    private Task<int> TakeBackAsync(AddedSource asked, CancellationToken cancellationToken) =>
        db.AddedSources.Where(s => s.Id == asked.Id && s.State == AddedSourceState.Waiting
                && !db.Subscriptions.Any(w => w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, AddedSourceState.Found), cancellationToken);

    private async Task<(AddResult Result, AddedSource Source)> AdmitAsync(
        Subscriber chat, AddedSource wanted, bool isOperator, string? inPlaceOf, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAddingAsync(cancellationToken);
        var known = await db.AddedSources.AsTracking()
            .SingleOrDefaultAsync(s => s.Key == wanted.Key && s.State != AddedSourceState.Found, cancellationToken);
        var source = known ?? await db.AddedSources.AsTracking().SingleOrDefaultAsync(s => s.Id == wanted.Id, cancellationToken);
        if (source is null)
            return (AddResult.NotFollowed, wanted);
        var mayAdd = isOperator || options.Value.AddSources == AddSourcesPolicy.Open;
        var result = source.State switch
        {
            AddedSourceState.Listed => AddResult.Followed,
            AddedSourceState.Refused when !isOperator => AddResult.Refused,
            _ when await FollowsTooManyAsync(chat, [source.SourceId, inPlaceOf ?? ""], cancellationToken) => AddResult.TooManyOfChat,
            AddedSourceState.Approved => AddResult.Followed,
            AddedSourceState.Waiting when !mayAdd => AddResult.AskedBefore,
            AddedSourceState.Found when !await HasRoomAsync(cancellationToken) => AddResult.TooManyInAll,
            AddedSourceState.Found or AddedSourceState.Waiting or AddedSourceState.Refused => mayAdd ? AddResult.Followed : AddResult.Asked,
            _ => throw new UnreachableException($"The state {source.State} is not known."),
        };
        if (source.State is AddedSourceState.Found or AddedSourceState.Waiting or AddedSourceState.Refused
            && result is AddResult.Followed or AddResult.Asked)
        {
            if (source.State != AddedSourceState.Waiting)
                (source.SubscriberId, source.At) = (chat.Id, time.GetUtcNow());
            source.State = result == AddResult.Followed ? AddedSourceState.Approved : AddedSourceState.Waiting;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (known is not null)
            await WithdrawOfferAsync(chat, wanted.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return (result, source);
    }

    private async Task<bool> FollowsTooManyAsync(Subscriber chat, string[] besides, CancellationToken cancellationToken)
    {
        var followed = db.Subscriptions.Where(w => w.SubscriberId == chat.Id && w.TopicKind == TopicKind.Source
            && !besides.Contains(w.TopicId)
            && db.AddedSources.Any(s => s.SourceId == w.TopicId && s.State != AddedSourceState.Listed));
        return await followed.CountAsync(cancellationToken) >= options.Value.SourcesPerChat;
    }

    /// <summary>Makes room by forgetting the sources that nobody follows, the oldest first.</summary>
    private async Task<bool> HasRoomAsync(CancellationToken cancellationToken)
    {
        var unlisted = db.AddedSources.Where(
            s => s.State == AddedSourceState.Waiting || s.State == AddedSourceState.Approved || s.State == AddedSourceState.Refused);
        var excess = await unlisted.CountAsync(cancellationToken) - options.Value.SourcesInAll + 1;
        if (excess <= 0)
            return true;
        var unused = await unlisted
            .Where(s => !db.Subscriptions.Any(w => w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId))
            .OrderBy(s => s.At).Take(excess).Select(s => s.Id).ToListAsync(cancellationToken);
        await db.AddedSources.Where(s => unused.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);
        return unused.Count >= excess;
    }
}
