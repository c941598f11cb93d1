using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Drift;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Health;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.Pages;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.Push;
using Yunhepan.FeedBot.Ingestion.Robots;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion;

public static class IngestionServices
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Registers the services that fetch and read documents; <see cref="CatalogueRules"/> holds what feeds.json may state
        /// about it.
        /// </summary>
        public IServiceCollection AddFetching()
        {
            services.AddOptions<FetchingOptions>().BindConfiguration(FetchingOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<FetchingOptions>, FetchingOptionsRanges>();
            services.AddSingleton<IValidateOptions<FetchingOptions>, FetchingOptionsValidator>();
            services.AddOptions<PollingOptions>().BindConfiguration(PollingOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<PollingOptions>, PollingOptionsValidator>();

            services.TryAddSingleton(TimeProvider.System);
            // Where nobody renders templates, each is one.
            services.TryAddSingleton<TemplateCheck>(_ => new CheckedTemplate(null, false));
            services.AddSingleton(
                s => new CatalogueRules(s.GetRequiredService<IOptions<PollingOptions>>().Value.ShortestEvery, PageSelectors.IsValid)
                {
                    CheckTemplate = s.GetRequiredService<TemplateCheck>(),
                });

            services.AddSingleton<HostThrottle>();
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

        /// <summary>Registers the services that poll the sources into the article store.</summary>
        /// <param name="location">The location of the database.</param>
        public IServiceCollection AddPolling(DatabaseLocation location)
        {
            services.AddIngestionDb(location);
            services.AddSingleton<CatalogueSources>();
            services.AddSingleton<SourceSchedule>();
            services.AddSingleton<SourceOutcomes>();
            services.AddSingleton<SourceStateBatcher>();
            services.AddSingleton<PollingMetrics>();
            services.AddSingleton<ClaimedSourceReader>();
            services.AddSingleton<SourcePolling>();
            services.AddScoped<IngestionWork>();
            services.AddScoped<ISourceMoves, SourceMoves>();
            services.AddSingleton<ListedPageRetention>();
            services.AddScoped<KnownTitles>();
            services.AddScoped<MissingArticles>();
            services.AddScoped<ListedPageRecorder>();
            services.AddScoped<PageExaminer>();
            services.AddScoped<KnownPageReader>();
            services.AddScoped<KnownArticleReader>();
            services.AddScoped<ArticlePageReader>();
            services.AddScoped<OldAddressJudge>();
            services.AddScoped<SourceRefresher>();
            services.AddScoped<DocumentJudge>();
            services.AddScoped<SourceAcceptance>();
            services.AddScoped<DocumentLearner>();
            services.AddScoped<SourceIntake>();
            services.AddScoped<NewHomeSearch>();
            services.AddScoped<PushSubscriptions>();
            services.AddScoped<PushIntake>();
            services.AddScoped<CatalogueSync>();
            services.AddScoped<SourceHealthReport>();
            services.AddScoped<DueSources>();
            services.AddSingleton<SourceLooking>();
            services.AddSingleton<LookAtSource>(p => p.GetRequiredService<SourceLooking>().LookAsync);
            services.AddSingleton<ListLooking>();
            services.AddSingleton<SubscriptionFileReader>();
            services.AddSingleton<ReadSubscriptionFile>(p => p.GetRequiredService<SubscriptionFileReader>().ReadAsync);
            services.AddSingleton<LookAtLists>(p => p.GetRequiredService<ListLooking>().LookAsync);
            services.AddSingleton<AddedSourcesHealth>();
            services.AddSingleton<SourceTroubles>();
            services.AddSingleton<FindSourceTroubles>(p => p.GetRequiredService<SourceTroubles>().FindAsync);
            services.AddSingleton<ReadSourceHealth>(p => p.GetRequiredService<AddedSourcesHealth>().ReadAsync);
            services.AddMetrics();
            services.AddSingleton<IValidateOptions<RefreshingOptions>, RefreshingOptionsValidator>();
            services.AddOptions<RefreshingOptions>().BindConfiguration("Refreshing").ValidateOnStart();
            return services;
        }
    }
}
