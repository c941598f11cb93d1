using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Hosting.Server;

/// <summary>
/// Whose word is taken for where a request comes from: that of the known proxies, and of nobody else. The same holds where
/// ASPNETCORE_FORWARDEDHEADERS_ENABLED asks for the headers: by itself it would believe everybody.
/// </summary>
internal sealed class ForwardedAddresses(IOptions<ServerOptions> server) : IPostConfigureOptions<ForwardedHeadersOptions>
{
    public void PostConfigure(string? name, ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in server.Value.Proxies)
            options.KnownIPNetworks.Add(proxy);
        // An empty list would mean that all are known.
        options.ForwardedHeaders = options.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // The chain of proxies is read from its end, as long as each one is known.
        options.ForwardLimit = null;
    }
}
