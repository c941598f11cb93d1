namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>What values feeds.json may have, where another stage decides it.</summary>
/// <param name="ShortestEvery">The shortest interval that a source may state.</param>
/// <param name="IsSelector">Says whether a text is a CSS selector.</param>
public sealed record CatalogueRules(TimeSpan ShortestEvery, Func<string, bool> IsSelector);
