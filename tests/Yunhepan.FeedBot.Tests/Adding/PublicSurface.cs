using System.Net;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>Everything that anybody can read of the service.</summary>
internal static class PublicSurface
{
    private static readonly string[] Formats = ["rss", "atom", "json"];

    /// <summary>The public addresses at which a source or an article could appear.</summary>
    /// <param name="words">Words of the article, for searches.</param>
    public static IEnumerable<string> Paths(string sourceId, Guid articleId, string words)
    {
        var searched = Uri.EscapeDataString(words);
        string[] feeds = ["/feeds/all", "/feeds/category/news", "/feeds/publisher/none", "/feeds/region/none", $"/feeds/source/{sourceId}"];
        foreach (var format in Formats)
        {
            foreach (var feed in feeds)
            {
                yield return $"{feed}.{format}";
                yield return $"{feed}.{format}?n=200";
                yield return $"{feed}.{format}?every=1&n=200";
                yield return $"{feed}.{format}?before=65";
            }

            yield return $"/feeds/search.{format}?q={searched}&every=1";

            yield return $"/feeds/search.{format}?q={searched}";
            yield return $"/feeds/search.{format}?q={searched}&source={sourceId}";
        }

        foreach (var path in (string[])["/", "/en/", "/zh/", "/category/news", $"/source/{sourceId}", $"/search?q={searched}", $"/search?source={sourceId}",
            "/feeds", "/opml", "/feeds.opml", "/sitemap.xml", "/sitemap-topics-0.xml", "/sitemap-topics-1.xml", "/sitemap-articles-0.xml", "/sitemap-articles-1.xml", "/robots.txt", "/corrections", "/healthz", "/privacy", "/hub",
            $"/article/{articleId}", $"/article/{articleId}/complaint", $"/articles/{articleId}", "/chat"])
            yield return path;
        // The pages of feeds, which have no extension.
        foreach (var feed in (string[])[.. feeds, $"/feeds/search?q={searched}", $"/feeds/search?source={sourceId}"])
            yield return feed;
    }

    /// <summary>Returns the body of an answer, whatever its status.</summary>
    public static async Task<string> GetAsync(AddingRig rig, string path) => (await AskAsync(rig, path)).Body;

    public static async Task<(HttpStatusCode Status, string Body)> AskAsync(AddingRig rig, string path)
    {
#pragma warning disable RS0030 // The tests' own client, with no factory behind it.
        using var http = new HttpClient { BaseAddress = rig.Host.BaseUrl };
#pragma warning restore RS0030
        using var response = await http.GetAsync(path, AddingRig.Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(AddingRig.Cancel));
    }
}
