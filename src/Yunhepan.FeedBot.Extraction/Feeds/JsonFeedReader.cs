using System.Globalization;
using System.Text.Json;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>JSON Feed 1.0 and 1.1, forgiving: numbers as ids, nulls, wrong types, no version.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Null when the text is no JSON or no feed.</summary>
    public static ParsedFeed? Read(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(decoded.Text.AsMemory().Trim("\uFEFF\0 \t\r\n"), Options);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Property(root, "items") is { ValueKind: JsonValueKind.Array } items
                ? ReadFeed(root, items, request, decoded.EncodingName, cancellationToken)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ParsedFeed ReadFeed(JsonElement root, JsonElement items, ParseRequest request, string encoding, CancellationToken cancellationToken)
    {
        var objects = items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).ToList();
        var title = Inline(root, "title");
        var scope = FeedScope.For(request);
        scope = FeedLanguage.Settle(scope, FeedScope.Tag(Text(root, "language")), title, objects.Select(item => Inline(item, "title")));
        var home = scope.Url(Text(root, "home_page_url"));
        var feedUrl = scope.Url(Text(root, "feed_url"));
        if (scope.Base is null)
            scope = scope with { Base = WebAddress.ParseBase(feedUrl ?? home) };
        return new ParsedFeed
        {
            Kind = DocumentKind.Feed,
            Format = Text(root, "version")?.TrimEnd('/').EndsWith("/1", StringComparison.Ordinal) == true ? "json-1.0" : "json-1.1",
            Encoding = encoding,
            Title = title,
            HomePageUrl = home,
            FeedUrl = feedUrl ?? scope.Url(request.Url),
            Description = Inline(root, "description"),
            IconUrl = scope.Url(Text(root, "icon")),
            FaviconUrl = scope.Url(Text(root, "favicon")),
            Language = scope.Language,
            Authors = Authors(root, scope),
            Hubs = [.. Objects(root, "hubs").Select(hub => scope.Url(Text(hub, "url"))).OfType<string>()],
            NextPageUrl = scope.Url(Text(root, "next_url")),
            Items = FeedItems.Read(objects, item => ReadItem(item, scope), cancellationToken),
        };
    }

    private static ParsedItem ReadItem(JsonElement item, FeedScope scope)
    {
        var html = Text(item, "content_html");
        var text = Text(item, "content_text");
        var content = !string.IsNullOrWhiteSpace(html) ? new FeedText(html, true) : new FeedText(text ?? string.Empty, false);
        var body = ItemBody.From(content, new FeedText(Text(item, "summary") ?? string.Empty, false), scope);
        var media = new FeedMedia(scope);
        media.AddImage(Text(item, "image"));
        media.AddImage(Text(item, "banner_image"));
        foreach (var attachment in Objects(item, "attachments"))
        {
            media.AddEnclosure(Text(attachment, "url"), Text(attachment, "mime_type"), Text(attachment, "size_in_bytes"), Inline(attachment, "title"));
            media.Duration ??= FeedMedia.ReadDuration(Text(attachment, "duration_in_seconds"));
        }

        var tags = new FeedTags();
        foreach (var tag in Property(item, "tags") is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default)
            tags.Add(new FeedText(Scalar(tag) ?? string.Empty, false));
        var id = Text(item, "id");
        return new ParsedItem
        {
            Id = id,
            Url = scope.Url(Text(item, "url")) ?? (id?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? scope.Url(id) : null),
            ExternalUrl = scope.Url(Text(item, "external_url")),
            Title = Inline(item, "title"),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.Date(Text(item, "date_published")),
            Modified = scope.Date(Text(item, "date_modified")),
            Authors = Authors(item, scope),
            Tags = tags.All,
            Language = FeedScope.Tag(Text(item, "language")),
            Attachments = media.Attachments(),
        };
    }

    private static List<ParsedAuthor> Authors(JsonElement element, FeedScope scope)
    {
        var authors = new List<ParsedAuthor>();
        foreach (var author in Objects(element, "authors").Concat(Objects(element, "author")))
            FeedAuthors.Add(authors, Author(Inline(author, "name"), scope.Url(Text(author, "url"))));
        if (Property(element, "author") is { ValueKind: JsonValueKind.String } plain)
            FeedAuthors.Add(authors, FeedAuthors.FromText(plain.GetString()));
        return authors;
    }

    private static ParsedAuthor? Author(string? name, string? url) =>
        name is not null ? new(name, url) : url is not null ? new(url, url) : null;

    /// <summary>The objects of an array, or the one object that stands where an array should be.</summary>
    private static IEnumerable<JsonElement> Objects(JsonElement element, string name) => Property(element, name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object),
        { ValueKind: JsonValueKind.Object } single => [single],
        _ => [],
    };

    private static JsonElement? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static string? Text(JsonElement element, string name) => Property(element, name) is { } value ? Scalar(value) : null;

    private static string? Inline(JsonElement element, string name) => Text(element, name) is { } text ? new FeedText(text, false).Inline() : null;

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        // Half a surrogate pair is legal in JSON and refused by GetString.
        JsonValueKind.String => TryGetString(value),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => null,
    };

    private static string? TryGetString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
