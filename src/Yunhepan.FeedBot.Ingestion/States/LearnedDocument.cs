using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>The properties of a taken document that the source's state keeps.</summary>
public sealed record LearnedDocument(SourceKind Kind, string ReadFrom)
{
    /// <summary>The feed that is followed in place of a page.</summary>
    public string? FeedUrl { get; init; }

    public required Validators Validators { get; init; }

    public required string BodyHash { get; init; }

    /// <summary>The title; null if the document states none, which keeps the known one.</summary>
    public string? Title { get; init; }

    /// <summary>The home page; null if the document states none, which keeps the known one.</summary>
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
