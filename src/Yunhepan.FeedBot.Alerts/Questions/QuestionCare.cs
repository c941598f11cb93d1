using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>
/// Sees to it that no question is forgotten: hands it up when nobody answers or the desk is gone, reminds desks, and erases old words.
/// Scoped, like its context.
/// </summary>
public sealed partial class QuestionCare(
    AlertsDb db, QuestionDesks desks, IOptions<QuestionOptions> options, TimeProvider time, ILogger<QuestionCare> logger)
{
    private const int MostInOneRun = 200;

    private static readonly TimeSpan KeepDrafts = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await HandUpAsync(cancellationToken);
        await RemindAsync(cancellationToken);
        await ForgetAsync(cancellationToken);
    }

    private async Task HandUpAsync(CancellationToken cancellationToken)
    {
        var late = time.GetUtcNow() - options.Value.HandUpAfter;
        // What has been with the operators stays there.
        var waiting = await db.Questions.AsNoTracking().Where(q => q.WaitsSince != null && q.DeskId != QuestionDesks.Operators)
            .OrderBy(q => q.WaitsSince).Take(MostInOneRun).ToListAsync(cancellationToken);
        foreach (var desk in waiting.GroupBy(q => q.DeskId))
        {
            var isGone = (await desks.ChatsAsync(desk.Key, cancellationToken)).Count == 0;
            foreach (var question in desk.Where(q => isGone || q.WaitsSince <= late))
                await HandUpAsync(question, cancellationToken);
        }
    }

    private async Task HandUpAsync(Question seen, CancellationToken cancellationToken)
    {
        if (await desks.FindAsync(seen.PublisherId, seen.DeskId, cancellationToken) is not var (deskId, chats))
            return;
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // An answer, or another node, may have come first.
        var isOurs = await db.Questions.Where(q => q.Id == seen.Id && q.WaitsSince == seen.WaitsSince && q.DeskId == seen.DeskId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(q => q.DeskId, deskId).SetProperty(q => q.HandedUpAt, now).SetProperty(q => q.WaitsSince, now)
                    .SetProperty(q => q.RemindedAt, now), cancellationToken) > 0;
        if (!isOurs)
            return;
        var told = await db.ToldDesksAsync(seen, null, cancellationToken);
        var words = await db.QuestionPosts.AsNoTracking()
            .Where(p => p.QuestionId == seen.Id && (p.Step == QuestionStep.Asked || p.Step == QuestionStep.Added)).OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        var post = await db.AddPostAsync(seen, QuestionStep.HandedUp, "", now, null, cancellationToken);
        db.ToAsker(post, seen, now);
        db.ToDesk(post, told, now);
        foreach (var word in words)
            db.ToDesk(word, chats.ExceptBy(told.Select(t => t.Id), c => c.Id), now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        LogHandedUp(seen.Id, seen.DeskId, deskId);
    }

    // One message for each desk, which lists what waits when it is sent.
    private async Task RemindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ripe = now - options.Value.RemindEvery;
        var late = await db.Questions.AsNoTracking().Where(q => q.WaitsSince != null && q.WaitsSince <= ripe && q.RemindedAt <= ripe)
            .OrderBy(q => q.WaitsSince).Take(MostInOneRun).ToListAsync(cancellationToken);
        foreach (var desk in late.GroupBy(q => q.DeskId))
        {
            if (await desks.ChatsAsync(desk.Key, cancellationToken) is not { Count: > 0 } chats)
                continue;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var claimed = await db.Questions.Where(q => q.DeskId == desk.Key && q.WaitsSince != null && q.RemindedAt <= ripe)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.RemindedAt, now), cancellationToken);
            if (claimed > 0)
            {
                var post = await db.AddPostAsync(desk.First(), QuestionStep.Reminder, "", now, null, cancellationToken);
                db.ToDesk(post, chats, now);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            db.ChangeTracker.Clear();
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (old, abandoned) = (now - TimeSpan.FromDays(options.Value.KeepDays), now - KeepDrafts);
        var ids = await db.Questions
            .Where(q => (q.ChangedAt < old && q.SubscriberId != QuestionTables.Nobody)
                || (q.State == QuestionState.Draft && q.ChangedAt < abandoned))
            .OrderBy(q => q.Id).Take(MostInOneRun).Select(q => q.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ForgetQuestionsAsync(db.Questions.Where(q => ids.Contains(q.Id)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Question {Question} is handed up from desk \"{From}\" to \"{To}\"")]
    private partial void LogHandedUp(long question, string from, string to);
}
