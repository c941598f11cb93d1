using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Limits the number of concurrent requests to one host and keeps a pause between their starts.</summary>
public sealed class HostThrottle(IOptions<FetchingOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _asked = new(StringComparer.Ordinal);

    /// <summary>The servers that asked for a pause.</summary>
    internal ServerRests Rests { get; } = new(time);

    internal int KnownHosts
    {
        get
        {
            lock (_lock)
                return _hosts.Count;
        }
    }

    /// <summary>Returns true if a request to this host would start at once.</summary>
    public bool IsFree(string hostName)
    {
        lock (_lock)
            return !_hosts.TryGetValue(hostName, out var host) || (host.FreeAt <= time.GetUtcNow() && host.Places.CurrentCount > 0);
    }

    /// <summary>Returns the pause between two starts at this host: ours, or the longer one that the host asks for.</summary>
    public TimeSpan SpacingOf(string hostName)
    {
        lock (_lock)
            return _asked.TryGetValue(hostName, out var asked) && asked > options.Value.PerHostSpacing
                ? asked : options.Value.PerHostSpacing;
    }

    /// <summary>Sets the pause that the host asks for (robots.txt: Crawl-delay); null for none.</summary>
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

    /// <summary>Waits for this host's turn; disposing the result releases the slot.</summary>
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

        var turn = new HostTurn(() =>
        {
            host.Places.Release();
            Leave(hostName, host);
        });
        try
        {
            // Checked again after the wait: if timers fire late, two waiting requests must not start together.
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

    /// <summary>Returns zero if a request starts now, otherwise how long it must wait.</summary>
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

    /// <summary>Removes hosts that are idle and past their pause; it runs often enough to keep the table small.</summary>
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

    private sealed class HostTurn(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
