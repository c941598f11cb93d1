using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Storage;

internal static class AlertsDatabase
{
    public static void History(SqliteDbContextOptionsBuilder sqlite) => sqlite.MigrationsHistoryTable("alerts_migrations");

    public static void History(NpgsqlDbContextOptionsBuilder postgres) => postgres.MigrationsHistoryTable("alerts_migrations");

    public static IServiceCollection AddAlertsDb(this IServiceCollection services, DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile file => services.AddDbContext<AlertsDb, SqliteAlertsDb>(o => o.UseSqlite(file.ConnectionString, History)),
        DatabaseLocation.Postgres postgres => services.AddDbContext<AlertsDb, PostgresAlertsDb>(o => o.UseNpgsql(postgres.ConnectionString, History)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
