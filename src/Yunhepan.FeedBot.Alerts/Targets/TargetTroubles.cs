using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Targets;

/// <summary>Finds out which targets of feeds.json get no messages, and why. Scoped, like its context.</summary>
public sealed class TargetTroubles(AlertsDb db, IEnumerable<IChatPlatform> platforms, CurrentCatalogue catalogue, TimeProvider time)
{
    private const int FailsFrom = 3;

    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <returns>Each target of feeds.json with its trouble; null if it has none.</returns>
    public async Task<IReadOnlyList<(Target Target, TargetTrouble? Trouble)>> FindAsync(CancellationToken cancellationToken)
    {
        List<(Target, TargetTrouble?)> found = [];
        foreach (var platform in platforms.Where(p => p.Capabilities.Serves is not null))
        {
            var targets = catalogue.Catalogue.Targets.Where(t => t.Kind == platform.Capabilities.Serves).ToList();
            var chats = targets.Count == 0 ? [] : await db.Subscribers.AsNoTracking()
                .Where(s => s.Platform == platform.Platform && s.Account == platform.Account).ToDictionaryAsync(
                    s => s.ChatId, cancellationToken);
            foreach (var target in targets)
                found.Add((target, chats.GetValueOrDefault(target.Id) is { } chat ? await OfAsync(chat, cancellationToken) : null));
        }

        return found;
    }

    /// <summary>Returns true if a message reached the target after a time, and none has failed since.</summary>
    public Task<bool> IsReachedAsync(Target target, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var platform = platforms.First(p => p.Capabilities.Serves == target.Kind);
        var chats = db.Subscribers.Where(
            s => s.Platform == platform.Platform && s.Account == platform.Account && s.ChatId == target.Id).Select(s => s.Id);
        return db.Receipts.AnyAsync(
            r => chats.Contains(r.SubscriberId) && r.SentAt > after
                && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested)
                && !db.Receipts.Any(
                    l => l.SubscriberId == r.SubscriberId && l.SentAt > r.SentAt && DeliveryOutcomes.Dead.Contains(l.Outcome)),
            cancellationToken);
    }

    private async Task<TargetTrouble?> OfAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Lately;
        var letters = db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.SentAt > since && DeliveryOutcomes.Dead.Contains(r.Outcome));
        var (dead, first) = (await letters.CountAsync(cancellationToken),
            await letters.OrderBy(r => r.SentAt).FirstOrDefaultAsync(cancellationToken));
        if (chat.State == SubscriberState.Unreachable)
        {
            var from = await db.Absences.Where(a => a.SubscriberId == chat.Id && a.Until == null).MinAsync(
                a => (DateTimeOffset?)a.From, cancellationToken);
            return new TargetTrouble(from ?? since, chat.StateReason ?? "", IsClosed: true, dead);
        }

        var failing = await db.Deferred.AsNoTracking()
            .Where(d => d.SubscriberId == chat.Id && (d.Hold == HoldKind.Rest || (d.Hold == HoldKind.Retry && d.Attempts >= FailsFrom)))
            .OrderBy(d => d.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return failing is not null ? new TargetTrouble(failing.CreatedAt, failing.Reason ?? chat.StateReason ?? "", IsClosed: false, dead)
            : first is not null ? new TargetTrouble(first.SentAt, first.Reason ?? "", IsClosed: false, dead) : null;
    }
}
