using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;

namespace Yunhepan.FeedBot.Alerts.Auditing;

/// <summary>Finds the articles that people ask about. Scoped, like its contexts.</summary>
public sealed class AskedArticles(AlertsDb db, ArticleReader articles, ArticleSearch search, AlertMessages messages, TimeProvider time)
{
    private const int LookedThrough = 50;

    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>Returns the article; null if it does not or no longer exist.</summary>
    internal Task<Article?> FindAsync(Guid articleId, CancellationToken cancellationToken) =>
        articles.FindFollowedAsync(articleId, cancellationToken);

    /// <summary>Returns the article; null if it does not or no longer exist.</summary>
    internal Task<Article?> FindAsync(long articleId, CancellationToken cancellationToken) =>
        articles.FindAsync(articleId, cancellationToken);

    /// <summary>
    /// Finds an article by its address or by words: the newest one with most of the words in its title, or else in its text.
    /// Returns null if there is none.
    /// </summary>
    internal async Task<Article?> FindAsync(string words, CancellationToken cancellationToken) =>
        Uri.TryCreate(words, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? await articles.FindByUrlAsync(words, time.GetUtcNow() - Recent, cancellationToken)
            : Nearest(words, await search.FindAsync(words, new ArticleFilter { EveryMember = true }, LookedThrough, cancellationToken));

    /// <summary>
    /// Returns the articles that the chat received last, newest first, followed by the newest that it did not receive, because
    /// people ask about those too.
    /// </summary>
    public async Task<IReadOnlyList<AlertMessage>> RecentAsync(Subscriber chat, int count, CancellationToken cancellationToken)
    {
        var ids = await db.Receipts.AsNoTracking()
            .Where(r => r.SubscriberId == chat.Id && r.Kind == AlertKind.New)
            .OrderByDescending(r => r.SentAt).Select(r => r.ArticleId).Take(count)
            .ToListAsync(cancellationToken);
        List<AlertMessage> recent = [];
        foreach (var id in ids)
        {
            if (await articles.FindAsync(id, cancellationToken) is { } article)
                recent.Add(messages.ForArticle(article, chat));
        }

        if (recent.Count < count)
        {
            var others = await articles.LatestAsync(ArticleFilter.All, count, cancellationToken);
            recent.AddRange(others.Where(a => !ids.Contains(a.Id)).Select(a => messages.ForArticle(a, chat)).Take(count - recent.Count));
        }

        return recent;
    }

    // People remember titles, so a newer article that only mentions the word is not the one they mean.
    private static Article? Nearest(string words, IReadOnlyList<Article> newestFirst)
    {
        var hits = SearchHits.Parse(words);
        return newestFirst.MaxBy(a => hits.In(a.Title).Select(h => a.Title.Substring(h.Start, h.Length))
            .Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
