using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Publishing.Storage;

/// <summary>
/// The context for SQLite: one writer at a time, and times as Unix milliseconds, because it cannot compare a DateTimeOffset.
/// </summary>
internal sealed class SqlitePublishingDb(DbContextOptions<SqlitePublishingDb> options) : PublishingDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context SqlitePublishingDb --output-dir Migrations/Sqlite</c>.
/// </summary>
internal sealed class SqlitePublishingDbFactory : IDesignTimeDbContextFactory<SqlitePublishingDb>
{
    public SqlitePublishingDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePublishingDb>().UseSqlite("Data Source=design.db", PublishingDatabase.History).Options);
}
