using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The parts of the layout that depend on the page.</summary>
/// <param name="Title">The title; null for the home page, which has the site's own.</param>
/// <param name="Topic">The topic whose feeds a reader discovers at the page's address.</param>
internal sealed record PageFrame(string? Title, string Description, FeedTopic Topic)
{
    public string? ImageUrl { get; init; }

    public string Kind { get; init; } = "website";

    /// <summary>When an article was published, and changed; null if it is unknown.</summary>
    public string? PublishedAt { get; init; }

    public string? ModifiedAt { get; init; }

    /// <summary>What it is about, for search engines.</summary>
    public IReadOnlyList<JsonObject> Data { get; init; } = [];

    /// <summary>Its list, if it has one.</summary>
    public ShownList? List { get; init; }

    /// <summary>False for pages that search engines should not index.</summary>
    public bool IsIndexed { get; init; } = true;
}
