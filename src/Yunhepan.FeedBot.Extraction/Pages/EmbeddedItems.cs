using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Extraction.Html;
using Yunhepan.FeedBot.Extraction.Json;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Reads the entries of a list that a page carries as data for scripts and search engines: a schema.org ItemList or Blog in JSON-LD,
/// the state of pages made with Next, Nuxt and the like. Such a page may show no entry before its scripts run.
/// </summary>
internal static partial class EmbeddedItems
{
    private const int FewestItems = 3;

    private const int TitleWeight = 12;

    private const int MostScripts = 200;

    private const int MostParsed = 20;

    private const int LongestScript = 4_000_000;

    private static readonly string[] ListMembers = ["itemListElement", "blogPost", "blogPosts", "hasPart"];

    /// <summary>Returns the longest list of the page's data, or nothing if none has three titled links to the page's own site.</summary>
    public static IReadOnlyList<ParsedItem> Find(PageContext page, CancellationToken cancellationToken)
    {
        IReadOnlyList<ParsedItem> best = Described(page, cancellationToken);
        if (best.Count >= FewestItems)
            return best;
        var ground = Ground(page, DateEvidence.Script);
        var parsed = 0;
        foreach (var script in page.Elements.Where(e => e.LocalName == "script").Take(MostScripts))
        {
            if (JsonLd.IsDescription(script) || script.TextContent is not { Length: > 40 and < LongestScript } text)
                continue;
            foreach (var state in States(text, IsData(script)))
            {
                using (state)
                {
                    var items = Own(page, JsonItemsReader.ItemsIn(state.RootElement, ground, cancellationToken));
                    best = items.Count > best.Count ? items : best;
                }

                if (++parsed == MostParsed)
                    return best.Count >= FewestItems ? best : [];
            }
        }

        return best.Count >= FewestItems ? best : [];
    }

    /// <summary>Returns the entries that JSON-LD describes as the page's list.</summary>
    public static IReadOnlyList<ParsedItem> Described(PageContext page, CancellationToken cancellationToken)
    {
        var ground = Ground(page, DateEvidence.JsonLd);
        IReadOnlyList<ParsedItem> best = [];
        foreach (var script in page.Elements.Where(JsonLd.IsDescription).Take(JsonLd.MostBlocks))
        {
            if (JsonLd.Parse(script.TextContent) is not { } json)
                continue;
            using (json)
            {
                foreach (var list in Lists(json.RootElement, 0))
                {
                    var items = Own(page, JsonItemsReader.ItemsIn(list, ground, cancellationToken));
                    best = items.Count > best.Count ? items : best;
                }
            }
        }

        return best;
    }

    private static JsonGround Ground(PageContext page, DateEvidence evidence)
    {
        var zone = page.Dates.Zone ?? TimeZoneInfo.CreateCustomTimeZone("page", page.Dates.OffsetAt(page.Dates.LocalNow), null, null);
        return new JsonGround(page.BaseUrl, zone, evidence);
    }

    private static bool IsData(IElement script) =>
        script.GetAttribute("type") is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the arrays of articles in JSON-LD. Breadcrumbs are lists as well, but not of articles.</summary>
    private static IEnumerable<JsonElement> Lists(JsonElement element, int depth)
    {
        if (depth > 6)
            yield break;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var list in element.EnumerateArray().Take(100).SelectMany(e => Lists(e, depth + 1)))
                yield return list;
        }
        else if (element.ValueKind == JsonValueKind.Object
            && !(element.TryGetProperty("@type", out var type) && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("BreadcrumbList")))
        {
            foreach (var member in element.EnumerateObject().Take(100))
            {
                if (member.Value.ValueKind == JsonValueKind.Array && ListMembers.Contains(member.Name))
                    yield return member.Value;
                else if (member.Name is "@graph" or "mainEntity" or "mainEntityOfPage")
                {
                    foreach (var list in Lists(member.Value, depth + 1))
                        yield return list;
                }
            }
        }
    }

    /// <summary>Returns the JSON values that a script assigns, or the JSON document that it is.</summary>
    private static IEnumerable<JsonDocument> States(string script, bool isData)
    {
        if (isData)
        {
            if (First(script) is { } data)
            {
                var unfolded = FlattenedJson.Unfold(data.RootElement);
                if (unfolded is not null)
                    data.Dispose();
                yield return unfolded ?? data;
            }

            yield break;
        }

        foreach (Match assignment in Assignment.Matches(script).Take(MostParsed))
        {
            if (First(script.AsMemory(assignment.Groups["value"].Index)) is not { } state)
                continue;
            if (state.RootElement.ValueKind != JsonValueKind.String)
            {
                yield return state;
                continue;
            }

            using (state)
            {
                // In JSON.parse("…") the state is JSON in a string.
                if (First(state.RootElement.GetString()!) is { } inside)
                    yield return inside;
            }
        }
    }

    private static JsonDocument? First(string text) => First(text.AsMemory());

    /// <summary>Parses the JSON value at the start of the text and ignores what follows it.</summary>
    private static JsonDocument? First(ReadOnlyMemory<char> text)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonEscapes.PairSurrogates(text.Trim().ToString()));
        var reader = new Utf8JsonReader(
            bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        try
        {
            return JsonDocument.TryParseValue(ref reader, out var value) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the items with headlines that link to the page's own site, each address once.</summary>
    private static List<ParsedItem> Own(PageContext page, IReadOnlyList<ParsedItem> items) =>
    [
        .. items.Where(i => TextWeight.Measure(i.Title ?? string.Empty) >= TitleWeight && WebAddress.ParseBase(i.Url) is { } url
            && url != page.PageUrl && url.AbsolutePath.Length > 1 && (page.PageUrl is null || IsOfSite(url, page.PageUrl)))
            .DistinctBy(i => i.Url)
            .Select(i => i with { Language = page.Language }),
    ];

    private static bool IsOfSite(Uri url, Uri page) =>
        RegistrableDomain.FromHost(url.IdnHost) == RegistrableDomain.FromHost(page.IdnHost);

    // Only what begins like JSON: most of what scripts assign is no JSON, and parsing copies the rest of the script.
    [GeneratedRegex(
        @"[\w$\]]\s{0,3}=\s{0,3}((?<value>\{\s{0,99}""|\[\s{0,99}[\[{])|JSON\.parse\(\s{0,3}(?<value>""))",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Assignment { get; }
}
