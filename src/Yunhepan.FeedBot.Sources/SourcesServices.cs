using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;
using Yunhepan.FeedBot.Sources.Polling;

namespace Yunhepan.FeedBot.Sources;

public static class SourcesServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Catalogue, fetcher and reader. The host adds an <see cref="ICronExpressions"/>, configuration and logging,
        /// calls <see cref="CatalogueWatch.LoadAsync"/> before anything else starts, and <see cref="CatalogueWatch.ReloadAsync"/> every few seconds.
        /// </summary>
        /// <param name="feedsFile">Path of feeds.json.</param>
        public IServiceCollection AddSources(string feedsFile)
        {
            services.AddOptions<FetchingOptions>().BindConfiguration(FetchingOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<FetchingOptions>, FetchingOptionsRanges>();
            services.AddSingleton<IValidateOptions<FetchingOptions>, FetchingOptionsValidator>();
            services.AddOptions<PollingOptions>().BindConfiguration(PollingOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<PollingOptions>, PollingOptionsValidator>();

            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(new CatalogueFile(feedsFile));
            services.AddSingleton<CatalogueReader>();
            services.AddSingleton<CatalogueWatch>();

            services.AddSingleton<HostTurns>();
            services.AddHttpClient<SourceFetcher>(SourceFetcher.ClientName, Configure)
                .UseSocketsHttpHandler((handler, provider) => Configure(handler, provider.GetRequiredService<IOptions<FetchingOptions>>().Value))
                .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
                .RemoveAllLoggers();
            services.AddTransient<SourceReader>();
            return services;
        }
    }

    private static void Configure(HttpClient client)
    {
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        client.Timeout = Timeout.InfiniteTimeSpan;
    }

    private static void Configure(SocketsHttpHandler handler, FetchingOptions options)
    {
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;

        // A proxy would resolve names for us, past the guard.
        handler.UseProxy = false;
        handler.ConnectTimeout = options.ConnectTimeout;
        handler.PooledConnectionLifetime = options.ConnectionLifetime;
        handler.MaxConnectionsPerServer = options.PerHostConcurrency;
        handler.MaxResponseHeadersLength = options.MaxHeaderKilobytes;
        handler.MaxResponseDrainSize = 64 * 1024;
        handler.ResponseDrainTimeout = TimeSpan.FromSeconds(1);
        handler.ConnectCallback = new GuardedConnection(new AllowedHosts(options.AllowedPrivateHosts)).ConnectAsync;

        // Byte for byte both ways: what a server wrote into its ETag comes back to it unchanged.
        handler.RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1;
        handler.ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1;
    }
}
