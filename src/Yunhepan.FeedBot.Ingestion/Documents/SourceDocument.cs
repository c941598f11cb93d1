using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// A source's document in normalised form, the only form that the next stage knows. Titles are plain and never empty, addresses
/// absolute, HTML safe, text free of characters that are illegal in XML, and lengths bounded.
/// </summary>
public sealed record SourceDocument
{
    /// <summary>True if the items are links of a list page, so that their content is on the linked pages.</summary>
    public required bool IsList { get; init; }

    /// <summary>The detected kind; never <see cref="SourceKind.Auto"/> once the document was read.</summary>
    public SourceKind Kind { get; init; }

    public string? Title { get; init; }

    public string? HomePageUrl { get; init; }

    public string? Language { get; init; }

    /// <summary>The times at which the document asks to be polled or not to be polled.</summary>
    public PollHints Hints { get; init; } = PollHints.None;

    /// <summary>The document's own address as it states it; hubs use it as the topic.</summary>
    public string? FeedUrl { get; init; }

    /// <summary>WebSub hubs that the document or the <c>Link</c> header of the response states.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>The items in the order of the document.</summary>
    public IReadOnlyList<ArticleDraft> Items { get; init; } = [];
}
