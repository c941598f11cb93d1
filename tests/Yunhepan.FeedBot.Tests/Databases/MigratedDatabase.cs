using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Tests.Databases;

/// <summary>Creates every stage's tables once and copies them, because migrating takes longer than most tests.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> File = new(MakeFileAsync);

    /// <summary>Creates a SQLite database with all tables at the path.</summary>
    public static async Task WriteAsync(DatabaseLocation.SqliteFile file) => await System.IO.File.WriteAllBytesAsync(file.Path, await File.Value);

    /// <summary>Closes the connections that were kept open to it, and no others: other tests run beside this one.</summary>
    public static void LetGo(DatabaseLocation.SqliteFile file)
    {
        using var connection = new SqliteConnection(file.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Makes all tables, as the program does when it starts.</summary>
    public static async Task MigrateAsync(DatabaseLocation location)
    {
        foreach (var context in Contexts(location))
        {
            await using (context)
                await DatabaseMigrator.MigrateAsync(context, location, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>One database context per stage.</summary>
    public static IReadOnlyList<DbContext> Contexts(DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile { ConnectionString: var at } =>
        [
            new SqliteArticlesDb(new DbContextOptionsBuilder<SqliteArticlesDb>().UseSqlite(at, Yunhepan.FeedBot.Articles.Storage.Databases.ArticlesHistory).Options),
            new SqliteIngestionDb(new DbContextOptionsBuilder<SqliteIngestionDb>().UseSqlite(at, IngestionDatabase.History).Options),
            new SqlitePublishingDb(new DbContextOptionsBuilder<SqlitePublishingDb>().UseSqlite(at, PublishingDatabase.History).Options),
            new SqliteAlertsDb(new DbContextOptionsBuilder<SqliteAlertsDb>().UseSqlite(at, AlertsDatabase.History).Options),
        ],
        DatabaseLocation.Postgres { ConnectionString: var at } =>
        [
            new PostgresArticlesDb(new DbContextOptionsBuilder<PostgresArticlesDb>().UseNpgsql(at, Yunhepan.FeedBot.Articles.Storage.Databases.ArticlesHistory).Options),
            new PostgresIngestionDb(new DbContextOptionsBuilder<PostgresIngestionDb>().UseNpgsql(at, IngestionDatabase.History).Options),
            new PostgresPublishingDb(new DbContextOptionsBuilder<PostgresPublishingDb>().UseNpgsql(at, PublishingDatabase.History).Options),
            new PostgresAlertsDb(new DbContextOptionsBuilder<PostgresAlertsDb>().UseNpgsql(at, AlertsDatabase.History).Options),
        ],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("feedbot-test-").FullName;
        try
        {
            var file = new DatabaseLocation.SqliteFile(Path.Combine(folder, "feedbot.db"));
            await MigrateAsync(file);
            await using (var connection = new SqliteConnection(file.ConnectionString))
            {
                await connection.OpenAsync();
                await using var command = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
                await command.ExecuteNonQueryAsync();
            }

            LetGo(file);
            return await System.IO.File.ReadAllBytesAsync(file.Path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
