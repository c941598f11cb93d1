using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Publishing.Text;

/// <summary>Addresses as every reader takes them.</summary>
internal static partial class HttpAddress
{
    /// <summary>The address in ASCII, with everything escaped that must be; null for what is no absolute http(s) address
    /// of a named host (RSS 2.0 allows no brackets in addresses, so none of IPv6).</summary>
    public static string? OrNull(string? url)
    {
        if (url is null || url.Length > 4096 || !Uri.TryCreate(LegalText.Legal(url).Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.IdnHost.Length == 0 || uri.HostNameType == UriHostNameType.IPv6)
            return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        // System.Uri leaves brackets in paths and queries alone; RFC 3986 allows them in hosts only.
        var rest = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped)
            .Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
        return $"{uri.Scheme}://{uri.IdnHost}{port}{rest}";
    }

    /// <summary>Has it a host that every reader takes in an enclosure: a name with a dot, then a port or a path?</summary>
    public static bool IsPlain(string url) => PlainHost().IsMatch(url);

    public static bool IsHomePage(string url) => new Uri(url) is { AbsolutePath: "/" or "/index.html" or "/index.htm", Query: "" };

    [GeneratedRegex(
        "^https?://([0-9A-Za-z-]+\\.)+[0-9A-Za-z][0-9A-Za-z-]*(:[0-9]+)?/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainHost();
}
