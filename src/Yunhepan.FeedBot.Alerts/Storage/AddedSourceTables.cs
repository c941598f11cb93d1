using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the table of added sources.</summary>
internal static class AddedSourceTables
{
    /// <summary>Matches every state but <see cref="AddedSourceState.Found"/>, the first one.</summary>
    private static readonly string AddedSql = $"\"State\" > {(int)AddedSourceState.Found}";

    public static void Map(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<AddedSource>(source =>
        {
            source.ToTable("added_sources");
            source.HasKey(s => s.Id);
            source.HasIndex(s => s.SourceId).IsUnique();
            // Several chats may look at one address, but it becomes one source.
            source.HasIndex(s => s.Key).IsUnique().HasFilter(AddedSql);
            source.HasIndex(s => new { s.SubscriberId, s.State });
        });
}
