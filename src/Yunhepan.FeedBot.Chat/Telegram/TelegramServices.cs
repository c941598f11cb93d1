using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Telegram;

internal static class TelegramServices
{
    /// <summary>Registers one bot for each token; without a token Telegram is off.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, TelegramOptions stated)
    {
        services.AddSingleton<TelegramWebhooks>();
        if (stated.ReadTokens() is not { Count: > 0 } tokens)
            return services.AddSingleton(new TelegramStatus()).AddSingleton(new TelegramBots([])).AddHostedService<TelegramOff>();
        services.AddOptions<TelegramOptions>().BindConfiguration(TelegramOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramRangeValidator>();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramAddressValidator>();
        // The token is in the path of every request, so requests must not be logged.
        services.AddHttpClient(TelegramConnection.HttpClientName)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider =>
                TelegramProxy.Handler(provider.GetRequiredService<IOptions<TelegramOptions>>().Value.Proxy))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        // Links and health refer to the first bot.
        List<TelegramStatus> all = [.. tokens.Select(token => new TelegramStatus { IsOn = true, BotId = token.BotId })];
        services.AddSingleton(all[0]).AddSingleton(new TelegramBots(all));
        foreach (var (token, own) in tokens.Zip(all))
        {
            if (stated.Webhook)
                services.AddSingleton(_ => new TelegramWebhook(token));
            services.AddKeyedSingleton(token.BotId, (provider, _) => TelegramBot.Create(provider, token, own));
            services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredKeyedService<TelegramBot>(token.BotId).Platform);
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<TelegramBot>(token.BotId).Receiver);
        }

        return services;
    }
}
