using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Push;

namespace Yunhepan.FeedBot.Chat.Web;

internal static class WebChatServices
{
    // Pictures and subscriptions name addresses that strangers chose.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="guard">Keeps the clients from private networks.</param>
    public static void AddWebChat(this IServiceCollection services, Action<IHttpClientBuilder> guard)
    {
        services.AddSingleton<WebPictures>();
        guard(services.AddHttpClient(WebPictures.ClientName, client => client.Timeout = Patience)
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.UseCookies = false;
                handler.MaxAutomaticRedirections = 3;
                handler.ConnectTimeout = Patience;
                handler.MaxConnectionsPerServer = WebPictures.PlacesOfHost;
            }));
        services.AddOptions<WebChatOptions>().BindConfiguration("WebChat").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebChatOptions>, WebChatOptionsValidator>();
        services.AddSingleton<WebChatBell>();
        services.AddSingleton<WebChatLimits>();
        services.AddSingleton<WebChatEvents>();
        services.AddSingleton<WebChatWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<WebChatWatch>());
        services.AddSingleton<WebLater>();
        services.AddScoped<WebTranscript>();
        services.AddScoped<WebHistory>();
        services.AddScoped<WebPushTurn>();
        services.AddScoped<WebTransfers>();
        services.AddSingleton<VapidKeys>();
        services.AddSingleton<PushSender>();
        services.AddSingleton<WebPusher>();
        services.AddHostedService(provider => provider.GetRequiredService<WebPusher>());
        // The addresses let anybody disturb a device, so they must not be logged.
        guard(services.AddHttpClient(PushSender.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ConnectTimeout = PushSender.Patience;
                handler.MaxResponseHeadersLength = 16;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan));
        services.AddScoped<WebSession>();
        services.AddScoped<WebConversation>();
        services.AddSingleton<IChatPlatform, WebChatPlatform>();
    }
}
