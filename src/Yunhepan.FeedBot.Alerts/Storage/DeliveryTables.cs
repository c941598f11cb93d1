using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The tables of what was sent and of what waits.</summary>
internal static class DeliveryTables
{
    /// <summary>
    /// <see cref="HoldKind.Quiet"/> to <see cref="HoldKind.Flood"/>: an index over it finds the rows of either sort at once.
    /// </summary>
    private static readonly string GatheredSql = $"\"Hold\" BETWEEN {(int)HoldKind.Quiet} AND {(int)HoldKind.Flood}";

    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Receipt>(receipt =>
        {
            receipt.ToTable("receipts");
            receipt.HasKey(r => new { r.AlertRevision, r.SubscriberId });
            receipt.Property(r => r.Topic).HasConversion<TopicKeyConverter>();
            // One new-alert per article and chat, whatever the log says.
            receipt.HasIndex(r => new { r.ArticleId, r.SubscriberId }).IsUnique().HasFilter($"\"Kind\" = {(int)AlertKind.New}");
            receipt.HasIndex(r => r.SentAt);
            receipt.HasIndex(r => new { r.SubscriberId, r.SentAt });
            receipt.HasIndex(r => new { r.Outcome, r.SentAt });
        });
        modelBuilder.Entity<DeferredDelivery>(deferred =>
        {
            deferred.ToTable("deferred");
            deferred.HasKey(d => new { d.AlertRevision, d.SubscriberId });
            deferred.Property(d => d.Topic).HasConversion<TopicKeyConverter>();
            deferred.Property(d => d.IsGathered).HasComputedColumnSql(GatheredSql, stored: true);
            // What waits for the morning may be a million rows: the queue must not wade through them.
            deferred.HasIndex(d => new { d.Platform, d.Account, d.IsGathered, d.DueAt });
            deferred.HasIndex(d => new { d.Platform, d.Account, d.IsGathered, d.Priority, d.DueAt });
            deferred.HasIndex(d => new { d.SubscriberId, d.Priority, d.AlertRevision });
        });
    }
}
