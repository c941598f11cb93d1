using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// Queues the writers of one SQLite file. SQLite has one writer at a time; a writer that finds the file busy sleeps and tries
/// again, without any order, and gives up after the time-out, so under load some get "database is locked". Within this process
/// writers wait for their turn instead; against other processes they still retry (ADR 34).
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A queue lives as long as the process.")]
public sealed class SqliteWriteLock : IDbTransactionInterceptor, IDbCommandInterceptor, IDbConnectionInterceptor
{
    /// <summary>
    /// The longest wait for a turn. After it the writer continues without one and SQLite decides, because a blocked queue must
    /// not stop everybody.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest time of uninterrupted writing. While writers always wait here, no other process would find the file free,
    /// because SQLite has no queue.
    /// </summary>
    private static readonly TimeSpan LongestUnbrokenTime = TimeSpan.FromSeconds(1);

    /// <summary>The pause after such a time. It is longer than another process sleeps between its attempts (150 ms).</summary>
    private static readonly TimeSpan PauseForOthers = TimeSpan.FromMilliseconds(200);

    private static readonly ConcurrentDictionary<string, SqliteWriteLock> Queues = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim _turn = new(1);
    private long _pausedAt = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<DbConnection, Holder> _holders = [];

    private SqliteWriteLock()
    {
    }

    private enum Holder
    {
        Transaction,
        Command,
    }

    /// <summary>Returns the queue of a database file: one for all contexts that use it.</summary>
    public static SqliteWriteLock For(DatabaseLocation.SqliteFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Queues.GetOrAdd(Path.GetFullPath(file.Path), _ => new SqliteWriteLock());
    }

    InterceptionResult<DbTransaction> IDbTransactionInterceptor.TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        Enter(connection, Holder.Transaction);
        return result;
    }

    async ValueTask<InterceptionResult<DbTransaction>> IDbTransactionInterceptor.TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken)
    {
        await EnterAsync(connection, Holder.Transaction, cancellationToken);
        return result;
    }

    void IDbTransactionInterceptor.TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Leave(eventData.Context?.Database);

    Task IDbTransactionInterceptor.TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        Leave(eventData.Context?.Database);
        return Task.CompletedTask;
    }

    void IDbTransactionInterceptor.TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        Leave(eventData.Context?.Database);

    Task IDbTransactionInterceptor.TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        Leave(eventData.Context?.Database);
        return Task.CompletedTask;
    }

    // A transaction that is disposed without an end raises no event, but its connection is closed.
    void IDbConnectionInterceptor.ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    Task IDbConnectionInterceptor.ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    InterceptionResult<int> IDbCommandInterceptor.NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (IsLoneWrite(command))
            Enter(command.Connection!, Holder.Command);
        return result;
    }

    async ValueTask<InterceptionResult<int>> IDbCommandInterceptor.NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        if (IsLoneWrite(command))
            await EnterAsync(command.Connection!, Holder.Command, cancellationToken);
        return result;
    }

    InterceptionResult<DbDataReader> IDbCommandInterceptor.ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (IsLoneWrite(command))
            Enter(command.Connection!, Holder.Command);
        return result;
    }

    async ValueTask<InterceptionResult<DbDataReader>> IDbCommandInterceptor.ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken)
    {
        if (IsLoneWrite(command))
            await EnterAsync(command.Connection!, Holder.Command, cancellationToken);
        return result;
    }

    int IDbCommandInterceptor.NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        LeaveCommand(command);
        return result;
    }

    ValueTask<int> IDbCommandInterceptor.NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken)
    {
        LeaveCommand(command);
        return ValueTask.FromResult(result);
    }

    InterceptionResult IDbCommandInterceptor.DataReaderDisposing(
        DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (command.Connection is { } connection && _holders.TryGetValue(connection, out var holder) && holder == Holder.Command)
        {
            // The statement ends when its reader is closed.
            eventData.DataReader.Close();
            LeaveCommand(command);
        }

        return result;
    }

    void IDbCommandInterceptor.CommandFailed(DbCommand command, CommandErrorEventData eventData) => LeaveCommand(command);

    Task IDbCommandInterceptor.CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken)
    {
        LeaveCommand(command);
        return Task.CompletedTask;
    }

    void IDbCommandInterceptor.CommandCanceled(DbCommand command, CommandEndEventData eventData) => LeaveCommand(command);

    Task IDbCommandInterceptor.CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken)
    {
        LeaveCommand(command);
        return Task.CompletedTask;
    }

    private static bool IsLoneWrite(DbCommand command)
    {
        if (command.Transaction is not null || command.Connection is null)
            return false;
        var sql = command.CommandText.AsSpan().TrimStart();
        return Begins(sql, "INSERT") || Begins(sql, "UPDATE") || Begins(sql, "DELETE") || Begins(sql, "REPLACE")
            || (Begins(sql, "WITH") && (Contains(sql, "INSERT INTO") || Contains(sql, "UPDATE ") || Contains(sql, "DELETE FROM")));
    }

    private static bool Begins(ReadOnlySpan<char> sql, string word) => sql.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<char> sql, string words) => sql.Contains(words, StringComparison.OrdinalIgnoreCase);

    private void Enter(DbConnection connection, Holder holder)
    {
        if (!_holders.ContainsKey(connection) && _turn.Wait(LongestWait))
            _holders[connection] = holder;
    }

    private async Task EnterAsync(DbConnection connection, Holder holder, CancellationToken cancellationToken)
    {
        if (_holders.ContainsKey(connection))
            return;
        var hadToWait = _turn.CurrentCount == 0;
        if (!await _turn.WaitAsync(LongestWait, cancellationToken))
            return;
        _holders[connection] = holder;
        if (MustPause(hadToWait))
            await Task.Delay(PauseForOthers, TimeProvider.System, CancellationToken.None);
    }

    // Only the holder of the turn calls this, one at a time.
    private bool MustPause(bool hadToWait)
    {
        if (hadToWait && Stopwatch.GetElapsedTime(_pausedAt) < LongestUnbrokenTime)
            return false;
        _pausedAt = Stopwatch.GetTimestamp();
        return hadToWait;
    }

    private void LeaveCommand(DbCommand command)
    {
        if (command.Connection is { } connection && _holders.TryRemove(KeyValuePair.Create(connection, Holder.Command)))
            _turn.Release();
    }

    private void Leave(Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade? database)
    {
        if (database is not null)
            Leave(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(database));
    }

    private void Leave(DbConnection connection)
    {
        if (_holders.TryRemove(connection, out _))
            _turn.Release();
    }
}
