using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Hosting.Health;
using Yunhepan.FeedBot.Tests.Alerts;

namespace Yunhepan.FeedBot.Tests.Databases;

public sealed class StorageFaultsTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, "PRAGMA query_only = 1", "readonly")]
    [InlineData(DatabaseEngine.Postgres, "SET default_transaction_read_only = on", "read-only")]
    public async Task A_database_that_becomes_read_only_while_the_service_runs_makes_it_unready(DatabaseEngine engine, string sql, string reason)
    {
        await using var database = await databases.CreateAsync(engine);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.InScopeAsync(async services =>
        {
            var check = new DatabaseCheck(services.GetRequiredService<RevisionLog>(), database.Location);
            Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new HealthCheckContext(), Cancel)).Status);

            var db = services.GetRequiredService<ArticlesDb>();
            await db.Database.OpenConnectionAsync(Cancel);
            await db.Database.ExecuteSqlRawAsync(sql, Cancel);
            await Assert.ThrowsAnyAsync<Exception>(() => db.Articles.ExecuteUpdateAsync(set => set.SetProperty(a => a.Title, "x"), Cancel));

            var health = await check.CheckHealthAsync(new HealthCheckContext(), Cancel);
            Assert.Equal(HealthStatus.Unhealthy, health.Status);
            Assert.StartsWith("nothing can be written", health.Description, StringComparison.Ordinal);
            Assert.Contains(reason, health.Description, StringComparison.Ordinal);
        });
    }
}
