using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Tests.Databases;

public sealed class MigrationTests(TestDatabases databases)
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_context_migrates_an_empty_database_and_has_no_pending_changes(DatabaseEngine engine)
    {
        await using var database = await databases.CreateAsync(engine);
        DbContext[] contexts = database.Location switch
        {
            DatabaseLocation.SqliteFile file =>
            [
                new SqliteArticlesDb(new DbContextOptionsBuilder<SqliteArticlesDb>().UseSqlite(file.ConnectionString, Yunhepan.FeedBot.Articles.Storage.Databases.ArticlesHistory).Options),
                new SqlitePublishingDb(new DbContextOptionsBuilder<SqlitePublishingDb>().UseSqlite(file.ConnectionString, PublishingDatabase.History).Options),
                new SqliteAlertsDb(new DbContextOptionsBuilder<SqliteAlertsDb>().UseSqlite(file.ConnectionString, AlertsDatabase.History).Options),
            ],
            DatabaseLocation.Postgres postgres =>
            [
                new PostgresArticlesDb(new DbContextOptionsBuilder<PostgresArticlesDb>().UseNpgsql(postgres.ConnectionString, Yunhepan.FeedBot.Articles.Storage.Databases.ArticlesHistory).Options),
                new PostgresPublishingDb(new DbContextOptionsBuilder<PostgresPublishingDb>().UseNpgsql(postgres.ConnectionString, PublishingDatabase.History).Options),
                new PostgresAlertsDb(new DbContextOptionsBuilder<PostgresAlertsDb>().UseNpgsql(postgres.ConnectionString, AlertsDatabase.History).Options),
            ],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        foreach (var context in contexts)
        {
            await using (context)
            {
                Assert.False(context.Database.HasPendingModelChanges(), context.GetType().Name);
                await DatabaseStartup.MigrateAsync(context, database.Location, TimeProvider.System, TestContext.Current.CancellationToken);
                Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
            }
        }
    }
}
