namespace Yunhepan.FeedBot.Catalogue.Adding;

/// <summary>
/// Reads a file of subscriptions (OPML) that a person sent, without fetching anything. The project that reads documents provides it.
/// </summary>
/// <param name="file">The bytes; whoever receives them bounds their number.</param>
/// <param name="cancellationToken">Ends the reading, also when it takes too long.</param>
/// <returns>Null if it is no such file, or has no subscription.</returns>
public delegate Task<SubscriptionFile?> ReadSubscriptionFile(ReadOnlyMemory<byte> file, CancellationToken cancellationToken);

/// <summary>What a file of subscriptions holds.</summary>
/// <param name="Known">The ids of the sources of the catalogue that it names.</param>
/// <param name="New">What could become sources.</param>
/// <param name="Refused">What cannot.</param>
/// <param name="Unread">The number of entries beyond those that are read.</param>
public sealed record SubscriptionFile(
    IReadOnlyList<string> Known, IReadOnlyList<FileEntry> New, IReadOnlyList<(FileEntry Entry, EntryFault Fault)> Refused, int Unread);

/// <summary>One entry of a file of subscriptions.</summary>
/// <param name="Title">What the file calls it; null for nothing.</param>
public sealed record FileEntry(string Url, string? Title);

/// <summary>Why an entry of a file cannot become a source.</summary>
public enum EntryFault
{
    /// <summary>It states no http(s) address, or one with a password.</summary>
    NotAnAddress,

    /// <summary>Its address is not on the public internet, or belongs to a site from which nothing is added.</summary>
    Refused,

    /// <summary>It leads to another list of subscriptions.</summary>
    AnotherList,
}
