using System.Net;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Matrix;

/// <summary>Interprets answers of a homeserver (https://spec.matrix.org, standard error response).</summary>
internal static class MatrixAnswer
{
    /// <returns>Null if only the status says something.</returns>
    public static SendResult? Read(TargetResponse response)
    {
        var json = response.Json();
        if (response.IsSuccess && json is { } sent && TargetJson.Text(sent, "event_id") is { Length: > 0 } id)
            return new SendResult.Sent(id);
        // A transaction that is sent again is the same event.
        return ReadFault(response, json) ?? (response.ByStatus() is SendResult.Unknown unknown ? unknown with { MayRepeat = true } : null);
    }

    private static SendResult? ReadFault(TargetResponse response, JsonElement? json)
    {
        if (json is not { } fault || TargetJson.Text(fault, "errcode") is not { } code)
            return null;
        var reason = TargetResponse.Words($"the homeserver answered {(int)response.Status} {code}");
        return code switch
        {
            "M_LIMIT_EXCEEDED" => new SendResult.Throttled(WaitOf(response, fault), WholeAccount: false),
            "M_UNKNOWN_TOKEN" or "M_MISSING_TOKEN" or "M_FORBIDDEN" or "M_GUEST_ACCESS_FORBIDDEN"
                or "M_USER_LOCKED" or "M_USER_SUSPENDED" or "M_NOT_FOUND" or "M_UNRECOGNIZED" or "M_INVALID_ROOM_ID"
                when (int)response.Status < 500 => new SendResult.ChatResting(reason, TargetResponse.Tries),
            "M_USER_DEACTIVATED" => new SendResult.ChatGone(reason),
            _ => response.Status == HttpStatusCode.Gone ? new SendResult.ChatGone(reason)
                : (int)response.Status is >= 400 and < 500 and not 408 and not 429 ? new SendResult.Rejected(reason) : null,
        };
    }

    // Retry-After replaces retry_after_ms since version 1.10.
    private static TimeSpan WaitOf(TargetResponse response, JsonElement fault) =>
        response.Headers.RetryAfter is not null ? response.Wait
        : TargetResponse.Bounded(TargetJson.Number(fault, "retry_after_ms") is { } milliseconds
            ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, int.MaxValue)) : null);
}
