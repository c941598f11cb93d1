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
        modelBuilder.Entity<PushDevice>(device =>
        {
            device.ToTable("push_devices");
            device.HasKey(d => d.Id);
            device.HasIndex(d => d.Endpoint).IsUnique();
            device.HasIndex(d => d.ChatId);
            device.HasIndex(d => new { d.IsQuick, d.NextAt });
        });
        modelBuilder.Entity<PushKey>(key =>
        {
            key.ToTable("push_keys");
            key.HasKey(k => k.Id);
            key.Property(k => k.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<ChatTransfer>(transfer =>
        {
            transfer.ToTable("chat_transfers");
            transfer.HasKey(t => t.TokenHash);
            transfer.HasIndex(t => t.ChatId);
        });
    }
}
