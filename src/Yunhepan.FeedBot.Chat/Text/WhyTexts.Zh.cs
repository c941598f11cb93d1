using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record WhyTexts
{
    public static WhyTexts Zh { get; } = new()
    {
        Description = "为什么收到（或没收到）一篇文章",
        Question = "想问哪一篇？点下面的一篇，或者发“/why 标题或正文里的词”，也可以直接发文章的网址。",
        Title = "为什么",
        NotFound = text => $"标题和正文里都没有找到“{text}”。",
        NotAtAddress = "没有找到这个网址的文章。",
        Seen = (published, seen) => published is null ? $"👁 {seen} 发现这篇文章" : $"👁 {published} 发布，{seen} 发现",
        Filed = (category, reason) => $"🗂 归入“{category}”：{reason}",
        Evidence = (kind, what) => kind switch
        {
            FilingEvidence.Source => "它的来源属于这一类",
            FilingEvidence.Section => $"原网站的栏目是“{what}”",
            FilingEvidence.Title => $"标题里有“{what}”",
            FilingEvidence.Word or FilingEvidence.Words => $"文中有“{what}”",
            FilingEvidence.Path => $"网址里有“{what}”",
            FilingEvidence.Story => "同一件事的另一篇也在这里",
            FilingEvidence.Other => what,
            _ => throw new System.Diagnostics.UnreachableException($"unknown evidence {kind}"),
        },
        Matched = topics => $"✅ 您关注了{topics}",
        NothingMatched = "➖ 您没有关注它的分类、来源、发布方、地区，也没有关注它提到的词。",
        Filtered = topic => $"🚫 被您在“{topic}”上的筛选条件挡下",
        MutedBy = name => $"🔕 您静音了“{name}”",
        Held = (kind, until) => kind switch
        {
            HoldKind.Quiet => $"🌙 免打扰，等到 {until}",
            HoldKind.Digest => $"📋 进汇总，{until} 发",
            HoldKind.Paused => $"⏸ 您暂停了提醒，等到 {until}",
            HoldKind.Flood => $"🗂 消息太多，{until} 合成一条发",
            HoldKind.Throttled => $"🐢 聊天平台要求等到 {until}",
            HoldKind.Rest => $"💤 当时发不到这里，{until} 再试",
            HoldKind.Retry => $"🔁 没发成功，{until} 再试",
            HoldKind.Account => "🔑 机器人账号出了问题，运营者处理后再发",
            HoldKind.Turn => "⏳ 在排队，马上发",
            HoldKind.Parts => "📄 正文较长，其余部分马上发",
            _ => throw new System.Diagnostics.UnreachableException($"unknown hold {kind}"),
        },
        Outcome = (outcome, kind, at) => (outcome, kind) switch
        {
            (DeliveryOutcome.Sent, AlertKind.New) => $"📨 {at} 已发给您",
            (DeliveryOutcome.Sent, AlertKind.Corrected) => $"✏️ {at} 已更正原消息",
            (DeliveryOutcome.Sent, AlertKind.Restored) => $"↩️ {at} 已恢复原消息",
            (DeliveryOutcome.Sent, AlertKind.Withdrawn) => $"⛔ {at} 已撤回原消息",
            (DeliveryOutcome.Sent, AlertKind.Ended) => $"📌 {at} 已告诉您结果",
            (DeliveryOutcome.Sent, AlertKind.AlsoAt) => $"🔗 {at} 已在原消息里补上另见",
            (DeliveryOutcome.Digested, _) => $"📋 {at} 在汇总里发给您",
            (DeliveryOutcome.Rejected, _) => $"❌ {at} 聊天平台不接受这条消息",
            (DeliveryOutcome.GivenUp, _) => $"❌ {at} 试了多次没有发成，已放弃",
            (DeliveryOutcome.InDoubt, _) => $"❓ {at} 已发出，但聊天平台没有确认",
            (DeliveryOutcome.Unreachable, _) => $"💤 {at} 发不到这里",
            (DeliveryOutcome.Dropped, _) => $"➖ {at} 没有发",
            _ => throw new System.Diagnostics.UnreachableException($"unknown outcome {outcome} of {kind}"),
        },
        Reason = reason => $"（{reason}）",
        UnwantedByThen = "轮到它时，按您当时的设置已经不发它了",
        WithdrawnByThen = "还没轮到它，文章就已撤回或撤下",
        OverByThen = "还没轮到它，事情就已结束或过期",
        OnItsWay = "⏳ 正在陆续发送，还没有轮到这里。",
        FollowedLater = "➖ 它发出的时候您还没有关注，所以没有发给您。",
        NotWantedThen = "➖ 它发出的时候，您当时的设置（静音、筛选或暂停）没有包括它，或者当时发不到这里，所以没有发给您。",
        Stopped = "⏸ 您停止了全部提醒，所以没有发给您。想恢复的时候发“恢复”或者 /resume。",
        FirstPoll = "➖ 第一次读取这个来源时它就已经在了，算旧文章，不提醒。",
        TooOld = "➖ 它发布得太早，已经不算新消息，不提醒。",
        NotYet = "⏳ 刚刚收到，还没有发出提醒。",
        Repost = name => $"🔗 它和“{name}”是同一件事，只提醒一次。",
        Withdrawn = "⛔ 这篇文章已经撤回或撤下。",
    };
}
