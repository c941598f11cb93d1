using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Feeds;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Topics;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Finds the feed of a topic's address.</summary>
internal sealed class HubTopics(CurrentTopics topics)
{
    /// <summary>
    /// Returns true for a feed with a query, because clients can invent any number of these: searches, and other numbers of
    /// items.
    /// </summary>
    public static bool IsSearch(string topic) => topic.Contains('?', StringComparison.Ordinal);

    /// <summary>Returns true for an address below our feeds, whether such a feed exists or not.</summary>
    public bool IsOurs(string topic, HttpRequest request) =>
        SiteAddress.IsOurs(request, topics.Tree.Site)
        && Split(topic) is { } address
            && string.Equals(address.BaseUrl, SiteAddress.For(request, topics.Tree.Site), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the feed, or a reason for people why there is none.</summary>
    public (FeedKey? Key, string Reason) Find(string topic)
    {
        var tree = topics.Tree;
        if (Split(topic) is not { } address)
            return (null, "This is not the address of a feed.");
        if (tree.Site.BaseUrl is { } configured
            && !string.Equals(configured.TrimEnd('/'), address.BaseUrl, StringComparison.OrdinalIgnoreCase))
            return (null, "The feeds have moved to " + configured.TrimEnd('/') + ".");
        return FeedAddress.Parse(address.Path, address.Query, tree, address.BaseUrl) switch
        {
            FeedAddress.Found { Key: { IsArchive: true } } => (null, "An archive never changes."),
            FeedAddress.Found { Key: { Topic.Feed: FeedKind.Private } } => (null, "Private feeds have no hub."),
            FeedAddress.Found { Key: var key } when key.SelfUrl == topic => (key, ""),
            FeedAddress.Found { Key: var key } => (null, "The feed states its own address as " + key.SelfUrl + "."),
            FeedAddress.Wrong wrong => (null, wrong.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static (string BaseUrl, string Path, QueryCollection Query)? Split(string topic)
    {
        if (!Uri.TryCreate(topic, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0
            || uri.Fragment.Length > 0)
            return null;
        // Behind a proxy the service may be at a path of its own.
        var at = uri.AbsolutePath.IndexOf("/feeds/", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var query = QueryHelpers.ParseQuery(uri.Query);
        return (uri.GetLeftPart(UriPartial.Authority) + uri.AbsolutePath[..at], Uri.UnescapeDataString(uri.AbsolutePath[(at + 7)..]),
            new QueryCollection(new Dictionary<string, StringValues>(query, StringComparer.OrdinalIgnoreCase)));
    }
}
