using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Chat;

public static class ChatServices
{
    /// <summary>Registers the conversation, the built-in web chat and, when there is a token, the Telegram bot.</summary>
    /// <exception cref="OptionsValidationException">The Telegram token is no token, or its file cannot be read.</exception>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddConversation();
        services.AddWebChat();
        var telegram = TelegramOptions.From(configuration);
        if (telegram.ReadToken() is { } token)
            services.AddTelegram(token);
        else
            services.AddSingleton(new TelegramStatus()).AddHostedService<TelegramOff>();
        return services;
    }

    // The order is the one people see in the help and in the menus.
    private static void AddConversation(this IServiceCollection services)
    {
        services.AddSingleton<CommandWords>();
        services.AddScoped<CommandRouter>();
        services.AddScoped<Conversation>();
        services.AddScoped<TopicBoard>();
        services.AddCommand<StartCommand>();
        services.AddCommand<TopicsCommand>();
        services.AddCommand<FollowCommand>();
        services.AddCommand<UnfollowCommand>();
        services.AddCommand<ListCommand>();
        services.AddCommand<LatestCommand>();
        services.AddCommand<SearchCommand>();
        services.AddCommand<WhyCommand>();
        services.AddCommand<DigestCommand>();
        services.AddCommand<QuietCommand>();
        services.AddCommand<MuteCommand>();
        services.AddCommand<SettingsCommand>();
        services.AddCommand<FeedCommand>();
        services.AddCommand<LanguageCommand>();
        services.AddCommand<StopCommand>();
        services.AddCommand<HelpCommand>();
        services.AddCommand<ToggleAction>();
        services.AddCommand<WordAction>();
        services.AddCommand<LessAction>();
        services.AddCommand<ReadAction>();
    }

    private static void AddCommand<T>(this IServiceCollection services)
        where T : class, IChatCommand =>
        services.AddScoped<T>().AddScoped<IChatCommand>(provider => provider.GetRequiredService<T>());

    private static void AddTelegram(this IServiceCollection services, TelegramToken token)
    {
        services.AddOptions<TelegramOptions>().BindConfiguration(TelegramOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramRangeValidator>();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramAddressValidator>();
        // The token is in the path of every request: no logger may see one.
        services.AddHttpClient(TelegramConnection.HttpClientName)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton(token);
        services.AddSingleton(new TelegramStatus { IsOn = true });
        services.AddSingleton<TelegramConnection>();
        services.AddSingleton<TelegramSender>();
        services.AddSingleton<TelegramAdmins>();
        services.AddSingleton<TelegramMenu>();
        services.AddSingleton<TelegramInbox>();
        services.AddSingleton<TelegramUpdates>();
        services.AddSingleton<IChatPlatform, TelegramPlatform>();
        services.AddHostedService<TelegramPolling>();
    }
}
