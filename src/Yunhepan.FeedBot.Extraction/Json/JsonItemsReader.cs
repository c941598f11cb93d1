using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Json;

/// <summary>The context that a JSON value is read in.</summary>
/// <param name="BaseUrl">The base of relative addresses.</param>
/// <param name="Zone">The zone of times that state none; UTC if null.</param>
/// <param name="Evidence">The kind of evidence that its dates are.</param>
internal sealed record JsonGround(Uri? BaseUrl, TimeZoneInfo? Zone, DateEvidence Evidence);

/// <summary>
/// Reads the JSON that a portal's own pages load: somewhere in it is an array of objects with an address and a title. The names
/// of the members differ between sites; the common ones are known here. A JSONP wrapper is removed.
/// </summary>
internal static partial class JsonItemsReader
{
    private const int MostItems = 500;
    private const int Deepest = 12;

    /// <summary>Members that contain the entry itself: an ItemList's entries, the edges of GraphQL, records of content stores.</summary>
    private static readonly string[] Inner = ["item", "node", "attributes", "fields"];

    private static readonly string[] Urls =
        ["url", "link", "href", "permalink", "shareurl", "linkurl", "contenturl", "docurl", "pageurl", "uri", "externalurl"];

    private static readonly string[] Changes = ["modifiedgmt", "datemodified", "updated", "updatedat", "updatetime", "modified", "mtime"];
    private static readonly string[] Summaries =
        ["summary", "excerpt", "description", "digest", "abstract", "intro", "brief", "desc", "contenttext"];
    private static readonly string[] Images =
        ["image", "imageurl", "img", "imgurl", "cover", "coverurl", "pic", "picurl", "thumbnail", "thumb"];
    private static readonly string[] Ids = ["id", "guid", "docid", "newsid", "articleid", "contentid"];

    [GeneratedRegex("<[^>]{0,500}>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space { get; }

    public static ParseResult Read(ParseRequest request, DecodedText decoded, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(
                Unwrap(JsonEscapes.PairSurrogates(decoded.Text)), new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = 64 });
            var items = ItemsIn(
                document.RootElement, new JsonGround(WebAddress.ParseBase(request.Url), request.TimeZone, DateEvidence.JsonMember),
                cancellationToken);
            return items.Count == 0
                ? new ParseResult.Unreadable("JSON without a list of objects that have an address and a title")
                : new ParseResult.Parsed(
                    new ParsedFeed
                    {
                        Kind = DocumentKind.List,
                        Format = new(FormatFamily.Json),
                        Encoding = decoded.EncodingName,
                        Language = request.Language,
                        Items = items,
                    });
        }
        catch (JsonException error)
        {
            return new ParseResult.Unreadable($"not JSON, line {(error.LineNumber ?? 0) + 1}");
        }
    }

    /// <summary>Returns the items of the array, at any depth, that yields the most.</summary>
    /// <param name="root">The value to search, down to a depth of twelve.</param>
    /// <param name="ground">The context of addresses and times in it.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static IReadOnlyList<ParsedItem> ItemsIn(JsonElement root, JsonGround ground, CancellationToken cancellationToken) =>
        Best(root, ground, 0, cancellationToken);

    private static List<ParsedItem> Best(JsonElement element, JsonGround ground, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var best = new List<ParsedItem>();
        if (depth > Deepest)
            return best;

        if (element.ValueKind == JsonValueKind.Array)
        {
            best.AddRange(element.EnumerateArray().Take(MostItems).Select(item => Item(item, ground)).OfType<ParsedItem>());
            if (best.Count > 0)
                return best;
        }

        foreach (var child in Children(element))
        {
            var found = Best(child, ground, depth + 1, cancellationToken);
            best = found.Count > best.Count ? found : best;
        }

        return best;
    }

    private static IEnumerable<JsonElement> Children(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Take(100),
        JsonValueKind.Object => element.EnumerateObject().Take(200).Select(member => member.Value),
        _ => [],
    };

    private static ParsedItem? Item(JsonElement element, JsonGround ground)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        AddSaid(element, said);
        foreach (var inner in Inner)
        {
            if (element.TryGetProperty(inner, out var about) && about.ValueKind == JsonValueKind.Object)
                AddSaid(about, said);
        }

        var url = WebAddress.Resolve(First(said, Urls), ground.BaseUrl);
        var title = Plain(First(said, MemberNames.Titles), 500);
        if (url is null || title is null)
            return null;

        var author = Plain(First(said, MemberNames.Authors), 100);
        var origin = Plain(First(said, MemberNames.Origins), 100);
        return new ParsedItem
        {
            Id = Plain(First(said, Ids), 200),
            Url = url,
            Title = title,
            Summary = Plain(First(said, Summaries), 1000),
            ImageUrl = WebAddress.Resolve(First(said, Images), ground.BaseUrl),
            Published = Date(said, MemberNames.Published, ground),
            Modified = Date(said, Changes, ground),
            Authors = author is null ? [] : [new ParsedAuthor(author)],
            Origin = origin is null ? null : new ParsedOrigin(origin),
        };
    }

    private static void AddSaid(JsonElement element, Dictionary<string, string> said)
    {
        foreach (var member in element.EnumerateObject().Take(200))
        {
            if (Said(member.Value) is { Length: > 0 } value)
                said.TryAdd(PlainName(member.Name), value);
        }
    }

    /// <summary>WordPress wraps texts: <c>"title": { "rendered": "…" }</c>.</summary>
    private static string? Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object when value.TryGetProperty("rendered", out var text) && text.ValueKind == JsonValueKind.String =>
            text.GetString(),
        _ => null,
    };

    private static string? First(Dictionary<string, string> said, string[] names) =>
        names.Select(name => said.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private static string PlainName(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' ')).Take(40).Select(char.ToLowerInvariant));

    private static string? Plain(string? text, int longest)
    {
        if (text is null)
            return null;

        if (text.Length > 20_000)
            text = text[..20_000];
        var plain = Space.Replace(WebUtility.HtmlDecode(Tag.Replace(text, "")), " ").Trim();
        return plain.Length == 0 ? null : plain.Length <= longest ? plain : plain[..longest];
    }

    private static ParsedDate? Date(Dictionary<string, string> said, string[] names, JsonGround ground) =>
        Array.Find(names, name => !string.IsNullOrWhiteSpace(said.GetValueOrDefault(name))) is { } member
            && MachineDate.Parse(said[member], ZoneOf(member, ground)) is { } date
            ? date.From(ground.Evidence, member, said[member]) : null;

    private static TimeZoneInfo ZoneOf(string member, JsonGround ground) =>
        ground.Zone is { } zone && !member.EndsWith("gmt", StringComparison.Ordinal) ? zone : TimeZoneInfo.Utc;

    /// <summary>Unwraps <c>callback({…});</c> to <c>{…}</c>.</summary>
    private static string Unwrap(string text)
    {
        var start = text.AsSpan().IndexOfAny('{', '[');
        var end = text.AsSpan().LastIndexOfAny('}', ']');
        return start >= 0 && end > start ? text[start..(end + 1)] : text;
    }
}
