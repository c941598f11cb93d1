using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>Combines what a list says of an article with its page.</summary>
internal static class ListedDraft
{
    /// <summary>Prefers the page, but uses the list's date if the page states none or a less precise one.</summary>
    public static ArticleDraft Complete(ArticleDraft listed, ArticleDraft page, DateTimeOffset now)
    {
        // If the page is dated just now but its list entry days ago, the page shows the time of the visit.
        var isOfVisit = page.PublishedAt > now.AddDays(-1) && listed.PublishedAt < now.AddDays(-3);
        var listKnowsMore = isOfVisit || page.PublishedAt is null || (!page.PublishedHasTime && listed.PublishedHasTime);
        return page with
        {
            Id = listed.Id,
            Url = listed.Url,
            Distinction = listed.Distinction,
            Title = page.ContentText.Length > 0 ? page.Title : listed.Title,
            PublishedAt = listKnowsMore ? listed.PublishedAt ?? page.PublishedAt : page.PublishedAt,
            PublishedOrigin = listKnowsMore && listed.PublishedAt is not null ? listed.PublishedOrigin : page.PublishedOrigin,
            PublishedHasTime = listKnowsMore ? listed.PublishedHasTime : page.PublishedHasTime,
            Summary = page.Summary ?? listed.Summary,
            ImageUrl = page.ImageUrl ?? listed.ImageUrl,
            Authors = page.Authors.Count > 0 ? page.Authors : listed.Authors,
            Tags = [.. page.Tags.Concat(listed.Tags).Distinct()],
        };
    }
}
