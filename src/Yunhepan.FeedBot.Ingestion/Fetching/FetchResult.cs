namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>ETag and Last-Modified, byte for byte as the server sent them (RFC 9110 section 8.8).</summary>
public sealed record Validators(string? ETag, string? LastModified)
{
    public static Validators None { get; } = new(null, null);
}

/// <param name="Url">Absolute http or https address.</param>
public sealed record FetchRequest(string Url)
{
    public Validators Validators { get; init; } = Validators.None;

    /// <summary>May be credentials: they go to the host of <see cref="HeadersFor"/> only.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whose <see cref="Headers"/> they are; the address itself when null.</summary>
    public string? HeadersFor { get; init; }

    /// <summary>Keep cookies from one redirect to the next, and no longer.</summary>
    public bool Cookies { get; init; }

    /// <summary>An HTTP proxy to go through.</summary>
    public string? Proxy { get; init; }

    // A record prints its members: headers and proxy may hold secrets.
    public override string ToString() => Url;
}

/// <summary>Outcome of one conditional GET.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <param name="Content">Decompressed bytes.</param>
    /// <param name="Url">Final address after redirects.</param>
    /// <param name="ContentType">The header, parameters included.</param>
    /// <param name="Validators">To be sent the next time.</param>
    /// <param name="MaxAge">How long the server asks us to wait (Cache-Control, Expires).</param>
    /// <param name="MovedTo">Target when every hop was permanent (301, 308).</param>
    public sealed record Fetched(
        ReadOnlyMemory<byte> Content, string Url, string? ContentType, Validators Validators, TimeSpan? MaxAge, string? MovedTo)
        : FetchResult
    {
        /// <summary>The <c>Link</c> header (RFC 8288), resolved.</summary>
        public IReadOnlyList<HeaderLink> Links { get; init; } = [];
    }

    /// <param name="Validators">To be sent the next time.</param>
    /// <param name="MaxAge">How long the server asks us to wait.</param>
    /// <param name="MovedTo">Target when every hop was permanent (301, 308).</param>
    public sealed record NotModified(Validators Validators, TimeSpan? MaxAge, string? MovedTo = null) : FetchResult;

    /// <param name="Fault">What kind of failure.</param>
    /// <param name="Reason">One line: what and where, without secrets.</param>
    /// <param name="RetryAfter">As the server asked.</param>
    public sealed record Failed(FetchFault Fault, string Reason, TimeSpan? RetryAfter = null) : FetchResult;
}

/// <param name="Relation">As <c>hub</c> or <c>self</c>, in lower case.</param>
/// <param name="Url">Absolute.</param>
/// <param name="Type">The media type that the link states; null when it states none.</param>
public sealed record HeaderLink(string Relation, string Url, string? Type = null);

public enum FetchFault
{
    /// <summary>No connection, reset, DNS, TLS.</summary>
    Network,
    Timeout,
    TooLarge,
    TooManyRedirects,

    /// <summary>Not http(s), or an address that may not be reached.</summary>
    Refused,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>410: stop for good.</summary>
    Gone,

    /// <summary>429 or 503.</summary>
    Throttled,

    /// <summary>Any other 4xx.</summary>
    ClientError,

    /// <summary>Any other 5xx.</summary>
    ServerError,

    /// <summary>200 without a body.</summary>
    Empty,
}
