using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Writes JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/.</summary>
internal sealed class JsonFormat : FeedFormat
{
    // Served only as JSON, never within HTML, so Chinese stays readable at a third of the size.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Extension => "json";

    public override string Name => "JSON";

    public override string FullName => "JSON Feed";

    public override string MediaType => "application/feed+json";

    public override bool HasRetractions => true;

    // Readers of JSON Feed never request parts of a feed.
    public override bool HasDeltas => false;

    public override byte[] Write(FeedDocument document)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", document.Title);
            json.WriteString("home_page_url", document.HomeUrl);
            json.WriteString("feed_url", document.SelfUrl);
            WriteOptional(json, "next_url", document.OlderUrl);
            json.WriteString("description", document.Description);
            json.WriteString("favicon", document.BaseUrl + "/favicon.svg");
            json.WriteString("language", document.Language);
            json.WriteStartArray("authors");
            json.WriteStartObject();
            json.WriteString("name", document.SiteTitle);
            json.WriteString("url", document.BaseUrl + "/");
            json.WriteEndObject();
            json.WriteEndArray();
            if (document.HubUrl is { } hub)
                WriteHub(json, hub);
            WriteExtension(json, document);
            json.WriteStartArray("items");
            foreach (var item in document.Items)
                WriteItem(json, item);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteHub(Utf8JsonWriter json, string url)
    {
        json.WriteStartArray("hubs");
        json.WriteStartObject();
        json.WriteString("type", "WebSub");
        json.WriteString("url", url);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteExtension(Utf8JsonWriter json, FeedDocument document)
    {
        json.WriteStartObject("_feedbot");
        json.WriteString("id", FeedXml.Urn(document.Id));
        WriteTime(json, "changed", document.ChangedAt);
        WriteOptional(json, "rights", document.Rights);
        WriteOptional(json, "current_url", document.CurrentUrl);
        WriteOptional(json, "newer_url", document.NewerUrl);
        if (document.Retracted.Count > 0)
        {
            json.WriteStartArray("retracted");
            foreach (var item in document.Retracted)
            {
                json.WriteStartObject();
                json.WriteString("id", FeedXml.Urn(item.Id));
                WriteTime(json, "at", item.At);
                WriteOptional(json, "reason", item.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, FeedItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", FeedXml.Urn(item.Id));
        json.WriteString("url", item.Url);
        WriteOptional(json, "external_url", item.OriginalUrl);
        json.WriteString("title", item.Title);
        json.WriteString("content_html", item.ContentHtml);
        WriteOptional(json, "summary", item.Summary);
        WriteOptional(json, "image", item.ImageUrl);
        WriteTime(json, "date_published", item.Published);
        WriteTime(json, "date_modified", item.Updated);
        WriteAuthors(json, item.Credits);
        WriteTags(json, item);
        WriteOptional(json, "language", item.Language);
        WriteAttachments(json, item.Attachments);
        WriteExtension(json, item);
        json.WriteEndObject();
    }

    private static void WriteAuthors(Utf8JsonWriter json, IReadOnlyList<string> names)
    {
        json.WriteStartArray("authors");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTags(Utf8JsonWriter json, FeedItem item)
    {
        if (item.Categories.Count + item.Tags.Count == 0)
            return;
        json.WriteStartArray("tags");
        foreach (var tag in item.Categories.Select(c => c.Name).Concat(item.Tags).Distinct(StringComparer.Ordinal))
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IReadOnlyList<ItemAttachment> attachments)
    {
        if (attachments.Count == 0)
            return;
        json.WriteStartArray("attachments");
        foreach (var attachment in attachments)
        {
            json.WriteStartObject();
            json.WriteString("url", attachment.Url);
            json.WriteString("mime_type", attachment.MimeType);
            WriteOptional(json, "title", attachment.Title);
            if (attachment.SizeInBytes is { } size)
                json.WriteNumber("size_in_bytes", size);
            if (attachment.DurationInSeconds is { } duration)
                json.WriteNumber("duration_in_seconds", duration);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // JSON Feed has no members for these; the names are those of `feedbot inspect`.
    private static void WriteExtension(Utf8JsonWriter json, FeedItem item)
    {
        json.WriteStartObject("_feedbot");
        json.WriteString("source_name", item.SourceName);
        WriteOptional(json, "source_url", item.OriginName is null ? item.Source.Url : item.OriginUrl);
        json.WriteString("via", item.Source.Name);
        json.WriteString("via_id", LegalText.OneLine(item.Source.Id));
        json.WriteString("page_url", item.PageUrl);
        WriteStoryMembers(json, item.AlsoAt);
        json.WriteStartArray("categories");
        foreach (var category in item.Categories)
            json.WriteStringValue(category.Id);
        json.WriteEndArray();
        if (item.Priority != Priority.Normal)
            json.WriteString("priority", item.Priority == Priority.Urgent ? "urgent" : "low");
        WriteOptional(json, "ended", item.Ended is { } end ? JsonNamingPolicy.CamelCase.ConvertName(end.ToString()) : null);
        WriteOptional(json, "rights", item.Rights);
        WriteLicence(json, item);
        json.WriteEndObject();
    }

    private static void WriteLicence(Utf8JsonWriter json, FeedItem item)
    {
        if (item.Licence is null && item.IsWhole)
            return;
        json.WriteStartObject("licence");
        json.WriteString("text", item.IsWhole ? "full" : "excerpt");
        WriteOptional(json, "notice", item.Licence?.Notice);
        WriteOptional(json, "url", item.Licence?.Url);
        json.WriteEndObject();
    }

    private static void WriteStoryMembers(Utf8JsonWriter json, IReadOnlyList<ItemStoryMember> members)
    {
        if (members.Count == 0)
            return;
        json.WriteStartArray("also_at");
        foreach (var member in members)
        {
            json.WriteStartObject();
            json.WriteString("name", member.Name);
            json.WriteString("url", member.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } t)
            json.WriteString(name, FeedXml.Time(t));
    }
}
