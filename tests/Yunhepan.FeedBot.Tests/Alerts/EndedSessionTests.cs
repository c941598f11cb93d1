using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>
/// PostgreSQL ends the session of a process that was suspended in the middle of a transaction, and all sessions when it restarts.
/// </summary>
public sealed class EndedSessionTests(TestDatabases databases)
{
    // This is more than the commands that raise, send and record one alert.
    private const int Commands = 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_ends_before_any_command_loses_and_repeats_nothing_and_is_not_a_fault()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Postgres);
        var (end, log) = (new SessionEnd(((DatabaseLocation.Postgres)database.Location).ConnectionString), new FaultLog());
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var rig = await AlertsRig.CreateAsync(database.Location, interceptor: end, loggers: loggers);
        await rig.FollowerAsync("reader", AlertsRig.News);
        await rig.Worker.StartAsync(Cancel);

        for (var n = 1; n <= Commands; n++)
        {
            await rig.PublishAsync($"{n}");
            end.ComesBefore(n);
            await Eventually.TrueAsync(() =>
            {
                rig.Time.Advance(TimeSpan.FromSeconds(0.5));
                return rig.Platform.Arrived.Count() >= n && end.IsOver;
            });
        }

        await rig.Worker.StopAsync(Cancel);
        Assert.True(log.Faults.Count == 0, string.Join('\n', log.Faults));
        Assert.Equal(Enumerable.Range(1, Commands).Select(n => $"reader: {n}"), rig.Platform.Arrived);
    }

    /// <summary>Makes the server end a session just before a command or a commit.</summary>
    private sealed class SessionEnd(string connectionString) : DbCommandInterceptor, IDbTransactionInterceptor
    {
        // The raiser asks for its cursor in each of its turns, a lane for its fan-outs.
        private static readonly string[] EachTurn = ["log_cursors", "fan_outs"];

        private readonly ConcurrentDictionary<string, int> _turns = new();
        private int _left;

        /// <summary>The session has ended, and the raiser and the lane have continued since; a second end at once would look like a lost server.</summary>
        public bool IsOver => _left <= 0 && EachTurn.All(turn => _turns.GetValueOrDefault(turn) > 2);

        public void ComesBefore(int command) => _left = command;

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await CountAsync(command.Connection!, command.CommandText);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await CountAsync(command.Connection!, command.CommandText);
            return result;
        }

        async ValueTask<InterceptionResult> IDbTransactionInterceptor.TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken)
        {
            await CountAsync(transaction.Connection!, "COMMIT");
            return result;
        }

        private async Task CountAsync(DbConnection asked, string command)
        {
            if (Interlocked.Decrement(ref _left) is var left && left < 0)
            {
                foreach (var turn in EachTurn.Where(turn => command.Contains(turn, StringComparison.Ordinal)))
                    _turns.AddOrUpdate(turn, 1, (_, count) => count + 1);
            }

            if (left != 0)
                return;
            _turns.Clear();
            await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await server.OpenAsync(Cancel);
            await using var end = new NpgsqlCommand("SELECT pg_terminate_backend($1, 5000)", server);
            end.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ((NpgsqlConnection)asked).ProcessID });
            await end.ExecuteNonQueryAsync(Cancel);
        }
    }

    private sealed class FaultLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _faults = new();

        public IReadOnlyCollection<string> Faults => _faults;

        // The service shows no log lines of EF Core.
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith("Yunhepan.", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                _faults.Enqueue($"{formatter(state, exception)}: {exception}");
        }

        public void Dispose()
        {
        }
    }
}
