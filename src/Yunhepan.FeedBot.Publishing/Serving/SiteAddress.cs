using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>The address we are known by, which feeds and pages state as their own.</summary>
internal static class SiteAddress
{
    private const string Fallback = "http://localhost";

    /// <summary>
    /// Is what <see cref="For"/> gives the site's own address? It is when feeds.json states it, or when it is this machine's, at the
    /// port that was asked. Any other is the client's to invent: it is answered, but nothing is kept or promised for it.
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

    /// <summary>site.baseUrl of feeds.json, else what the client asked for, without a trailing slash.</summary>
    public static string For(HttpRequest request, Site site)
    {
        if (site.BaseUrl is { } configured)
            return configured.TrimEnd('/');
        // A client writes into Host whatever it likes; only what is a host and nothing else goes into documents.
        var stated = $"{request.Scheme}://{request.Host.Value}";
        return request.Host.HasValue && request.Host.Value.Length <= 260
            && Uri.TryCreate(stated, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
                ? uri.GetLeftPart(UriPartial.Authority)
                : Fallback;
    }
}
