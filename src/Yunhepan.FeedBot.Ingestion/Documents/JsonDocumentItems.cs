using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>
/// The JSON that a portal's own pages load: somewhere in it stands an array of objects with an address and a title.
/// The names of the members differ from site to site; the usual ones are known here. A JSONP wrapper is taken off.
/// </summary>
internal static partial class JsonDocumentItems
{
    private const int MostItems = 500;
    private const int Deepest = 6;

    private static readonly string[] Urls =
        ["url", "link", "href", "permalink", "shareurl", "linkurl", "contenturl", "docurl", "pageurl", "uri", "externalurl"];
    private static readonly string[] Titles = ["title", "headline", "doctitle", "newstitle", "subject", "name"];
    private static readonly string[] Dates =
    [
        "datepublished", "published", "publishedat", "publishtime", "publishdate", "pubdate", "pubtime", "releasetime", "releasedate",
        "docpubtime",
        "ptime", "date", "time", "createtime", "createdat", "created", "ctime", "inputtime",
    ];

    private static readonly string[] Changes = ["datemodified", "updated", "updatedat", "updatetime", "modified", "mtime"];
    private static readonly string[] Summaries = ["summary", "description", "digest", "abstract", "intro", "brief", "desc", "contenttext"];
    private static readonly string[] Images =
        ["image", "imageurl", "img", "imgurl", "cover", "coverurl", "pic", "picurl", "thumbnail", "thumb"];
    private static readonly string[] Authors = ["author", "authorname", "writer"];
    private static readonly string[] Origins = ["source", "sourcename", "origin", "docsource", "copyfrom"];
    private static readonly string[] Ids = ["id", "guid", "docid", "newsid", "articleid", "contentid"];

    [GeneratedRegex("<[^>]{0,500}>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space { get; }

    public static ParseResult Parse(ParseRequest request, CancellationToken cancellationToken)
    {
        var (text, encoding) = Text(request);
        try
        {
            using var document = JsonDocument.Parse(
                Unwrap(JsonEscapes.PairSurrogates(text)), new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = 64 });
            var items = Best(document.RootElement, request, 0, cancellationToken);
            return items.Count == 0
                ? new ParseResult.Unreadable("JSON without a list of objects that have an address and a title")
                : new ParseResult.Parsed(
                    new ParsedFeed { Kind = DocumentKind.List, Format = "json", Encoding = encoding, Language = request.Language,
                        Items = items });
        }
        catch (JsonException error)
        {
            return new ParseResult.Unreadable($"not JSON, line {(error.LineNumber ?? 0) + 1}");
        }
    }

    /// <summary>The array that yields most items, wherever it stands.</summary>
    private static List<ParsedItem> Best(JsonElement element, ParseRequest request, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var best = new List<ParsedItem>();
        if (depth > Deepest)
            return best;

        if (element.ValueKind == JsonValueKind.Array)
        {
            best.AddRange(element.EnumerateArray().Take(MostItems).Select(item => Item(item, request)).OfType<ParsedItem>());
            if (best.Count > 0)
                return best;
        }

        foreach (var child in Children(element))
        {
            var found = Best(child, request, depth + 1, cancellationToken);
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

    private static ParsedItem? Item(JsonElement element, ParseRequest request)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject().Take(200))
        {
            if (Said(member.Value) is { Length: > 0 } value)
                said.TryAdd(PlainName(member.Name), value);
        }

        var url = StatedAddress.Resolve(First(said, Urls), request.Url);
        var title = Plain(First(said, Titles), 500);
        if (url is null || title is null)
            return null;

        var zone = request.TimeZone ?? TimeZoneInfo.Utc;
        var author = Plain(First(said, Authors), 100);
        var origin = Plain(First(said, Origins), 100);
        return new ParsedItem
        {
            Id = Plain(First(said, Ids), 200),
            Url = url,
            Title = title,
            Summary = Plain(First(said, Summaries), 1000),
            ImageUrl = StatedAddress.Resolve(First(said, Images), request.Url),
            Published = StatedDate.Parse(First(said, Dates), zone),
            Modified = StatedDate.Parse(First(said, Changes), zone),
            Authors = author is null ? [] : [new ParsedAuthor(author)],
            Origin = origin is null ? null : new ParsedOrigin(origin),
        };
    }

    private static string? Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
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

    private static (string Text, string Encoding) Text(ParseRequest request)
    {
        var name = request.Encoding;
        if (name is null && ContentTypeCharset(request.ContentType) is { } stated)
            name = stated;

        var encoding = name is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(name);
        var content = request.Content.Span;
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[3..];
            encoding = null;
        }

        encoding ??= Encoding.UTF8;
        return (encoding.GetString(content), encoding.WebName.ToLowerInvariant());
    }

    private static string? ContentTypeCharset(string? header)
    {
        try
        {
            return header is null ? null : new ContentType(header).CharSet?.Trim('"', '\'');
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary><c>callback({…});</c> gives <c>{…}</c>.</summary>
    private static string Unwrap(string text)
    {
        var start = text.AsSpan().IndexOfAny('{', '[');
        var end = text.AsSpan().LastIndexOfAny('}', ']');
        return start >= 0 && end > start ? text[start..(end + 1)] : text;
    }
}
