using System.Text;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Decides which addresses may be fetched and how messages show them.</summary>
internal static class FetchUrl
{
    /// <summary>
    /// Returns null if the address may be fetched, otherwise why not. The address of the host is checked at connect time.
    /// </summary>
    public static string? Problem(Uri url)
    {
        if (!url.IsAbsoluteUri)
            return "is not absolute";
        if (url.Scheme is not ("http" or "https"))
            return $"is neither http nor https: {url.Scheme}";
        if (url.UserInfo.Length > 0)
            return "carries a user name or password";

        return url.Host.Length == 0 ? "names no host" : null;
    }

    /// <summary>Returns the address as <see cref="ShownAddress"/> shows it.</summary>
    public static string Show(Uri url) => ShownAddress.Redact(url);

    /// <summary>Resolves a Location header against the address that sent it; raw UTF-8 in it is accepted.</summary>
    public static Uri? Follow(Uri from, string location)
    {
        if (!Uri.TryCreate(from, location.Trim(), out var target))
            return null;

        // By RFC 9110 section 10.2.2 a target without a fragment inherits ours, but fragments are never sent, so they are
        // dropped.
        return target.Fragment.Length == 0 ? target : new UriBuilder(target) { Fragment = "" }.Uri;
    }

    /// <summary>
    /// Returns true if a source's headers, which may be credentials, may be sent to the target: only to its own host, and never
    /// from https to http.
    /// </summary>
    public static bool MayCarryHeaders(Uri source, Uri target) =>
        string.Equals(source.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (source.Port == target.Port || (source.IsDefaultPort && target.IsDefaultPort))
        && (source.Scheme == target.Scheme || target.Scheme == "https");

    /// <summary>Reads Latin-1 from the wire as UTF-8 if it is valid UTF-8; .NET may have decoded it already.</summary>
    public static string Utf8IfItIs(string latin1)
    {
        if (latin1.All(char.IsAscii) || latin1.Any(c => c > 'ÿ'))
            return latin1;

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.Latin1.GetBytes(latin1));
        }
        catch (DecoderFallbackException)
        {
            return latin1;
        }
    }
}
