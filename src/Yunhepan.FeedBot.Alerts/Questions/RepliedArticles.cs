using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Finds the article of an alert to which a person replies. Scoped, like its context.</summary>
public sealed class RepliedArticles(AlertsDb db, ArticleReader articles)
{
    /// <param name="messageIds">
    /// The forms in which the platform may have named the message when it was sent; signs for pictures below it may follow.
    /// </param>
    /// <returns>The article; null if the message brought none, or several.</returns>
    public async Task<Guid?> FindAsync(Subscriber chat, IReadOnlyList<string> messageIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chat);
        ArgumentNullException.ThrowIfNull(messageIds);
        List<long> found = [];
        foreach (var message in messageIds)
        {
            var withPictures = message + "&%";
            found.AddRange(await db.Receipts.AsNoTracking()
                .Where(r => r.SubscriberId == chat.Id && r.Outcome == DeliveryOutcome.Sent
                    && (r.MessageId == message || EF.Functions.Like(r.MessageId!, withPictures)))
                .Select(r => r.ArticleId).Distinct().Take(2).ToListAsync(cancellationToken));
        }

        return found.Distinct().ToList() is [var id] ? (await articles.FindAsync(id, cancellationToken))?.PublicId : null;
    }
}
