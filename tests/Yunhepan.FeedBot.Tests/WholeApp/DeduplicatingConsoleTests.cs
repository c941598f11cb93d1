using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>A full disk is logged once a minute, whatever meets it.</summary>
public sealed class DeduplicatingConsoleTests
{
    [Fact]
    public void The_same_trouble_of_the_database_is_said_once_a_minute_with_the_number_of_times()
    {
        var time = new FakeTimeProvider();
        using var lines = new Lines();
        using var calm = new DeduplicatingConsole(lines, time);
        var logger = calm.CreateLogger("a");
        for (var n = 0; n < 90; n++)
        {
            logger.Log(LogLevel.Error, 7, "a lane failed", new InvalidOperationException("outer", new SqliteException("disk full", 13)), (state, _) => state);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["a lane failed", "a lane failed (and 59 more times since it was last logged)"], lines.Said);
    }

    [Fact]
    public void Another_trouble_another_place_and_what_is_no_trouble_of_disk_or_database_are_always_said()
    {
        using var lines = new Lines();
        using var calm = new DeduplicatingConsole(lines, new FakeTimeProvider());
        Log(calm.CreateLogger("a"), new SqliteException("disk full", 13));
        Log(calm.CreateLogger("a"), new SqliteException("locked", 5));
        Log(calm.CreateLogger("b"), new SqliteException("disk full", 13));
        Log(calm.CreateLogger("a"), new InvalidOperationException("x"));
        Log(calm.CreateLogger("a"), new InvalidOperationException("x"));
        Log(calm.CreateLogger("a"), null);
        Log(calm.CreateLogger("a"), null);

        Assert.Equal(7, lines.Said.Count);
    }

    private static void Log(ILogger logger, Exception? exception) => logger.Log(LogLevel.Error, 7, "x", exception, (state, _) => state);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
