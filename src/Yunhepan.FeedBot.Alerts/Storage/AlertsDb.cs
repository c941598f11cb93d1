using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>The tables of this stage. The differences between the engines are in the two derived classes.</summary>
public abstract class AlertsDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<MergedChat> MergedChats => Set<MergedChat>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<WordFilter> Filters => Set<WordFilter>();

    public DbSet<StoredFormat> Formats => Set<StoredFormat>();

    public DbSet<UndoStep> UndoSteps => Set<UndoStep>();

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

    public DbSet<PushDevice> PushDevices => Set<PushDevice>();

    public DbSet<PushKey> PushKeys => Set<PushKey>();

    public DbSet<ChatTransfer> ChatTransfers => Set<ChatTransfer>();

    public DbSet<AddedSource> AddedSources => Set<AddedSource>();

    public DbSet<ToldSource> ToldSources => Set<ToldSource>();

    public DbSet<LeftSource> LeftSources => Set<LeftSource>();

    public DbSet<SourceImport> SourceImports => Set<SourceImport>();

    public DbSet<OpenQuestion> OpenQuestions => Set<OpenQuestion>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<QuestionPost> QuestionPosts => Set<QuestionPost>();

    public DbSet<QuestionDelivery> QuestionDeliveries => Set<QuestionDelivery>();

    public DbSet<QuestionBlock> QuestionBlocks => Set<QuestionBlock>();

    public DbSet<ReceivedUpdate> ReceivedUpdates => Set<ReceivedUpdate>();

    public DbSet<ManagedChat> ManagedChats => Set<ManagedChat>();

    /// <summary>Makes this transaction the only one that adds sources until it ends, so that the quotas hold.</summary>
    internal abstract Task LockAddingAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes this transaction the only one that numbers words until it ends, so that numbers grow in commit order.
    /// </summary>
    internal abstract Task LockWordsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Locks a chat until this transaction ends: nobody else merges it into another one or records the result of a send to it.
    /// </summary>
    internal abstract Task LockChatAsync(long subscriberId, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        SubscriberTables.Map(modelBuilder);
        AlertTables.Map(modelBuilder);
        DeliveryTables.Map(modelBuilder);
        TranscriptTables.Map(modelBuilder);
        AddedSourceTables.Map(modelBuilder);
        PlatformTables.Map(modelBuilder);
        QuestionTables.Map(modelBuilder);
    }
}
