using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>What a source's state keeps of a document that was taken as the source's own.</summary>
public sealed record LearnedDocument(SourceKind Kind, string ReadFrom)
{
    /// <summary>The feed that is followed in place of a page.</summary>
    public string? FeedUrl { get; init; }

    public required Validators Validators { get; init; }

    public required string BodyHash { get; init; }

    /// <summary>Null where it states none: then the one known so far stays.</summary>
    public string? Title { get; init; }

    /// <summary>Null where it states none: then the one known so far stays.</summary>
    public string? HomePageUrl { get; init; }

    public required int Items { get; init; }

    /// <summary>See <see cref="SourceState.Listed"/>.</summary>
    public required string Listed { get; init; }

    public required PollHints Hints { get; init; }

    /// <summary>See <see cref="SourceState.Baseline"/>.</summary>
    public required string Baseline { get; init; }

    /// <summary>See <see cref="SourceState.Rhythm"/>.</summary>
    public required string Rhythm { get; init; }
}
