using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>The context for PostgreSQL. Several nodes append, so the log is locked for each append.</summary>
internal sealed class PostgresArticlesDb(DbContextOptions<PostgresArticlesDb> options) : ArticlesDb(options)
{
    // The value is arbitrary; this one spells "feed". Numbers are assigned before commit, so without the lock a reader could skip
    // a revision that commits late.
    private const long LogLock = 0x66656564;

    internal override Task LockLogAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LogLock})", cancellationToken);

    internal override string MatchingArticles =>
        """article_search s JOIN articles a ON a."Id" = s."ArticleId" WHERE s."Words" @@ {0}::tsquery""";

    internal override string StoredOrder => "s.\"ArticleId\"";

    internal override string Match(SearchTerms terms) => PostgresIndex.Match(terms);

    internal override (string Sql, object Parameter) SharingFingerprints(int[] fingerprints) =>
        PostgresIndex.SharingFingerprints(fingerprints);

    internal override Task WriteIndexAsync(IReadOnlyList<IndexEntry> entries, CancellationToken cancellationToken) =>
        PostgresIndex.WriteAsync(this, entries, cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
}

/// <summary>
/// Creates the context for <c>dotnet ef migrations add NAME --context PostgresArticlesDb --output-dir Migrations/Postgres</c>.
/// </summary>
internal sealed class PostgresArticlesDbFactory : IDesignTimeDbContextFactory<PostgresArticlesDb>
{
    public PostgresArticlesDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresArticlesDb>().UseNpgsql("Host=design", Databases.ArticlesHistory).Options);
}
