using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The context for PostgreSQL, which several nodes use at once.</summary>
internal sealed class PostgresAlertsDb(DbContextOptions<PostgresAlertsDb> options) : AlertsDb(options)
{
    // The value is arbitrary; this one spells "word".
    private const long WordLock = 0x776f7264;

    private const long AddingLock = WordLock + 1;

    internal override Task LockAddingAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AddingLock})", cancellationToken);

    internal override Task LockWordsAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WordLock})", cancellationToken);

    internal override Task LockChatAsync(long subscriberId, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"""SELECT 1 FROM subscribers WHERE "Id" = {subscriberId} FOR UPDATE""", cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context PostgresAlertsDb --output-dir Migrations/Postgres</c>.
/// </summary>
internal sealed class PostgresAlertsDbFactory : IDesignTimeDbContextFactory<PostgresAlertsDb>
{
    public PostgresAlertsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAlertsDb>().UseNpgsql("Host=design", AlertsDatabase.History).Options);
}
