using Yunhepan.FeedBot.Ingestion.Fetching;


namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Outcome of reading a source or one of its article pages: fetch and parse together.</summary>
public abstract record SourceReading
{
    private SourceReading()
    {
    }

    /// <param name="Document">What the document said, normalised (<see cref="ItemNormaliser"/>): the next stage does not know the parser's
    /// types.</param>
    /// <param name="Url">Final address after redirects.</param>
    /// <param name="BodyHash">SHA-256 of the body in hex.</param>
    /// <param name="Validators">To be sent the next time.</param>
    /// <param name="MinimumWait">How long the server asks us to wait; what the document asks is in its <see
    /// cref="SourceDocument.Hints"/>.</param>
    public sealed record Read(SourceDocument Document, string Url, string BodyHash, Validators Validators, TimeSpan? MinimumWait)
        : SourceReading
    {
        /// <summary>Where it has moved for good, as this answer says.</summary>
        public string? MovedTo { get; init; }

        /// <summary>It does not end as such documents do: what follows may be missing.</summary>
        public bool IsCut { get; init; }

        /// <summary>
        /// The feed that the page advertises and that covers it: this was read from there, and the source is followed there.
        /// </summary>
        public string? FollowedFeed { get; init; }

        /// <summary>The same bytes read as what the source is known to be, where they look like something else.</summary>
        public SourceDocument? AsKnown { get; init; }
    }

    /// <summary>304, or the very same bytes as before.</summary>
    public sealed record Unchanged(Validators Validators, TimeSpan? MinimumWait, string? MovedTo = null) : SourceReading;

    /// <summary>Where the address of an article leads when its page is gone.</summary>
    public enum Elsewhere
    {
        /// <summary>To the front page, the list or the folder above.</summary>
        Above,

        /// <summary>To another article of the site, as content systems guess for what was deleted.</summary>
        AnotherArticle,
    }

    /// <summary>Nothing usable came.</summary>
    public sealed record Failed(FetchFault? Fault, string Reason, TimeSpan? RetryAfter = null) : SourceReading
    {
        /// <summary>
        /// A document came, and not the one that was asked for: a challenge, a login, a note. It says nothing of the source.
        /// </summary>
        public bool IsStandIn { get; init; }

        /// <summary>Where a page led that is there no more: to the front page, to its list, to another article.</summary>
        public Elsewhere? Led { get; init; }
    }
}
