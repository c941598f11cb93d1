using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Logs one line for each outage of the database, however many requests are affected.</summary>
internal sealed partial class DatabaseOutages(TimeProvider time, ILogger<DatabaseOutages> logger)
{
    /// <summary>The time without an error after which a new outage begins.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _lastNoted;

    public void Note(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        lock (_lock)
        {
            var isKnown = _lastNoted is { } last && time.GetElapsedTime(last) < Quiet;
            _lastNoted = time.GetTimestamp();
            if (isKnown)
                return;
        }

        LogAway(exception.GetBaseException().Message);
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The database is unreachable; requests are answered from memory or with 503: {Reason}")]
    private partial void LogAway(string reason);
}
