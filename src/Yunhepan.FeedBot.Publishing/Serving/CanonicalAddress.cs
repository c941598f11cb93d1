using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Redirects other spellings of an address (capitals, a trailing slash) to the canonical one.</summary>
internal static class CanonicalAddress
{
    /// <param name="request">The request.</param>
    /// <param name="path">The canonical path, unescaped, below the site's path.</param>
    /// <returns>The redirect target with the query; null if the address is already canonical.</returns>
    public static string? RedirectOf(HttpRequest request, string path) => request.Path.Value == path
        ? null
        : request.PathBase.Add(path).ToUriComponent() + request.QueryString.ToUriComponent();
}
