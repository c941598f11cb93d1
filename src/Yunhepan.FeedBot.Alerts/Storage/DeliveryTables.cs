using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of sent messages and of waiting deliveries.</summary>
internal static class DeliveryTables
{
    /// <summary>
    /// Matches <see cref="HoldKind.Quiet"/> to <see cref="HoldKind.Flood"/>: an index over it finds the rows of either group at
    /// once.
    /// </summary>
    private static readonly string GatheredSql = $"\"Hold\" BETWEEN {(int)HoldKind.Quiet} AND {(int)HoldKind.Flood}";

    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Receipt>(receipt =>
        {
            receipt.ToTable("receipts");
            receipt.HasKey(r => new { r.AlertRevision, r.SubscriberId });
            receipt.Property(r => r.Topic).HasConversion<TopicKeyConverter>();
            // At most one new alert per article and chat, whatever the log contains.
            receipt.HasIndex(r => new { r.ArticleId, r.SubscriberId }).IsUnique().HasFilter($"\"Kind\" = {(int)AlertKind.New}");
            receipt.HasIndex(r => r.FormatId).HasFilter("\"FormatId\" IS NOT NULL");
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
            // A million rows may wait for the morning, and reading the queue must not scan them.
            deferred.HasIndex(d => new { d.Platform, d.Account, d.IsGathered, d.DueAt });
            deferred.HasIndex(d => new { d.Platform, d.Account, d.IsGathered, d.Priority, d.DueAt });
            deferred.HasIndex(d => new { d.SubscriberId, d.Priority, d.AlertRevision });
        });
    }
}
