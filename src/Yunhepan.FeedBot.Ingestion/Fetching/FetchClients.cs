using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Resolves host names to addresses: with the system's resolver, unless a test replaces it.</summary>
public sealed record HostLookup(Func<string, CancellationToken, Task<IPAddress[]>> AddressesAsync)
{
    public static HostLookup System { get; } = new((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
}

/// <summary>
/// Keeps the HTTP clients for outgoing connections, which are reused per host: direct ones behind the guard, and those through a
/// source's own proxy.
/// </summary>
public sealed class FetchClients(IOptions<FetchingOptions> options, HostLookup lookup) : IDisposable
{
    private static readonly string[] PrivateNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    private readonly AllowedHosts _allowed = new(options.Value.AllowedPrivateHosts);
    private readonly AllowedHosts _allowedForChats = new(options.Value.PrivateHostsForChats);
    private readonly ConcurrentDictionary<(string Proxy, bool OnlyPublic), Lazy<HttpClient>> _clients = new();

    /// <summary>
    /// The direct client behind the guard of the private network. It does not follow redirects, keep cookies or decompress; the
    /// caller does.
    /// </summary>
    public HttpClient Straight => For(null);

    /// <param name="proxy">The address of an HTTP proxy, with user name and password if needed; null for none.</param>
    /// <param name="onlyPublic">See <see cref="FetchRequest.OnlyPublic"/>.</param>
    public HttpClient For(string? proxy, bool onlyPublic = false) => _clients.GetOrAdd(
        (proxy ?? "", onlyPublic),
        key => new Lazy<HttpClient>(() => Create(
            key.Proxy.Length == 0 ? null : new Uri(key.Proxy), key.OnlyPublic ? _allowedForChats : _allowed))).Value;

    /// <summary>
    /// Returns true for a private address that is written literally. A proxy resolves names itself, past our guard, so the
    /// operator who configures one is responsible for where it leads; literal addresses are still checked here.
    /// </summary>
    internal bool IsPrivateLiteral(Uri url) =>
        IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !PublicAddress.Is(address)
            && !_allowed.Allows(url.IdnHost, url.Port, address);

    /// <summary>
    /// Returns true for an address that is private as it is written, by its number or its name, and not open for what chats add.
    /// </summary>
    internal bool IsPrivateForChats(Uri url)
    {
        var host = url.IdnHost.Trim('[', ']').TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
            return !PublicAddress.Is(address) && !_allowedForChats.Allows(url.IdnHost, url.Port, address);
        var isLocal = !host.Contains('.', StringComparison.Ordinal)
            || PrivateNames.Any(name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase));
        return isLocal && !_allowedForChats.Allows(url.IdnHost, url.Port, IPAddress.None);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
            client.Value.Dispose();
    }

    private HttpClient Create(Uri? proxy, AllowedHosts allowed)
    {
        var limits = options.Value;
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : Proxy(proxy),
            ConnectTimeout = limits.ConnectTimeout,
            PooledConnectionLifetime = limits.ConnectionLifetime,
            MaxConnectionsPerServer = limits.PerHostConcurrency,
            MaxResponseHeadersLength = limits.MaxHeaderKilobytes,
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),

            // Headers are encoded byte for byte both ways, so an ETag returns to its server unchanged.
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
        if (proxy is null)
            handler.ConnectCallback = new GuardedConnection(allowed, lookup).ConnectAsync;

        return new HttpClient(handler)
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    private static WebProxy Proxy(Uri address)
    {
        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        return proxy;
    }
}
