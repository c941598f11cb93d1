using System.Text.Json;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads JSON Feed 1.0 and 1.1 and tolerates numbers as ids, nulls, wrong types and a missing version.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private static readonly string[] Members =
        ["title", "home_page_url", "feed_url", "description", "icon", "favicon", "author", "authors", "hubs", "next_url", "language",
            "expired", "user_comment", "items"];

    /// <summary>Returns the feed, or null if the text is not JSON or not a feed.</summary>
    public static ParsedFeed? Read(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        var text = JsonEscapes.PairSurrogates(decoded.Text).AsMemory().Trim("\uFEFF\0 \t\r\n");
        try
        {
            return Read(text, request, decoded, cancellationToken);
        }
        catch (JsonException)
        {
            // Such as Infinity, raw line breaks in strings, or a truncated end.
        }

        try
        {
            return Read(JsonMending.Mend(text.Span).AsMemory(), request, decoded, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ParsedFeed? Read(
        ReadOnlyMemory<char> text, ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(text, Options);
        if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
            return null;
        if (root.Property("items") is { ValueKind: JsonValueKind.Array } items)
            return ReadFeed(root, items.EnumerateArray(), request, decoded.EncodingName, cancellationToken);
        // A feed without items, or with a list of a wrong type, is recognised by its other members.
        var isFeed = root.Text("version")?.Contains("jsonfeed", StringComparison.OrdinalIgnoreCase) == true
            || Members.Count(member => root.Property(member) is not null) > 2;
        return isFeed ? ReadFeed(root, [], request, decoded.EncodingName, cancellationToken) : null;
    }

    private static ParsedFeed ReadFeed(
        JsonElement root, IEnumerable<JsonElement> items, ParseRequest request, string encoding, CancellationToken cancellationToken)
    {
        var objects = items.Where(item => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any()).ToList();
        var title = root.Inline("title");
        var scope = FeedScope.For(request);
        scope = FeedLanguage.Settle(scope, FeedScope.Tag(root.Text("language")), title, objects.Select(item => item.Inline("title")));
        var home = scope.Url(root.Text("home_page_url"));
        var feedUrl = scope.Url(root.Text("feed_url"));
        if (scope.Base is null)
            scope = scope with { Base = WebAddress.ParseBase(feedUrl ?? home) };
        var isFirst = root.Text("version")?.TrimEnd('/').EndsWith("/1", StringComparison.Ordinal) == true;
        return new ParsedFeed
        {
            Kind = DocumentKind.Feed,
            Format = new(FormatFamily.JsonFeed, isFirst ? "1.0" : "1.1"),
            Encoding = encoding,
            Title = title,
            HomePageUrl = home,
            FeedUrl = feedUrl ?? scope.Url(request.Url),
            Description = root.Inline("description"),
            IconUrl = scope.Url(root.Text("icon")),
            FaviconUrl = scope.Url(root.Text("favicon")),
            Language = scope.Language,
            Authors = Authors(root, scope),
            Hubs = [.. root.Objects("hubs").Select(hub => scope.Url(hub.Text("url"))).OfType<string>()],
            NextPageUrl = scope.Url(root.Text("next_url")),
            Items = FeedItems.Read(objects, item => JsonFeedItemReader.Read(item, scope), cancellationToken),
        };
    }

    public static List<ParsedAuthor> Authors(JsonElement element, FeedScope scope)
    {
        var authors = new List<ParsedAuthor>();
        foreach (var author in element.Entries("authors").Concat(element.Entries("author")))
        {
            FeedAuthors.Add(authors, author.ValueKind switch
            {
                JsonValueKind.Object => Author(author.Inline("name"), author.Text("url"), scope),
                JsonValueKind.String => FeedAuthors.FromText(author.Scalar()),
                _ => null,
            });
        }

        return authors;
    }

    private static ParsedAuthor? Author(string? name, string? written, FeedScope scope)
    {
        const string mailto = "mailto:";
        var mail = written?.Trim() is { } address && address.StartsWith(mailto, StringComparison.OrdinalIgnoreCase)
            ? address[mailto.Length..].Split('?')[0] : null;
        var url = mail is null ? scope.Url(written) : null;
        return (name ?? mail ?? url) is { Length: > 0 } shown ? new(shown, url, mail) : null;
    }
}
