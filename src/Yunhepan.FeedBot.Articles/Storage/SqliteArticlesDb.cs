using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>
/// The context for SQLite: one writer at a time, and times as Unix milliseconds, because it cannot compare a DateTimeOffset.
/// </summary>
internal sealed class SqliteArticlesDb(DbContextOptions<SqliteArticlesDb> options) : ArticlesDb(options)
{
    // The transaction itself (BEGIN IMMEDIATE) is the lock.
    internal override Task LockLogAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override string MatchingArticles =>
        """article_search s CROSS JOIN articles a ON a."Id" = s.rowid WHERE s.article_search MATCH {0}""";

    internal override string StoredOrder => "s.rowid";

    internal override string Match(SearchTerms terms) => SqliteIndex.Match(terms);

    internal override (string Sql, object Parameter) SharingFingerprints(int[] fingerprints) =>
        SqliteIndex.SharingFingerprints(fingerprints);

    internal override Task WriteIndexAsync(IReadOnlyList<IndexEntry> entries, CancellationToken cancellationToken) =>
        SqliteIndex.WriteAsync(this, entries, cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // SqliteIndex.Schema creates these tables, without row ids.
        modelBuilder.Entity<StoryFingerprint>().ToTable("story_fingerprints", t => t.ExcludeFromMigrations());
        modelBuilder.Entity<ArticleKey>().ToTable("article_keys", t => t.ExcludeFromMigrations());
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context SqliteArticlesDb --output-dir Migrations/Sqlite</c>.
/// </summary>
internal sealed class SqliteArticlesDbFactory : IDesignTimeDbContextFactory<SqliteArticlesDb>
{
    public SqliteArticlesDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteArticlesDb>().UseSqlite("Data Source=design.db", Databases.ArticlesHistory).Options);
}
