using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>On every answer, errors too; what needs more (a page its style and pictures) says so itself.</summary>
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
