using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>What a list says of an article, and its page.</summary>
internal static class ListedDraft
{
    /// <summary>The page knows best, but the list's date stands where the page states none or less.</summary>
    public static ArticleDraft Complete(ArticleDraft listed, ArticleDraft page, DateTimeOffset now)
    {
        // A page that is dated just now while its list has it of days ago shows the time of the visit.
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
