using System.Globalization;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The words that tell why an article came, or did not, in one language.</summary>
internal sealed record WhyTexts
{
    public required string Description { get; init; }

    public required string Question { get; init; }

    public required string Title { get; init; }

    public required Func<string, string> NotFound { get; init; }

    /// <summary>When the source published and when we saw it.</summary>
    public required Func<string?, string, string> Seen { get; init; }

    public required Func<string, string, string> Filed { get; init; }

    /// <summary>Says why an article is in a category: the kind of evidence, and what it says.</summary>
    public required Func<FilingEvidence, string, string> Evidence { get; init; }

    public required Func<string, string> Matched { get; init; }

    public required string NothingMatched { get; init; }

    public required Func<string, string> Filtered { get; init; }

    public required Func<string, string> MutedBy { get; init; }

    public required Func<HoldKind, string, string> Held { get; init; }

    public required Func<DeliveryOutcome, AlertKind, string, string> Outcome { get; init; }

    public required Func<string, string> Reason { get; init; }

    /// <summary>The reason when the subscriptions had changed.</summary>
    public required string UnwantedByThen { get; init; }

    /// <summary>The reason when the article was withdrawn.</summary>
    public required string WithdrawnByThen { get; init; }

    /// <summary>The reason when its matter was over.</summary>
    public required string OverByThen { get; init; }

    public required string OnItsWay { get; init; }

    public required string FollowedLater { get; init; }

    public required string NotWantedThen { get; init; }

    public required string Stopped { get; init; }

    public required string FirstPoll { get; init; }

    public required string TooOld { get; init; }

    public required string NotYet { get; init; }

    public required Func<string, string> Repost { get; init; }

    public required string Withdrawn { get; init; }

    public static WhyTexts For(string language) => language == ChatTexts.English ? En : Zh;

    public static WhyTexts Zh { get; } = new()
    {
        Description = "为什么收到（或没收到）一篇文章",
        Question = "想问哪一篇？点下面的一篇，或者发“/why 标题或正文里的词”或文章的网址。",
        Title = "为什么",
        NotFound = text => $"标题和正文里都没有找到“{text}”。",
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
        Matched = topics => $"✅ 您关注了 {topics}",
        NothingMatched = "➖ 您没有关注它的分类、来源、地区，也没有关注它提到的词。",
        Filtered = why => $"🚫 被您的过滤条件挡下：{why}",
        MutedBy = name => $"🔕 您静音了“{name}”",
        Held = (kind, until) => kind switch
        {
            HoldKind.Quiet => $"🌙 免打扰，等到 {until}",
            HoldKind.Digest => $"📋 进汇总，{until} 发",
            HoldKind.Paused => $"⏸ 您暂停了提醒，等到 {until}",
            HoldKind.Flood => $"🗂 消息太多，{until} 合并发",
            HoldKind.Throttled => $"🐢 聊天平台要求等到 {until}",
            HoldKind.Rest => $"💤 当时发不到这里，{until} 再试",
            HoldKind.Retry => $"🔁 没发成功，{until} 再试",
            HoldKind.Account => "🔑 机器人账号出了问题，管理员处理后再发",
            _ => "⏳ 在排队，马上发",
        },
        Outcome = (outcome, kind, at) => (outcome, kind) switch
        {
            (DeliveryOutcome.Sent, AlertKind.New) => $"📨 {at} 已发给您",
            (DeliveryOutcome.Sent, AlertKind.Corrected) => $"✏️ {at} 已更正原消息",
            (DeliveryOutcome.Sent, AlertKind.Restored) => $"↩️ {at} 已恢复原消息",
            (DeliveryOutcome.Sent, AlertKind.Withdrawn) => $"⛔ {at} 已撤回原消息",
            (DeliveryOutcome.Sent, AlertKind.Ended) => $"✅ {at} 已告诉您事情的结果",
            (DeliveryOutcome.Sent, _) => $"🔗 {at} 已在原消息里补上另见",
            (DeliveryOutcome.Digested, _) => $"📋 {at} 在汇总里发给您",
            (DeliveryOutcome.Rejected, _) => $"❌ {at} 聊天平台不接受这条消息",
            (DeliveryOutcome.GivenUp, _) => $"❌ {at} 试了多次没有发成，已放弃",
            (DeliveryOutcome.InDoubt, _) => $"❓ {at} 发了，但没有得到回音",
            (DeliveryOutcome.Unreachable, _) => $"💤 {at} 当时发不到这里",
            (DeliveryOutcome.Dropped, _) => $"➖ {at} 没有发",
            _ => at,
        },
        Reason = reason => $"（{reason}）",
        UnwantedByThen = "轮到它时，您的设置已经不要它了",
        WithdrawnByThen = "没轮到它，来源就已撤回",
        OverByThen = "没轮到它，事情已经结束或者过期",
        OnItsWay = "⏳ 正在发送的路上。",
        FollowedLater = "➖ 它发出的时候您还没有关注，所以没有发给您。",
        NotWantedThen = "➖ 它发出的时候，您当时的设置（静音、过滤或暂停）没有包括它，或者当时发不到这里，所以没有发给您。",
        Stopped = "⏸ 您暂停了全部提醒，所以没有发给您。想恢复的时候发 /start。",
        FirstPoll = "➖ 它是第一次读取来源时就在的旧文章，不提醒。",
        TooOld = "➖ 它发布得太久，已经不算新消息，不提醒。",
        NotYet = "⏳ 刚刚收到，还没有发出提醒。",
        Repost = name => $"🔗 它和“{name}”是同一件事，只提醒一次。",
        Withdrawn = "⛔ 来源已撤回这篇文章。",
    };

    public static WhyTexts En { get; } = new()
    {
        Description = "Why an article came, or did not",
        Question = "Which article do you mean? Tap one, or send /why and words of its title or text, or its address.",
        Title = "Why?",
        NotFound = text => $"No article has “{text}” in its title or text.",
        Seen = (published, seen) => published is null ? $"👁 Found {At(seen)}" : $"👁 Published {At(published)}, found {At(seen)}",
        Filed = (category, reason) => $"🗂 In {category}: {reason}",
        Evidence = (kind, what) => kind switch
        {
            FilingEvidence.Source => "so is its source",
            FilingEvidence.Section => $"its site files it under “{what}”",
            FilingEvidence.Title => $"its title says “{what}”",
            FilingEvidence.Word or FilingEvidence.Words => $"it says “{what}”",
            FilingEvidence.Path => $"its address has “{what}”",
            FilingEvidence.Story => "so is another article about the same",
            FilingEvidence.Other => what,
            _ => throw new System.Diagnostics.UnreachableException($"unknown evidence {kind}"),
        },
        Matched = topics => $"✅ You follow {topics}",
        NothingMatched = "➖ You follow none of its categories, sources, regions or words.",
        Filtered = why => $"🚫 Your filter kept it out: {why}",
        MutedBy = name => $"🔕 You muted {name}",
        Held = (kind, until) => kind switch
        {
            HoldKind.Quiet => $"🌙 Held for your quiet hours until {until}",
            HoldKind.Digest => $"📋 In the digest {At(until)}",
            HoldKind.Paused => $"⏸ You paused alerts until {until}",
            HoldKind.Flood => $"🗂 Too many at once: summed up {At(until)}",
            HoldKind.Throttled => $"🐢 The chat platform asked to wait until {until}",
            HoldKind.Rest => $"💤 This chat could not be reached; tried again {At(until)}",
            HoldKind.Retry => $"🔁 It failed and is tried again {At(until)}",
            HoldKind.Account => "🔑 The bot's account is refused; it goes when the operator has mended that",
            _ => "⏳ Queued; it goes in a moment",
        },
        Outcome = (outcome, kind, at) => (outcome, kind) switch
        {
            (DeliveryOutcome.Sent, AlertKind.New) => $"📨 Sent {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Corrected) => $"✏️ Corrected in place {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Restored) => $"↩️ Restored {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Withdrawn) => $"⛔ Withdrawn {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Ended) => $"✅ Told you how it ended {At(at)}",
            (DeliveryOutcome.Sent, _) => $"🔗 “Also at” added {At(at)}",
            (DeliveryOutcome.Digested, _) => $"📋 In a digest {At(at)}",
            (DeliveryOutcome.Rejected, _) => $"❌ Refused by the chat platform {At(at)}",
            (DeliveryOutcome.GivenUp, _) => $"❌ Given up after several tries {At(at)}",
            (DeliveryOutcome.InDoubt, _) => $"❓ Sent {At(at)}, but no answer came",
            (DeliveryOutcome.Unreachable, _) => $"💤 This chat could not be reached {At(at)}",
            (DeliveryOutcome.Dropped, _) => $"➖ Not sent {At(at)}",
            _ => at,
        },
        Reason = reason => $" ({reason})",
        UnwantedByThen = "your settings no longer included it when its turn came",
        WithdrawnByThen = "its source withdrew it before its turn came",
        OverByThen = "it was over, or past its time, before its turn came",
        OnItsWay = "⏳ It is on its way.",
        FollowedLater = "➖ You did not follow this yet when it was sent, so it did not come to you.",
        NotWantedThen =
            "➖ When it was sent, your settings of that time (muted, filtered or paused) did not include it, or this chat could not be "
            + "reached.",
        Stopped = "⏸ You have paused all alerts, so it did not come. Send /start to resume.",
        FirstPoll = "➖ It was there when its source was first read: those do not alert.",
        TooOld = "➖ It was published too long ago to be news, so it does not alert.",
        NotYet = "⏳ It has just come in; no alert has gone out yet.",
        Repost = name => $"🔗 It tells the same story as “{name}”, which alerts once.",
        Withdrawn = "⛔ Its source has withdrawn it.",
    };

    // English says at an hour, and on a day.
    private static string At(string moment) => (moment.Contains(' ', StringComparison.Ordinal) ? "on " : "at ") + moment;

    /// <summary>A moment as people say it: only the hour when it is today.</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now, ChatTexts texts) => at.Date == now.ToOffset(at.Offset).Date
        ? at.ToString(texts.Alert.ClockFormat, CultureInfo.InvariantCulture)
        : at.ToString(texts.MinuteFormat, CultureInfo.InvariantCulture);
}
