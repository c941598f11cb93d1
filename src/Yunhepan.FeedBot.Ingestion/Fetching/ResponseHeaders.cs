using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Interprets response headers. It works on raw values, because validators must be sent back byte for byte.</summary>
internal static partial class ResponseHeaders
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static string? Raw(HttpResponseMessage response, string name)
    {
        if (response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values))
            return values.FirstOrDefault();

        return null;
    }

    public static Validators Validators(HttpResponseMessage response) =>
        new(Present(Raw(response, "ETag")), Present(Raw(response, "Last-Modified")));

    /// <summary>Returns the validators; a 304 may omit those that have not changed.</summary>
    public static Validators Validators(HttpResponseMessage notModified, Validators sent) =>
        new(Present(Raw(notModified, "ETag")) ?? sent.ETag, Present(Raw(notModified, "Last-Modified")) ?? sent.LastModified);

    /// <summary>
    /// Returns Cache-Control max-age minus Age, else Expires minus Date; null if the response is not fresh for any time.
    /// </summary>
    public static TimeSpan? MaxAge(HttpResponseMessage response, DateTimeOffset now)
    {
        if (Raw(response, "Cache-Control") is { } text && CacheControlHeaderValue.TryParse(text, out var control))
        {
            if (control.NoStore || control.NoCache)
                return null;
            if (control.MaxAge is { } maxAge)
                return Positive(maxAge - Seconds(Raw(response, "Age")));
        }

        return Date(Raw(response, "Expires")) is { } expires
            ? Positive(expires - (Date(Raw(response, "Date")) ?? now))
            : null;
    }

    /// <summary>Reads seconds or an HTTP date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (Raw(response, "Retry-After")?.Trim() is not { Length: > 0 } text)
            return null;
        if (text.All(char.IsAsciiDigit))
            return Positive(Seconds(text));

        return Date(text) is { } at ? Positive(at - now) : null;
    }

    /// <summary>Reads the <c>Link</c> headers, up to a limit.</summary>
    public static IReadOnlyList<HeaderLink> Links(HttpResponseMessage response, Uri from)
    {
        if (!response.Headers.NonValidated.TryGetValues("Link", out var values))
            return [];

        var links = new List<HeaderLink>();
        foreach (var text in values.Where(text => text.Length <= 4000).Take(10))
        {
            foreach (Match link in Link.Matches(text))
            {
                if (links.Count < 20 && FetchUrl.Follow(from, link.Groups["url"].Value) is { Scheme: "http" or "https" } url)
                    links.AddRange(
                        link.Groups["rel"].Value.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)
                        .Select(rel => new HeaderLink(rel, url.AbsoluteUri, TypeOf(link.Value))));
            }
        }

        return links;
    }

    private static string? TypeOf(string link) => LinkType.Match(link) is { Success: true } type ? type.Groups["type"].Value.Trim() : null;

    [GeneratedRegex(
        @";\s*type\s*=\s*""?(?<type>[^"";,\s]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkType { get; }

    [GeneratedRegex(
        @"<(?<url>[^<>]{1,2000})>[^<]*?;\s*rel\s*=\s*(?:""(?<rel>[^""]*)""|(?<rel>[^\s;,""]+))"
            + @"(?:\s*;\s*[a-z*]+\s*=\s*(?:""[^""]*""|[^\s;,""]+))*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }

    private static TimeSpan Seconds(string? text) =>
        double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : text is { Length: > 8 } && text.All(char.IsAsciiDigit) ? Longest : TimeSpan.Zero;

    private static TimeSpan? Positive(TimeSpan span) => span <= TimeSpan.Zero ? null : span > Longest ? Longest : span;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["r", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out var date)
            ? date
            : null;

    private static string? Present(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
