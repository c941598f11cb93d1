namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>The servers that asked to be left alone, and until when.</summary>
internal sealed class ServerRests(TimeProvider time)
{
    /// <summary>A slip in one header must not silence all sources of a host for ever.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    /// <summary>How long a server still wants to be left alone (Retry-After); null when it does not.</summary>
    public TimeSpan? Of(Uri url)
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
    /// A server wants to be left alone: whatever is asked of it, and by which source, waits. Not those who share its domain.
    /// </summary>
    public void Add(Uri url, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // Servers are the sources' to name: those whose rest is over go.
            if (_resting.Count >= 1024)
            {
                foreach (var name in _resting.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList())
                    _resting.Remove(name);
            }

            _resting[url.Authority] = now + (wait < LongestRest ? wait : LongestRest);
        }
    }
}
