using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Publishing.Storage;

internal static class PublishingDatabase
{
    public static void History(SqliteDbContextOptionsBuilder sqlite) => sqlite.MigrationsHistoryTable("publishing_migrations");

    public static void History(NpgsqlDbContextOptionsBuilder postgres) => postgres.MigrationsHistoryTable("publishing_migrations");

    public static IServiceCollection AddPublishingDb(this IServiceCollection services, DatabaseLocation location) => location switch
    {
        DatabaseLocation.SqliteFile file => services.AddDbContext<PublishingDb,
        SqlitePublishingDb>(
        o => o.UseSqlite(file.ConnectionString, History).AddInterceptors(SqliteWriteLock.For(file), StorageFaults.For(file))),
        DatabaseLocation.Postgres postgres => services.AddDbContext<PublishingDb,
        PostgresPublishingDb>(o => o.UseNpgsql(postgres.ConnectionString, History).AddInterceptors(StorageFaults.For(postgres))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
