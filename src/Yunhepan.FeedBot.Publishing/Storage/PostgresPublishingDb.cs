using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Publishing.Storage;

/// <summary>The context for PostgreSQL, which several nodes use at once.</summary>
internal sealed class PostgresPublishingDb(DbContextOptions<PostgresPublishingDb> options) : PublishingDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context PostgresPublishingDb --output-dir Migrations/Postgres</c>.
/// </summary>
internal sealed class PostgresPublishingDbFactory : IDesignTimeDbContextFactory<PostgresPublishingDb>
{
    public PostgresPublishingDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPublishingDb>().UseNpgsql("Host=design", PublishingDatabase.History).Options);
}
