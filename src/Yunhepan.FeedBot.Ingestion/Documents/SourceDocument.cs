using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// What a source offers, normalised: the one shape that the next stage knows. Titles are plain and never
/// empty, addresses absolute, HTML safe, text free of characters that no document may hold, lengths bounded.
/// </summary>
public sealed record SourceDocument
{
    /// <summary>True when the items are links of a list page: their content is on the pages they lead to.</summary>
    public required bool IsList { get; init; }

    /// <summary>What it turned out to be; never <see cref="SourceKind.Auto"/> when it was read.</summary>
    public SourceKind Kind { get; init; }

    public string? Title { get; init; }

    public string? HomePageUrl { get; init; }

    public string? Language { get; init; }

    /// <summary>When the document asks to be polled, and when not.</summary>
    public PollHints Hints { get; init; } = PollHints.None;

    /// <summary>Its own address, as it states it: the topic that a hub knows it by.</summary>
    public string? FeedUrl { get; init; }

    /// <summary>WebSub hubs, as the document or the answer's <c>Link</c> header states them.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<ArticleDraft> Items { get; init; } = [];
}
