namespace Yunhepan.FeedBot.Alerts.Storage;

/// <summary>
/// What an article must and must not say to be wanted. Equal filters of many chats are one row, evaluated once per alert;
/// a row never changes: another choice of words is another filter.
/// </summary>
public sealed class WordFilter
{
    public long Id { get; init; }

    /// <summary>The same for equal filters.</summary>
    public required string Key { get; init; }

    /// <summary>At least one of these must occur; none: nothing need. Folded, or a pattern between slashes.</summary>
    public List<string> Include { get; init; } = [];

    /// <summary>None of these may occur. Folded, or a pattern between slashes.</summary>
    public List<string> Exclude { get; init; } = [];

    /// <summary>Only articles in this language (<c>zh</c>, <c>en</c>…); null: in any.</summary>
    public string? Language { get; init; }
}
