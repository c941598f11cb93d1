using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Handles the path of <c>site.baseUrl</c>, such as <c>/news</c> of <c>https://example.org/news/</c>, with which all our
/// addresses begin. A proxy may keep it in the requests or remove it.
/// </summary>
internal static class SitePath
{
    // Parsed once for each version of feeds.json.
    private static readonly ConditionalWeakTable<Site, object> Known = [];

    public static PathString For(Site site) => site.BaseUrl is null ? PathString.Empty : (PathString)Known.GetValue(site, Parse);

    /// <summary>Moves that path to the request's base path.</summary>
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
