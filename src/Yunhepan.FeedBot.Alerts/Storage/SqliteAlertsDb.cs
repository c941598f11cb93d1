using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>
/// The context for SQLite: one writer at a time, and times as Unix milliseconds, because it cannot compare a DateTimeOffset.
/// </summary>
internal sealed class SqliteAlertsDb(DbContextOptions<SqliteAlertsDb> options) : AlertsDb(options)
{
    // The transaction itself (BEGIN IMMEDIATE) is the lock.
    internal override Task LockWordsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override Task LockAddingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override Task LockChatAsync(long subscriberId, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context SqliteAlertsDb --output-dir Migrations/Sqlite</c>.
/// </summary>
internal sealed class SqliteAlertsDbFactory : IDesignTimeDbContextFactory<SqliteAlertsDb>
{
    public SqliteAlertsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAlertsDb>().UseSqlite("Data Source=design.db", AlertsDatabase.History).Options);
}
