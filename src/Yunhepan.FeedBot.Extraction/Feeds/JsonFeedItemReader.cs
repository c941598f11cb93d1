using System.Text.Json;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads one item of a JSON feed.</summary>
internal static class JsonFeedItemReader
{
    public static ParsedItem Read(JsonElement item, FeedScope scope)
    {
        var html = item.Text("content_html");
        var text = item.Text("content_text");
        var content = !string.IsNullOrWhiteSpace(html) ? new FeedText(html, true) : new FeedText(text ?? string.Empty, false);
        var body = ItemBody.From(content, new FeedText(item.Text("summary") ?? string.Empty, false), scope);
        var media = new FeedMedia(scope);
        media.AddImage(item.Text("image"));
        media.AddImage(item.Text("banner_image"));
        foreach (var attachment in item.Objects("attachments"))
        {
            media.AddEnclosure(
                attachment.Text("url"), attachment.Text("mime_type"), attachment.Text("size_in_bytes"), attachment.Inline("title"),
                MediaDuration.Read(attachment.Text("duration_in_seconds")));
        }

        var tags = new FeedTags();
        foreach (var tag in item.Property("tags") is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default)
            tags.Add(new FeedText(tag.Scalar() ?? string.Empty, false));
        if (item.Property("tags") is { ValueKind: JsonValueKind.String } list)
            tags.AddList(list.Scalar());
        var id = Id(item);
        return new ParsedItem
        {
            Id = id,
            Url = scope.Url(item.Text("url")) ?? FeedScope.WholeUrl(id),
            ExternalUrl = scope.Url(item.Text("external_url")),
            Title = item.Inline("title"),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.Date(item.Text("date_published"), DateEvidence.JsonMember, "date_published"),
            Modified = scope.Date(item.Text("date_modified"), DateEvidence.JsonMember, "date_modified"),
            Authors = JsonFeedReader.Authors(item, scope),
            Tags = tags.All,
            Language = FeedScope.Tag(item.Text("language")),
            Attachments = media.Attachments(),
        };
    }

    /// <summary>Returns the identifier; JSON Feed asks readers to coerce any scalar into a string.</summary>
    private static string? Id(JsonElement item) => item.Property("id") switch
    {
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        { } value => value.Scalar(),
        null => null,
    };
}
