using System.Collections.Concurrent;

namespace Yunhepan.FeedBot.Alerts.Platforms;

public enum LaneState
{
    /// <summary>There is nothing to send, or nothing may be sent now.</summary>
    Waiting,
    Sending,

    /// <summary>The account keeps failing, or the platform asked for a pause. The lane tries again by itself.</summary>
    Paused,

    /// <summary>The account is refused (a revoked token): somebody must act.</summary>
    Refused,

    /// <summary>Another node sends for this account.</summary>
    Elsewhere,
}

/// <param name="Reason">Why the account is paused or refused.</param>
public sealed record LaneStatus(string Platform, string Account, LaneState State, string? Reason, DateTimeOffset Since);

/// <summary>Holds the state of each lane of this process, as the lanes report it.</summary>
public sealed class LaneBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Platform, string Account), LaneStatus> _lanes = new();

    public IReadOnlyList<LaneStatus> Lanes => [.. _lanes.Values.OrderBy(l => l.Platform).ThenBy(l => l.Account)];

    /// <summary>Returns true if another process sends for an account. That process also receives for it.</summary>
    public bool IsElsewhere(string platform, string account) =>
        _lanes.TryGetValue((platform, account), out var lane) && lane.State == LaneState.Elsewhere;

    internal void Report(string platform, string account, LaneState state, string? reason)
    {
        var now = time.GetUtcNow();
        _lanes.AddOrUpdate(
            (platform, account),
            _ => new LaneStatus(platform, account, state, reason, now),
            (_, old) => old.State == state ? old with { Reason = reason } : new LaneStatus(platform, account, state, reason, now));
    }
}
