namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>Chooses which due sources are taken now, so that none has to wait for its host: a pure rule.</summary>
internal static class HostShares
{
    /// <param name="due">The due sources with their hosts, the longest due first.</param>
    /// <param name="places">How many can be taken.</param>
    /// <param name="busy">The number of sources in progress, by host.</param>
    /// <param name="perHost">The limit of sources in progress per host.</param>
    /// <param name="spacing">The pause that a host requires between two starts.</param>
    /// <param name="isFree">Returns true if a request to this host would start at once.</param>
    /// <returns>The sources that are taken, and those that are postponed until their host has capacity.</returns>
    public static (List<T> Taken, List<(T Source, TimeSpan Wait)> PutOff) Choose<T>(
        IEnumerable<(T Source, string Host)> due,
        int places,
        IReadOnlyDictionary<string, int> busy,
        int perHost,
        Func<string, TimeSpan> spacing,
        Func<string, bool> isFree)
    {
        List<T> taken = [];
        List<(T, TimeSpan)> putOff = [];
        var inWork = new Dictionary<string, int>(busy, StringComparer.Ordinal);
        var started = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (source, host) in due)
        {
            if (taken.Count == places)
                break;
            var pause = spacing(host);
            var atOnce = pause > TimeSpan.Zero ? 1 : perHost;
            var before = started.GetValueOrDefault(host);
            if (before < atOnce && inWork.GetValueOrDefault(host) < perHost && (before > 0 || isFree(host)))
            {
                taken.Add(source);
                inWork[host] = inWork.GetValueOrDefault(host) + 1;
            }
            else
            {
                putOff.Add((source, pause * Math.Max(before, 1)));
            }

            started[host] = before + 1;
        }

        return (taken, putOff);
    }
}
