using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of alerts and of their lanes' progress.</summary>
internal static class AlertTables
{
    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LogCursor>(cursor =>
        {
            cursor.ToTable("log_cursors");
            cursor.HasKey(c => c.Reader);
        });
        modelBuilder.Entity<Alert>(alert =>
        {
            alert.ToTable("alerts");
            alert.HasKey(a => a.Revision);
            alert.Property(a => a.Revision).ValueGeneratedNever();
            alert.PrimitiveCollection(a => a.Topics).ElementType().HasConversion<TopicKeyConverter>();
            alert.Property(a => a.Changes).StoredAsJson();
            alert.HasIndex(a => a.ArticleId);
            alert.HasIndex(a => a.StoryId);
            alert.HasIndex(a => a.CreatedAt);
        });
        modelBuilder.Entity<LaneOwner>(lane =>
        {
            lane.ToTable("lanes");
            lane.HasKey(l => new { l.Platform, l.Account });
        });
        modelBuilder.Entity<FanOut>(fanOut =>
        {
            fanOut.ToTable("fan_outs");
            fanOut.HasKey(f => f.Id);
            fanOut.HasIndex(f => new { f.AlertRevision, f.Platform, f.Account }).IsUnique();
            fanOut.HasIndex(f => new { f.Platform, f.Account, f.State, f.Priority, f.Id });
        });
    }
}
