using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts;

namespace Yunhepan.FeedBot.Chat.Web;

internal static class WebChatServices
{
    public static void AddWebChat(this IServiceCollection services)
    {
        services.AddSingleton<WebChatBell>();
        services.AddSingleton<WebChatLimits>();
        services.AddSingleton<WebChatEvents>();
        services.AddScoped<WebTranscript>();
        services.AddScoped<WebConversation>();
        services.AddSingleton<IChatPlatform, WebChatPlatform>();
    }
}
