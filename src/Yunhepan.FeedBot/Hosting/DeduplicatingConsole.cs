using System.Collections.Concurrent;
using System.Data.Common;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>
/// A console that reports repeated trouble with disk or database once a minute rather than several times a second, because
/// everything that runs on a timer meets the same fault again and again.
/// </summary>
[ProviderAlias("Console")]
internal sealed class DeduplicatingConsole(ILoggerProvider console, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private static readonly TimeSpan SilentTime = TimeSpan.FromMinutes(1);

    /// <summary>The number of kinds of trouble that are remembered.</summary>
    private const int MostRemembered = 500;

    private readonly ConcurrentDictionary<Trouble, Said> _said = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, console.CreateLogger(categoryName), categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) =>
        (console as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => console.Dispose();

    /// <returns>How many messages were suppressed since the last one; null if this one must be suppressed.</returns>
    private int? SilencedBefore(Trouble trouble)
    {
        var now = time.GetTimestamp();
        if (_said.Count >= MostRemembered)
            _said.Clear();
        var said = _said.GetOrAdd(trouble, _ => new Said());
        lock (said)
        {
            if (said.At is { } at && time.GetElapsedTime(at, now) < SilentTime)
            {
                said.Silenced++;
                return null;
            }

            var silenced = said.Silenced;
            (said.At, said.Silenced) = (now, 0);
            return silenced;
        }
    }

    private sealed record Trouble(string Category, int Event, Type Kind, string Message);

    private sealed class Said
    {
        public long? At { get; set; }

        public int Silenced { get; set; }
    }

    private sealed class Logger(DeduplicatingConsole calm, ILogger inner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception?.GetBaseException() is not (DbException or IOException))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            var root = exception.GetBaseException();
            if (calm.SilencedBefore(new Trouble(category, eventId.Id, root.GetType(), root.Message)) is not { } silenced)
                return;
            inner.Log(logLevel, eventId, state, exception, (s, e) =>
                silenced == 0 ? formatter(s, e) : $"{formatter(s, e)} (and {silenced} more times since it was last logged)");
        }
    }
}
