using Microsoft.EntityFrameworkCore;

namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>Maps the tables of questions to publishers.</summary>
internal static class QuestionTables
{
    /// <summary>Stands for who asked a question, when that is erased.</summary>
    public const long Nobody = 0;

    public static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Question>(question =>
        {
            question.ToTable("questions");
            question.HasKey(q => q.Id);
            question.HasIndex(q => new { q.SubscriberId, q.AskedAt });
            question.HasIndex(q => new { q.DeskId, q.AskedAt });
            question.HasIndex(q => new { q.PublisherId, q.PublishedAt });
            question.HasIndex(q => q.WaitsSince).HasFilter("\"WaitsSince\" IS NOT NULL");
            question.HasIndex(q => q.ChangedAt);
        });
        modelBuilder.Entity<QuestionPost>(post =>
        {
            post.ToTable("question_posts");
            post.HasKey(p => p.Id);
            post.HasIndex(p => p.QuestionId);
            post.HasIndex(p => p.WrittenIn).IsUnique();
        });
        modelBuilder.Entity<QuestionDelivery>(delivery =>
        {
            delivery.ToTable("question_deliveries");
            delivery.HasKey(d => d.Id);
            delivery.HasIndex(d => d.QuestionId);
            delivery.HasIndex(d => d.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
            delivery.HasIndex(d => new { d.SubscriberId, d.MessageId });
        });
        modelBuilder.Entity<QuestionBlock>(block =>
        {
            block.ToTable("question_blocks");
            block.HasKey(b => new { b.SubscriberId, b.DeskId });
        });
    }

    /// <summary>
    /// Deletes what was said about questions, and who asked. The rows stay without words, because the figures of a publisher count them.
    /// </summary>
    public static async Task ForgetQuestionsAsync(this AlertsDb db, IQueryable<Question> questions, CancellationToken cancellationToken)
    {
        await db.QuestionDeliveries.Where(d => questions.Any(q => q.Id == d.QuestionId)).ExecuteDeleteAsync(cancellationToken);
        await db.QuestionPosts.Where(p => questions.Any(q => q.Id == p.QuestionId)).ExecuteDeleteAsync(cancellationToken);
        await questions.Where(q => q.State == QuestionState.Draft).ExecuteDeleteAsync(cancellationToken);
        await questions.ExecuteUpdateAsync(
            set => set.SetProperty(q => q.SubscriberId, Nobody).SetProperty(q => q.State, QuestionState.Closed)
                .SetProperty(q => q.ArticleId, (long?)null).SetProperty(q => q.WaitsSince, (DateTimeOffset?)null)
                .SetProperty(q => q.PublishedAt, (DateTimeOffset?)null).SetProperty(q => q.AskerAgrees, false),
            cancellationToken);
    }

    /// <summary>Erases the questions of a chat, and what it received as a desk.</summary>
    public static async Task ForgetQuestionsOfAsync(this AlertsDb db, long subscriberId, CancellationToken cancellationToken)
    {
        await db.ForgetQuestionsAsync(db.Questions.Where(q => q.SubscriberId == subscriberId), cancellationToken);
        await db.QuestionDeliveries.Where(d => d.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
        await db.QuestionBlocks.Where(b => b.SubscriberId == subscriberId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Gives the questions and messages of a chat to the one that takes its place.</summary>
    public static async Task MoveQuestionsAsync(this AlertsDb db, long old, long target, CancellationToken cancellationToken)
    {
        await db.Questions.Where(q => q.SubscriberId == old)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.SubscriberId, target), cancellationToken);
        await db.QuestionDeliveries.Where(d => d.SubscriberId == old)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.SubscriberId, target), cancellationToken);
        await db.QuestionBlocks.Where(b => b.SubscriberId == old
                && !db.QuestionBlocks.Any(o => o.SubscriberId == target && o.DeskId == b.DeskId))
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.SubscriberId, target), cancellationToken);
        await db.QuestionBlocks.Where(b => b.SubscriberId == old).ExecuteDeleteAsync(cancellationToken);
    }
}
