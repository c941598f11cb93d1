using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Tests.Databases;

public sealed class MigrationTests(TestDatabases databases)
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_context_migrates_an_empty_database_and_has_no_pending_changes(DatabaseEngine engine)
    {
        await using var database = await databases.CreateEmptyAsync(engine);
        foreach (var context in MigratedDatabase.Contexts(database.Location))
        {
            await using (context)
            {
                Assert.False(context.Database.HasPendingModelChanges(), context.GetType().Name);
                await DatabaseMigrator.MigrateAsync(context, database.Location, TimeProvider.System, TestContext.Current.CancellationToken);
                Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
            }
        }
    }

    /// <summary>Killed again and again while it starts, the program must start all the same.</summary>
    [Fact]
    public async Task A_lock_that_a_killed_start_left_behind_stops_no_later_start()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await databases.CreateEmptyAsync(DatabaseEngine.Sqlite);
        var file = Assert.IsType<DatabaseLocation.SqliteFile>(database.Location);
        await using var db = new SqliteAlertsDb(new DbContextOptionsBuilder<SqliteAlertsDb>().UseSqlite(file.ConnectionString, AlertsDatabase.History).Options);
        await DatabaseMigrator.MigrateAsync(db, file, TimeProvider.System, cancel);
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsLock\" (\"Id\", \"Timestamp\") VALUES (1, '2026-11-28 19:45:52+00:00')", cancel);

        await DatabaseMigrator.MigrateAsync(db, file, TimeProvider.System, cancel).WaitAsync(TimeSpan.FromSeconds(20), cancel);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(cancel));
    }
}
