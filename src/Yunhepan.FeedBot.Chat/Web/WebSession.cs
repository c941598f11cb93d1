using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Who a browser is: a random secret in a cookie. The chat id is its hash, so that no table or log can give the secret away.</summary>
internal static class WebSession
{
    public const string Cookie = "feedbot_chat";

    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>Null without a (plausible) cookie.</summary>
    public static string? ChatIdOf(HttpRequest request) =>
        request.Cookies.TryGetValue(Cookie, out var secret) && secret.Length == SecretLength && Base64Url.IsValid(secret) ? Hash(secret) : null;

    /// <summary>Gives the browser a new secret, or the one it has for longer.</summary>
    public static string Begin(HttpContext http)
    {
        var secret = ChatIdOf(http.Request) is not null
            ? http.Request.Cookies[Cookie]!
            : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        http.Response.Cookies.Append(Cookie, secret, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = (http.Request.PathBase.Value ?? "") + "/chat",
            MaxAge = Lifetime,
            IsEssential = true,
        });
        return Hash(secret);
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}

/// <summary>Another site must not speak for the person at this browser.</summary>
internal static class SameOrigin
{
    public static bool Allows(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site == "same-origin";
        // A browser too old for that header still sends Origin with a POST; a program sends neither and has no cookie to abuse.
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
