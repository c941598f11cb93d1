using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>A question with its answers that both sides made public.</summary>
/// <param name="PublisherId">The publisher that answered; empty for this site.</param>
public sealed record PublicAnswer(long Number, string PublisherId, DateTimeOffset PublishedAt, string Question, string Answer);

/// <summary>
/// Makes answers public, if who asked and the desk both agree and no number of a person is in them, and finds them for others. Scoped, like
/// its context.
/// </summary>
public sealed class PublicAnswers(AlertsDb db, QuestionTalk talk, TimeProvider time)
{
    private const int MostWords = 6;

    /// <summary>Records that who asked agrees, and asks the desk.</summary>
    public async Task<AskResult> AgreeAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await talk.FindAsync(chat, number, cancellationToken) is not ({ FirstAnswerAt: not null } question, false))
            return new AskResult.Refused(AskObstacle.Gone);
        if (await HasNumbersAsync(number, cancellationToken))
            return new AskResult.Refused(AskObstacle.HasNumbers);
        var now = time.GetUtcNow();
        if (await db.Questions.Where(q => q.Id == number && !q.AskerAgrees)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.AskerAgrees, true), cancellationToken) > 0)
        {
            var post = await db.AddPostAsync(question, QuestionStep.ConsentAsked, "", now, null, cancellationToken);
            db.ToDesk(post, await db.ToldDesksAsync(question, null, cancellationToken), now);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new AskResult.Done(question);
    }

    /// <summary>Makes public what was said until now, because the desk agrees too.</summary>
    public async Task<AskResult> PublishAsync(Subscriber chat, long number, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await talk.FindAsync(chat, number, cancellationToken) is not ({ AskerAgrees: true } question, true))
            return new AskResult.Refused(AskObstacle.Gone);
        // Something may have been added since who asked agreed.
        if (await HasNumbersAsync(number, cancellationToken))
            return new AskResult.Refused(AskObstacle.HasNumbers);
        var now = time.GetUtcNow();
        if (await db.Questions.Where(q => q.Id == number && q.PublishedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.PublishedAt, now), cancellationToken) > 0)
        {
            var post = await db.AddPostAsync(question, QuestionStep.Published, "", now, null, cancellationToken);
            db.ToAsker(post, question, now);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new AskResult.Done(question);
    }

    /// <summary>Returns the newest public answers with all of the words.</summary>
    public async Task<IReadOnlyList<PublicAnswer>> FindAsync(IEnumerable<string> words, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(words);
        var found = db.Questions.AsNoTracking().Where(q => q.PublishedAt != null);
        foreach (var word in words.Take(MostWords))
            found = found.Where(q => db.QuestionPosts.Any(p => p.QuestionId == q.Id && p.At <= q.PublishedAt && p.Text.Contains(word)));
        List<PublicAnswer> answers = [];
        foreach (var question in await found.OrderByDescending(q => q.PublishedAt).Take(count).ToListAsync(cancellationToken))
        {
            var posts = await db.QuestionPosts.AsNoTracking().Where(p => p.QuestionId == question.Id && p.At <= question.PublishedAt)
                .OrderBy(p => p.Id).ToListAsync(cancellationToken);
            answers.Add(new PublicAnswer(
                question.Id, question.PublisherId ?? "", question.PublishedAt!.Value, Said(posts, QuestionStep.Asked),
                Said(posts, QuestionStep.Answered)));
        }

        return answers;
    }

    private static string Said(IEnumerable<QuestionPost> posts, QuestionStep step) =>
        string.Join('\n', posts.Where(p => p.Step == step).Select(p => p.Text));

    private async Task<bool> HasNumbersAsync(long number, CancellationToken cancellationToken) =>
        (await db.QuestionPosts.AsNoTracking().Where(p => p.QuestionId == number).Select(p => p.Text).ToListAsync(cancellationToken))
            .Exists(PersonalNumbers.AreIn);
}
