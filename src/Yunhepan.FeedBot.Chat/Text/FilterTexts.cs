using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The words about filters, in one language.</summary>
internal sealed partial record FilterTexts
{
    public required string Description { get; init; }

    public required Func<string, string> Title { get; init; }

    public required string WhichTopic { get; init; }

    public required Func<string, string> Wanted { get; init; }

    public required Func<string, string> Unwanted { get; init; }

    public required Func<string?, string> Language { get; init; }

    public required string Nothing { get; init; }

    /// <summary>A word, which is quoted, and where it is looked for.</summary>
    public required Func<string, FilterField, string> InField { get; init; }

    public required Func<FilterField, string> Field { get; init; }

    public required string AddWanted { get; init; }

    public required string AddUnwanted { get; init; }

    /// <summary>Asks for wanted or unwanted words, in a field.</summary>
    public required Func<bool, FilterField, string> Ask { get; init; }

    public required string AnyLanguage { get; init; }

    /// <summary>The button for articles in one language.</summary>
    public required Func<string, string> OnlyIn { get; init; }

    public required string Clear { get; init; }

    public required string TryButton { get; init; }

    /// <summary>How many of the latest articles would have come, and how many not.</summary>
    public required Func<int, int, string> Tried { get; init; }

    public required string TriedNothing { get; init; }

    /// <summary>A followed word is in none of so many latest articles.</summary>
    public required Func<int, string> TriedNoWord { get; init; }

    /// <summary>Said after the others: for so many articles there was no time.</summary>
    public required Func<int, string> Untried { get; init; }

    public required string WouldCome { get; init; }

    public required string WouldNot { get; init; }

    public required Func<FilterCause, string?, string> Cause { get; init; }

    public required Func<int, string> More { get; init; }

    public required string TooManyWords { get; init; }

    /// <summary>These words, which are quoted, cannot be read as a filter.</summary>
    public required Func<string, string> Unclear { get; init; }

    public static FilterTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
