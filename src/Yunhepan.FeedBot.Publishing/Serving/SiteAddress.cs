using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Determines the public address of the service, which feeds and pages state as their own.</summary>
internal static class SiteAddress
{
    private const string Fallback = "http://localhost";

    /// <summary>
    /// Returns true if <see cref="For"/> gives the site's own address: the one in feeds.json, or this machine's at the requested
    /// port. A client can invent any other address, so it is answered but nothing is cached or promised for it.
    /// </summary>
    public static bool IsOurs(HttpRequest request, Site site)
    {
        if (site.BaseUrl is not null)
            return true;
        var (host, connection) = (request.Host, request.HttpContext.Connection);
        if ((host.Port ?? (request.IsHttps ? 443 : 80)) != connection.LocalPort)
            return false;
        return host.Host == "localhost"
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && connection.LocalIpAddress is { } local
                && Plain(local).Equals(address)
                && (address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString()) == host.Host);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Returns site.baseUrl of feeds.json, or else the requested address, without a trailing slash.</summary>
    public static string For(HttpRequest request, Site site)
    {
        if (site.BaseUrl is { } configured)
            return configured.TrimEnd('/');
        // A client may write anything into Host, so only a valid host is used in documents.
        var stated = $"{request.Scheme}://{request.Host.Value}";
        return request.Host.HasValue && request.Host.Value.Length <= 260
            && Uri.TryCreate(stated, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
                ? uri.GetLeftPart(UriPartial.Authority)
                : Fallback;
    }
}
