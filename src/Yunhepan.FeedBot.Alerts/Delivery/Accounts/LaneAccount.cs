using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Delivery.Accounts;

/// <summary>The account of a lane, with its platform, its pace, and the services that all lanes share.</summary>
/// <param name="perMinute">The operator's own limit for a chat, in messages a minute; null for none.</param>
internal sealed class LaneAccount(IChatPlatform platform, LaneServices shared, Func<string, int?> perMinute)
{
    public IChatPlatform Platform => platform;

    public SendingPace Pace { get; } = platform.Pace ?? new(platform.Limits, shared.Time, perMinute);

    public LaneServices Shared => shared;

    public PatternMatcher Patterns => shared.Patterns;

    public AlertsOptions Options => shared.Options;

    public DateTimeOffset Now => shared.Time.GetUtcNow();

    public LocalClock ClockOf(Subscriber chat) => shared.Messages.ClockOf(chat);

    /// <summary>Counts a message to a chat against the limits of chat and account.</summary>
    public void Count(Subscriber chat) => Pace.Count(chat.ChatId, platform.IsGroup(chat.Address));

    /// <summary>Returns when a chat may receive a message of a priority; now or earlier if it may at once.</summary>
    public DateTimeOffset ChatFreeAt(Subscriber chat, Priority priority)
    {
        var (free, now) = (Pace.ChatFreeAt(chat.ChatId), Now);
        var at = free > now ? free : now;
        var outside = DeliveryPolicy.OutsideBusyMinutes(at, priority, platform.Limits.BusyMinutes);
        // The caller has read the clock earlier, and this moment would be later for it, again and again.
        return outside > at ? outside : free;
    }

    public void Report(LaneState state, string? reason) => shared.Board.Report(platform.Platform, platform.Account, state, reason);

    /// <summary>
    /// Restores the pace for a new owner of the lane: the sends of the previous owner still count, and so does the pause that the
    /// platform asked for.
    /// </summary>
    public async Task RecoverPaceAsync(
        DateTimeOffset? parkedUntil, IEnumerable<Subscriber> inFlight, AlertsDb db, CancellationToken cancellationToken)
    {
        if (parkedUntil is { } parked)
            Pace.ParkAccount(parked);
        if (platform.Limits == SendLimits.None && platform.Capabilities.Serves is null)
            return;
        var since = Now - Pace.Remembers;
        var recent = db.Receipts.AsNoTracking()
            .Where(r => r.SentAt > since && (r.Outcome == DeliveryOutcome.Sent || r.Outcome == DeliveryOutcome.Digested))
            .Join(db.Subscribers, r => r.SubscriberId, s => s.Id, (r, s) => new { r.SentAt, r.Outcome, r.MessageId, Chat = s })
            .Where(r => r.Chat.Platform == platform.Platform && r.Chat.Account == platform.Account)
            .OrderBy(r => r.SentAt)
            .AsAsyncEnumerable();
        // This includes the own sends of this process, if it had the lane before.
        Pace.Clear();
        HashSet<(long Chat, string? Message)> digests = [];
        await foreach (var sent in recent.WithCancellation(cancellationToken))
        {
            // A digest has a receipt for each of its articles.
            if (sent.Outcome != DeliveryOutcome.Digested || digests.Add((sent.Chat.Id, sent.MessageId)))
                Pace.Count(sent.Chat.ChatId, platform.IsGroup(sent.Chat.Address), sent.SentAt);
        }

        foreach (var chat in inFlight)
            Count(chat);
    }
}

/// <summary>The services that all lanes of this process share.</summary>
internal sealed class LaneServices(
    AlertMessages messages, LaneBoard board, NodeIdentity node, PatternMatcher patterns, IOptions<AlertsOptions> options, TimeProvider time)
{
    public AlertMessages Messages => messages;

    public LaneBoard Board => board;

    public NodeIdentity Node => node;

    public PatternMatcher Patterns => patterns;

    public AlertsOptions Options => options.Value;

    public TimeProvider Time => time;
}
