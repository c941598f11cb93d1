using System.Net;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Slack;

/// <summary>Interprets answers of Slack: one word, and the status.</summary>
internal static class SlackAnswer
{
    // Only words that are known are repeated in reasons.
    private static readonly string[] Known =
    [
        "invalid_payload", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "no_text", "too_many_attachments",
        "no_service", "no_service_id", "no_team", "team_disabled", "channel_not_found", "channel_is_archived", "action_prohibited",
        "invalid_token", "posting_to_general_channel_denied", "user_not_found", "no_active_hooks",
    ];

    /// <returns>Null if the status says all.</returns>
    public static SendResult? Read(TargetResponse response, string deliveryId)
    {
        var word = Known.FirstOrDefault(known => response.Body.Trim() == known);
        var reason = word is null ? $"Slack {(int)response.Status}" : $"Slack {(int)response.Status}: {word}";
        return response.Status switch
        {
            HttpStatusCode.OK when response.Body.Trim() == "ok" => new SendResult.Sent(deliveryId),
            // The webhook, its channel or its workspace is no longer there.
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new SendResult.ChatGone(reason),
            HttpStatusCode.Forbidden => new SendResult.ChatResting(reason, TargetResponse.Tries),
            HttpStatusCode.BadRequest => new SendResult.Rejected(reason),
            _ => null,
        };
    }
}
