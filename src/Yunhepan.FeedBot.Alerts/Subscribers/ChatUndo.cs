using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <param name="Number">The number by which it is undone.</param>
/// <param name="Topics">The topics whose options come back.</param>
/// <param name="HasFormat">True if the chat's own format comes back.</param>
public sealed record UndoOffer(long Number, IReadOnlyList<Topic> Topics, bool HasFormat);

/// <param name="Topic">The topic that did not come back.</param>
/// <param name="Why">The reason.</param>
public sealed record NotUndone(Topic Topic, FollowResult Why);

/// <param name="Back">What came back.</param>
/// <param name="Missing">What did not; unless the topic no longer exists, it can be undone again later by the same number.</param>
public sealed record UndoResult(UndoOffer Back, IReadOnlyList<NotUndone> Missing);

/// <summary>
/// Remembers what chats had chosen before they deleted or replaced it, and gives it back as it was. Scoped, like its context.
/// </summary>
public sealed class ChatUndo(AlertsDb db, Subscriptions subscriptions, ChatFormats formats, TimeProvider time)
{
    private const int MostSteps = 20;

    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Ends a subscription, which can be undone.</summary>
    /// <returns>The number of the step; null if the topic was not followed.</returns>
    public async Task<long?> UnfollowAsync(Subscriber chat, TopicKey topic, CancellationToken cancellationToken)
    {
        var step = await RememberAsync(chat, row => row.Topic == topic, hasFormat: false, cancellationToken);
        return await subscriptions.UnfollowAsync(chat, topic, cancellationToken) ? step : null;
    }

    /// <summary>Ends all subscriptions, which can be undone at once.</summary>
    public async Task<(int Count, long? Step)> UnfollowAllAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var step = await RememberAsync(chat, _ => true, hasFormat: false, cancellationToken);
        return (await subscriptions.UnfollowAllAsync(chat, cancellationToken), step);
    }

    /// <summary>Remembers the options of one topic before they change.</summary>
    public Task<long?> RememberAsync(Subscriber chat, TopicKey topic, CancellationToken cancellationToken) =>
        RememberAsync(chat, row => row.Topic == topic, hasFormat: false, cancellationToken);

    /// <summary>Remembers the chat's own format before it changes.</summary>
    public Task<long?> RememberFormatAsync(Subscriber chat, CancellationToken cancellationToken) =>
        RememberAsync(chat, _ => false, hasFormat: true, cancellationToken);

    /// <summary>Returns the last steps, the latest first.</summary>
    public async Task<IReadOnlyList<UndoOffer>> ReadAsync(Subscriber chat, int count, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Kept;
        var steps = await db.UndoSteps.AsNoTracking().Where(s => s.SubscriberId == chat.Id && s.At >= since)
            .OrderByDescending(s => s.Id).Take(count).ToListAsync(cancellationToken);
        return [.. steps.Select(step => OfferOf(step.Id, Parse(step)))];
    }

    /// <summary>Gives the chat back what it had.</summary>
    /// <returns>What came back and what did not; null if there is no such step.</returns>
    public async Task<UndoResult?> UndoAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Kept;
        if (await db.UndoSteps.AsNoTracking().SingleOrDefaultAsync(
                s => s.Id == number && s.SubscriberId == chat.Id && s.At >= since, cancellationToken) is not { } step)
            return null;
        var before = Parse(step);
        List<SubscriptionBefore> back = [], kept = [];
        List<NotUndone> missing = [];
        foreach (var row in before.Rows)
        {
            var result = await RestoreAsync(chat, row, cancellationToken);
            if (result is FollowResult.Followed or FollowResult.AlreadyFollowed)
            {
                back.Add(row);
                continue;
            }

            missing.Add(new NotUndone(TopicOf(row), result));
            // There may be room again later, but a topic that is gone stays away.
            if (result != FollowResult.UnknownTopic)
                kept.Add(row);
        }

        if (before.HasFormat)
            await formats.SetAsync(chat, before.Format ?? MessageFormat.Usual, cancellationToken);
        await KeepAsync(number, kept, cancellationToken);
        return new UndoResult(OfferOf(number, before with { Rows = back }), missing);
    }

    private async Task KeepAsync(long number, List<SubscriptionBefore> rows, CancellationToken cancellationToken)
    {
        var step = db.UndoSteps.Where(s => s.Id == number);
        if (rows.Count == 0)
        {
            await step.ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var left = JsonSerializer.Serialize(new ChoicesBefore(rows, false, null), FormatJson.Default.ChoicesBefore);
        await step.ExecuteUpdateAsync(set => set.SetProperty(s => s.Before, left), cancellationToken);
    }

    private async Task<FollowResult> RestoreAsync(Subscriber chat, SubscriptionBefore row, CancellationToken cancellationToken)
    {
        var topic = new TopicKey(row.Kind, row.Id);
        var choice = new SubscriptionChoice
        {
            Mode = row.Mode, Silent = row.Silent, Include = row.Include, Exclude = row.Exclude, Language = row.Language, Until = row.Until,
        };
        var result = row.Written is { } word
            ? await subscriptions.FollowWordAsync(chat, word, choice, cancellationToken)
            : await subscriptions.ChooseAsync(chat, topic, choice, cancellationToken);
        if (result is not (FollowResult.Followed or FollowResult.AlreadyFollowed)
            || await subscriptions.FindAsync(chat, topic, cancellationToken) is not { } restored)
            return result;
        await formats.SetAsync(restored, row.Format, cancellationToken);
        return result;
    }

    private async Task<long?> RememberAsync(
        Subscriber chat, Func<Subscription, bool> isMeant, bool hasFormat, CancellationToken cancellationToken)
    {
        List<SubscriptionBefore> rows = [];
        foreach (var (row, choice) in (await subscriptions.ChoicesAsync(chat, cancellationToken)).Where(each => isMeant(each.Row)))
        {
            rows.Add(new SubscriptionBefore
            {
                Kind = row.TopicKind, Id = row.TopicId, Mode = row.Mode, Silent = row.Silent, Include = choice.Include,
                Exclude = choice.Exclude, Language = choice.Language, Until = row.Until, Written = row.Written,
                Format = row.FormatId is null ? null : await formats.FindAsync(row.FormatId, cancellationToken),
            });
        }

        if (rows.Count == 0 && !hasFormat)
            return null;
        var before = new ChoicesBefore(
            rows, hasFormat, hasFormat && chat.FormatId is { } id ? await formats.FindAsync(id, cancellationToken) : null);
        var step = new UndoStep
        {
            SubscriberId = chat.Id, At = time.GetUtcNow(), Before = JsonSerializer.Serialize(before, FormatJson.Default.ChoicesBefore),
        };
        db.UndoSteps.Add(step);
        await db.SaveChangesAsync(cancellationToken);
        db.Entry(step).State = EntityState.Detached;
        await PruneAsync(chat, cancellationToken);
        return step.Id;
    }

    private async Task PruneAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var old = time.GetUtcNow() - Kept;
        var last = await db.UndoSteps.Where(s => s.SubscriberId == chat.Id).OrderByDescending(s => s.Id).Skip(MostSteps - 1).Take(1)
            .Select(s => (long?)s.Id).SingleOrDefaultAsync(cancellationToken) ?? 0;
        await db.UndoSteps.Where(s => s.SubscriberId == chat.Id && (s.Id < last || s.At < old)).ExecuteDeleteAsync(cancellationToken);
    }

    private UndoOffer OfferOf(long number, ChoicesBefore before) => new(
        number, [.. before.Rows.Select(TopicOf)], before.HasFormat);

    private Topic TopicOf(SubscriptionBefore row) =>
        subscriptions.TopicOf(new Subscription { TopicKind = row.Kind, TopicId = row.Id, Written = row.Written });

    private static ChoicesBefore Parse(UndoStep step) => JsonSerializer.Deserialize(step.Before, FormatJson.Default.ChoicesBefore)!;
}
