using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.WeCom;

/// <summary>Interprets answers of WeCom, which are successful by their status whatever happened.</summary>
internal static class WeComAnswer
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    /// <returns>Null if it is no answer of WeCom.</returns>
    public static SendResult? Read(TargetResponse response, string deliveryId)
    {
        if (response.Json() is not { } json || TargetJson.Integer(json, "errcode") is not { } code)
            return null;
        return code switch
        {
            0 => new SendResult.Sent(deliveryId),
            45009 or 45033 => new SendResult.Throttled(Wait, WholeAccount: false),
            // It was removed from the group, or the key is wrong.
            93000 => new SendResult.ChatGone("WeCom 93000: there is no such robot"),
            93004 => new SendResult.ChatResting("WeCom 93004: the robot is switched off", TargetResponse.Tries),
            93008 => new SendResult.ChatGone("WeCom 93008: the robot is no longer in the group"),
            40058 or 45002 => new SendResult.Rejected($"WeCom {code}: the message is too long or has a wrong form"),
            -1 => new SendResult.Unknown("WeCom -1: the server is busy"),
            _ => new SendResult.Rejected($"WeCom {code}"),
        };
    }
}
