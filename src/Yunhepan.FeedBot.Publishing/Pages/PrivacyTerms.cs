namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>How long things are kept, for the page about privacy.</summary>
/// <param name="Receipts">How long it is known which messages were sent to a chat.</param>
/// <param name="FoundPersons">When picture, name and telephone of a person who was found are removed.</param>
public sealed record PrivacyTerms(TimeSpan Receipts, TimeSpan FoundPersons);
