using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>
/// The context for SQLite: one writer at a time, and times as Unix milliseconds, because it cannot compare a DateTimeOffset.
/// </summary>
internal sealed class SqliteIngestionDb(DbContextOptions<SqliteIngestionDb> options) : IngestionDb(options)
{
    internal override object Stored(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    // A statement is no network round trip, but SQLite finds each parameter by walking over the names of those before it.
    internal override int RowsPerStatement => 1;

    // The transaction itself (BEGIN IMMEDIATE) is the lock.
    internal override Task LockClaimsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context SqliteIngestionDb --output-dir Migrations/Sqlite</c>.
/// </summary>
internal sealed class SqliteIngestionDbFactory : IDesignTimeDbContextFactory<SqliteIngestionDb>
{
    public SqliteIngestionDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteIngestionDb>().UseSqlite("Data Source=design.db", IngestionDatabase.History).Options);
}
