using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Publishing.Storage;

/// <summary>The tables of this stage. The differences between the engines are in the two derived classes.</summary>
public abstract class PublishingDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<HubSubscription> HubSubscriptions => Set<HubSubscription>();

    public DbSet<HubRequest> HubRequests => Set<HubRequest>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<HubSubscription>(subscription =>
        {
            subscription.ToTable("hub_subscriptions");
            subscription.HasKey(s => s.Id);
            subscription.HasIndex(s => new { s.Topic, s.Callback }).IsUnique();
            subscription.HasIndex(s => s.ExpiresAt);
            subscription.HasIndex(s => s.Domain);
            subscription.HasIndex(s => s.Network);
            subscription.HasIndex(s => s.Client);
            // The next subscription is found in the index, even behind many that must wait.
            subscription.HasIndex(s => new { s.NextAttemptAt, s.Failures, s.Domain, s.Network, s.Client });
        });
        modelBuilder.Entity<HubRequest>(request =>
        {
            request.ToTable("hub_requests");
            request.HasKey(r => r.Id);
            request.HasIndex(r => new { r.Domain, r.Id });
            request.HasIndex(r => r.Network);
            request.HasIndex(r => r.Client);
            request.HasIndex(r => new { r.NextAttemptAt, r.Failures, r.Domain, r.Network, r.Client });
        });
    }
}
