using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>What the layout says around the content of a page.</summary>
/// <param name="Title">Null for the home page, which bears the site's own.</param>
/// <param name="Topic">Whose feeds a reader finds when given the page's address.</param>
internal sealed record PageFrame(string? Title, string Description, FeedTopic Topic)
{
    public string? ImageUrl { get; init; }

    public string Kind { get; init; } = "website";

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>False for pages that search engines had better leave alone.</summary>
    public bool IsIndexed { get; init; } = true;
}
