using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Publishing.Storage;

/// <summary>PostgreSQL: several nodes at once.</summary>
internal sealed class PostgresPublishingDb(DbContextOptions<PostgresPublishingDb> options) : PublishingDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
}

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresPublishingDb --output-dir Migrations/Postgres</c>.</summary>
internal sealed class PostgresPublishingDbFactory : IDesignTimeDbContextFactory<PostgresPublishingDb>
{
    public PostgresPublishingDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPublishingDb>().UseNpgsql("Host=design", PublishingDatabase.History).Options);
}
