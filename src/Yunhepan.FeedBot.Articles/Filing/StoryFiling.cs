namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>The filing of an article in a category or region because another article of its story is there.</summary>
internal static class StoryFiling
{
    public static ArticleCategory InCategory(string categoryId, string sourceId) =>
        new() { CategoryId = categoryId, Reason = ReasonFor(sourceId), ViaStoryOf = sourceId };

    public static ArticleRegion InRegion(string regionId, string sourceId) =>
        new() { RegionId = regionId, Reason = ReasonFor(sourceId), ViaStoryOf = sourceId };

    private static string ReasonFor(string sourceId) => "story: " + sourceId;
}
