using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Applies the guard of the private network to other HTTP clients whose addresses come from users.</summary>
public static class PublicAddressGuard
{
    /// <summary>
    /// Lets a client reach only public addresses and the hosts in <see cref="FetchingOptions.AllowedPrivateHosts"/>. The address
    /// of the actual connection is checked, so neither a changing name nor a redirect can bypass it.
    /// </summary>
    public static IHttpClientBuilder OnlyPublicAddresses(this IHttpClientBuilder client) =>
        client.UseSocketsHttpHandler((handler, provider) =>
        {
            var options = provider.GetRequiredService<IOptions<FetchingOptions>>().Value;
            // A proxy would resolve names itself, past the guard.
            handler.UseProxy = false;
            handler.ConnectCallback = new GuardedConnection(
                new AllowedHosts(options.AllowedPrivateHosts), provider.GetService<HostLookup>() ?? HostLookup.System).ConnectAsync;
        });
}
