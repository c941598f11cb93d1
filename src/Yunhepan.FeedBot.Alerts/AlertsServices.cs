using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Delivery;
using Yunhepan.FeedBot.Alerts.Delivery.Accounts;
using Yunhepan.FeedBot.Alerts.Delivery.Ledger;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Privacy;
using Yunhepan.FeedBot.Alerts.Raising;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Alerts.Targets;
using Yunhepan.FeedBot.Articles.Storage;

namespace Yunhepan.FeedBot.Alerts;

public static class AlertsServices
{
    /// <summary>
    /// Registers this stage. It needs the articles (reader, log, bell, current topics and catalogue), a <see
    /// cref="TimeProvider"/>, and an <see cref="IChatPlatform"/> per account, each of which gets a lane.
    /// </summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services, DatabaseLocation location)
    {
        services.AddOptions<AlertsOptions>().BindConfiguration(AlertsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertsOptions>, AlertsOptionsValidator>();
        services.AddAlertsDb(location);
        services.AddSingleton<Topics>();
        services.AddSingleton<WordIndex>();
        services.AddSingleton<AlertMessages>();
        services.AddSingleton<ChatPlatforms>();
        services.AddSingleton<LaneBoard>();
        services.AddSingleton<LaneServices>();
        // The lock on the data folder excludes other processes from a SQLite file.
        services.TryAddSingleton(NodeIdentity.Create(isAlone: location is DatabaseLocation.SqliteFile));
        services.AddSingleton<FilterFields>();
        services.AddSingleton<PatternMatcher>();
        services.AddScoped<Absences>();
        services.AddScoped<SubscriberStore>();
        services.AddScoped<UpdateInbox>();
        services.AddScoped<ManagedChats>();
        services.AddScoped<DeadLetterLog>();
        services.AddScoped<ChatReach>();
        services.AddScoped<ChatSettings>();
        services.AddScoped<TargetSubscribers>();
        services.AddScoped<TargetTroubles>();
        services.AddSingleton<TargetNotices>();
        services.AddScoped<MutedTopics>();
        services.AddScoped<PrivateFeedTokens>();
        services.AddScoped<ChatSubscriptionReader>();
        services.AddScoped<AskedArticles>();
        services.AddScoped<SubscriptionAccounts>();
        services.AddScoped<SilenceReader>();
        services.AddScoped<Explanations>();
        services.AddScoped<DeadLetters>();
        services.AddScoped<AlertTraces>();
        services.AddScoped<FirstSends>();
        services.AddScoped<ChatExport>();
        services.AddScoped<ChatEraser>();
        services.AddScoped<Subscriptions>();
        services.AddScoped<ChatFormats>();
        services.AddScoped<ChatUndo>();
        services.AddScoped<FilterTrial>();
        services.AddScoped<LatestArticles>();
        services.AddScoped<Transcript>();
        services.AddScoped<PushDevices>();
        services.AddScoped<PushKeys>();
        services.AddScoped<ChatTransfers>();
        services.AddScoped<AlertRetention>();
        services.AddScoped<SilentChats>();
        services.AddScoped<AlertAudit>();
        services.AddScoped<UnraisedRevisions>();
        services.AddScoped<AlertTopicFinder>();
        services.AddScoped<AlertFactory>();
        services.AddScoped<AlertRaiser>();
        services.AddSingleton<AlertsWorker>();
        services.AddHostedService(p => p.GetRequiredService<AlertsWorker>());
        return services;
    }
}
