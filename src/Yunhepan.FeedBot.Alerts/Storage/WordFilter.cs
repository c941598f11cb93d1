namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>
/// The words that an article must and must not contain. Equal filters of many chats are one row, evaluated once per alert; a row
/// never changes, because other words make another filter.
/// </summary>
public sealed class WordFilter
{
    public long Id { get; init; }

    /// <summary>The key, which is equal for equal filters.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// At least one of these must occur, unless the list is empty. Each is a folded word, or a pattern between slashes.
    /// </summary>
    public List<string> Include { get; init; } = [];

    /// <summary>None of these may occur. Each is a folded word, or a pattern between slashes.</summary>
    public List<string> Exclude { get; init; } = [];

    /// <summary>The language of accepted articles (<c>zh</c>, <c>en</c>…); null for any.</summary>
    public string? Language { get; init; }
}
