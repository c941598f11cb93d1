using System.Text.Json;

namespace Yunhepan.FeedBot.Tests.Publishing.Checking;

/// <summary>The rules of https://www.jsonfeed.org/version/1.1/.</summary>
internal static class JsonFeedRules
{
    private static readonly HashSet<string> OfFeed = ["version", "title", "home_page_url", "feed_url", "description", "next_url", "favicon", "icon", "language", "authors", "hubs", "items"];

    private static readonly HashSet<string> OfItem =
    [
        "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "date_published", "date_modified", "authors", "tags", "language", "attachments",
    ];

    public static void Check(FeedProblems problems, JsonElement feed, string? address)
    {
        Members(problems, feed, OfFeed, "feed");
        problems.Require(Text(feed, "version") == "https://jsonfeed.org/version/1.1", "version", "feed");
        problems.NotBlank("feed/title", Text(feed, "title"));
        problems.Require(address is null || Text(feed, "feed_url") == address, "SelfDoesntMatchLocation", "feed", address ?? "");
        foreach (var name in (string[])["home_page_url", "feed_url", "next_url", "favicon"])
            Address(problems, feed, name);
        if (feed.TryGetProperty("hubs", out var hubs))
        {
            foreach (var hub in hubs.EnumerateArray())
            {
                problems.NotBlank("hub/type", Text(hub, "type"));
                Address(problems, hub, "url");
            }
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in feed.GetProperty("items").EnumerateArray())
        {
            Item(problems, item);
            problems.Require(ids.Add(Text(item, "id") ?? ""), "DuplicateEntries", "item/id");
        }
    }

    private static void Item(FeedProblems problems, JsonElement item)
    {
        Members(problems, item, OfItem, "item");
        problems.FullLink("item/id", Text(item, "id"));
        problems.NotBlank("item/title", Text(item, "title"));
        problems.NotBlank("item/content_html", Text(item, "content_html"));
        HtmlRules.Check(problems, "item/content_html", Text(item, "content_html") ?? "");
        foreach (var name in (string[])["url", "external_url", "image"])
            Address(problems, item, name);
        foreach (var name in (string[])["date_published", "date_modified"])
        {
            if (Text(item, name) is { } time)
                problems.Rfc3339("item/" + name, time);
        }

        if (Text(item, "language") is { } language)
            problems.Language("item/language", language);
        foreach (var author in item.GetProperty("authors").EnumerateArray())
            problems.NotBlank("author/name", Text(author, "name"));
        if (!item.TryGetProperty("attachments", out var attachments))
            return;
        foreach (var attachment in attachments.EnumerateArray())
        {
            Address(problems, attachment, "url");
            problems.MimeType("attachment/mime_type", Text(attachment, "mime_type"));
        }
    }

    private static void Members(FeedProblems problems, JsonElement element, HashSet<string> known, string where)
    {
        foreach (var member in element.EnumerateObject())
            problems.Require(known.Contains(member.Name) || member.Name.StartsWith('_'), "UndefinedElement", where, member.Name);
        problems.Require(element.EnumerateObject().DistinctBy(m => m.Name).Count() == element.EnumerateObject().Count(), "DuplicateElement", where);
    }

    private static void Address(FeedProblems problems, JsonElement element, string name)
    {
        if (Text(element, name) is { } value)
            problems.FullLink(name, value);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
