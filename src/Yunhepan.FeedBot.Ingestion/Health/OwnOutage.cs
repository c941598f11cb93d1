namespace Yunhepan.FeedBot.Ingestion.Health;

/// <summary>What is known of the last polls of one source.</summary>
/// <param name="Server">Who answers for it: its registered domain and port.</param>
/// <param name="FailingSince">Since when it fails; null if its last poll succeeded.</param>
/// <param name="LastSuccessAt">When it was last read.</param>
internal sealed record WatchedPoll(string Server, DateTimeOffset? FailingSince, DateTimeOffset? LastSuccessAt);

/// <summary>Tells an outage of our own network from the troubles of single sources.</summary>
internal static class OwnOutage
{
    /// <summary>
    /// Returns true if what fails may be us: several servers fail at once and no fewer than work, or no server at all was read lately.
    /// </summary>
    /// <param name="polls">All sources that are polled.</param>
    /// <param name="now">The current time.</param>
    /// <param name="deadAfter">How long a source must fail to be called dead. What has failed for twice as long is no news, and says
    /// nothing about now.</param>
    public static bool IsLikely(IEnumerable<WatchedPoll> polls, DateTimeOffset now, TimeSpan deadAfter)
    {
        var servers = polls.GroupBy(p => p.Server, StringComparer.Ordinal).ToList();
        var working = servers.Count(s => s.Any(p => p.FailingSince is null && p.LastSuccessAt > now - (deadAfter / 3)));
        var fresh = servers.Count(s => s.All(p => p.FailingSince is not null) && s.Min(p => p.FailingSince) > now - (deadAfter * 2));
        return working == 0 ? servers.Count > 1 : fresh > 1 && fresh >= working;
    }
}
