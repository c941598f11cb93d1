using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the table of added sources.</summary>
internal static class AddedSourceTables
{
    public static void Map(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<AddedSource>(source =>
        {
            source.ToTable("added_sources");
            source.HasKey(s => s.Id);
            source.HasIndex(s => s.SourceId).IsUnique();
            // Several chats may look at one address, but it becomes one source.
            source.HasIndex(s => s.Key).IsUnique().HasFilter("\"State\" > 0");
            source.HasIndex(s => new { s.SubscriberId, s.State });
        });
}
