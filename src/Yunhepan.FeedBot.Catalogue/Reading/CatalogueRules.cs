namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Rules for values in feeds.json that another stage defines.</summary>
/// <param name="ShortestEvery">The shortest interval that a source may state.</param>
/// <param name="IsSelector">Returns whether a text is a CSS selector.</param>
public sealed record CatalogueRules(TimeSpan ShortestEvery, Func<string, bool> IsSelector);
