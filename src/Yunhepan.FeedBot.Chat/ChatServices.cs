using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Telegram;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Chat.Webhooks;

namespace Yunhepan.FeedBot.Chat;

public static class ChatServices
{
    // A target that hangs keeps one of its account's places for so long.
    private static readonly TimeSpan TargetTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Registers the conversation, the web chat, the targets of feeds.json and, when there is a token, the Telegram bot.</summary>
    /// <exception cref="OptionsValidationException">The Telegram token is no token, or its file cannot be read.</exception>
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddConversation();
        services.AddWebChat();
        services.AddTargets();
        var telegram = TelegramOptions.From(configuration);
        if (telegram.ReadTokens() is { Count: > 0 } tokens)
            services.AddTelegram(tokens);
        else
            services.AddSingleton(new TelegramStatus()).AddSingleton(new TelegramBots([])).AddHostedService<TelegramOff>();
        return services;
    }

    // One platform for each kind of target that feeds.json may state.
    private static void AddTargets(this IServiceCollection services)
    {
        services.AddSingleton<IChatPlatform, WebhookPlatform>();
        services.AddSingleton<TargetClient>();
        // The addresses may hold secrets: no logger may see one.
        services.AddHttpClient(TargetClient.HttpClientName, client => client.Timeout = TargetTimeout)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            });
    }

    // The order is the one people see in the help and in the menus.
    private static void AddConversation(this IServiceCollection services)
    {
        services.AddScoped<CommandRouter>();
        services.AddScoped<Conversation>();
        services.AddScoped<TopicBoard>();
        services.AddScoped<SettingsPage>();
        services.AddScoped<Silences>();
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
        services.AddCommand<UnmuteCommand>();
        services.AddCommand<ResumeCommand>();
        services.AddCommand<UndoCommand>();
        services.AddCommand<SettingsCommand>();
        services.AddCommand<FeedCommand>();
        services.AddCommand<LanguageCommand>();
        services.AddCommand<StopCommand>();
        services.AddCommand<HelpCommand>();
        services.AddCommand<ZoneCommand>();
        services.AddCommand<LimitCommand>();
        services.AddCommand<SoundCommand>();
        services.AddCommand<SilentCommand>();
        services.AddCommand<ToggleAction>();
        services.AddCommand<WordAction>();
        services.AddCommand<LessAction>();
        services.AddCommand<ReadAction>();
    }

    private static void AddCommand<T>(this IServiceCollection services)
        where T : class, IChatCommand =>
        services.AddScoped<T>().AddScoped<IChatCommand>(provider => provider.GetRequiredService<T>());

    private static void AddTelegram(this IServiceCollection services, IReadOnlyList<TelegramToken> tokens)
    {
        services.AddOptions<TelegramOptions>().BindConfiguration(TelegramOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramRangeValidator>();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramAddressValidator>();
        // The token is in the path of every request: no logger may see one.
        services.AddHttpClient(TelegramConnection.HttpClientName)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        // The first bot is the one that links and health speak of.
        List<TelegramStatus> all = [.. tokens.Select(token => new TelegramStatus { IsOn = true, BotId = token.BotId })];
        services.AddSingleton(all[0]).AddSingleton(new TelegramBots(all));
        foreach (var (token, own) in tokens.Zip(all))
        {
            services.AddKeyedSingleton(token.BotId, (provider, _) => TelegramBot.Create(provider, token, own));
            services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredKeyedService<TelegramBot>(token.BotId).Platform);
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<TelegramBot>(token.BotId).Polling);
        }
    }
}
