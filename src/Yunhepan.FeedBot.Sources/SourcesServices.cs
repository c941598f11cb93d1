using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Sources.Discovery;
using Yunhepan.FeedBot.Sources.Fetching;
using Yunhepan.FeedBot.Sources.Polling;
using Yunhepan.FeedBot.Sources.Push;
using Yunhepan.FeedBot.Sources.Robots;

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
            services.AddSingleton(s => new CatalogueRules(s.GetRequiredService<IOptions<PollingOptions>>().Value.ShortestEvery, PageSelectors.IsValid));
            services.AddSingleton<CatalogueReader>();
            services.AddSingleton<CatalogueWatch>();

            services.AddSingleton<HostTurns>();
            services.TryAddSingleton(HostLookup.System);
            services.AddSingleton<HostPlaces>();
            services.AddSingleton<FetchClients>();
            services.AddSingleton<SourceFetcher>();
            services.AddSingleton<RobotsRules>();
            services.AddSingleton<SourceDiscovery>();
            services.AddSingleton<HubClient>();
            services.AddSingleton<SourceReader>();
            return services;
        }
    }
}
