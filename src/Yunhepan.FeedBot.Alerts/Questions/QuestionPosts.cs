using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Writes what is said about a question, and to whom it goes, within the caller's transaction.</summary>
internal static class QuestionPosts
{
    /// <param name="now">The time of the post, at which it is also due.</param>
    /// <param name="writtenIn">See <see cref="QuestionPost.WrittenIn"/>.</param>
    public static async Task<QuestionPost> AddPostAsync(
        this AlertsDb db, Question question, QuestionStep step, string text, DateTimeOffset now, string? writtenIn,
        CancellationToken cancellationToken)
    {
        var post = new QuestionPost { QuestionId = question.Id, Step = step, Text = text, At = now, WrittenIn = writtenIn };
        db.QuestionPosts.Add(post);
        await db.SaveChangesAsync(cancellationToken);
        return post;
    }

    /// <summary>Sends a post to chats that answer.</summary>
    public static void ToDesk(this AlertsDb db, QuestionPost post, IEnumerable<Subscriber> chats, DateTimeOffset now) =>
        db.QuestionDeliveries.AddRange(chats.Select(chat => Delivery(post, chat.Id, isToDesk: true, now)));

    /// <summary>Sends a post to who asked.</summary>
    public static void ToAsker(this AlertsDb db, QuestionPost post, Question question, DateTimeOffset now) =>
        db.QuestionDeliveries.Add(Delivery(post, question.SubscriberId, isToDesk: false, now));

    /// <summary>Returns the chats that have the question as a desk, except one with its forum topics.</summary>
    public static async Task<IReadOnlyList<Subscriber>> ToldDesksAsync(
        this AlertsDb db, Question question, Subscriber? except, CancellationToken cancellationToken)
    {
        var (platform, chatId) = (except?.Platform, except?.ChatId);
        return await db.Subscribers.AsNoTracking()
            .Where(s => (s.Platform != platform || s.ChatId != chatId)
                && db.QuestionDeliveries.Any(d => d.QuestionId == question.Id && d.IsToDesk && d.SubscriberId == s.Id))
            .OrderBy(s => s.Id).ToListAsync(cancellationToken);
    }

    private static QuestionDelivery Delivery(QuestionPost post, long subscriberId, bool isToDesk, DateTimeOffset now) => new()
    {
        QuestionId = post.QuestionId, PostId = post.Id, SubscriberId = subscriberId, IsToDesk = isToDesk, DueAt = now,
    };
}
