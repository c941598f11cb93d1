namespace Yunhepan.FeedBot.Extraction;

/// <summary>One of the lists of a page.</summary>
/// <param name="Items">A selector that finds its entries, as <see cref="PageSelectors.Items"/>.</param>
/// <param name="Heading">What stands above it; null if nothing short does.</param>
/// <param name="Entries">Its entries, in the order of the page.</param>
public sealed record PageList(string Items, string? Heading, IReadOnlyList<ParsedItem> Entries);
