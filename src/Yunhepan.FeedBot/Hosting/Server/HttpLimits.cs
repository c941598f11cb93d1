using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Hosting.Server;

/// <summary>Limits the cost of a request. All accepted requests are small; only responses are large.</summary>
internal static class HttpLimits
{
    public static void AddServer(this IServiceCollection services)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerNetworksValidator>();
        services.AddSingleton<IPostConfigureOptions<ForwardedHeadersOptions>, ForwardedAddresses>();
        services.AddSingleton<ConnectionGate>();
    }

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        RequestHeadLimits.Allow(kestrel.Limits);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
        // The gate counts connections: it limits them per client, and those without a request make room.
        kestrel.Limits.MaxConcurrentConnections = null;
        var gate = kestrel.ApplicationServices.GetRequiredService<ConnectionGate>();
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(gate.Admit));
    }
}
