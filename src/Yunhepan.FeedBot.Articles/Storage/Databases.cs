using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>Configures one database with a context per stage, each with its own migration history.</summary>
internal static class Databases
{
    // An article has few categories, regions and publishers, so one query loads them all.
    internal static void ArticlesHistory(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.MigrationsHistoryTable("articles_migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery);

    internal static void ArticlesHistory(NpgsqlDbContextOptionsBuilder postgres) =>
        postgres.MigrationsHistoryTable("articles_migrations").UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery);

    internal static IServiceCollection AddArticlesDb(this IServiceCollection services, DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile file => services.AddDbContext<ArticlesDb,
        SqliteArticlesDb>(
        o => o.UseSqlite(file.ConnectionString, ArticlesHistory).AddInterceptors(SqliteWriteLock.For(file), StorageFaults.For(file))),
        DatabaseLocation.Postgres postgres => services.AddDbContext<ArticlesDb,
        PostgresArticlesDb>(o => o.UseNpgsql(postgres.ConnectionString, ArticlesHistory).AddInterceptors(StorageFaults.For(postgres))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
