using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The context for PostgreSQL. Several nodes claim sources, so claiming is locked.</summary>
internal sealed class PostgresIngestionDb(DbContextOptions<PostgresIngestionDb> options) : IngestionDb(options)
{
    // The value is arbitrary; this one spells "poll".
    private const long ClaimLock = 0x706F6C6C;

    internal override object Stored(DateTimeOffset time) => time.ToUniversalTime();

    internal override int RowsPerStatement => 250;

    internal override Task LockClaimsAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ClaimLock})", cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context PostgresIngestionDb --output-dir Migrations/Postgres</c>.
/// </summary>
internal sealed class PostgresIngestionDbFactory : IDesignTimeDbContextFactory<PostgresIngestionDb>
{
    public PostgresIngestionDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresIngestionDb>().UseNpgsql("Host=design", IngestionDatabase.History).Options);
}
