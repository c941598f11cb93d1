using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Extraction;

namespace Yunhepan.FeedBot.Cli;

/// <summary>
/// Writes a parsed document as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) with the extension <c>_feedbot</c>.
/// </summary>
internal static class InspectJson
{
    public static ReadOnlyMemory<byte> Write(ParsedFeed feed, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, feed);
        return buffer.WrittenMemory;
    }

    public static void Write(Utf8JsonWriter json, ParsedFeed feed)
    {
        json.WriteStartObject();
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        json.WriteString("title", feed.Title ?? "");
        Text(json, "home_page_url", feed.HomePageUrl);
        Text(json, "feed_url", feed.FeedUrl);
        Text(json, "description", feed.Description);
        Text(json, "icon", feed.IconUrl);
        Text(json, "favicon", feed.FaviconUrl);
        Text(json, "language", feed.Language);
        Authors(json, feed.Authors);
        Text(json, "next_url", feed.NextPageUrl);
        if (feed.Hubs.Count > 0)
        {
            json.WriteStartArray("hubs");
            foreach (var hub in feed.Hubs)
            {
                json.WriteStartObject();
                json.WriteString("type", "WebSub");
                json.WriteString("url", hub);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("_feedbot");
        json.WriteString("kind", KindOf(feed.Kind));
        json.WriteNumber("confidence", Math.Round(feed.Confidence, 3));
        json.WriteString("format", feed.Format.ToString());
        json.WriteString("encoding", feed.Encoding);
        Links(json, "feeds", feed.AlternateFeeds);
        json.WriteEndObject();

        json.WriteStartArray("items");
        foreach (var item in feed.Items)
            Item(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, ParsedItem item)
    {
        json.WriteStartObject();
        json.WriteString(
            "id", item.Id ?? item.Url ?? SubstanceHash.Compute(item.Title ?? "", item.ContentText ?? item.Summary ?? ""));
        Text(json, "url", item.Url);
        Text(json, "external_url", item.ExternalUrl);
        Text(json, "title", item.Title);
        Text(json, "content_html", item.ContentHtml);
        if (!string.IsNullOrEmpty(item.ContentText))
            json.WriteString("content_text", item.ContentText);
        else if (string.IsNullOrEmpty(item.ContentHtml))
            // The format requires one of the two, and a list entry has no more than this.
            json.WriteString("content_text", item.Summary ?? item.Title ?? "");
        Text(json, "summary", item.Summary);
        Text(json, "image", item.ImageUrl);
        Date(json, "date_published", item.Published);
        Date(json, "date_modified", item.Modified);
        Authors(json, item.Authors);
        Texts(json, "tags", item.Tags);
        Text(json, "language", item.Language);
        Attachments(json, item.Attachments);

        json.WriteStartObject("_feedbot");
        Text(json, "source_name", item.Origin?.Name);
        Text(json, "source_url", item.Origin?.Url);
        Text(json, "editor", item.Editor);
        Text(json, "section", item.Section);
        Text(json, "rights", item.Rights);
        if (item.Published is { } published)
            json.WriteString("date_precision", published.Precision.ToString().ToLowerInvariant());
        Links(json, "related", item.Related);
        Link(json, "previous", item.Previous);
        Link(json, "next", item.Next);
        Text(json, "next_page_url", item.NextPageUrl);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Writes a date by RFC 3339 with its offset.</summary>
    private static void Date(Utf8JsonWriter json, string name, ParsedDate? date)
    {
        if (date is { At: var at })
            json.WriteString(
                name, at.ToString(
                    at.Ticks % TimeSpan.TicksPerSecond == 0
                    ? "yyyy-MM-dd'T'HH:mm:sszzz" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
    }

    private static void Authors(Utf8JsonWriter json, IReadOnlyList<ParsedAuthor> authors)
    {
        if (authors.Count == 0)
            return;
        json.WriteStartArray("authors");
        foreach (var author in authors)
        {
            json.WriteStartObject();
            json.WriteString("name", author.Name);
            Text(json, "url", author.Url ?? (author.Email is { } mail ? "mailto:" + mail : null));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Attachments(Utf8JsonWriter json, IReadOnlyList<ParsedAttachment> attachments)
    {
        if (attachments.Count == 0)
            return;
        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("url", attachment.Url);
            json.WriteString("mime_type", attachment.MimeType ?? "application/octet-stream");
            Text(json, "title", attachment.Title);
            if (attachment.SizeInBytes is { } size)
                json.WriteNumber("size_in_bytes", size);
            if (attachment.Duration is { } duration)
                json.WriteNumber("duration_in_seconds", duration.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Links(Utf8JsonWriter json, string name, IReadOnlyList<ParsedLink> links)
    {
        if (links.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var link in links)
            Link(json, null, link);
        json.WriteEndArray();
    }

    private static string KindOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Feed => "feed",
        DocumentKind.List => "list",
        DocumentKind.Article => "article",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name is defined for this kind."),
    };

    private static void Link(Utf8JsonWriter json, string? name, ParsedLink? link)
    {
        if (link is null)
            return;
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("title", link.Title);
        json.WriteString("url", link.Url);
        json.WriteEndObject();
    }
}
