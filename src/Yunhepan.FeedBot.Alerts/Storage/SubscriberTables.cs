using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of chats and of their subscriptions.</summary>
internal static class SubscriberTables
{
    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Subscriber>(subscriber =>
        {
            subscriber.ToTable("subscribers");
            subscriber.HasKey(s => s.Id);
            subscriber.HasIndex(s => new { s.Platform, s.Account, s.ChatId, s.ThreadId }).IsUnique();
            subscriber.HasIndex(s => s.FeedToken).IsUnique();
            subscriber.Ignore(s => s.Address);
            subscriber.Ignore(s => s.Label);
        });
        modelBuilder.Entity<MergedChat>(merged =>
        {
            merged.ToTable("merged_chats");
            merged.HasKey(m => m.Id);
            merged.Property(m => m.Id).ValueGeneratedNever();
            merged.HasIndex(m => m.Into);
        });
        modelBuilder.Entity<Absence>(absence =>
        {
            absence.ToTable("absences");
            absence.HasKey(a => a.Id);
            absence.HasIndex(a => a.SubscriberId);
        });
        modelBuilder.Entity<Subscription>(subscription =>
        {
            subscription.ToTable("subscriptions");
            subscription.HasKey(s => new { s.SubscriberId, s.TopicKind, s.TopicId });
            // An audience is read topic by topic, in the order of the subscribers' ids.
            subscription.HasIndex(s => new { s.TopicKind, s.TopicId, s.SubscriberId });
            subscription.Ignore(s => s.Topic);
        });
        modelBuilder.Entity<WordFilter>(filter =>
        {
            filter.ToTable("filters");
            filter.HasKey(f => f.Id);
            filter.HasIndex(f => f.Key).IsUnique();
        });
        modelBuilder.Entity<SwitchedOffPattern>(pattern =>
        {
            pattern.ToTable("switched_off_patterns");
            pattern.HasKey(p => p.Text);
        });
        modelBuilder.Entity<FollowedWord>(word =>
        {
            word.ToTable("words");
            word.HasKey(w => w.Number);
            word.Property(w => w.Number).ValueGeneratedNever();
            word.HasIndex(w => w.Text).IsUnique();
        });
        MapChoices(modelBuilder);
    }

    private static void MapChoices(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredFormat>(format =>
        {
            format.ToTable("formats");
            format.HasKey(f => f.Id);
            format.HasIndex(f => f.Key).IsUnique();
        });
        modelBuilder.Entity<UndoStep>(step =>
        {
            step.ToTable("undo_steps");
            step.HasKey(s => s.Id);
            step.HasIndex(s => new { s.SubscriberId, s.Id });
        });
    }
}
