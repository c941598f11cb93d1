using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// What a chat chooses about when and how it hears of things. A change takes effect at the next send, and moves what
/// already waits to its new time. Scoped, as its context is.
/// </summary>
public sealed class ChatSettings(AlertsDb db, CurrentTopics topics, TimeProvider time)
{
    private readonly DeliveryLedger _ledger = new(db, time);

    public LocalClock ClockOf(Subscriber chat) => LocalClock.ForZone(chat.TimeZone, topics.Tree.Site.TimeZone);

    /// <summary>Now, by the chat's own clock.</summary>
    public DateTimeOffset NowAt(Subscriber chat) => ClockOf(chat).At(time.GetUtcNow());

    /// <summary>When its next digest comes.</summary>
    public DateTimeOffset NextDigest(Subscriber chat) =>
        DeliveryPolicy.NextDigest(MomentOf(chat));

    /// <summary>What its digest hour is when it chose none.</summary>
    public static TimeOnly UsualDigestHour => DeliveryPolicy.UsualDigestHour;

    /// <param name="zone">An IANA name, or its city; null: that of the site.</param>
    /// <returns>False when no zone has that name.</returns>
    public async Task<bool> SetTimeZoneAsync(Subscriber chat, string? zone, CancellationToken cancellationToken)
    {
        var known = zone is null ? null : ZoneOf(zone);
        if (zone is not null && known is null)
            return false;
        chat.TimeZone = known?.Id;
        await UpdateAsync(chat, set => set.SetProperty(s => s.TimeZone, chat.TimeZone), cancellationToken);
        return true;
    }

    // By its name, in any case, or by its city alone.
    private static TimeZoneInfo? ZoneOf(string zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) && known.HasIanaId)
            return known;
        var name = zone.Trim().Replace(' ', '_');
        return name.Length < 3 ? null : TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(z => z.HasIanaId
            && (z.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || z.Id.EndsWith('/' + name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Quiet from one hour to another, over midnight too; both null: never.</summary>
    public Task SetQuietAsync(Subscriber chat, TimeOnly? from, TimeOnly? to, CancellationToken cancellationToken)
    {
        (chat.QuietFrom, chat.QuietTo) = (from, to);
        return UpdateAsync(chat, set => set.SetProperty(s => s.QuietFrom, from).SetProperty(s => s.QuietTo, to), cancellationToken);
    }

    /// <summary>Whether what is urgent waits for nothing.</summary>
    public async Task SetUrgentAsync(Subscriber chat, bool getsThrough, CancellationToken cancellationToken)
    {
        chat.UrgentInQuiet = getsThrough;
        await UpdateAsync(chat, set => set.SetProperty(s => s.UrgentInQuiet, getsThrough), cancellationToken);
    }

    /// <summary>When a digest at its hour waits for the end of the quiet hours; null: it comes at its hour.</summary>
    public static TimeOnly? DigestWaitsUntil(Subscriber chat) => DeliveryPolicy.DigestWaitsUntil(chat);

    /// <param name="day">Null: every day.</param>
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

    /// <summary>What comes beyond so many messages in an hour is summed up; null: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public Task SetLimitAsync(Subscriber chat, int? perHour, CancellationToken cancellationToken)
    {
        if (perHour is { } most)
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(perHour));
        chat.MaxPerHour = perHour;
        return UpdateAsync(chat, set => set.SetProperty(s => s.MaxPerHour, perHour), cancellationToken);
    }

    /// <summary>Nothing new before then; null: from now on again.</summary>
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

    // What waits for the old hours waits for the new ones; what waits for none any more goes now.
    private async Task MoveHeldAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var moment = MomentOf(chat);
        foreach (var hold in (HoldKind[])[HoldKind.Paused, HoldKind.Quiet, HoldKind.Digest, HoldKind.Flood])
            await _ledger.MoveAsync(chat.Id, hold, DeliveryPolicy.HeldUntil(hold, moment), cancellationToken);
        // What is urgent and waits for nothing any more goes now, each by itself: out of what is gathered, into the chat's queue.
        if (DeliveryPolicy.UrgentGoes(moment))
            await _ledger.ReleaseUrgentAsync(chat.Id, cancellationToken);
    }

    internal ChatMoment MomentOf(Subscriber chat) => new(chat, ClockOf(chat), time.GetUtcNow());
}
