using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Web;

internal static class WebChatServices
{
    public static void AddWebChat(this IServiceCollection services)
    {
        services.AddOptions<WebChatOptions>().BindConfiguration("WebChat").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebChatOptions>, WebChatOptionsValidator>();
        services.AddSingleton<WebChatBell>();
        services.AddSingleton<WebChatLimits>();
        services.AddSingleton<WebChatEvents>();
        services.AddSingleton<WebChatWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<WebChatWatch>());
        services.AddSingleton<WebLater>();
        services.AddScoped<WebTranscript>();
        services.AddScoped<WebSession>();
        services.AddScoped<WebConversation>();
        services.AddSingleton<IChatPlatform, WebChatPlatform>();
    }
}
