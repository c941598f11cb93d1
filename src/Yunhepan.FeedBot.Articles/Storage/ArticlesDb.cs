using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Storage;

/// <summary>The tables of this stage. The differences between the engines are in the two derived classes.</summary>
public abstract class ArticlesDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Article> Articles => Set<Article>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<ArticleVersion> Versions => Set<ArticleVersion>();

    internal DbSet<UnsettledText> UnsettledTexts => Set<UnsettledText>();

    internal DbSet<Takedown> Takedowns => Set<Takedown>();

    internal DbSet<OperatorAct> OperatorActs => Set<OperatorAct>();

    internal DbSet<Complaint> Complaints => Set<Complaint>();

    internal DbSet<StoryFingerprint> Fingerprints => Set<StoryFingerprint>();

    public DbSet<ArticleKey> Keys => Set<ArticleKey>();

    internal DbSet<TopicDeparture> Departures => Set<TopicDeparture>();

    /// <summary>Makes this transaction the only one that appends until it ends, so that numbers grow in commit order.</summary>
    internal abstract Task LockLogAsync(CancellationToken cancellationToken);

    /// <summary>Writes the index entries of articles in their current state; needs a transaction.</summary>
    internal abstract Task WriteIndexAsync(IReadOnlyList<IndexEntry> entries, CancellationToken cancellationToken);

    /// <summary>A FROM clause that gives the articles <c>a</c> that match parameter {0}.</summary>
    internal abstract string MatchingArticles { get; }

    /// <summary>The sort order of matches that the engine can read without finding all of them first.</summary>
    internal abstract string StoredOrder { get; }

    /// <summary>Writes terms in this engine's own query language.</summary>
    internal abstract string Match(SearchTerms terms);

    /// <summary>
    /// Returns a SELECT of the newest articles that have one of these fingerprints (parameter {0}), one row for each shared
    /// fingerprint.
    /// </summary>
    internal abstract (string Sql, object Parameter) SharingFingerprints(int[] fingerprints);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapArticles(modelBuilder);
        MapPlacesAndLog(modelBuilder);
        MapOperatorsTables(modelBuilder);
        MapIndex(modelBuilder);
    }

    /// <summary>
    /// Puts what lists and marks ask before the texts: SQLite reads a column behind a long text through all pages of that text.
    /// </summary>
    private static void OrderColumns(EntityTypeBuilder<Article> article)
    {
        string[] first =
        [
            nameof(Article.Id), nameof(Article.SourceId), nameof(Article.StoryId), nameof(Article.Revision), nameof(Article.SortAt),
            nameof(Article.WithdrawnAt), nameof(Article.IsUnlisted), nameof(Article.IsTakenDown), nameof(Article.IsRepost),
            nameof(Article.PublisherId), nameof(Article.RegionId),
        ];
        for (var i = 0; i < first.Length; i++)
            article.Property(first[i]).HasColumnOrder(i);
    }

    private static void MapArticles(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Article>(article =>
        {
            article.ToTable("articles");
            article.HasIndex(a => new { a.SourceId, a.Identity }).IsUnique();
            article.HasIndex(a => a.PublicId).IsUnique();
            article.HasIndex(a => a.SortAt);
            article.HasIndex(a => new { a.SourceId, a.SortAt });
            article.HasIndex(a => a.Revision);
            article.HasIndex(a => a.StoryId);
            OrderColumns(article);
            article.Ignore(a => a.Published);
            article.Ignore(a => a.Updated);
            article.Ignore(a => a.HasEnded);
            article.HasIndex(a => a.EndedAt);
            article.Property(a => a.PublishedOrigin).HasConversion<JsonValue<StoredDateOrigin>>();
            article.Property(a => a.ModifiedOrigin).HasConversion<JsonValue<StoredDateOrigin>>();
            article.Property(a => a.Related).HasConversion(new JsonList<ArticleLink>(), JsonList<ArticleLink>.Comparer);
            article.Property(a => a.Attachments).HasConversion(new JsonList<ArticleAttachment>(), JsonList<ArticleAttachment>.Comparer);
            article.HasMany(a => a.Log).WithOne().HasForeignKey(r => r.ArticleId);
            article.HasMany(a => a.Categories).WithOne().HasForeignKey(c => c.ArticleId);
            article.HasMany(a => a.Regions).WithOne().HasForeignKey(r => r.ArticleId);
            article.HasMany(a => a.Publishers).WithOne().HasForeignKey(p => p.ArticleId);
        });

    private static void MapPlacesAndLog(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ArticleCategory>(category =>
        {
            category.ToTable("article_categories");
            category.HasKey(c => new { c.ArticleId, c.CategoryId });
            category.HasIndex(c => new { c.CategoryId, c.ArticleId });
        });
        modelBuilder.Entity<ArticleRegion>(region =>
        {
            region.ToTable("article_regions");
            region.HasKey(r => new { r.ArticleId, r.RegionId });
            region.HasIndex(r => new { r.RegionId, r.ArticleId });
        });
        modelBuilder.Entity<ArticlePublisher>(publisher =>
        {
            publisher.ToTable("article_publishers");
            publisher.HasKey(p => new { p.ArticleId, p.PublisherId });
            publisher.HasIndex(p => new { p.PublisherId, p.ArticleId });
        });
        modelBuilder.Entity<Revision>(revision =>
        {
            revision.ToTable("revisions");
            revision.HasKey(r => r.Number);
            revision.Property(r => r.Number).ValueGeneratedNever();
            revision.Property(r => r.Changes).HasConversion(new JsonList<ArticleChange>(), JsonList<ArticleChange>.Comparer);
        });
        modelBuilder.Entity<ArticleVersion>(version =>
        {
            version.ToTable("article_versions");
            version.HasKey(v => new { v.ArticleId, v.ReplacedBy });
            version.HasOne<Article>().WithMany().HasForeignKey(v => v.ArticleId);
        });
        modelBuilder.Entity<UnsettledText>(unsettled =>
        {
            unsettled.ToTable("unsettled_texts");
            unsettled.HasKey(u => u.ArticleId);
            unsettled.Property(u => u.ArticleId).ValueGeneratedNever();
            unsettled.HasOne<Article>().WithOne().HasForeignKey<UnsettledText>(u => u.ArticleId);
            unsettled.Ignore(u => u.HasConfirmed);
            unsettled.Property(u => u.Waiting).StoredAsJson();
            unsettled.Property(u => u.Restless).StoredAsJson();
            unsettled.Property(u => u.Places).StoredAsJson();
            unsettled.Property(u => u.Fresh).StoredAsJson();
            unsettled.Property(u => u.Left).StoredAsJson();
        });
    }

    private static void MapOperatorsTables(ModelBuilder modelBuilder)
    {
        // There are no foreign keys, because takedowns outlive their articles.
        modelBuilder.Entity<Takedown>(takedown =>
        {
            takedown.ToTable("takedowns");
            takedown.HasIndex(t => t.SourceId);
            takedown.HasIndex(t => t.Link);
            takedown.HasIndex(t => t.Host);
            // At most one takedown per article is active.
            takedown.HasIndex(t => t.PublicId).IsUnique().HasFilter("\"RestoredAt\" IS NULL");
        });
        modelBuilder.Entity<OperatorAct>(act => act.ToTable("operator_acts"));
        modelBuilder.Entity<Complaint>(complaint =>
        {
            complaint.ToTable("complaints");
            complaint.HasIndex(c => new { c.Outcome, c.DueAt });
        });
    }

    private static void MapIndex(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TopicDeparture>(departure =>
        {
            departure.ToTable("topic_departures");
            departure.HasKey(d => new { d.Kind, d.TopicId });
        });
        modelBuilder.Entity<StoryFingerprint>(fingerprint =>
        {
            fingerprint.ToTable("story_fingerprints");
            fingerprint.HasKey(f => new { f.Hash, f.ArticleId });
        });
        modelBuilder.Entity<ArticleKey>(key =>
        {
            key.ToTable("article_keys");
            key.HasKey(k => new { k.Hash, k.ArticleId });
        });
    }
}
