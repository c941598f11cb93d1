namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>ETag and Last-Modified, byte for byte as the server sent them (RFC 9110 section 8.8).</summary>
public sealed record Validators(string? ETag, string? LastModified)
{
    public static Validators None { get; } = new(null, null);
}

/// <param name="Url">The absolute http or https address.</param>
public sealed record FetchRequest(string Url)
{
    public Validators Validators { get; init; } = Validators.None;

    /// <summary>Headers that may contain credentials, so they are sent only to the host of <see cref="HeadersFor"/>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The address that <see cref="Headers"/> belong to; null means <see cref="Url"/>.</summary>
    public string? HeadersFor { get; init; }

    /// <summary>True to keep cookies across the redirects of this fetch, and no longer.</summary>
    public bool Cookies { get; init; }

    /// <summary>The HTTP proxy to use.</summary>
    public string? Proxy { get; init; }

    /// <summary>
    /// True for addresses that strangers gave: <see cref="FetchingOptions.AllowedPrivateHosts"/> does not apply, which the operator
    /// opened for sources of feeds.json.
    /// </summary>
    public bool OnlyPublic { get; init; }

    // The generated ToString prints all members, and headers and proxy may contain secrets.
    public override string ToString() => Url;
}

/// <summary>The outcome of one conditional GET.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <param name="Content">The decompressed bytes.</param>
    /// <param name="Url">The final address after redirects.</param>
    /// <param name="ContentType">The Content-Type header, including parameters.</param>
    /// <param name="Validators">The validators to send with the next request.</param>
    /// <param name="MaxAge">How long the server asks us to wait (Cache-Control, Expires).</param>
    /// <param name="MovedTo">The target if every redirect was permanent (301, 308).</param>
    public sealed record Fetched(
        ReadOnlyMemory<byte> Content, string Url, string? ContentType, Validators Validators, TimeSpan? MaxAge, string? MovedTo)
        : FetchResult
    {
        /// <summary>The links of the <c>Link</c> header (RFC 8288), resolved.</summary>
        public IReadOnlyList<HeaderLink> Links { get; init; } = [];
    }

    /// <param name="Validators">The validators to send with the next request.</param>
    /// <param name="MaxAge">How long the server asks us to wait.</param>
    /// <param name="MovedTo">The target if every redirect was permanent (301, 308).</param>
    public sealed record NotModified(Validators Validators, TimeSpan? MaxAge, string? MovedTo = null) : FetchResult;

    /// <param name="Fault">The kind of failure.</param>
    /// <param name="Reason">One line that says what failed and where, without secrets.</param>
    /// <param name="RetryAfter">The wait that the server asked for.</param>
    public sealed record Failed(FetchFault Fault, string Reason, TimeSpan? RetryAfter = null) : FetchResult
    {
        /// <summary>True for 401: who reads it must sign in.</summary>
        public bool AsksForLogin { get; init; }
    }
}

/// <param name="Relation">The relation in lower case, such as <c>hub</c> or <c>self</c>.</param>
/// <param name="Url">The absolute address.</param>
/// <param name="Type">The media type that the link states; null if it states none.</param>
public sealed record HeaderLink(string Relation, string Url, string? Type = null);

public enum FetchFault
{
    /// <summary>No connection, a reset, or a DNS or TLS error.</summary>
    Network,
    Timeout,
    TooLarge,
    TooManyRedirects,

    /// <summary>Not http(s), or an address that must not be reached.</summary>
    Refused,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>410: the source is permanently gone.</summary>
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
