namespace Yunhepan.FeedBot.Catalogue.Adding;

/// <summary>Finds what is certain about sources, so that their followers may be told. The project that polls them provides it.</summary>
/// <param name="sourceIds">The ids of the sources; those that were never polled are left out of the result.</param>
/// <param name="cancellationToken">Cancels the reading.</param>
public delegate Task<IReadOnlyDictionary<string, SourceFinding>> FindSourceTroubles(
    IReadOnlyCollection<string> sourceIds, CancellationToken cancellationToken);

/// <summary>What is certain about a source.</summary>
public sealed record SourceFinding(SourceVerdict Verdict)
{
    /// <summary>Since when it cannot be read; null if it can.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How the last attempt failed; null if it did not.</summary>
    public SourceFailure? Failure { get; init; }

    /// <summary>The address to which it has moved by its server's own word, and where it is read now; null if it has not.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Another address on the site of a source that cannot be read; null if none was found.</summary>
    public string? ProposedUrl { get; init; }

    /// <summary>True if it will not be tried again.</summary>
    public bool IsGivenUp { get; init; }
}

/// <summary>What may be said about a source.</summary>
public enum SourceVerdict
{
    /// <summary>Nothing: the trouble is too young, or it may be ours.</summary>
    Unsure,

    /// <summary>It is read, and it is itself.</summary>
    Works,

    /// <summary>It could not be read for so long that this is no passing trouble.</summary>
    Dead,

    /// <summary>For as long it has shown a login in its place.</summary>
    AsksForLogin,
}

/// <summary>How reading a source failed; the numbers are stored.</summary>
public enum SourceFailure
{
    /// <summary>A fault that has no words of its own.</summary>
    Other = 0,

    /// <summary>The server cannot be reached or does not answer in time.</summary>
    NoAnswer = 1,

    /// <summary>The server has no such page.</summary>
    NotFound = 2,

    /// <summary>The server says that it is gone for good.</summary>
    Gone = 3,

    /// <summary>The server shows a login, or a wall for subscribers.</summary>
    Login = 4,

    /// <summary>The site does not want it read by robots, or the address is not public.</summary>
    Refused = 5,
}
