using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Feeds;

/// <summary>The feed that an address below <c>/feeds/</c> requests, or what is wrong with it.</summary>
internal abstract record FeedAddress
{
    private FeedAddress()
    {
    }

    public sealed record Found(FeedKey Key) : FeedAddress;

    /// <param name="Asked">The topic that does not exist or no longer exists; null if the address itself is wrong.</param>
    public sealed record Wrong(int Status, string Reason, FeedTopic? Asked = null) : FeedAddress;

    /// <param name="path">The decoded text after <c>/feeds/</c>, in any case and with or without a trailing slash: <see
    /// cref="FeedTopic.FeedPath"/> is the canonical spelling.</param>
    public static FeedAddress Parse(string path, IQueryCollection query, TopicTree tree, string baseUrl)
    {
        path = path.TrimEnd('/');
        var dot = path.LastIndexOf('.');
        if (dot < 0 || FeedFormat.Find(path[(dot + 1)..].ToLowerInvariant()) is not { } format)
            return NotFound($"A feed's address ends in {Extensions}, as in /feeds/all.{FeedFormat.All[0].Extension}.");
        if (Topic(path[..dot], query, tree, out var fault) is not { } topic)
            return fault;
        var key = new FeedKey(topic, format, baseUrl);
        if (query.TryGetValue("before", out var before))
        {
            return topic.Feed is not (FeedKind.Search or FeedKind.Private)
                && long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor)
                ? new Found(key.Archive(cursor))
                : NotFound("before is a cursor that a feed gave as the address of its older articles.");
        }

        if (!query.TryGetValue("n", out var n))
            return new Found(key);
        return int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= PublishingOptions.MaxItems
            ? new Found(key with { Items = count })
            : new Wrong(StatusCodes.Status400BadRequest, $"n is the number of items: 1 to {PublishingOptions.MaxItems}.");
    }

    /// <summary>Returns the topic of a feed's page, which is at the feed's address without the extension; null if there is none.</summary>
    public static FeedTopic? PageOf(string path, IQueryCollection query, TopicTree tree) => Topic(path.TrimEnd('/'), query, tree, out _);

    // For example ".rss, .atom or .json".
    private static string Extensions =>
        string.Join(", ", FeedFormat.All.SkipLast(1).Select(f => "." + f.Extension)) + " or ." + FeedFormat.All[^1].Extension;

    private static FeedTopic? Topic(string name, IQueryCollection query, TopicTree tree, out Wrong fault)
    {
        fault = NotFound(
            "There are feeds below /feeds/: all, category/ID, source/ID, publisher/ID, region/ID, search?q=WORDS and my/TOKEN.");
        if (name.Equals("all", StringComparison.OrdinalIgnoreCase))
            return FeedTopic.All;
        if (name.Equals("search", StringComparison.OrdinalIgnoreCase))
            return Search(SearchQuery.Parse(query), tree, out fault);
        var slash = name.IndexOf('/');
        if (slash < 0)
            return null;
        var (segment, id) = (name[..slash].ToLowerInvariant(), name[(slash + 1)..].Trim('/'));
        if (segment == "my" && id.Length is > 0 and <= 200)
            return new FeedTopic(FeedKind.Private, id);
        if (FeedTopic.ParseKind(segment) is not { } kind)
            return null;
        fault = Unknown(kind, id);
        return tree.FindSpelled(kind, id) is { } node ? FeedTopic.For(node) : null;
    }

    private static FeedTopic? Search(SearchQuery search, TopicTree tree, out Wrong fault)
    {
        fault = new Wrong(StatusCodes.Status400BadRequest, "q is what to look for: /feeds/search.rss?q=WORDS.");
        if (search.Words.Length == 0)
            return null;
        foreach (
            var (kind, id) in (
                ReadOnlySpan<(TopicKind, string?)>)[(TopicKind.Category, search.CategoryId), (TopicKind.Source, search.SourceId)])
        {
            if (id is null || tree.Find(kind, id) is not null)
                continue;
            fault = Unknown(kind, id);
            return null;
        }

        return new FeedTopic(FeedKind.Search, search.ToString());
    }

    private static Wrong Unknown(TopicKind kind, string id) =>
        NotFound(
            $"There is no {FeedTopic.Segment(
                kind)} with the id \"{LegalText.Shortened(LegalText.OneLine(id), 100)}\".") with { Asked = FeedTopic.For(kind, id) };

    private static Wrong NotFound(string reason) => new(StatusCodes.Status404NotFound, reason);
}
