using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Articles.Taxonomy;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>The address we are known by, which feeds and pages state as their own.</summary>
internal static class PublicAddress
{
    private const string Fallback = "http://localhost";

    /// <summary>site.baseUrl of feeds.json, else what the client asked for, without a trailing slash.</summary>
    public static string Of(HttpRequest request, SiteIdentity site)
    {
        if (site.BaseUrl is { } configured)
            return configured.TrimEnd('/');
        // A client writes into Host whatever it likes; only what is a host and nothing else goes into documents.
        var stated = $"{request.Scheme}://{request.Host.Value}";
        return request.Host.HasValue && request.Host.Value.Length <= 260
            && Uri.TryCreate(stated, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
                ? uri.GetLeftPart(UriPartial.Authority)
                : Fallback;
    }
}
