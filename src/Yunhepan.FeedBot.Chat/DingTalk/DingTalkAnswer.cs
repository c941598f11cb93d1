using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.DingTalk;

/// <summary>Interprets answers of DingTalk, which are successful by their status whatever happened.</summary>
internal static class DingTalkAnswer
{
    private static readonly TimeSpan Mute = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan QuotaWait = TimeSpan.FromHours(1);

    // The platform has changed its words once, so both forms are known.
    private static readonly string[] Keywords = ["keyword", "关键词"];

    private static readonly (string Words, string Reason)[] Checks =
    [
        ("timestamp", "the time is refused: compare this server's clock"),
        ("时间戳无效", "the time is refused: compare this server's clock"),
        ("sign", "the signature is refused: compare the secret"),
        ("签名", "the signature is refused: compare the secret"),
        ("whitelist", "the address of this server is not among those that the robot allows"),
        ("白名单", "the address of this server is not among those that the robot allows"),
    ];

    /// <returns>Null if it is no answer of DingTalk.</returns>
    public static SendResult? Read(TargetResponse response, string deliveryId)
    {
        if (response.Json() is not { } json || TargetJson.Integer(json, "errcode") is not { } code)
            return null;
        var words = TargetJson.Text(json, "errmsg") ?? "";
        return code switch
        {
            0 => new SendResult.Sent(deliveryId),
            130101 or 410100 => new SendResult.Throttled(Mute, WholeAccount: false),
            90030 => new SendResult.Throttled(QuotaWait, WholeAccount: false),
            // It is about this message alone: the next one may contain the word.
            310000 when Array.Exists(Keywords, word => words.Contains(word, StringComparison.OrdinalIgnoreCase)) =>
                new SendResult.Rejected("DingTalk 310000: the message contains none of the robot's keywords"),
            310000 => new SendResult.ChatResting($"DingTalk 310000: {ReasonOf(words)}", TargetResponse.Tries),
            400101 or 300001 or 300005 => new SendResult.ChatResting($"DingTalk {code}: there is no such token", TargetResponse.Tries),
            400102 => new SendResult.ChatResting($"DingTalk {code}: the robot is switched off", TargetResponse.Tries),
            400013 => new SendResult.ChatGone($"DingTalk {code}: the group was dissolved"),
            400106 => new SendResult.ChatGone($"DingTalk {code}: there is no such robot"),
            430101 or 430102 or 430103 or 430104 => new SendResult.Rejected($"DingTalk {code}: the content is not allowed"),
            460101 => new SendResult.Rejected($"DingTalk {code}: the message is too long"),
            -1 => new SendResult.Unknown("DingTalk -1: the server is busy"),
            _ => new SendResult.Rejected($"DingTalk {code}"),
        };
    }

    private static string ReasonOf(string words)
    {
        foreach (var (known, reason) in Checks)
        {
            if (words.Contains(known, StringComparison.OrdinalIgnoreCase))
                return reason;
        }

        return "the robot's security settings refuse it";
    }
}
