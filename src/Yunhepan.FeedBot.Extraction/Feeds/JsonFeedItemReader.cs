using System.Text.Json;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>One item of a JSON feed.</summary>
internal static class JsonFeedItemReader
{
    public static ParsedItem Read(JsonElement item, FeedScope scope)
    {
        var html = JsonMembers.Text(item, "content_html");
        var text = JsonMembers.Text(item, "content_text");
        var content = !string.IsNullOrWhiteSpace(html) ? new FeedText(html, true) : new FeedText(text ?? string.Empty, false);
        var body = ItemBody.From(content, new FeedText(JsonMembers.Text(item, "summary") ?? string.Empty, false), scope);
        var media = new FeedMedia(scope);
        media.AddImage(JsonMembers.Text(item, "image"));
        media.AddImage(JsonMembers.Text(item, "banner_image"));
        foreach (var attachment in JsonMembers.Objects(item, "attachments"))
        {
            media.AddEnclosure(
                JsonMembers.Text(attachment, "url"), JsonMembers.Text(attachment, "mime_type"), JsonMembers.Text(attachment, "size_in_bytes"), JsonMembers.Inline(attachment, "title"),
                MediaDuration.Read(JsonMembers.Text(attachment, "duration_in_seconds")));
        }

        var tags = new FeedTags();
        foreach (var tag in JsonMembers.Property(item, "tags") is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default)
            tags.Add(new FeedText(JsonMembers.Scalar(tag) ?? string.Empty, false));
        if (JsonMembers.Property(item, "tags") is { ValueKind: JsonValueKind.String } list)
            tags.AddList(JsonMembers.Scalar(list));
        var id = Id(item);
        return new ParsedItem
        {
            Id = id,
            Url = scope.Url(JsonMembers.Text(item, "url")) ?? FeedScope.WholeUrl(id),
            ExternalUrl = scope.Url(JsonMembers.Text(item, "external_url")),
            Title = JsonMembers.Inline(item, "title"),
            ContentHtml = body.Html,
            ContentText = body.Text,
            Summary = body.Summary,
            ImageUrl = media.Image ?? ItemBody.FirstImage(body.Html),
            Published = scope.Date(JsonMembers.Text(item, "date_published"), DateEvidence.JsonMember, "date_published"),
            Modified = scope.Date(JsonMembers.Text(item, "date_modified"), DateEvidence.JsonMember, "date_modified"),
            Authors = JsonFeedReader.Authors(item, scope),
            Tags = tags.All,
            Language = FeedScope.Tag(JsonMembers.Text(item, "language")),
            Attachments = media.Attachments(),
        };
    }

    /// <summary>JSON Feed asks readers to coerce any scalar into a string.</summary>
    private static string? Id(JsonElement item) => JsonMembers.Property(item, "id") switch
    {
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        { } value => JsonMembers.Scalar(value),
        null => null,
    };
}
