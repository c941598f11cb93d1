using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>The proxy of <c>Telegram:Proxy</c>: <c>http://host:3128</c> or <c>socks5://name:password@host:1080</c>.</summary>
internal sealed record TelegramProxy(Uri Address, NetworkCredential? Credential)
{
    private const int SocksPort = 1080;

    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Its address without name and password, for people.</summary>
    public string Shown => $"{Address.Scheme}://{Address.Authority}";

    public static bool TryRead(string text, [NotNullWhen(true)] out TelegramProxy? proxy)
    {
        proxy = null;
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || !Schemes.Contains(uri.Scheme, StringComparer.Ordinal)
            || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/") || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return false;
        var address = new UriBuilder(uri.Scheme, uri.Host, uri.Port > 0 ? uri.Port : SocksPort).Uri;
        var parts = uri.UserInfo.Split(':', 2);
        proxy = new TelegramProxy(address, uri.UserInfo.Length == 0 ? null : new NetworkCredential(
            Uri.UnescapeDataString(parts[0]), parts.Length < 2 ? "" : Uri.UnescapeDataString(parts[1])));
        return true;
    }

    /// <summary>Returns what sends the requests; without a proxy the machine's own settings hold.</summary>
    public static HttpMessageHandler Handler(string? stated)
    {
        var direct = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) };
        if (stated is null || !TryRead(stated, out var proxy))
            return direct;
        (direct.UseProxy, direct.Proxy) = (true, new WebProxy(proxy.Address) { Credentials = proxy.Credential });
        return new TelegramProxyFaults(proxy) { InnerHandler = direct };
    }
}

/// <summary>Names the proxy in every fault, and what is wrong with it as far as that is certain.</summary>
internal sealed class TelegramProxyFaults(TelegramProxy proxy) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new HttpRequestException(e.HttpRequestError, Describe(e), e, e.StatusCode);
        }

        // Telegram never answers this; a proxy does for a request that it does not forward.
        if (response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired)
            return response;
        response.Dispose();
        throw new HttpRequestException(HttpRequestError.ProxyTunnelError, Named(WantsPassword));
    }

    private string WantsPassword => proxy.Credential is null ? "asks for a name and a password" : "does not accept the name and password";

    private string Named(string what) => $"the proxy {proxy.Shown} (Telegram:Proxy) {what}";

    private string Describe(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Named("is not known by that name"),
        HttpRequestError.ConnectionError => Named("cannot be reached"),
        HttpRequestError.ProxyTunnelError when e.Message.Contains("407", StringComparison.Ordinal) => Named(WantsPassword),
        HttpRequestError.ProxyTunnelError => Named($"makes no connection to Telegram: {(e.InnerException ?? e).Message}"),
        _ => $"through {Named(e.Message)}",
    };
}
