using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The tables of this stage. What differs between the engines stays in the two derived classes.</summary>
public abstract class AlertsDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<MergedChat> MergedChats => Set<MergedChat>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<WordFilter> Filters => Set<WordFilter>();

    public DbSet<SwitchedOffPattern> SwitchedOffPatterns => Set<SwitchedOffPattern>();

    public DbSet<FollowedWord> Words => Set<FollowedWord>();

    public DbSet<LaneOwner> Lanes => Set<LaneOwner>();

    public DbSet<LogCursor> LogCursors => Set<LogCursor>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<FanOut> FanOuts => Set<FanOut>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<DeferredDelivery> Deferred => Set<DeferredDelivery>();

    public DbSet<TranscriptEntry> Transcript => Set<TranscriptEntry>();

    public DbSet<TranscriptChat> TranscriptChats => Set<TranscriptChat>();

    /// <summary>Makes this transaction the only one that numbers words until it ends, so that numbers grow in commit order.</summary>
    internal abstract Task LockWordsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Until this transaction ends, nobody else merges this chat into another, or writes down what became of a send to it.
    /// </summary>
    internal abstract Task LockChatAsync(long subscriberId, CancellationToken cancellationToken);

    /// <summary>
    /// <see cref="HoldKind.Quiet"/> to <see cref="HoldKind.Flood"/>: an index over it finds the rows of either sort at once.
    /// </summary>
    private static readonly string GatheredSql = $"\"Hold\" BETWEEN {(int)HoldKind.Quiet} AND {(int)HoldKind.Flood}";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapSubscribers(modelBuilder);
        MapAlerts(modelBuilder);
        MapDeliveries(modelBuilder);
        MapTranscript(modelBuilder);
    }

    private static void MapSubscribers(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Subscriber>(subscriber =>
        {
            subscriber.ToTable("subscribers");
            subscriber.HasKey(s => s.Id);
            subscriber.HasIndex(s => new { s.Platform, s.Account, s.ChatId, s.ThreadId }).IsUnique();
            subscriber.HasIndex(s => s.FeedToken).IsUnique();
            subscriber.Ignore(s => s.Address);
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
            // An audience is walked topic by topic, in the order of the subscribers' ids.
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
    }

    private static void MapAlerts(ModelBuilder modelBuilder)
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

    private static void MapDeliveries(ModelBuilder modelBuilder)
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

    private static void MapTranscript(ModelBuilder modelBuilder)
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
