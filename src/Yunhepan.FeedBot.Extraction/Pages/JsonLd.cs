using AngleSharp.Dom;
using System.Text.Json;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>An article as a JSON-LD block describes it.</summary>
internal sealed record JsonLdArticle
{
    public string? Headline { get; init; }

    /// <summary>The whole text of an article that is free to read.</summary>
    public string? Text { get; init; }

    public string? Published { get; init; }

    public string? Modified { get; init; }

    public string? Section { get; init; }

    public string? ImageUrl { get; init; }

    public string? PublisherName { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Keywords { get; init; } = [];
}

/// <param name="Article">The first article that is described.</param>
/// <param name="HasList">True if a list of things is described.</param>
/// <param name="PagePublished">When the page, or anything else that is described, was published.</param>
internal readonly record struct JsonLdContent(JsonLdArticle? Article, bool HasList, string? PagePublished);

/// <summary>Reads schema.org descriptions and skips invalid JSON.</summary>
internal static class JsonLd
{
    private const int LongestBlock = 1_000_000;

    public const int MostBlocks = 20;

    private const int MostNodes = 400;

    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    public static JsonLdContent Read(IReadOnlyList<IElement> elements)
    {
        JsonLdArticle? article = null;
        string? pagePublished = null;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var hasList = false;
        foreach (var script in elements.Where(IsDescription).Take(MostBlocks))
        {
            if (Parse(script.TextContent) is not { } json)
                continue;
            using (json)
            {
                var left = MostNodes;
                var nodes = Nodes(json.RootElement, ref left);
                foreach (var node in nodes)
                    if (Text(node, "@id") is { } id && Text(node, "name") is { } name)
                        names.TryAdd(id, name);
                foreach (var node in nodes)
                {
                    var type = TypeOf(node);
                    if (IsArticle(type))
                        article ??= WithNamed(ReadArticle(node), node, names);
                    pagePublished ??= Text(node, "datePublished");
                    hasList |= type is "ItemList" or "CollectionPage" or "SearchResultsPage";
                }
            }
        }
        return new JsonLdContent(article, hasList, pagePublished);
    }

    private static bool IsArticle(string type) =>
        type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("BlogPosting", StringComparison.Ordinal)
        || type is "Report" or "Review" or "Recipe" or "DiscussionForumPosting" or "SocialMediaPosting";

    /// <summary>Returns true for a script that holds JSON-LD.</summary>
    public static bool IsDescription(IElement element) =>
        element.LocalName == "script" && element.GetAttribute("type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Parses a block leniently; null if that is not possible.</summary>
    public static JsonDocument? Parse(string text)
    {
        text = text.Trim();
        if (text.StartsWith("<![CDATA[", StringComparison.Ordinal))
            text = text[9..].Replace("]]>", string.Empty, StringComparison.Ordinal);
        if (text.Length is 0 or > LongestBlock)
            return null;
        text = JsonEscapes.PairSurrogates(text);
        try
        {
            return JsonDocument.Parse(text.TrimEnd(';'), Lenient);
        }
        catch (JsonException)
        {
            return Repaired(text);
        }
    }

    /// <summary>Repairs the most common error: raw line breaks inside strings.</summary>
    private static JsonDocument? Repaired(string text)
    {
        try
        {
            return JsonDocument.Parse(text.ReplaceLineEndings(" ").Replace('\t', ' '), Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<JsonElement> Nodes(JsonElement root, ref int left)
    {
        var nodes = new List<JsonElement>();
        var open = new Queue<JsonElement>([root]);
        while (open.TryDequeue(out var node) && left-- > 0)
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray())
                    open.Enqueue(item);
            }
            else if (node.ValueKind == JsonValueKind.Object)
            {
                nodes.Add(node);
                foreach (var name in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
                    if (node.TryGetProperty(name, out var inner))
                        open.Enqueue(inner);
            }
        }
        return nodes;
    }

    private static string TypeOf(JsonElement node)
    {
        if (!node.TryGetProperty("@type", out var type))
            return string.Empty;
        if (type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0)
            type = type[0];
        return type.ValueKind == JsonValueKind.String ? type.GetString()! : string.Empty;
    }

    private static JsonLdArticle ReadArticle(JsonElement node) => new()
    {
        Headline = Text(node, "headline") ?? Text(node, "name"),
        Text = IsFree(node) ? BodyOf(node) : null,
        Published = Text(node, "datePublished") ?? Text(node, "dateCreated"),
        Modified = Text(node, "dateModified"),
        Section = Names(node, "articleSection").FirstOrDefault(),
        ImageUrl = Names(node, "image", "url").FirstOrDefault() ?? Text(node, "thumbnailUrl"),
        PublisherName = Names(node, "publisher").FirstOrDefault(),
        Authors = Names(node, "author") is { Count: > 0 } authors ? authors : Names(node, "creator"),
        Keywords =
            [.. Names(node, "keywords")
                .SelectMany(k => k.Split([',', '，', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };

    private static bool IsFree(JsonElement node) =>
        !node.TryGetProperty("isAccessibleForFree", out var free) || free.ValueKind != JsonValueKind.False
            && !(free.ValueKind == JsonValueKind.String && string.Equals(free.GetString(), "false", StringComparison.OrdinalIgnoreCase));

    private static string? BodyOf(JsonElement node) =>
        node.TryGetProperty("articleBody", out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 and < LongestBlock } text ? text : null;

    /// <summary>Resolves people by id, because a graph names each person once and then refers to the id.</summary>
    private static JsonLdArticle WithNamed(JsonLdArticle article, JsonElement node, Dictionary<string, string> names)
    {
        if (article.Authors.Count > 0)
            return article;
        return article with { Authors = [.. Names(node, "author", "@id").Select(names.GetValueOrDefault).OfType<string>()] };
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 and < 4000 } text
            ? PlainText.FromHtmlInline(text) : null;

    private static List<string> Names(JsonElement node, string property, string member = "name")
    {
        var names = new List<string>();
        if (node.TryGetProperty(property, out var value))
            AddNames(value, member, names);
        return names;
    }

    private static void AddNames(JsonElement value, string member, List<string> names)
    {
        if (names.Count >= 20)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { Length: > 0 and < 2000 } text:
                names.Add(PlainText.FromHtmlInline(text));
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    AddNames(item, member, names);
                break;
            case JsonValueKind.Object when Text(value, member) is { } name:
                names.Add(name);
                break;
            default:
                break;
        }
    }
}
