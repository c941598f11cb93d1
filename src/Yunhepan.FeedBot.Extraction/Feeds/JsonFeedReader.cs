using System.Globalization;
using System.Text.Json;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>JSON Feed 1.0 and 1.1, forgiving: numbers as ids, nulls, wrong types, no version.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private static readonly string[] Members =
        ["title", "home_page_url", "feed_url", "description", "icon", "favicon", "author", "authors", "hubs", "next_url", "language",
            "expired", "user_comment", "items"];

    /// <summary>Null when the text is no JSON or no feed.</summary>
    public static ParsedFeed? Read(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        var text = JsonEscapes.PairSurrogates(decoded.Text).AsMemory().Trim("\uFEFF\0 \t\r\n");
        try
        {
            return Read(text, request, decoded, cancellationToken);
        }
        catch (JsonException)
        {
            // Infinity, raw line breaks in strings, an end that never came.
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
        if (Property(root, "items") is { ValueKind: JsonValueKind.Array } items)
            return ReadFeed(root, items.EnumerateArray(), request, decoded.EncodingName, cancellationToken);
        // Nothing published yet, or a list of a wrong type: still a feed when it speaks like one.
        var isFeed = Text(root, "version")?.Contains("jsonfeed", StringComparison.OrdinalIgnoreCase) == true
            || Members.Count(member => Property(root, member) is not null) > 2;
        return isFeed ? ReadFeed(root, [], request, decoded.EncodingName, cancellationToken) : null;
    }

    private static ParsedFeed ReadFeed(
        JsonElement root, IEnumerable<JsonElement> items, ParseRequest request, string encoding, CancellationToken cancellationToken)
    {
        var objects = items.Where(item => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any()).ToList();
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
            media.AddEnclosure(
                Text(attachment, "url"), Text(attachment, "mime_type"), Text(attachment, "size_in_bytes"), Inline(attachment, "title"),
                FeedMedia.ReadDuration(Text(attachment, "duration_in_seconds")));
        }

        var tags = new FeedTags();
        foreach (var tag in Property(item, "tags") is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default)
            tags.Add(new FeedText(Scalar(tag) ?? string.Empty, false));
        if (Property(item, "tags") is { ValueKind: JsonValueKind.String } list)
            tags.AddList(Scalar(list));
        var id = Id(item);
        return new ParsedItem
        {
            Id = id,
            Url = scope.Url(Text(item, "url")) ?? FeedScope.WholeUrl(id),
            ExternalUrl = scope.Url(Text(item, "external_url")),
            Title = Inline(item, "title"),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.Date(Text(item, "date_published"), DateEvidence.JsonMember, "date_published"),
            Modified = scope.Date(Text(item, "date_modified"), DateEvidence.JsonMember, "date_modified"),
            Authors = Authors(item, scope),
            Tags = tags.All,
            Language = FeedScope.Tag(Text(item, "language")),
            Attachments = media.Attachments(),
        };
    }

    private static List<ParsedAuthor> Authors(JsonElement element, FeedScope scope)
    {
        var authors = new List<ParsedAuthor>();
        foreach (var author in Entries(element, "authors").Concat(Entries(element, "author")))
        {
            FeedAuthors.Add(authors, author.ValueKind switch
            {
                JsonValueKind.Object => Author(Inline(author, "name"), Text(author, "url"), scope),
                JsonValueKind.String => FeedAuthors.FromText(Scalar(author)),
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

    /// <summary>The objects of an array, or the one object that stands where an array should be.</summary>
    private static IEnumerable<JsonElement> Objects(JsonElement element, string name) =>
        Entries(element, name).Where(entry => entry.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Entries(JsonElement element, string name) => Property(element, name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { } single => [single],
        null => [],
    };

    /// <summary>JSON Feed asks readers to coerce any scalar into a string.</summary>
    private static string? Id(JsonElement item) => Property(item, "id") switch
    {
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        { } value => Scalar(value),
        null => null,
    };

    private static JsonElement? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value : null;

    private static string? Text(JsonElement element, string name) => Property(element, name) is { } value ? Scalar(value) : null;

    private static string? Inline(JsonElement element, string name) =>
        Text(element, name) is { } text ? FeedText.OfPlain(text).Inline() : null;

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ControlCharacters.Mend(value.GetString()!),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => null,
    };
}
