namespace Yunhepan.FeedBot.Catalogue.Adding;

/// <summary>
/// Looks at an address that a person gave: whether it can be followed, and what its newest articles are. The project that reads
/// sources provides it; whoever answers people calls it.
/// </summary>
/// <param name="address">The address as the person wrote it; the scheme may be missing.</param>
/// <param name="cancellationToken">Ends the look, also when it takes too long.</param>
public delegate Task<SourceLook> LookAtSource(string address, CancellationToken cancellationToken);

/// <summary>Reads the lists of a page that a person chose one by one, the largest first. The same project provides it.</summary>
/// <param name="url">The address of the page.</param>
/// <param name="cancellationToken">Ends the look, also when it takes too long.</param>
public delegate Task<IReadOnlyList<FoundSource>> LookAtLists(string url, CancellationToken cancellationToken);

/// <summary>What was found at an address.</summary>
public abstract record SourceLook
{
    private SourceLook()
    {
    }

    /// <summary>It is a source of the catalogue, by this or another address.</summary>
    public sealed record Known(string SourceId) : SourceLook;

    /// <summary>It can be followed.</summary>
    /// <param name="Choices">The sources, the best first; never empty.</param>
    public sealed record Found(IReadOnlyList<FoundSource> Choices) : SourceLook;

    /// <summary>It cannot be followed.</summary>
    public sealed record Nothing(LookFault Fault) : SourceLook;
}

/// <summary>A source that a look found.</summary>
/// <param name="Url">The address at which it would be polled.</param>
/// <param name="Kind">What its document is.</param>
/// <param name="Title">What the document calls itself; null if it does not.</param>
/// <param name="Newest">The first few entries in the order of the document.</param>
public sealed record FoundSource(string Url, SourceKind Kind, string? Title, IReadOnlyList<FoundArticle> Newest)
{
    /// <summary>The selector of the entries of another list of the page; null for the one that the engine finds.</summary>
    public string? Items { get; init; }
}

/// <summary>One entry of a document that was looked at, as far as a preview shows it.</summary>
/// <param name="Title">The title; never empty.</param>
public sealed record FoundArticle(string Title)
{
    public string? Url { get; init; }

    public string? Summary { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>False if only a day was stated.</summary>
    public bool PublishedHasTime { get; init; }

    /// <summary>The original publisher of a repost (来源).</summary>
    public string? OriginName { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];
}

/// <summary>Why an address cannot be followed.</summary>
public enum LookFault
{
    /// <summary>It is no http(s) address, or it contains a password.</summary>
    NotAnAddress,

    /// <summary>It is not on the public internet, or its site does not want it read by robots.</summary>
    Refused,

    /// <summary>There is no such page.</summary>
    NotFound,

    /// <summary>The server cannot be reached, answers with an error, or is too slow.</summary>
    Unreachable,

    /// <summary>The document is too large.</summary>
    TooLarge,

    /// <summary>Another page came instead: a login, a challenge, a note.</summary>
    StandIn,

    /// <summary>It is one article, and its page names no feed.</summary>
    OneArticle,

    /// <summary>The document has no articles.</summary>
    NoArticles,
}

/// <summary>Reads how added sources are doing. The project that polls sources provides it.</summary>
/// <param name="sourceIds">The ids of the sources; those that were never polled are left out of the result.</param>
/// <param name="cancellationToken">Cancels the reading.</param>
public delegate Task<IReadOnlyDictionary<string, AddedSourceHealth>> ReadSourceHealth(
    IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken);

/// <summary>How a source is doing, for the people who added it.</summary>
/// <param name="ReadAt">When it was last read without a fault; null for never.</param>
/// <param name="NewsAt">When it last had a new article; null for never.</param>
/// <param name="Trouble">What is wrong; null if nothing is.</param>
public sealed record AddedSourceHealth(DateTimeOffset? ReadAt, DateTimeOffset? NewsAt, SourceTrouble? Trouble)
{
    /// <summary>Since when it cannot be read; null if it can.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How reading it fails; null if it does not.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>The address to which it has moved, and where it is read; null if it has not.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Where it may be if it cannot be read; null if no place is known.</summary>
    public string? ProposedUrl { get; init; }
}

/// <summary>What is wrong with a source that is polled.</summary>
public enum SourceTrouble
{
    /// <summary>The last polls failed.</summary>
    Failing,

    /// <summary>Its document does not look as before, so nothing is taken from it.</summary>
    HeldBack,

    /// <summary>Its server says that it is permanently gone.</summary>
    Gone,
}
