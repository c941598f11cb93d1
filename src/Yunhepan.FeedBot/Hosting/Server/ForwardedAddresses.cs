using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Hosting.Server;

/// <summary>
/// Determines whose forwarded headers are trusted: only those of known proxies. This also applies if
/// ASPNETCORE_FORWARDEDHEADERS_ENABLED is set, which alone would trust everybody.
/// </summary>
internal sealed class ForwardedAddresses(IOptions<ServerOptions> server) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    public void PostConfigure(string? name, ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in server.Value.Proxies)
            options.KnownIPNetworks.Add(proxy);
        // An empty list would trust everybody.
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // The chain of proxies is read from its end, as long as each one is known.
        options.ForwardLimit = null;
    }
}
