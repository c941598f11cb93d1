using System.Diagnostics;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Thrown if the database cannot be used; the message says which one, why, and what to do.</summary>
public sealed class DatabaseException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Prepares a stage's tables, or says clearly why it cannot.</summary>
public static class DatabaseMigrator
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Creates the data folder and the database if needed and applies the context's migrations.</summary>
    /// <exception cref="DatabaseException">The folder is read-only, the file is locked or damaged, or the server cannot be
    /// reached.</exception>
    public static async Task MigrateAsync(DbContext db, DatabaseLocation location, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        // A process killed while it migrates leaves a row in __EFMigrationsLock, for which the next one would wait for ever.
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (location is DatabaseLocation.SqliteFile file)
                await PrepareFileAsync(db, file, either.Token);
            // Migrating locks the database with a row that a killed process leaves behind, so it runs only if there is something
            // to migrate.
            if ((await db.Database.GetPendingMigrationsAsync(either.Token)).Any())
                await db.Database.MigrateAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseException(
                $"{Describe(location)}: the tables could not be prepared within {Timeout.TotalSeconds:0} s: another process holds them, "
                + "or one died while preparing them. If no other process runs, delete the row of table __EFMigrationsLock and start "
                + "again.");
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"{Describe(location)}: {FileFault.InWords(e.GetBaseException())}{Advice(e)}", e);
        }
    }

    private static async Task PrepareFileAsync(DbContext db, DatabaseLocation.SqliteFile file, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        Directory.CreateDirectory(folder);
        PrivateFile.Create(file.Path);
        // The mode is stored in the file. With it readers never wait for the writer.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }

    private static string Describe(DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile file => $"Database {file.Path}",
        DatabaseLocation.Postgres postgres => $"Database ({postgres} at {postgres.Server})",
        _ => throw new UnreachableException(),
    };

    private static string Advice(Exception e) => e switch
    {
        // https://www.sqlite.org/rescode.html
        SqliteException { SqliteErrorCode: 5 or 6 } => " (another process holds it: stop that one, or use another data folder)",
        SqliteException { SqliteErrorCode: 8 or 14 } or UnauthorizedAccessException =>
            " (the data folder must exist and be writable: see --data)",
        SqliteException { SqliteErrorCode: 11 or 26 } => " (the file is damaged or is not a database: restore a backup)",
        SqliteException { SqliteErrorCode: 13 } => " (the disk is full)",
        _ => "",
    };
}
