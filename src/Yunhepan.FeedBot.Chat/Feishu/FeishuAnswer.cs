using System.Globalization;
using System.Net;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Feishu;

/// <summary>Interprets answers of Feishu: a code in the body, whatever the status.</summary>
internal static class FeishuAnswer
{
    private const string ResetHeader = "x-ogw-ratelimit-reset";

    // What refuses more messages lasts for a minute.
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    /// <returns>Null if it is no answer of Feishu.</returns>
    public static SendResult? Read(TargetResponse response, string deliveryId)
    {
        if (response.Status == HttpStatusCode.TooManyRequests)
            return new SendResult.Throttled(ResetOf(response) ?? response.Wait, WholeAccount: false);
        if (response.Json() is not { } json || CodeOf(json) is not { } code)
            return null;
        var words = TargetJson.Text(json, "msg") ?? "";
        return code switch
        {
            0 when response.IsSuccess => new SendResult.Sent(deliveryId),
            11232 => new SendResult.Throttled(Wait, WholeAccount: false),
            9499 when words.Contains("too many", StringComparison.OrdinalIgnoreCase) => new SendResult.Throttled(Wait, WholeAccount: false),
            19001 => new SendResult.ChatGone("Feishu 19001: there is no such bot"),
            19021 => new SendResult.ChatResting(
                "Feishu 19021: the signature is refused: compare the secret, and this server's clock", TargetResponse.Tries),
            19022 => new SendResult.ChatResting(
                "Feishu 19022: the address of this server is not among those that the bot allows", TargetResponse.Tries),
            // It is about this message alone: the next one may contain the word.
            19024 => new SendResult.Rejected("Feishu 19024: the message contains none of the bot's keywords"),
            19036 => new SendResult.Rejected("Feishu 19036: the message is too long"),
            // A fault of the server, not of the message.
            _ when (int)response.Status >= 500 => null,
            _ => new SendResult.Rejected($"Feishu {code}"),
        };
    }

    // The answers of older bots name it otherwise.
    private static int? CodeOf(JsonElement json) => TargetJson.Integer(json, "code") ?? TargetJson.Integer(json, "StatusCode");

    private static TimeSpan? ResetOf(TargetResponse response) =>
        response.Headers.TryGetValues(ResetHeader, out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TargetResponse.Bounded(TimeSpan.FromSeconds(seconds)) : null;
}
