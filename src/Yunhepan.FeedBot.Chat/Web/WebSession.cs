using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>
/// Identifies a browser by a random secret in a cookie, which only we issue. The chat id is its hash, so that no table or log
/// reveals the secret; a secret without a chat of ours is invalid. Scoped, like the subscribers.
/// </summary>
internal sealed class WebSession(SubscriberStore subscribers)
{
    public const string Cookie = "feedbot_chat";

    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>Returns the chat of this browser; null if it has none.</summary>
    public async Task<string?> FindAsync(HttpRequest request, CancellationToken cancellationToken) =>
        SecretOf(request) is { } secret && Hash(secret) is var chatId
            && await subscribers.FindAsync(WebChatPlatform.AddressOf(chatId), cancellationToken) is not null ? chatId : null;

    /// <summary>Extends the lifetime of the browser's secret.</summary>
    public static void Renew(HttpContext http) => Give(http, SecretOf(http.Request)!);

    /// <summary>Gives the browser a new secret.</summary>
    /// <returns>The chat of the new secret.</returns>
    public static string Begin(HttpContext http)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        Give(http, secret);
        return Hash(secret);
    }

    /// <summary>Takes the secret from the browser.</summary>
    public static void End(HttpContext http) =>
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = (http.Request.PathBase.Value ?? "") + "/chat" });

    /// <summary>Returns the secret of this browser as it states it; null if it states none.</summary>
    public static string? SecretOf(HttpRequest request) =>
        request.Cookies.TryGetValue(Cookie, out var secret) && secret.Length == SecretLength && Base64Url.IsValid(secret) ? secret : null;

    /// <summary>Gives the browser a secret.</summary>
    public static void Give(HttpContext http, string secret) => http.Response.Cookies.Append(Cookie, secret, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = (http.Request.PathBase.Value ?? "") + "/chat",
        MaxAge = Lifetime,
        IsEssential = true,
    });

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}

/// <summary>Rejects requests of other sites in the name of the person at this browser.</summary>
internal static class SameOrigin
{
    public static bool Allows(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site == "same-origin";
        // A browser too old for that header still sends Origin with a POST; a program sends neither and has no cookie to abuse.
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
