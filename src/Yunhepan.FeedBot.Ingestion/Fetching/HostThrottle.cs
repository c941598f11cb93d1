using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Politeness: only so many requests to one host at once, and a pause between their starts.</summary>
public sealed class HostThrottle(IOptions<FetchingOptions> options, TimeProvider time)
{
    /// <summary>A slip in one header must not silence all sources of a host for ever.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    internal int KnownHosts
    {
        get
        {
            lock (_lock)
                return _hosts.Count;
        }
    }

    /// <summary>How long a server still wants to be left alone (Retry-After); null when it does not.</summary>
    internal TimeSpan? RestOf(Uri url)
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
    internal void Rest(Uri url, TimeSpan wait)
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

    /// <summary>True when a request to this host would start at once.</summary>
    public bool IsFree(string hostName)
    {
        lock (_lock)
            return !_hosts.TryGetValue(hostName, out var host) || (host.FreeAt <= time.GetUtcNow() && host.Places.CurrentCount > 0);
    }

    /// <summary>The pause between two starts at this host: ours, or the longer one it asks for.</summary>
    public TimeSpan SpacingOf(string hostName)
    {
        lock (_lock)
            return _asked.TryGetValue(hostName, out var asked) && asked > options.Value.PerHostSpacing
                ? asked : options.Value.PerHostSpacing;
    }

    /// <summary>The host asks for a pause of its own (robots.txt: Crawl-delay); null for none.</summary>
    internal void Ask(string hostName, TimeSpan? pause)
    {
        lock (_lock)
        {
            if (pause is { } asked)
                _asked[hostName] = asked;
            else
                _asked.Remove(hostName);
        }
    }

    /// <summary>Waits for this host's turn; disposing the result gives the place back.</summary>
    internal async Task<IDisposable> WaitAsync(string hostName, CancellationToken cancellationToken)
    {
        var host = Enter(hostName);
        try
        {
            await host.Places.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(hostName, host);
            throw;
        }

        var turn = new Turn(() =>
        {
            host.Places.Release();
            Leave(hostName, host);
        });
        try
        {
            // Looked at again after the wait: where timers come late, two that waited must not start together.
            while (Start(hostName, host) is var pause && pause > TimeSpan.Zero)
                await Task.Delay(pause, time, cancellationToken);

            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private Host Enter(string name)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(name, out var host))
            {
                Forget();
                _hosts[name] = host = new Host(options.Value.PerHostConcurrency);
            }

            host.Users++;
            return host;
        }
    }

    private void Leave(string name, Host host)
    {
        lock (_lock)
        {
            if (--host.Users == 0 && host.FreeAt <= time.GetUtcNow())
                _hosts.Remove(name);
        }
    }

    /// <summary>Zero when a request starts now, else how long it has to wait.</summary>
    private TimeSpan Start(string name, Host host)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (host.FreeAt > now)
                return host.FreeAt - now;
            host.FreeAt = now + SpacingOf(name);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Hosts left during their pause stay until somebody comes by; often enough to stay few.</summary>
    private void Forget()
    {
        if (_hosts.Count < 256 || _hosts.Count % 64 != 0)
            return;

        var now = time.GetUtcNow();
        foreach (var (name, _) in _hosts.Where(pair => pair.Value.Users == 0 && pair.Value.FreeAt <= now).ToList())
            _hosts.Remove(name);
    }

    private sealed class Host(int concurrency)
    {
        public SemaphoreSlim Places { get; } = new(concurrency, concurrency);

        public int Users { get; set; }

        public DateTimeOffset FreeAt { get; set; }
    }

    private sealed class Turn(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
