using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Sets the security headers of every response, including errors. Pages allow their own style and pictures.</summary>
internal static class SafeHeaders
{
    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
