using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of added sources, and of what chats are told and asked about them.</summary>
internal static class AddedSourceTables
{
    /// <summary>Matches every state but <see cref="AddedSourceState.Found"/>, the first one.</summary>
    private static readonly string AddedSql = $"\"State\" > {(int)AddedSourceState.Found}";

    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AddedSource>(source =>
        {
            source.ToTable("added_sources");
            source.HasKey(s => s.Id);
            source.HasIndex(s => s.SourceId).IsUnique();
            // Several chats may look at one address, but it becomes one source.
            source.HasIndex(s => s.Key).IsUnique().HasFilter(AddedSql);
            source.HasIndex(s => new { s.SubscriberId, s.State });
        });
        modelBuilder.Entity<ToldSource>(told =>
        {
            told.ToTable("told_sources");
            told.HasKey(t => new { t.SubscriberId, t.SourceId });
        });
        modelBuilder.Entity<LeftSource>(left =>
        {
            left.ToTable("left_sources");
            left.HasKey(l => new { l.SubscriberId, l.SourceId });
        });
        modelBuilder.Entity<SourceImport>(import =>
        {
            import.ToTable("source_imports");
            import.HasKey(i => i.Id);
            import.HasIndex(i => i.SubscriberId);
        });
        modelBuilder.Entity<OpenQuestion>(question =>
        {
            question.ToTable("open_questions");
            question.HasKey(q => q.SubscriberId);
            question.Property(q => q.SubscriberId).ValueGeneratedNever();
        });
    }

    /// <summary>Deletes what chats were told and asked about sources, and what they could undo.</summary>
    public static async Task ForgetDialoguesOfAsync(this AlertsDb db, long[] subscribers, CancellationToken cancellationToken)
    {
        await db.ToldSources.Where(t => subscribers.Contains(t.SubscriberId)).ExecuteDeleteAsync(cancellationToken);
        await db.LeftSources.Where(l => subscribers.Contains(l.SubscriberId)).ExecuteDeleteAsync(cancellationToken);
        await db.SourceImports.Where(i => subscribers.Contains(i.SubscriberId)).ExecuteDeleteAsync(cancellationToken);
        await db.UndoSteps.Where(s => subscribers.Contains(s.SubscriberId)).ExecuteDeleteAsync(cancellationToken);
        await db.OpenQuestions.Where(q => subscribers.Contains(q.SubscriberId)).ExecuteDeleteAsync(cancellationToken);
    }
}
