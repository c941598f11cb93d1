using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Taxonomy;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing;

/// <summary><c>/feeds/all|category|source|publisher|region….{rss,atom,json}</c>.</summary>
public static class FeedEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapFeeds(this IEndpointRouteBuilder routes)
    {
        // Ids hold slashes, and a catch-all has to be a whole path segment: the extension is cut off here.
        routes.MapMethods("/feeds/{**path}", Methods, GetFeedAsync).WithName("Feeds");
        return routes;
    }

    private static async Task<Results<FeedResult, ContentHttpResult>> GetFeedAsync(
        string? path, HttpRequest request, FeedCache cache, CurrentTaxonomy taxonomy, IOptions<PublishingOptions> options, CancellationToken cancellationToken)
    {
        var tree = taxonomy.Tree;
        if (!TryParse(path ?? "", tree, out var topic, out var format, out var fault))
            return Problem(StatusCodes.Status404NotFound, fault);
        var count = options.Value.DefaultItems;
        var query = "";
        if (request.Query.TryGetValue("n", out var n))
        {
            if (!int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > PublishingOptions.MaxItems)
                return Problem(StatusCodes.Status400BadRequest, $"n is the number of items: 1 to {PublishingOptions.MaxItems}.");
            query = $"?n={count.ToString(CultureInfo.InvariantCulture)}";
        }

        var key = new FeedKey(topic, format, count, PublicAddress.Of(request, tree.Site), query);
        return new FeedResult(await cache.GetAsync(key, cancellationToken));
    }

    private static bool TryParse(string path, TaxonomyTree tree, out FeedTopic topic, out FeedFormat format, out string fault)
    {
        (topic, format, fault) = (FeedTopic.All, default, "");
        var dot = path.LastIndexOf('.');
        if (dot < 0 || FeedFormats.Parse(path[(dot + 1)..]) is not { } parsed)
        {
            fault = "A feed's address ends in .rss, .atom or .json, as in /feeds/all.rss.";
            return false;
        }

        format = parsed;
        var name = path[..dot];
        if (name == "all")
            return true;
        var slash = name.IndexOf('/');
        if (slash < 0 || FeedTopic.ParseKind(name[..slash]) is not { } kind)
        {
            fault = "There are feeds below /feeds/: all, category/ID, source/ID, publisher/ID and region/ID.";
            return false;
        }

        topic = new FeedTopic(kind, name[(slash + 1)..]);
        if (tree.Find(kind, topic.Id) is not null)
            return true;
        fault = $"There is no {FeedTopic.Segment(kind)} with the id \"{PlainText.Shortened(topic.Id, 100)}\".";
        return false;
    }

    private static ContentHttpResult Problem(int status, string text) => TypedResults.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);
}
