using Microsoft.Extensions.Options;
using Quartz;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Ending;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Chat.Mail;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Hosting.Health;
using Yunhepan.FeedBot.Hosting.Server;
using Yunhepan.FeedBot.Ingestion;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Publishing;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>The composition root: registers the parts of the service in the order of the data flow.</summary>
internal static class FeedBotHost
{
    public static WebApplication Build(FeedBotSettings settings) => Build(settings, _ => { });

    /// <param name="configure">Changes the builder last, after everything is registered.</param>
    internal static WebApplication Build(FeedBotSettings settings, Action<WebApplicationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings.Overrides);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(HttpLimits.Apply);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(25));
        FeedBotLogging.Configure(builder.Logging, builder.Configuration, settings);

        var data = new DataFolder(settings.DataFolder);
        var database = builder.Configuration.GetConnectionString("FeedBot") is { Length: > 0 } postgres
            ? (DatabaseLocation)new DatabaseLocation.Postgres(postgres)
            : new DatabaseLocation.SqliteFile(data.DatabaseFile);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(data);
        builder.Services.AddServer();
        builder.Services.AddSingleton<ICronExpressions, QuartzCronExpressions>();
        builder.Services.AddCatalogue(settings.FeedsFile);
        builder.Services.AddFetching();
        builder.Services.AddPolling(database);
        builder.Services.AddArticles(database, WholeCatalogue);
        builder.Services.AddPublishing(database, client => client.OnlyPublicAddresses());
        builder.Services.AddSingleton<ICallbackNetwork, CallbackNetwork>();
        builder.Services.AddAlerts(database);
        builder.Services.AddAddedSources();
        builder.Services.AddQuestions();
        AddFeedsAndPagesOfChats(builder.Services);
        builder.Services.AddChat(builder.Configuration, client => client.OnlyPublicAddresses());
        builder.AddQuartz(FeedBotSchedule.Configure);
        builder.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        builder.Services.AddSingleton<PushTurns>();
        builder.Services.AddFeedBotHealth();

        configure(builder);
        var app = SettingValidation.Build(builder);
        app.Use(next => http =>
        {
            ConnectionGate.NoteRequest(http);
            return next(http);
        });
        app.Use(RequestHeadLimits.Apply);
        app.UseForwardedHeaders();
        app.UseSitePath();
        app.UseCachedFeeds();
        app.UseRequestFaults();
        app.UseRouting();
        app.MapFeedBotHealth();
        app.MapPushCallbacks();
        app.MapFeeds();
        app.MapWebSub();
        app.MapSitemaps();
        app.MapPages();
        app.MapWebChat().MapTelegram().MapMail();
        return app;
    }

    // What feeds and pages show of the chats; no other place depends on both.
    private static void AddFeedsAndPagesOfChats(IServiceCollection services)
    {
        services.AddSingleton<ITopicLinks, ChatTopicLinks>();
        services.AddScoped<IPrivateFeeds, PrivateFeeds>();
        services.AddScoped<FirstSendOf>(provider => provider.GetRequiredService<FirstSends>().FindAsync);
        services.AddSingleton(provider => new PrivacyTerms(
            provider.GetRequiredService<IOptions<AlertsOptions>>().Value.KeepReceipts,
            provider.GetRequiredService<IOptions<PrivacyOptions>>().Value.ForgetFoundAfter));
        services.AddSingleton(new PrivateFeedFormats(PublishedFeeds.Extensions));
    }

    /// <summary>Returns what gives the current feeds.json with the sources that chats have added.</summary>
    private static Func<SourceCatalogue> WholeCatalogue(IServiceProvider services)
    {
        var (file, added) = (services.GetRequiredService<CatalogueWatch>(), services.GetRequiredService<AddedSources>());
        return () => added.MergeInto(file.Current);
    }

    /// <summary>Prepares everything that must be right before requests are served: data folder, feeds.json, tables.</summary>
    /// <exception cref="StartException">The preparation failed; the message is one line for the operator.</exception>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        await FeedBotStart.PrepareAsync(app.Services, cancellationToken);
    }
}
