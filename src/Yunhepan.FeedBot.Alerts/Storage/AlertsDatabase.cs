using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Storage;

internal static class AlertsDatabase
{
    /// <summary>
    /// The limit in milliseconds; the longest pause within a transaction is reading the words of a million subscriptions again.
    /// </summary>
    private const int LongestIdleTransaction = 10_000;

    public static void History(SqliteDbContextOptionsBuilder sqlite) => sqlite.MigrationsHistoryTable("alerts_migrations");

    public static void History(NpgsqlDbContextOptionsBuilder postgres) => postgres.MigrationsHistoryTable("alerts_migrations");

    public static IServiceCollection AddAlertsDb(this IServiceCollection services, DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile file => services.AddDbContext<AlertsDb,
            SqliteAlertsDb>(o => o.UseSqlite(file.ConnectionString, History)
                .AddInterceptors(SqliteWriteLock.For(file), StorageFaults.For(file))),
        DatabaseLocation.Postgres postgres => services.AddDbContext<AlertsDb,
            PostgresAlertsDb>(o => o.UseNpgsql(WithShortTransactions(postgres.ConnectionString), History)
                .AddInterceptors(StorageFaults.For(postgres))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>
    /// Lets the server end idle transactions: a node that is suspended in the middle of one keeps its locks and would block the
    /// node that takes over.
    /// </summary>
    private static string WithShortTransactions(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        connection.Options = $"{connection.Options} -c idle_in_transaction_session_timeout={LongestIdleTransaction}".Trim();
        return connection.ConnectionString;
    }
}
