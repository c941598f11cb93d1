using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.TelegramEmulator.Webhooks;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>Sets and removes the webhook. Like a local Bot API server, it accepts plain http and any port.</summary>
internal static partial class WebhookMethods
{
    public static JsonNode Set(ApiCall call)
    {
        var address = (call.Parameters.Text("url") ?? "").Trim();
        if (call.Parameters.Json("allowed_updates", "allowed updates") is JsonArray kinds)
            call.Bot.Updates.Allow(kinds.Select(kind => kind!.GetValue<string>()));
        if (address.Length == 0)
            return Delete(call);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw ApiError.BadRequest("bad webhook: An HTTPS URL must be provided for webhook");
        var secret = call.Parameters.Text("secret_token");
        if (secret?.Length > 256)
            throw ApiError.BadRequest("secret token is too long");
        if (!string.IsNullOrEmpty(secret) && !SecretPattern.IsMatch(secret))
            throw ApiError.BadRequest("secret token contains unallowed characters");

        Remove(call);
        var connections = Math.Clamp(call.Parameters.Int("max_connections") ?? 40, 1, 100);
        call.Bot.Webhook = new Webhook(url, string.IsNullOrEmpty(secret) ? null : secret, connections);
        call.Bot.Updates.Poll?.Cancel();
        WebhookDelivery.Start(call.State, call.Bot, call.Bot.Webhook);
        return JsonValue.Create(true);
    }

    public static JsonNode Delete(ApiCall call)
    {
        Remove(call);
        return JsonValue.Create(true);
    }

    public static JsonNode Get(ApiCall call) =>
        call.Bot.Webhook?.ToJson(call.Bot.Updates.Count, call.Bot.Updates.Allowed)
        ?? new JsonObject
        {
            ["url"] = "",
            ["has_custom_certificate"] = false,
            ["pending_update_count"] = call.Bot.Updates.Count,
        };

    private static void Remove(ApiCall call)
    {
        if (call.Parameters.Flag("drop_pending_updates"))
            call.Bot.Updates.Clear();
        call.Bot.Webhook?.Stop.Cancel();
        call.Bot.Webhook = null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretPattern { get; }
}
