using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Publishing.Text;

/// <summary>Normalises addresses to the form that every reader accepts.</summary>
internal static partial class HttpAddress
{
    /// <summary>
    /// Returns the address in ASCII with all necessary escapes; null for anything but an absolute http(s) address of a named host
    /// (RSS 2.0 allows no brackets in addresses, which excludes IPv6).
    /// </summary>
    public static string? OrNull(string? url)
    {
        if (url is null || url.Length > 4096 || !Uri.TryCreate(LegalText.Legal(url).Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.IdnHost.Length == 0 || uri.HostNameType == UriHostNameType.IPv6)
            return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        // System.Uri keeps brackets in paths and queries, but RFC 3986 allows them only in hosts.
        var rest = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped)
            .Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
        return $"{uri.Scheme}://{uri.IdnHost}{port}{rest}";
    }

    /// <summary>
    /// Returns true if every reader accepts its host in an enclosure: a name with a dot, followed by a port or a path.
    /// </summary>
    public static bool IsPlain(string url) => PlainHost().IsMatch(url);

    public static bool IsHomePage(string url) => new Uri(url) is { AbsolutePath: "/" or "/index.html" or "/index.htm", Query: "" };

    [GeneratedRegex(
        "^https?://([0-9A-Za-z-]+\\.)+[0-9A-Za-z][0-9A-Za-z-]*(:[0-9]+)?/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainHost();
}
