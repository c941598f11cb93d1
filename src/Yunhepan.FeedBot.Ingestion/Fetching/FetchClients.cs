using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>How a host's name becomes addresses; the system's own way unless a test says otherwise.</summary>
public sealed record HostLookup(Func<string, CancellationToken, Task<IPAddress[]>> AddressesAsync)
{
    public static HostLookup System { get; } = new((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
}

/// <summary>
/// The connections to the outside, kept and reused per host: straight ones behind the guard, and those through a source's own proxy.
/// </summary>
public sealed class FetchClients(IOptions<FetchingOptions> options, HostLookup lookup) : IDisposable
{
    private readonly AllowedHosts _allowed = new(options.Value.AllowedPrivateHosts);
    private readonly ConcurrentDictionary<string, Lazy<HttpClient>> _clients = new(StringComparer.Ordinal);

    /// <summary>Behind the guard of the private network, without redirects, cookies or unpacking: the caller sees to them.</summary>
    public HttpClient Straight => For(null);

    /// <param name="proxy">Address of an HTTP proxy, with its user name and password where it wants them; null for none.</param>
    public HttpClient For(string? proxy) =>
        _clients.GetOrAdd(proxy ?? "", address => new Lazy<HttpClient>(() => Create(address.Length == 0 ? null : new Uri(address)))).Value;

    /// <summary>
    /// A proxy looks names up for itself, past our guard: whoever states one answers for where it leads. An address that is
    /// written out we see ourselves.
    /// </summary>
    internal bool IsPrivateLiteral(Uri url) =>
        IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address) && !PublicAddress.Is(address)
            && !_allowed.Allows(url.IdnHost, url.Port, address);

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
            client.Value.Dispose();
    }

    private HttpClient Create(Uri? proxy)
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

            // Byte for byte both ways: what a server wrote into its ETag comes back to it unchanged.
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
        if (proxy is null)
            handler.ConnectCallback = new GuardedConnection(_allowed, lookup).ConnectAsync;

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
