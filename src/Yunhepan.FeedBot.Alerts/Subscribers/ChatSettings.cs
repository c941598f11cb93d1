using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// Stores when and how a chat wants its messages. A change takes effect at the next send and moves waiting deliveries to their
/// new time. Scoped, like its context.
/// </summary>
public sealed class ChatSettings(AlertsDb db, CurrentTopics topics, TimeProvider time)
{
    private readonly DeliveryLedger _ledger = new(db, time);

    public LocalClock ClockOf(Subscriber chat) => LocalClock.ForZone(chat.TimeZone, topics.Tree.Site.TimeZone);

    /// <summary>Returns the current time in the chat's zone.</summary>
    public DateTimeOffset NowAt(Subscriber chat) => ClockOf(chat).At(time.GetUtcNow());

    /// <summary>The digest hour of chats that chose none.</summary>
    public static TimeOnly UsualDigestHour => DeliveryPolicy.UsualDigestHour;

    /// <param name="zone">An IANA name or its city; null for the site's zone.</param>
    /// <returns>False if there is no zone of that name.</returns>
    public async Task<bool> SetTimeZoneAsync(Subscriber chat, string? zone, CancellationToken cancellationToken)
    {
        var known = zone is null ? null : ZoneOf(zone);
        if (zone is not null && known is null)
            return false;
        chat.TimeZone = known?.Id;
        await UpdateAsync(chat, set => set.SetProperty(s => s.TimeZone, chat.TimeZone), cancellationToken);
        return true;
    }

    // Finds a zone by its name, ignoring case, or by its city alone.
    private static TimeZoneInfo? ZoneOf(string zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.HasIanaId)
            return known;
        var name = zone.Trim().Replace(' ', '_');
        return name.Length < 3 ? null : TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(z => z.HasIanaId
            && (z.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || z.Id.EndsWith('/' + name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Sets the quiet hours, possibly across midnight; both null for none.</summary>
    public Task SetQuietAsync(Subscriber chat, TimeOnly? from, TimeOnly? to, CancellationToken cancellationToken)
    {
        (chat.QuietFrom, chat.QuietTo) = (from, to);
        return UpdateAsync(chat, set => set.SetProperty(s => s.QuietFrom, from).SetProperty(s => s.QuietTo, to), cancellationToken);
    }

    /// <summary>Sets whether urgent alerts ignore quiet hours.</summary>
    public async Task SetUrgentAsync(Subscriber chat, bool getsThrough, CancellationToken cancellationToken)
    {
        chat.UrgentInQuiet = getsThrough;
        await UpdateAsync(chat, set => set.SetProperty(s => s.UrgentInQuiet, getsThrough), cancellationToken);
    }

    /// <summary>Returns when quiet hours delay a digest at its hour; null if it arrives at its hour.</summary>
    public static TimeOnly? DigestWaitsUntil(Subscriber chat) => DeliveryPolicy.DigestWaitsUntil(chat);

    /// <summary>Returns true if an alert of this priority waits for neither quiet hours nor a digest.</summary>
    public static bool BreaksQuietHours(Subscriber chat, Priority priority) => DeliveryPolicy.BreaksQuietHours(chat, priority);

    /// <summary>Returns when the chat's pause ends; null if it is not paused.</summary>
    public DateTimeOffset? PauseEnds(Subscriber chat) => DeliveryPolicy.PauseEnds(MomentOf(chat));

    /// <summary>Returns whether a device may sound for a message that was sent, now and later.</summary>
    public NotificationSound SoundOf(Subscriber chat, Priority priority)
    {
        var moment = MomentOf(chat);
        var quiet = DeliveryPolicy.NextQuiet(moment, priority);
        return new NotificationSound(DeliveryPolicy.MaySound(moment, priority), quiet?.From, quiet?.To);
    }

    /// <param name="day">The day of a weekly digest; null for every day.</param>
    public Task SetDigestAsync(Subscriber chat, TimeOnly at, DayOfWeek? day, CancellationToken cancellationToken)
    {
        (chat.DigestAt, chat.DigestOn) = (at, day);
        return UpdateAsync(chat, set => set.SetProperty(s => s.DigestAt, at).SetProperty(s => s.DigestOn, day), cancellationToken);
    }

    public Task SetSilentAsync(Subscriber chat, bool silent, CancellationToken cancellationToken)
    {
        chat.Silent = silent;
        return UpdateAsync(chat, set => set.SetProperty(s => s.Silent, silent), cancellationToken);
    }

    /// <summary>Sets the most messages per hour, beyond which they are summarised; null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public Task SetLimitAsync(Subscriber chat, int? perHour, CancellationToken cancellationToken)
    {
        if (perHour is { } most)
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(perHour));
        chat.MaxPerHour = perHour;
        return UpdateAsync(chat, set => set.SetProperty(s => s.MaxPerHour, perHour), cancellationToken);
    }

    /// <summary>Pauses new alerts until a time; null ends the pause.</summary>
    public Task PauseAsync(Subscriber chat, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        chat.PausedUntil = until;
        return UpdateAsync(chat, set => set.SetProperty(s => s.PausedUntil, until), cancellationToken);
    }

    private async Task UpdateAsync(Subscriber chat, Action<UpdateSettersBuilder<Subscriber>> change, CancellationToken cancellationToken)
    {
        await db.Subscribers.Where(s => s.Id == chat.Id).ExecuteUpdateAsync(change, cancellationToken);
        await MoveHeldAsync(chat, cancellationToken);
    }

    // Deliveries that wait for the old hours wait for the new ones; those with nothing to wait for are sent now.
    private async Task MoveHeldAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var moment = MomentOf(chat);
        foreach (var hold in (HoldKind[])[HoldKind.Paused, HoldKind.Quiet, HoldKind.Digest, HoldKind.Flood])
            await _ledger.MoveAsync(chat.Id, hold, DeliveryPolicy.HeldUntil(hold, moment), cancellationToken);
        // Urgent deliveries with nothing to wait for are sent now, each by itself: they move from the collected ones into the
        // chat's queue.
        if (DeliveryPolicy.UrgentGoes(moment))
            await _ledger.ReleaseUrgentAsync(chat.Id, cancellationToken);
    }

    internal ChatMoment MomentOf(Subscriber chat) => new(chat, ClockOf(chat), time.GetUtcNow());
}

/// <summary>Whether a device may make a sound.</summary>
/// <param name="IsAllowed">True if it may now.</param>
/// <param name="QuietFrom">The begin of the next quiet hours, for a device that hears of it late; null for none.</param>
public sealed record NotificationSound(bool IsAllowed, DateTimeOffset? QuietFrom, DateTimeOffset? QuietTo);
