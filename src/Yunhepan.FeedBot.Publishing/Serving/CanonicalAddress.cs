using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Each thing has one address: whoever asks for another spelling of it (capitals, a slash at the end) is sent there.</summary>
internal static class CanonicalAddress
{
    /// <param name="request">What is asked for.</param>
    /// <param name="path">The one spelling, unescaped, below the site's path.</param>
    /// <returns>Where to send the request, with its query; null when it is spelled so.</returns>
    public static string? RedirectOf(HttpRequest request, string path) => request.Path.Value == path
        ? null
        : request.PathBase.Add(path).ToUriComponent() + request.QueryString.ToUriComponent();
}
