using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>
/// What the bot has asked chats for, so that the next text is taken as the answer, also after a restart. Scoped, like its context.
/// </summary>
public sealed class OpenQuestions(AlertsDb db, TimeProvider time)
{
    private static readonly TimeSpan Open = TimeSpan.FromHours(1);

    /// <summary>Asks a chat; an earlier question is closed.</summary>
    /// <param name="command">The command line that the answer completes.</param>
    public async Task AskAsync(Subscriber chat, string command, CancellationToken cancellationToken)
    {
        await TakeAsync(chat, cancellationToken);
        var question = new OpenQuestion { SubscriberId = chat.Id, Command = command, At = time.GetUtcNow() };
        db.OpenQuestions.Add(question);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two buttons were pressed at once, and the other one asks.
        }

        db.Entry(question).State = EntityState.Detached;
    }

    /// <summary>Closes the question of a chat, whatever was said to it.</summary>
    /// <returns>The command line that an answer completes; null if nothing was asked lately.</returns>
    public async Task<string?> TakeAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        if (await db.OpenQuestions.AsNoTracking().SingleOrDefaultAsync(q => q.SubscriberId == chat.Id, cancellationToken) is not { } asked)
            return null;
        var isTaken = await db.OpenQuestions.Where(q => q.SubscriberId == chat.Id && q.At == asked.At)
            .ExecuteDeleteAsync(cancellationToken) > 0;
        return isTaken && time.GetUtcNow() - asked.At < Open ? asked.Command : null;
    }
}
