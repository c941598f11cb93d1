using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// Describes pages for search engines in the words of schema.org (JSON-LD). An article's publisher is who published it first, and
/// not this site; what its source does not state is left out.
/// </summary>
internal static class StructuredData
{
    private const int MostNames = 10;

    // It escapes <, >, & and quotes, so that no text can end the element.
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Returns the element that holds some objects. It is data, which no browser executes.</summary>
    public static MarkupString Write(IEnumerable<JsonObject> graph)
    {
        var data = new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = new JsonArray([.. graph]) };
        return new MarkupString($"<script type=\"application/ld+json\">{data.ToJsonString(Written)}</script>");
    }

    public static JsonObject Describe(PageRequest request, Article article, FeedItem item, ArticleCard card)
    {
        var source = item.Source.Name;
        var publisher = item.OriginName
            ?? (article.PublisherId is { } id && request.Tree.Find(TopicKind.Publisher, id) is { } node ? request.NameOf(node) : source);
        var data = new JsonObject
        {
            ["@type"] = "NewsArticle",
            ["@id"] = item.PageUrl,
            ["url"] = item.PageUrl,
            ["mainEntityOfPage"] = item.PageUrl,
            ["headline"] = card.Title,
            ["description"] = card.Description,
            ["inLanguage"] = item.Language ?? request.Tree.Site.Language,
            ["publisher"] = Organisation(publisher, item.OriginName is null ? item.Source.Url : item.OriginUrl),
            ["sdPublisher"] = Organisation(request.SiteTitle, request.BaseUrl + "/"),
        };
        Add(data, "datePublished", Published(article, item));
        Add(data, "dateModified", Modified(request, article));
        Add(data, "author", Authors(item, [publisher, source]));
        Add(data, "provider", publisher == source ? null : Organisation(source, item.Source.Url));
        Add(data, "isBasedOn", item.OriginalUrl ?? (item.Url == item.PageUrl ? null : item.Url));
        Add(data, "image", card.ImageUrl);
        Add(data, "license", item.Licence?.Url);
        Add(data, "copyrightNotice", item.Rights);
        Add(data, "articleSection", Names(item.Categories.Select(c => c.Name)));
        Add(data, "keywords", Names(item.Tags));
        return data;
    }

    /// <summary>Describes the way to a page, from the home page on.</summary>
    public static JsonObject Way(PageRequest request, IEnumerable<(string Name, string Path)> steps) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. steps.Prepend((request.Texts.Home, "/")).Select((step, i) => new JsonObject
        {
            ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = step.Item1, ["item"] = request.BaseUrl + step.Item2,
        })]),
    };

    /// <summary>Describes a list of articles.</summary>
    /// <param name="first">The place of the first one in the whole list, from 1.</param>
    /// <param name="total">The number of articles in the whole list.</param>
    public static JsonObject List(PageRequest request, string name, IReadOnlyList<Article> articles, int first, int total) => new()
    {
        ["@type"] = "ItemList",
        ["name"] = name,
        ["numberOfItems"] = total,
        ["itemListOrder"] = "https://schema.org/ItemListOrderDescending",
        ["itemListElement"] = new JsonArray([.. articles.Select((article, i) => new JsonObject
        {
            ["@type"] = "ListItem", ["position"] = first + i, ["url"] = $"{request.BaseUrl}/article/{article.PublicId:D}",
        })]),
    };

    /// <summary>Describes this site and its search.</summary>
    public static JsonObject Site(PageRequest request) => new()
    {
        ["@type"] = "WebSite",
        ["@id"] = request.BaseUrl + "/",
        ["url"] = request.BaseUrl + "/",
        ["name"] = request.SiteTitle,
        ["description"] = request.Pitch,
        ["inLanguage"] = request.Texts.Tag,
        ["potentialAction"] = new JsonObject
        {
            ["@type"] = "SearchAction",
            ["target"] = new JsonObject { ["@type"] = "EntryPoint", ["urlTemplate"] = request.BaseUrl + "/search?q={words}" },
            ["query-input"] = "required name=words",
        },
    };

    /// <summary>Returns the date of publication as exactly as its source states it; null if it states none.</summary>
    public static string? Published(Article article, FeedItem item) => item.Published is not { } at ? null
        : article.PublishedHasTime ? FeedXml.Time(at) : at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Returns the time of the last change; null if it did not change after its publication.</summary>
    public static string? Modified(PageRequest request, Article article) =>
        article.ModifiedAt is { } at && at > (article.PublishedAt ?? article.FirstSeenAt)
            ? FeedXml.Time(TimeZoneInfo.ConvertTime(at, request.Tree.Site.TimeZone)) : null;

    private static JsonObject Organisation(string name, string? url)
    {
        var organisation = new JsonObject { ["@type"] = "Organization", ["name"] = name };
        Add(organisation, "url", url);
        return organisation;
    }

    private static JsonArray? Authors(FeedItem item, string[] organisations) => item.Authors.Count == 0 ? null
        : new JsonArray([.. item.Authors.Take(MostNames).Select(name => new JsonObject
        {
            ["@type"] = organisations.Contains(name, StringComparer.Ordinal) ? "Organization" : "Person", ["name"] = name,
        })]);

    private static JsonArray? Names(IEnumerable<string> names) =>
        names.Take(MostNames).Select(name => (JsonNode?)name).ToArray() is { Length: > 0 } some ? new JsonArray(some) : null;

    private static void Add(JsonObject data, string name, JsonNode? value)
    {
        if (value is not null)
            data[name] = value;
    }
}
