using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about the notifications of a web chat, in one language.</summary>
internal sealed partial record PushTexts
{
    public required string Description { get; init; }

    public required string OnlyInTheWebChat { get; init; }

    public required string None { get; init; }

    public required string AllOff { get; init; }

    public required string OffButton { get; init; }

    public required Func<string, string> NotUnderstood { get; init; }

    /// <summary>The number of devices, and of what they are told.</summary>
    public required Func<int, string, string> Devices { get; init; }

    public required Func<PushLevel, string> Level { get; init; }

    public static PushTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);

    private static PushTexts Zh { get; } = new()
    {
        Description = "网页聊天的系统通知，例如 /push urgent",
        OnlyInTheWebChat = "系统通知是给网页聊天用的；这里的消息由聊天软件自己通知。",
        None = "还没有设备打开系统通知。请在要收通知的设备上点页面右上角的“⋮”，在“系统通知”里选。",
        AllOff = "系统通知在所有设备上都关掉了。消息照样在这里。",
        OffButton = "全部关掉",
        NotUnderstood = words => $"没看懂{words}。请选一个，或者发“推送 紧急”“推送 全部”“推送 关”：",
        Devices = (count, level) => $"📲 {count} 台设备收系统通知：{level}",
        Level = level => level switch
        {
            PushLevel.All => "全部消息",
            PushLevel.Sounding => "会响的消息",
            PushLevel.Urgent => "只有紧急消息",
            _ => throw new UnreachableException($"no text for {level}"),
        },
    };

    private static PushTexts En { get; } = new()
    {
        Description = "system notifications of the web chat, for example /push urgent",
        OnlyInTheWebChat = "System notifications are for the web chat; here the app itself notifies you.",
        None = "No device has system notifications yet. On the device that should get them, tap “⋮” at the top right of the page "
            + "and choose under “System notifications”.",
        AllOff = "System notifications are off on all devices. The messages still arrive here.",
        OffButton = "Off everywhere",
        NotUnderstood = words => $"I did not understand {words}. Choose one, or send “push urgent”, “push all” or “push off”:",
        Devices = (count, level) => $"📲 System notifications on {count} device{(count == 1 ? "" : "s")}: {level}",
        Level = level => level switch
        {
            PushLevel.All => "all messages",
            PushLevel.Sounding => "messages with a sound",
            PushLevel.Urgent => "urgent messages only",
            _ => throw new UnreachableException($"no text for {level}"),
        },
    };
}
