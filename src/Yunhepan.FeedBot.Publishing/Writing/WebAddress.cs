namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Addresses as every reader takes them.</summary>
internal static class WebAddress
{
    /// <summary>The address in ASCII, with everything escaped that must be; null for what is no absolute http(s) address.</summary>
    public static string? OrNull(string? url)
    {
        if (url is null || url.Length > 4096 || !Uri.TryCreate(PlainText.Legal(url).Trim(), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.IdnHost.Length == 0)
            return null;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        // System.Uri leaves brackets in paths and queries alone; RFC 3986 allows them in hosts only.
        var rest = uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped)
            .Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
        return $"{uri.Scheme}://{host}{port}{rest}";
    }

    public static bool IsHomePage(string url) => new Uri(url) is { AbsolutePath: "/" or "/index.html" or "/index.htm", Query: "" };
}
