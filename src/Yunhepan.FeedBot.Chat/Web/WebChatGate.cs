using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>
/// What a request must be before an endpoint of a chat answers it: if it does something, from the chat's own page; of a chat that
/// exists; and not too fast.
/// </summary>
internal static class WebChatGate
{
    private static readonly object Key = new();

    /// <param name="route">The endpoint, which finds the chat by <see cref="ChatId"/>.</param>
    /// <param name="may">Whether the limits let a request of a chat pass.</param>
    public static RouteHandlerBuilder OfChat(this RouteHandlerBuilder route, Func<WebChatLimits, HttpContext, bool> may) =>
        route.AddEndpointFilter(async (call, next) =>
        {
            var http = call.HttpContext;
            if (HttpMethods.IsPost(http.Request.Method) && !SameOrigin.Allows(http.Request))
                return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
            var services = http.RequestServices;
            if (await services.GetRequiredService<WebSession>().FindAsync(http.Request, http.RequestAborted) is not { } chatId)
                return TypedResults.Unauthorized();
            http.Items[Key] = chatId;
            return may(services.GetRequiredService<WebChatLimits>(), http)
                ? await next(call) : TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        });

    /// <summary>Limits it like what a person says.</summary>
    public static RouteHandlerBuilder AsSpoken(this RouteHandlerBuilder route) =>
        route.OfChat((limits, http) => limits.MaySpeak(http.ChatId()));

    /// <summary>Returns the chat of a request that has passed.</summary>
    public static string ChatId(this HttpContext http) => (string)http.Items[Key]!;
}
