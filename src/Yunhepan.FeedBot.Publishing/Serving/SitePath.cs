using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// The path of <c>site.baseUrl</c>, as <c>/news</c> of <c>https://example.org/news/</c>: all addresses of ours begin with it. A proxy may
/// leave it in the requests or take it off.
/// </summary>
internal static class SitePath
{
    // Parsed once for each version of feeds.json.
    private static readonly ConditionalWeakTable<Site, object> Known = [];

    public static PathString For(Site site) => site.BaseUrl is null ? PathString.Empty : (PathString)Known.GetValue(site, Parse);

    /// <summary>From here on the request's base is that path, and its path what follows.</summary>
    public static void Apply(HttpRequest request, Site site)
    {
        var root = For(site);
        if (!root.HasValue)
            return;
        request.PathBase = root;
        if (request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase, out var rest))
            request.Path = rest.HasValue ? rest : "/";
    }

    private static object Parse(Site site)
    {
        var path = Uri.TryCreate(site.BaseUrl, UriKind.Absolute, out var uri) ? uri.AbsolutePath.TrimEnd('/') : "";
        return PathString.FromUriComponent(path);
    }
}
