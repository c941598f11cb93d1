using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Tests.Databases;

/// <summary>Other processes can write to the SQLite file of a busy service.</summary>
public sealed class SqliteWriteLockTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_process_gets_its_turn_while_a_service_writes_without_a_pause()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        var file = Assert.IsType<DatabaseLocation.SqliteFile>(database.Location);
        await using var services = new ServiceCollection().AddAlertsDb(file).BuildServiceProvider();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var written = 0;
        var writers = Enumerable.Range(0, 8).Select(n => Task.Run(() => WriteAsync($"writer {n}"), Cancel)).ToList();
        await Eventually.TrueAsync(() => Volatile.Read(ref written) > 50);

        // This works like a command of the operator, which has no place in the service's queue.
        await Task.Run(Outside, Cancel);

        await enough.CancelAsync();
        await Task.WhenAll(writers);

        async Task WriteAsync(string name)
        {
            while (!enough.IsCancellationRequested)
            {
                await using var scope = services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
                await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
                for (var i = 0; i < 40; i++)
                    await db.Database.ExecuteSqlAsync($"""INSERT INTO log_cursors ("Reader", "Position") VALUES ({name}, {i}) ON CONFLICT ("Reader") DO UPDATE SET "Position" = excluded."Position" """, Cancel);
                await transaction.CommitAsync(Cancel);
                Interlocked.Increment(ref written);
            }
        }

        void Outside()
        {
            for (var i = 0; i < 15; i++)
            {
                using var connection = new SqliteConnection(file.ConnectionString) { DefaultTimeout = 4 };
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = """INSERT INTO log_cursors ("Reader", "Position") VALUES ('outside', 1) ON CONFLICT ("Reader") DO UPDATE SET "Position" = 2""";
                Assert.Equal(1, command.ExecuteNonQuery());
            }
        }
    }
}
