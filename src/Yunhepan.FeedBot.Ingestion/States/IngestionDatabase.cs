using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// Makes this stage's context use the connection of the articles' context in its scope, so that one transaction holds an article
/// and the state of its source.
/// </summary>
internal static class IngestionDatabase
{
    public static void History(SqliteDbContextOptionsBuilder sqlite) => sqlite.MigrationsHistoryTable("ingestion_migrations");

    public static void History(NpgsqlDbContextOptionsBuilder postgres) => postgres.MigrationsHistoryTable("ingestion_migrations");

    public static IServiceCollection AddIngestionDb(this IServiceCollection services, DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile file => services.AddDbContext<IngestionDb, SqliteIngestionDb>((scope, options) => options
            .UseSqlite(scope.GetRequiredService<ArticlesDb>().Database.GetDbConnection(), History)
            .AddInterceptors(SqliteWriteLock.For(file), StorageFaults.For(file))),
        DatabaseLocation.Postgres postgres => services.AddDbContext<IngestionDb, PostgresIngestionDb>((scope, options) => options
            .UseNpgsql(scope.GetRequiredService<ArticlesDb>().Database.GetDbConnection(), History)
            .AddInterceptors(StorageFaults.For(postgres))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
