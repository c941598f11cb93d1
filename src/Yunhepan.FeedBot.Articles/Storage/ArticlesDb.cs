using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>The tables of this stage. What differs between the engines stays in the two derived classes.</summary>
public abstract class ArticlesDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Article> Articles => Set<Article>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<SourceState> SourceStates => Set<SourceState>();

    public DbSet<ListedPage> ListedPages => Set<ListedPage>();

    /// <summary>Clause that lets two claimers pass each other by; empty where there is one writer.</summary>
    internal abstract string SkipLocked { get; }

    /// <summary>A time as this engine stores it, for the few statements in plain SQL.</summary>
    internal abstract object Stored(DateTimeOffset time);

    /// <summary>Makes this transaction the only appender until it ends, so that numbers grow in commit order.</summary>
    internal abstract Task LockLogAsync(CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Article>(article =>
        {
            article.ToTable("articles");
            article.HasIndex(a => new { a.SourceId, a.Identity }).IsUnique();
            article.HasIndex(a => a.PublicId).IsUnique();
            article.HasIndex(a => a.SortAt);
            article.HasIndex(a => new { a.SourceId, a.SortAt });
            article.HasIndex(a => new { a.SourceId, a.NextLookAt });
            article.HasIndex(a => a.Revision);
            article.Ignore(a => a.Published);
            article.Ignore(a => a.Updated);
            article.Property(a => a.Related).HasConversion(new JsonList<ArticleLink>(), JsonList<ArticleLink>.Comparer);
            article.Property(a => a.Attachments).HasConversion(new JsonList<ArticleAttachment>(), JsonList<ArticleAttachment>.Comparer);
            article.HasMany(a => a.Log).WithOne().HasForeignKey(r => r.ArticleId);
            article.HasMany(a => a.Categories).WithOne().HasForeignKey(c => c.ArticleId);
        });
        modelBuilder.Entity<ArticleCategory>(category =>
        {
            category.ToTable("article_categories");
            category.HasKey(c => new { c.ArticleId, c.CategoryId });
            category.HasIndex(c => new { c.CategoryId, c.ArticleId });
        });
        modelBuilder.Entity<Revision>(revision =>
        {
            revision.ToTable("revisions");
            revision.HasKey(r => r.Number);
            revision.Property(r => r.Number).ValueGeneratedNever();
            revision.Property(r => r.Changes).HasConversion(new JsonList<ArticleChange>(), JsonList<ArticleChange>.Comparer);
        });
        modelBuilder.Entity<SourceState>(state =>
        {
            state.ToTable("source_states");
            state.HasKey(s => s.SourceId);
            state.HasIndex(s => s.NextCheckAt);
        });
        modelBuilder.Entity<ListedPage>(page =>
        {
            page.ToTable("listed_pages");
            page.HasKey(p => new { p.SourceId, p.Key });
            page.HasIndex(p => new { p.SourceId, p.Settled, p.NextAttemptAt });
        });
    }
}
