using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>
/// Takes questions: keeps the words while their writer is asked something, and sends them within the limits. Scoped, like its context.
/// </summary>
public sealed class QuestionDrafts(
    AlertsDb db, QuestionDesks desks, AskedArticles articles, IOptions<QuestionOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1), Hour = TimeSpan.FromHours(1);

    /// <summary>The longest text of a question, in UTF-16 units.</summary>
    public int MaxLength => options.Value.MaxLength;

    /// <summary>Keeps the words of a chat in place of its earlier draft.</summary>
    /// <param name="articleId">The article that it is about, whose publisher is asked; null for none.</param>
    /// <param name="publisherId">The publisher to ask, if it is about no article; null if it is not chosen yet.</param>
    public async Task<Question> WriteAsync(
        Subscriber chat, string text, Guid? articleId, string? publisherId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentNullException.ThrowIfNull(text);
        var article = articleId is { } id ? await articles.FindAsync(id, cancellationToken) : null;
        var now = time.GetUtcNow();
        var question = new Question
        {
            SubscriberId = chat.Id,
            PublisherId = article is null ? publisherId : PublisherOf(article),
            ArticleId = article?.Id,
            IsUrgent = UrgentWords.AreIn(text, article),
            AskedAt = now,
            ChangedAt = now,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ForgetQuestionsAsync(
            db.Questions.Where(q => q.SubscriberId == chat.Id && q.State == QuestionState.Draft), cancellationToken);
        db.Questions.Add(question);
        await db.SaveChangesAsync(cancellationToken);
        await db.AddPostAsync(question, QuestionStep.Asked, text.Trim(), now, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return question;
    }

    /// <summary>Returns a draft of the chat with its words; null if it is sent or gone.</summary>
    public async Task<(Question Question, string Text)?> FindAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var question = await Drafts(chat, number).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return question is not null && await db.QuestionPosts.AsNoTracking()
            .FirstOrDefaultAsync(p => p.QuestionId == number, cancellationToken) is { } post ? (question, post.Text) : null;
    }

    /// <summary>Sets the publisher to ask.</summary>
    public Task ChooseAsync(Subscriber chat, long number, string publisherId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return Drafts(chat, number).ExecuteUpdateAsync(set => set.SetProperty(q => q.PublisherId, publisherId), cancellationToken);
    }

    /// <summary>Deletes a draft, because it is answered already.</summary>
    /// <returns>False if it is sent or gone.</returns>
    public async Task<bool> DropAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var draft = Drafts(chat, number);
        var isThere = await draft.AnyAsync(cancellationToken);
        await db.ForgetQuestionsAsync(draft, cancellationToken);
        return isThere;
    }

    /// <summary>Sends a draft to the desk of its publisher.</summary>
    public async Task<AskResult> SendAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockChatAsync(chat.Id, cancellationToken);
        var question = await Drafts(chat, number).Where(q => q.PublisherId != null).AsTracking().SingleOrDefaultAsync(cancellationToken);
        if (question is null)
            return new AskResult.Refused(AskObstacle.Gone);
        if (await desks.FindAsync(question.PublisherId, null, cancellationToken) is not var (deskId, chats))
            return new AskResult.Refused(AskObstacle.Nobody);
        if (await ObstacleAsync(chat, question, deskId, cancellationToken) is { } obstacle)
            return new AskResult.Refused(obstacle);
        var now = time.GetUtcNow();
        (question.State, question.DeskId, question.AskedAt, question.ChangedAt, question.WaitsSince, question.RemindedAt)
            = (QuestionState.Open, deskId, now, now, now, now);
        var post = await db.QuestionPosts.SingleAsync(p => p.QuestionId == number, cancellationToken);
        var duty = question.IsUrgent ? await desks.DutyAsync(cancellationToken) : [];
        db.ToDesk(post, chats.Concat(duty).DistinctBy(c => c.Id), now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new AskResult.Done(question);
    }

    // A sighting is not refused for the questions that are open, and has an hourly limit of its own, because strangers can write its words.
    private async Task<AskObstacle?> ObstacleAsync(Subscriber chat, Question question, string deskId, CancellationToken cancellationToken)
    {
        if (await db.QuestionBlocks.AnyAsync(b => b.SubscriberId == chat.Id && b.DeskId == deskId, cancellationToken))
            return AskObstacle.Blocked;
        var (limits, now) = (options.Value, time.GetUtcNow());
        var (today, thisHour) = (now - Day, now - Hour);
        var own = db.Questions.Where(q => q.SubscriberId == chat.Id && q.State != QuestionState.Draft);
        if (await own.CountAsync(q => q.AskedAt > today, cancellationToken) >= limits.MaxPerDay)
            return AskObstacle.TooManyToday;
        if (!question.IsUrgent
            && await own.CountAsync(q => q.State == QuestionState.Open, cancellationToken) >= limits.MaxOpenPerChat)
            return AskObstacle.TooManyOpen;
        var isUrgent = question.IsUrgent;
        return await db.Questions.CountAsync(
            q => q.DeskId == deskId && q.AskedAt > thisHour && q.State != QuestionState.Draft && q.IsUrgent == isUrgent, cancellationToken)
            >= limits.MaxPerDeskAndHour ? AskObstacle.DeskBusy : null;
    }

    private static string PublisherOf(Article article) =>
        article.PublisherId ?? article.Publishers.FirstOrDefault()?.PublisherId ?? "";

    private IQueryable<Question> Drafts(Subscriber chat, long number) =>
        db.Questions.Where(q => q.Id == number && q.SubscriberId == chat.Id && q.State == QuestionState.Draft);
}
