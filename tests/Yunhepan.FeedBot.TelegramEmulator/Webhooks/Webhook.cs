using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Webhooks;

/// <summary>The address to which updates are pushed, and the last result.</summary>
internal sealed class Webhook(Uri url, string? secret, int maxConnections)
{
    public Uri Url { get; } = url;

    public string? Secret { get; } = secret;

    public CancellationTokenSource Stop { get; } = new();

    public Task Running { get; set; } = Task.CompletedTask;

    public DateTimeOffset? LastErrorAt { get; set; }

    public string? LastError { get; set; }

    public JsonObject ToJson(int pending, IReadOnlyCollection<string>? allowed)
    {
        var json = new JsonObject
        {
            ["url"] = Url.ToString(),
            ["has_custom_certificate"] = false,
            ["pending_update_count"] = pending,
            ["max_connections"] = maxConnections,
        };
        if (LastErrorAt is { } at)
        {
            json["last_error_date"] = at.ToUnixTimeSeconds();
            json["last_error_message"] = LastError;
        }

        if (allowed is not null)
            json["allowed_updates"] = new JsonArray([.. allowed.Select(kind => JsonValue.Create(kind))]);
        return json;
    }
}
