using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The tables of this stage. The differences between the engines are in the two derived classes.</summary>
public abstract class IngestionDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<SourceState> SourceStates => Set<SourceState>();

    public DbSet<ListedPage> ListedPages => Set<ListedPage>();

    public DbSet<PageRevisit> PageRevisits => Set<PageRevisit>();

    public DbSet<PushLease> PushLeases => Set<PushLease>();

    public DbSet<PollWatch> PollWatches => Set<PollWatch>();

    /// <summary>Converts a time to this engine's stored form, for plain SQL.</summary>
    internal abstract object Stored(DateTimeOffset time);

    /// <summary>The number of rows that one plain SQL statement writes: many if each statement is a network round trip.</summary>
    internal abstract int RowsPerStatement { get; }

    /// <summary>Makes this transaction the only one that claims sources until it ends.</summary>
    internal abstract Task LockClaimsAsync(CancellationToken cancellationToken);

    /// <summary>Saves the tracked changes inside another context's transaction on the same connection.</summary>
    public async Task SaveWithinAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await Database.UseTransactionAsync(transaction, cancellationToken);
        try
        {
            await SaveChangesAsync(cancellationToken);
        }
        finally
        {
            await Database.UseTransactionAsync(null, CancellationToken.None);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SourceState>(state =>
        {
            state.ToTable("source_states");
            state.HasKey(s => s.SourceId);
            state.HasIndex(s => s.DueAt);
            state.HasIndex(s => s.LeaseUntil);
            state.Property(s => s.NewHomes).StoredAsJson();
            state.Ignore(s => s.WantsAnotherLook);
            state.Ignore(s => s.PolledUrl);
            state.Ignore(s => s.OldUrl);
            state.Ignore(s => s.IsInDoubt);
            state.Ignore(s => s.Hints);
        });
        modelBuilder.Entity<PushLease>(lease =>
        {
            lease.ToTable("push_leases");
            lease.HasKey(l => l.SourceId);
            lease.HasIndex(l => l.Token).IsUnique();
            lease.HasIndex(l => l.NextAskAt);
        });
        modelBuilder.Entity<PollWatch>(watch =>
        {
            watch.ToTable("poll_watch");
            watch.HasKey(w => w.Id);
            watch.Property(w => w.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<PageRevisit>(revisit =>
        {
            revisit.ToTable("page_revisits");
            revisit.HasKey(r => r.ArticleId);
            revisit.Property(r => r.ArticleId).ValueGeneratedNever();
            revisit.HasIndex(r => new { r.SourceId, r.NextAt });
        });
        modelBuilder.Entity<ListedPage>(page =>
        {
            page.ToTable("listed_pages");
            page.HasKey(p => new { p.SourceId, p.Key });
            page.HasIndex(p => new { p.SourceId, p.Settled, p.NextAttemptAt });
        });
    }
}
