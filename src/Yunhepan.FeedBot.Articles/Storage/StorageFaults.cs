using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// Records that a database accepts no writes because its disk is full, read-only or broken. The health check learns this from
/// actual failures; lanes write a heartbeat every second, so there is always an attempt.
/// </summary>
public sealed class StorageFaults : DbCommandInterceptor, IDbTransactionInterceptor
{
    private static readonly ConcurrentDictionary<DatabaseLocation, StorageFaults> All = new();

    private volatile Fault? _last;

    private StorageFaults()
    {
    }

    /// <summary>Returns the faults of all contexts that use a database.</summary>
    public static StorageFaults For(DatabaseLocation location) => All.GetOrAdd(location, _ => new StorageFaults());

    /// <summary>Returns why a write failed within this time; null if none failed.</summary>
    public string? Within(TimeSpan time) => _last is { } fault && Stopwatch.GetElapsedTime(fault.At) <= time ? fault.Reason : null;

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Note(eventData.Exception);

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(eventData.Exception);
        return Task.CompletedTask;
    }

    void IDbTransactionInterceptor.TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) =>
        Note(eventData.Exception);

    Task IDbTransactionInterceptor.TransactionFailedAsync(
        DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken)
    {
        Note(eventData.Exception);
        return Task.CompletedTask;
    }

    private void Note(Exception exception)
    {
        if (IsOfStorage(exception.GetBaseException()))
            _last = new Fault(exception.GetBaseException().Message, Stopwatch.GetTimestamp());
    }

    private static bool IsOfStorage(Exception exception) => exception switch
    {
        // SQLite errors for read-only, I/O error, full, cannot open: https://www.sqlite.org/rescode.html
        SqliteException { SqliteErrorCode: 8 or 10 or 13 or 14 } => true,
        PostgresException
        {
            SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.IoError or PostgresErrorCodes.ReadOnlySqlTransaction,
        } => true,
        _ => false,
    };

    private sealed record Fault(string Reason, long At);
}
