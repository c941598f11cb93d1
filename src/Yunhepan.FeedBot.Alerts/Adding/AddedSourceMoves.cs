using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>
/// Changes the address of an added source. A chat that follows it alone changes the source itself, and so does an operator; one of
/// several followers moves alone to a source with the other address, because a stranger must not choose what the others receive.
/// What the chat has chosen stays in both cases. Scoped, like its context.
/// </summary>
public sealed class AddedSourceMoves(
    AlertsDb db, AddedSourceDesk desk, AddedSourceShelf shelf, LeftSources left, AddedSourceCatalogue live,
    IOptions<AddingOptions> options)
{
    /// <summary>Returns an added source that the chat follows; null if it follows none by this number.</summary>
    public Task<AddedSource?> FindAsync(Subscriber chat, long number, CancellationToken cancellationToken) =>
        db.AddedSources.AsNoTracking().SingleOrDefaultAsync(
            s => s.Id == number && s.State != AddedSourceState.Found
                && db.Subscriptions.Any(w => w.SubscriberId == chat.Id && w.TopicKind == TopicKind.Source && w.TopicId == s.SourceId),
            cancellationToken);

    /// <summary>Makes the address to which a source has moved by its own server's word its address, for all its followers.</summary>
    /// <returns>Null if it is; else the other source that has that address.</returns>
    public async Task<AddedSource?> KeepAsync(AddedSource source, string url, CancellationToken cancellationToken)
    {
        var other = await ChangeAsync(source, url, source.Items, cancellationToken);
        await live.RefreshAsync(cancellationToken);
        return other;
    }

    /// <summary>
    /// Gives the chat the offered source in the place of the one that it follows, which it keeps while an operator is asked.
    /// </summary>
    /// <param name="isOperator">True for the chat of an operator, who decides for all.</param>
    public async Task<(AddResult Result, AddedSource Source)> MoveAsync(
        Subscriber chat, AddedSource source, AddedSource offer, bool isOperator, CancellationToken cancellationToken)
    {
        if (await MayChangeAsync(chat, source, offer, isOperator, cancellationToken)
            && await ChangeAsync(source, offer.Url, offer.Items, cancellationToken) is null)
        {
            await desk.WithdrawOfferAsync(chat, offer.Id, cancellationToken);
            await live.RefreshAsync(cancellationToken);
            return (AddResult.Followed, source);
        }

        var choice = await left.ChoiceAsync(chat, source.SourceId, cancellationToken) ?? SubscriptionChoice.Default;
        // The old one is left last, so that the chat has it whatever happens to the new one.
        var (result, added) = await desk.FollowAsync(chat, offer, choice, isOperator, cancellationToken, inPlaceOf: source);
        if (result == AddResult.Followed && added.Id != source.Id)
            await shelf.RemoveAsync(chat, source.Id, cancellationToken);
        return (result, added);
    }

    private async Task<bool> MayChangeAsync(
        Subscriber chat, AddedSource source, AddedSource offer, bool isOperator, CancellationToken cancellationToken)
    {
        if (isOperator)
            return true;
        // What an operator approved or published is not another site behind their back.
        var isSameSite = RegistrableDomain.FromUrl(source.Url) == RegistrableDomain.FromUrl(offer.Url);
        return source.State is AddedSourceState.Approved or AddedSourceState.Waiting
            && (isSameSite || options.Value.AddSources == AddSourcesPolicy.Open)
            && !await db.Subscriptions.AnyAsync(
                w => w.TopicKind == TopicKind.Source && w.TopicId == source.SourceId && w.SubscriberId != chat.Id, cancellationToken);
    }

    /// <returns>Null if the address is changed; else the other source that has it.</returns>
    private async Task<AddedSource?> ChangeAsync(AddedSource source, string url, string? items, CancellationToken cancellationToken)
    {
        var key = AddedSourceDesk.KeyOf(url, items);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockAddingAsync(cancellationToken);
        if (await db.AddedSources.AsNoTracking().FirstOrDefaultAsync(
            s => s.Key == key && s.State != AddedSourceState.Found && s.Id != source.Id, cancellationToken) is { } other)
            return other;
        await db.AddedSources.Where(s => s.Id == source.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Url, url).SetProperty(s => s.Key, key).SetProperty(s => s.Items, items), cancellationToken);
        // At the new address all begins anew, also what its followers may have to hear.
        await db.ToldSources.Where(t => t.SourceId == source.SourceId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
