using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Webhooks;

/// <summary>One message in the form of a webhook. docs/channels.md describes it, and docs/webhook-event.schema.json defines it.</summary>
/// <param name="Type"><c>article.new</c>, <c>article.corrected</c>…, <c>digest</c> or <c>notice</c>.</param>
internal sealed record WebhookPayload(string Type, DateTimeOffset Timestamp, WebhookData Data)
{
    /// <summary>The standard asks for less than 20 KB.</summary>
    private const int MostBytes = 20_000;

    private const int ShortestText = 250;

    /// <summary>Grows when a member goes or changes its meaning; new members may come at any time.</summary>
    public int Version { get; } = 1;

    /// <param name="text">The text of the message, ready to show.</param>
    public static WebhookPayload Create(OutgoingMessage message, string text, DateTimeOffset now)
    {
        var data = new WebhookData { Text = text, Language = message.Language, Replaces = message.Earlier?.MessageId };
        return message switch
        {
            OutgoingMessage.OneArticle { Alert: var alert } =>
                new($"article.{KindOf(alert.Kind)}", now, data with
                {
                    Alert = WebhookAlert.Create(alert), Articles = [WebhookArticle.Create(alert)],
                }),
            // A person who was found has a right to be forgotten, so a notice names nobody.
            OutgoingMessage.Notice { Alert: var alert } => new("notice", now, data with { Alert = WebhookAlert.Create(alert) }),
            OutgoingMessage.Digest { Content: var digest } => new("digest", now, data with
            {
                Articles = [.. digest.Sections.SelectMany(section => section.Articles).Select(WebhookArticle.Create)],
                Count = digest.Count,
            }),
            _ => throw new System.Diagnostics.UnreachableException($"unknown message {message.GetType().Name}"),
        };
    }

    /// <summary>
    /// Returns the payload as JSON. Of one that is too long, all texts are cut, and of a digest the last articles are left out.
    /// </summary>
    public byte[] ToJson()
    {
        var (json, most, articles) = (Serialize(this), AlertText.Room, Data.Articles.Count);
        while (json.Length >= MostBytes && (most > ShortestText || articles > 1))
        {
            (most, articles) = most > ShortestText ? (most / 2, articles) : (most, articles - 1);
            json = Serialize(this with { Data = Data.Cut(most, articles) });
        }

        return json;
    }

    private static byte[] Serialize(WebhookPayload payload) =>
        JsonSerializer.SerializeToUtf8Bytes(payload, WebhookJson.Relaxed.WebhookPayload);

    internal static string KindOf(AlertKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}

internal sealed record WebhookData
{
    public required string Text { get; init; }

    public required string Language { get; init; }

    /// <summary>The <c>webhook-id</c> of the message that this one concerns.</summary>
    public string? Replaces { get; init; }

    /// <summary>The alert that the message brings; null for a digest, each of whose articles has its own.</summary>
    public WebhookAlert? Alert { get; init; }

    /// <summary>How many articles a digest covers, shown or not.</summary>
    public int? Count { get; init; }

    public IReadOnlyList<WebhookArticle> Articles { get; init; } = [];

    /// <summary>Returns it with texts of at most this many characters each, and at most this many articles.</summary>
    public WebhookData Cut(int most, int articles) => this with
    {
        Text = ChatText.Shorten(Text, most), Articles = [.. Articles.Take(articles).Select(article => article.Cut(most))],
    };
}

internal sealed record WebhookArticle
{
    public required Guid Id { get; init; }

    public WebhookAlert? Alert { get; init; }

    public required string Kind { get; init; }

    public required string Priority { get; init; }

    public required string Title { get; init; }

    public string? Summary { get; init; }

    public string? Content { get; init; }

    public string? Url { get; init; }

    public string? Page { get; init; }

    public string? Image { get; init; }

    public required string Source { get; init; }

    public string? Origin { get; init; }

    public DateTimeOffset? Published { get; init; }

    /// <summary>False if only the day is known.</summary>
    public bool PublishedHasTime { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Returns it with texts of at most this many characters each, and without an address that no browser opens.</summary>
    public WebhookArticle Cut(int most) => this with
    {
        Title = ChatText.Shorten(Title, most),
        Summary = Summary is null ? null : ChatText.Shorten(Summary, most),
        Content = Content is null ? null : ChatText.Shorten(Content, most),
        Url = ChatText.WebAddress(Url),
        Image = ChatText.WebAddress(Image),
        Changes = [.. Changes.Select(change => ChatText.Shorten(change, most))],
    };

    public static WebhookArticle Create(AlertMessage alert)
    {
        var isOver = alert.Kind is AlertKind.Withdrawn or AlertKind.Ended;
        return new WebhookArticle
        {
            Id = alert.ArticleId,
            Alert = WebhookAlert.Create(alert),
            Kind = WebhookPayload.KindOf(alert.Kind),
            Priority = JsonNamingPolicy.CamelCase.ConvertName(alert.Priority.ToString()),
            Title = alert.Title,
            Summary = isOver ? null : alert.Summary,
            // An urgent article is sent in full; for others the summary is enough.
            Content = isOver || alert.Priority != Catalogue.Priority.Urgent ? null : alert.Text,
            Url = isOver ? null : alert.Url,
            Page = isOver ? null : alert.PageUrl,
            Image = isOver ? null : alert.ImageUrl,
            Source = alert.SourceName,
            Origin = alert.OriginName,
            Published = alert.PublishedAt,
            PublishedHasTime = alert.PublishedHasTime,
            Categories = alert.Categories,
            Changes = isOver ? [] : alert.Changes,
        };
    }
}

[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    /// <summary>Does not escape Chinese.</summary>
    public static WebhookJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
