using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>Plans visits to the pages of articles; the caller's next save stores the plans.</summary>
internal static class PlannedRevisits
{
    /// <summary>Plans the first visit to the page of an article that was just stored.</summary>
    public static void AddRevisit(this IngestionDb states, Article article, RefreshingOptions options, DateTimeOffset now)
    {
        var revisit = new PageRevisit { ArticleId = article.Id, SourceId = article.SourceId };
        revisit.Plan(article.Url is null ? null : options.NextLook(revisit.Looks, now));
        states.PageRevisits.Add(revisit);
    }

    /// <summary>Plans an immediate visit to the pages of known articles.</summary>
    public static async Task BringForwardAsync(
        this IngestionDb states, string sourceId, IReadOnlyCollection<long> articleIds, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var known = await states.PageRevisits.Where(r => articleIds.Contains(r.ArticleId))
            .ToDictionaryAsync(r => r.ArticleId, cancellationToken);
        foreach (var id in articleIds)
        {
            if (!known.TryGetValue(id, out var revisit))
                states.PageRevisits.Add(revisit = new PageRevisit { ArticleId = id, SourceId = sourceId });
            revisit.BringForward(now);
        }
    }
}
