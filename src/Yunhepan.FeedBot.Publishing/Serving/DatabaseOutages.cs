using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Writes one line into the log for each outage of the database, however many requests meet it.</summary>
internal sealed partial class DatabaseOutages(TimeProvider time, ILogger<DatabaseOutages> logger)
{
    /// <summary>Another outage begins when none was noted for so long.</summary>
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away, requests are answered from memory or with 503: {Reason}")]
    private partial void LogAway(string reason);
}
