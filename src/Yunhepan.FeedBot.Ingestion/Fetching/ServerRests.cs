namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Remembers which servers asked for a pause (Retry-After), and until when.</summary>
internal sealed class ServerRests(TimeProvider time)
{
    /// <summary>
    /// The longest pause we accept, so that an error in one header cannot silence all sources of a host for ever.
    /// </summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    /// <summary>Returns how long the server still asks for a pause; null if it does not.</summary>
    public TimeSpan? RemainingPause(Uri url)
    {
        lock (_lock)
        {
            if (!_resting.TryGetValue(url.Authority, out var until))
                return null;
            if (until > time.GetUtcNow())
                return until - time.GetUtcNow();
            _resting.Remove(url.Authority);
            return null;
        }
    }

    /// <summary>
    /// Records that a server asks for a pause. All requests to it wait, from every source, but not those to other hosts of its
    /// domain.
    /// </summary>
    public void Add(Uri url, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // Sources decide which servers are stored here, so expired entries are removed.
            if (_resting.Count >= 1024)
            {
                foreach (var name in _resting.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList())
                    _resting.Remove(name);
            }

            _resting[url.Authority] = now + (wait < LongestRest ? wait : LongestRest);
        }
    }
}
