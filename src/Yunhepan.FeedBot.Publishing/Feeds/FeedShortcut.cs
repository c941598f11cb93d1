using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>
/// Answers nearly all requests: a known address whose document is still fresh is answered before routing, without a scope and
/// without parsing anything again.
/// </summary>
internal sealed class FeedShortcut(FeedCache cache, CurrentTopics topics, TimeProvider time)
{
    // Clients can invent addresses without limit: if there are too many, all are forgotten, and long ones are never stored.
    private const int MostAddresses = 4096;
    private const int LongestAddress = 512;

    private readonly ConcurrentDictionary<Address, RenderedSlot<FeedKey, CachedFeed>> _slots = new();

    /// <summary>Stores that this address denotes this document.</summary>
    public void Remember(HttpRequest request, FeedKey key)
    {
        if (request.Path.Value?.Length + request.QueryString.Value?.Length > LongestAddress)
            return;
        if (_slots.Count >= MostAddresses)
            _slots.Clear();
        _slots[AddressOf(request)] = cache.SlotOf(key);
    }

    /// <summary>Returns the answer if it is known; null if routing must find it.</summary>
    public RenderedFeed? Find(HttpContext http)
    {
        var request = http.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Path.Value is { } path && path.StartsWith("/feeds/", StringComparison.Ordinal)
            && _slots.TryGetValue(AddressOf(request), out var slot) && !request.Headers.ContainsKey("A-IM")
                ? cache.Fresh(slot)
                : null;
    }

    public Task AnswerAsync(HttpContext http, RenderedFeed feed) => FeedResult.WriteAsync(http, feed, time.GetUtcNow());

    // If the site states its own address, its documents are the same under every host name.
    private Address AddressOf(HttpRequest request) => new(
        request.Path.Value ?? "", request.QueryString.Value ?? "", topics.Tree.Site.BaseUrl is null
            ? request.Host.Value ?? "" : "", request.IsHttps);

    private readonly record struct Address(string Path, string Query, string Host, bool IsHttps);
}
