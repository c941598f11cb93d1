using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>What both sides say about a question that was sent. Scoped, like its context.</summary>
public sealed class QuestionTalk(AlertsDb db, QuestionDesks desks, IOptions<QuestionOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Returns a question of which the chat may speak, and whether as a desk; null if there is none.</summary>
    public async Task<(Question Question, bool IsDesk)?> FindAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var question = await db.Questions.AsNoTracking()
            .SingleOrDefaultAsync(q => q.Id == number && q.State != QuestionState.Draft, cancellationToken);
        if (question is null || question.SubscriberId == QuestionTables.Nobody)
            return null;
        return question.SubscriberId == chat.Id ? (question, false) : await IsDeskAsync(chat, question, cancellationToken)
            ? (question, true) : null;
    }

    /// <summary>Returns the question of a message that a person replies to, and the chat that received it, perhaps as a desk.</summary>
    /// <param name="chat">The chat; its forum topics count as well.</param>
    public async Task<(Question Question, bool IsDesk, Subscriber Chat)?> FindRepliedAsync(
        ChatAddress chat, string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var delivery = await db.QuestionDeliveries.AsNoTracking()
            .Where(d => d.MessageId == messageId && db.Subscribers.Any(s => s.Id == d.SubscriberId
                && s.Platform == chat.Platform && s.Account == chat.Account && s.ChatId == chat.ChatId))
            .FirstOrDefaultAsync(cancellationToken);
        var question = delivery is null ? null : await db.Questions.AsNoTracking()
            .SingleOrDefaultAsync(q => q.Id == delivery.QuestionId && q.SubscriberId != QuestionTables.Nobody, cancellationToken);
        return question is not null
            && await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == delivery!.SubscriberId, cancellationToken) is { } told
            ? (question, delivery!.IsToDesk, told) : null;
    }

    /// <summary>Sends an answer of a desk to who asked, and shows it to the other chats of the desk.</summary>
    /// <param name="writtenIn">See <see cref="QuestionPost.WrittenIn"/>.</param>
    public Task<AskResult> AnswerAsync(
        Subscriber chat, long number, string text, string? writtenIn, CancellationToken cancellationToken) =>
        SayAsync(chat, number, QuestionStep.Answered, text, writtenIn, cancellationToken);

    /// <summary>Sends further words of who asked to the desk, which owes an answer again.</summary>
    public Task<AskResult> AddAsync(
        Subscriber chat, long number, string text, string? writtenIn, CancellationToken cancellationToken) =>
        SayAsync(chat, number, QuestionStep.Added, text, writtenIn, cancellationToken);

    /// <summary>Ends a question, and tells the other side.</summary>
    public async Task<AskResult> CloseAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(chat, number, cancellationToken) is not var (question, isDesk))
            return new AskResult.Refused(AskObstacle.Gone);
        var now = time.GetUtcNow();
        // Two people may close it at once.
        var isClosed = await db.Questions.Where(q => q.Id == number && q.State != QuestionState.Closed).ExecuteUpdateAsync(
            set => set.SetProperty(q => q.State, QuestionState.Closed).SetProperty(q => q.WaitsSince, (DateTimeOffset?)null)
                .SetProperty(q => q.ChangedAt, now), cancellationToken) > 0;
        if (isClosed)
        {
            var step = isDesk ? QuestionStep.ClosedByDesk : QuestionStep.ClosedByAsker;
            var post = await db.AddPostAsync(question, step, "", now, null, cancellationToken);
            if (isDesk)
                db.ToAsker(post, question, now);
            db.ToDesk(post, await db.ToldDesksAsync(question, isDesk ? chat : null, cancellationToken), now);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new AskResult.Done(question);
    }

    /// <summary>Closes a question of somebody whose questions this desk does not take any more.</summary>
    public async Task<AskResult> BlockAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        if (await FindAsync(chat, number, cancellationToken) is not (var question, true)
            || desks.DeskOf(chat, question.PublisherId) is not { } deskId)
            return new AskResult.Refused(AskObstacle.Gone);
        if (!await db.QuestionBlocks.AnyAsync(b => b.SubscriberId == question.SubscriberId && b.DeskId == deskId, cancellationToken))
        {
            var block = new QuestionBlock { SubscriberId = question.SubscriberId, DeskId = deskId, At = time.GetUtcNow() };
            db.QuestionBlocks.Add(block);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Another one of the desk did so at the same moment.
            }

            db.Entry(block).State = EntityState.Detached;
        }

        return await CloseAsync(chat, number, cancellationToken);
    }

    private async Task<AskResult> SayAsync(
        Subscriber chat, long number, QuestionStep step, string text, string? writtenIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        var isAnswer = step == QuestionStep.Answered;
        if (text.Trim().Length > options.Value.MaxLength)
            return new AskResult.Refused(AskObstacle.TooLong);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(chat, number, cancellationToken) is not var (found, isDesk) || isDesk != isAnswer)
            return new AskResult.Refused(AskObstacle.Gone);
        await db.LockChatAsync(found.SubscriberId, cancellationToken);
        if (writtenIn is not null && await db.QuestionPosts.AnyAsync(p => p.WrittenIn == writtenIn, cancellationToken))
            return new AskResult.Refused(AskObstacle.SaidBefore);
        var question = await db.Questions.AsTracking().SingleOrDefaultAsync(q => q.Id == number, cancellationToken);
        if (question is null || question.SubscriberId == QuestionTables.Nobody)
            return new AskResult.Refused(AskObstacle.Gone);
        if (!isAnswer && await MayNotAddAsync(chat, question, cancellationToken) is { } obstacle)
            return new AskResult.Refused(obstacle);
        var now = time.GetUtcNow();
        var post = await db.AddPostAsync(question, step, text.Trim(), now, writtenIn, cancellationToken);
        question.ChangedAt = now;
        if (isAnswer)
        {
            (question.State, question.WaitsSince) = (QuestionState.Answered, null);
            question.FirstAnswerAt ??= now;
            db.ToAsker(post, question, now);
            db.ToDesk(post, await db.ToldDesksAsync(question, chat, cancellationToken), now);
        }
        else
        {
            (question.State, question.WaitsSince) = (QuestionState.Open, question.WaitsSince ?? now);
            db.ToDesk(post, await db.ToldDesksAsync(question, null, cancellationToken), now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new AskResult.Done(question);
    }

    private async Task<AskObstacle?> MayNotAddAsync(Subscriber chat, Question question, CancellationToken cancellationToken)
    {
        if (await db.QuestionBlocks.AnyAsync(b => b.SubscriberId == chat.Id && b.DeskId == question.DeskId, cancellationToken))
            return AskObstacle.Blocked;
        var today = time.GetUtcNow() - Day;
        return await db.QuestionPosts.CountAsync(
            p => p.Step == QuestionStep.Added && p.At > today
                && db.Questions.Any(q => q.Id == p.QuestionId && q.SubscriberId == chat.Id), cancellationToken)
            >= options.Value.MaxPerDay ? AskObstacle.TooManyToday : null;
    }

    // A desk sees what it was told of, and nothing else.
    private async Task<bool> IsDeskAsync(Subscriber chat, Question question, CancellationToken cancellationToken) =>
        desks.Answers(chat, question.PublisherId)
        && await db.QuestionDeliveries.AnyAsync(d => d.QuestionId == question.Id && d.IsToDesk && db.Subscribers.Any(
            s => s.Id == d.SubscriberId && s.Platform == chat.Platform && s.ChatId == chat.ChatId), cancellationToken);
}
