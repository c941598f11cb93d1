using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>The outcome of fetching and parsing a source or one of its article pages.</summary>
public abstract record SourceReading
{
    private SourceReading()
    {
    }

    /// <param name="Document">The document in normalised form (<see cref="ItemNormaliser"/>), so that the next stage does not
    /// depend on the parser's types.</param>
    /// <param name="Url">The final address after redirects.</param>
    /// <param name="BodyHash">The SHA-256 hash of the body in hex.</param>
    /// <param name="Validators">The validators to send with the next request.</param>
    /// <param name="MinimumWait">How long the server asks us to wait; the document's own request is in its <see
    /// cref="SourceDocument.Hints"/>.</param>
    public sealed record Read(SourceDocument Document, string Url, string BodyHash, Validators Validators, TimeSpan? MinimumWait)
        : SourceReading
    {
        /// <summary>The permanent new address that the response states.</summary>
        public string? MovedTo { get; init; }

        /// <summary>True if the document does not end as such documents do, so that the rest may be missing.</summary>
        public bool IsCut { get; init; }

        /// <summary>
        /// The feed that the page advertises and that covers it. This document was read from there, and the source is followed
        /// there.
        /// </summary>
        public string? FollowedFeed { get; init; }

        /// <summary>The same bytes read as the source's known kind, if they look like another kind.</summary>
        public SourceDocument? AsKnown { get; init; }
    }

    /// <summary>The server answered 304, or sent the same bytes as before.</summary>
    public sealed record Unchanged(Validators Validators, TimeSpan? MinimumWait, string? MovedTo = null) : SourceReading;

    /// <summary>Where the address of an article leads if its page is gone.</summary>
    public enum Elsewhere
    {
        /// <summary>To the front page, the list or the folder above.</summary>
        Above,

        /// <summary>
        /// To another article of the site, because the content system guesses a replacement for a deleted page.
        /// </summary>
        AnotherArticle,
    }

    /// <summary>The response was unusable.</summary>
    public sealed record Failed(FetchFault? Fault, string Reason, TimeSpan? RetryAfter = null) : SourceReading
    {
        /// <summary>
        /// True if another document came instead of the requested one: a challenge, a login, an error page. It says nothing about
        /// the source.
        /// </summary>
        public bool IsStandIn { get; init; }

        /// <summary>True if the server wants a login, or its page is for subscribers.</summary>
        public bool AsksForLogin { get; init; }

        /// <summary>The same for people who follow the source.</summary>
        public SourceFailure Failure =>
            AsksForLogin ? SourceFailure.Login
            : Fault is FetchFault.Network or FetchFault.Timeout ? SourceFailure.NoAnswer
            : Fault is FetchFault.NotFound ? SourceFailure.NotFound
            : Fault is FetchFault.Gone ? SourceFailure.Gone
            : Fault is FetchFault.Refused ? SourceFailure.Refused : SourceFailure.Other;

        /// <summary>Where the page of a missing article redirected to; null if it did not.</summary>
        public Elsewhere? Led { get; init; }
    }
}
