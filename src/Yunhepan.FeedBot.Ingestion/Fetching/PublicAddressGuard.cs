using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>The guard of the private network for other clients whose addresses strangers choose.</summary>
public static class PublicAddressGuard
{
    /// <summary>
    /// Lets a client reach public addresses only, and the hosts that <see cref="FetchingOptions.AllowedPrivateHosts"/> opens. The
    /// address that is connected to is checked, so that neither a name that changes nor a redirect gains anything.
    /// </summary>
    public static IHttpClientBuilder OnlyPublicAddresses(this IHttpClientBuilder client) =>
        client.UseSocketsHttpHandler((handler, provider) =>
        {
            var options = provider.GetRequiredService<IOptions<FetchingOptions>>().Value;
            // A proxy would resolve names for us, past the guard.
            handler.UseProxy = false;
            handler.ConnectCallback = new GuardedConnection(
                new AllowedHosts(options.AllowedPrivateHosts), provider.GetService<HostLookup>() ?? HostLookup.System).ConnectAsync;
        });
}
