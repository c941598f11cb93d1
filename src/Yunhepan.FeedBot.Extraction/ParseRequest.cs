namespace Yunhepan.FeedBot.Extraction;

/// <summary>The bytes of one document and what is known of them from outside.</summary>
public sealed record ParseRequest
{
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Absolute address the bytes came from; relative links are resolved against it.</summary>
    public string? Url { get; init; }

    /// <summary>The Content-Type header, parameters included.</summary>
    public string? ContentType { get; init; }

    /// <summary>When the bytes were fetched: "3小时前" counts from here.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>Zone of dates that state none. Null: +08:00 on Chinese documents, else UTC.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>BCP 47 tag that the operator states; wins over what the document says.</summary>
    public string? Language { get; init; }

    /// <summary>Character set that the operator states; wins over what the document says.</summary>
    public string? Encoding { get; init; }

    /// <summary>What the operator states of a page's parts; null lets the engine judge.</summary>
    public PageSelectors? Selectors { get; init; }

    /// <summary>What the caller knows the document to be; null lets the parser judge.</summary>
    public DocumentForm? Expected { get; init; }
}

/// <summary>What a caller may know of a document.</summary>
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

    /// <param name="Reason">One line for a person: what is wrong and where.</param>
    public sealed record Unreadable(string Reason) : ParseResult
    {
        /// <summary>What stood in the document's place; null when it was simply not to be read.</summary>
        public StandIn? StandIn { get; init; }
    }
}

/// <summary>What servers, shields and hosts send in the place of a page, as if it were the page.</summary>
public enum StandIn
{
    /// <summary>The visitor is checked: a challenge, a captcha, a script that sets a cookie and comes again.</summary>
    Check,

    /// <summary>The visitor is refused: a firewall, a rate limit, a permission.</summary>
    Refusal,

    /// <summary>The site is being worked on.</summary>
    Maintenance,

    /// <summary>The visitor is to log in.</summary>
    Login,

    /// <summary>The visitor is to subscribe, to pay or to open an app before anything is shown.</summary>
    Wall,

    /// <summary>The visitor is to agree to cookies or terms before anything is shown.</summary>
    Consent,

    /// <summary>There is no such page, said with status 200.</summary>
    NotFound,

    /// <summary>Nobody's site: a domain for sale, a host without a site, a site that may not be shown.</summary>
    Parked,

    /// <summary>The server failed.</summary>
    Error,
}
