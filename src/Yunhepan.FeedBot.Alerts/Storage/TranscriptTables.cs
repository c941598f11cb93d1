using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of the web chat.</summary>
internal static class TranscriptTables
{
    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TranscriptChat>(chat =>
        {
            chat.ToTable("transcript_chats");
            chat.HasKey(c => c.ChatId);
        });
        modelBuilder.Entity<TranscriptEntry>(entry =>
        {
            entry.ToTable("transcript");
            entry.HasKey(e => e.Id);
            entry.HasIndex(e => new { e.ChatId, e.Version }).IsUnique();
        });
    }
}
