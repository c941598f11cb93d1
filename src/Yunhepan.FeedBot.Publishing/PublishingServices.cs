using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Sitemaps;
using Yunhepan.FeedBot.Publishing.Storage;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>
/// Registers the services of this stage. It needs the articles' readers, their bell, the current topic tree and an <see
/// cref="ICallbackNetwork"/>.
/// </summary>
public static class PublishingServices
{
    /// <param name="location">The location of the database.</param>
    /// <param name="guard">Keeps the hub from reaching private networks, because anybody can name its callbacks.</param>
    public static IServiceCollection AddPublishing(
        this IServiceCollection services, DatabaseLocation location, Action<IHttpClientBuilder> guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        services.AddOptions<PublishingOptions>().BindConfiguration("Publishing").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublishingOptions>, PublishingOptionsValidator>();
        services.AddSingleton<IValidateOptions<PublishingOptions>, ClientNetworksValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ArticleArchive>();
        services.AddScoped<ArticleAddresses>();
        services.AddScoped<ArticleLists>();
        services.AddSingleton<SitemapParts>();
        services.AddScoped(
            p => new FeedArticles(
                p.GetRequiredService<ArticleReader>(), p.GetRequiredService<ArticleSearch>(), p.GetService<IPrivateFeeds>()));
        services.AddScoped<FeedRenderer>();
        services.AddSingleton<FeedCache>();
        services.AddSingleton<FeedShortcut>();
        services.AddSingleton<ClientLimits>();
        services.AddSingleton<DatabaseOutages>();
        services.AddSingleton<RequestFaults>();
        services.AddSingleton<RenderTurns>();
        services.AddSingleton<ComplaintLimits>();
        services.AddSingleton<TopicCounts>();
        services.AddSingleton<PageCache>();
        AddHub(services, location, guard);
        return services;
    }

    private static void AddHub(IServiceCollection services, DatabaseLocation location, Action<IHttpClientBuilder> guard)
    {
        services.AddPublishingDb(location);
        services.AddOptions<HubOptions>().BindConfiguration("WebSub").ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubOptions>, HubOptionsValidator>();
        services.AddSingleton<HubTopics>();
        services.AddSingleton<HubRequestGate>();
        services.AddScoped<HubRequests>();
        services.AddSingleton<HubVerifier>();
        services.AddSingleton<HubComparer>();
        services.AddSingleton<HubDistributor>();
        services.AddSingleton<HubWorker>();
        services.AddHostedService(p => p.GetRequiredService<HubWorker>());
        guard(services.AddHttpClient<SubscriberClient>(SubscriberClient.ClientName, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("Yunhepan.FeedBot (WebSub hub)");
            })
            .UseSocketsHttpHandler((handler, provider) =>
            {
                // A redirect could lead anywhere, and the recommendation forbids following one.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ConnectTimeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<HubOptions>>().Value.TimeoutSeconds);
                // As many as verification and distribution use together, because waiting for a connection would use up the time
                // of an answer.
                handler.MaxConnectionsPerServer = 2 * CallbackDispatcher.MostPerHost;
                handler.MaxResponseHeadersLength = 16;
                handler.AutomaticDecompression = DecompressionMethods.None;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers());
    }
}
