using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of what platforms push, and of who manages which chat.</summary>
internal static class PlatformTables
{
    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReceivedUpdate>(update =>
        {
            update.ToTable("received_updates");
            update.HasKey(u => new { u.Platform, u.Account, u.Number });
            update.HasIndex(u => new { u.Platform, u.Account }).HasFilter("\"Text\" IS NOT NULL");
            update.HasIndex(u => u.At);
        });
        modelBuilder.Entity<ManagedChat>(managed =>
        {
            managed.ToTable("managed_chats");
            managed.HasKey(m => new { m.PersonId, m.ChatId });
            managed.HasIndex(m => m.ChatId);
        });
    }
}
