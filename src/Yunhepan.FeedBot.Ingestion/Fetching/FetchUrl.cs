using System.Text;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Which addresses may be fetched, and how one is named in messages.</summary>
internal static class FetchUrl
{
    /// <summary>Null when it may be fetched, else why not. Where the host leads is checked at connect time.</summary>
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

    /// <summary>See <see cref="ShownAddress"/>.</summary>
    public static string Show(Uri url) => ShownAddress.Redact(url);

    /// <summary>A Location header against the address that sent it; raw UTF-8 in it is fine.</summary>
    public static Uri? Follow(Uri from, string location)
    {
        if (!Uri.TryCreate(from, location.Trim(), out var target))
            return null;

        // RFC 9110 section 10.2.2: a target without a fragment takes over ours; it is never sent, so it goes.
        return target.Fragment.Length == 0 ? target : new UriBuilder(target) { Fragment = "" }.Uri;
    }

    /// <summary>Headers of a source, which may be credentials, go to its own host only, and never from https back to http.</summary>
    public static bool MayCarryHeaders(Uri source, Uri target) =>
        string.Equals(source.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (source.Port == target.Port || (source.IsDefaultPort && target.IsDefaultPort))
        && (source.Scheme == target.Scheme || target.Scheme == "https");

    /// <summary>Latin-1 as it came over the wire, read as UTF-8 where it is; .NET may have done so already.</summary>
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
