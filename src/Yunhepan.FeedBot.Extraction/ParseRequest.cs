namespace Yunhepan.FeedBot.Extraction;

/// <summary>The bytes of one document and what is known of them from outside.</summary>
public sealed record ParseRequest
{
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Absolute address the bytes came from; relative links are resolved against it.</summary>
    public string? Url { get; init; }

    /// <summary>The Content-Type header, parameters included.</summary>
    public string? ContentType { get; init; }

    /// <summary>When the bytes were fetched. Relative dates such as "3小时前" count back from this time.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>The time zone of dates that state none. Null means +08:00 for Chinese documents and UTC for all others.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>A BCP 47 tag that the operator configures; it overrides the language of the document.</summary>
    public string? Language { get; init; }

    /// <summary>A character set that the operator configures; it overrides the character set of the document.</summary>
    public string? Encoding { get; init; }

    /// <summary>The operator's selectors for the parts of a page; null lets the engine decide.</summary>
    public PageSelectors? Selectors { get; init; }

    /// <summary>The form that the caller expects; null lets the parser detect it.</summary>
    public DocumentForm? Expected { get; init; }
}

/// <summary>The forms of document that a caller may expect.</summary>
public enum DocumentForm
{
    /// <summary>A feed in any format.</summary>
    Feed,

    /// <summary>A page, or a sitemap, that lists articles.</summary>
    List,

    /// <summary>A page that is one article.</summary>
    Article,

    /// <summary>A sitemap and nothing else.</summary>
    Sitemap,

    /// <summary>JSON: a JSON Feed, or any document with a list of objects that have an address and a title.</summary>
    Json,
}

/// <summary>Outcome of <see cref="Documents.DocumentParser.Parse"/>.</summary>
public abstract record ParseResult
{
    private ParseResult()
    {
    }

    public sealed record Parsed(ParsedFeed Feed) : ParseResult;

    /// <param name="Reason">One line for a person that says what is wrong and where.</param>
    public sealed record Unreadable(string Reason) : ParseResult
    {
        /// <summary>What the server sent in place of the document; null if the document was simply unreadable.</summary>
        public StandIn? StandIn { get; init; }
    }
}

/// <summary>What servers, bot shields and hosts send in place of a page, as if it were the page.</summary>
public enum StandIn
{
    /// <summary>The visitor is checked: a challenge, a captcha, or a script that sets a cookie and reloads the page.</summary>
    Check,

    /// <summary>The visitor is refused: a firewall, a rate limit, a permission.</summary>
    Refusal,

    /// <summary>The site is under maintenance.</summary>
    Maintenance,

    /// <summary>The visitor must log in.</summary>
    Login,

    /// <summary>The visitor must subscribe, pay or open an app before anything is shown.</summary>
    Wall,

    /// <summary>The visitor must consent to cookies or terms before anything is shown.</summary>
    Consent,

    /// <summary>The page does not exist, although the server answers with status 200.</summary>
    NotFound,

    /// <summary>The domain has no site: it is for sale, the host has no content for it, or the site may not be shown.</summary>
    Parked,

    /// <summary>The server reports an internal error.</summary>
    Error,
}
