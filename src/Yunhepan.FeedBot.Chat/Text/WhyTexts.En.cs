using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record WhyTexts
{
    public static WhyTexts En { get; } = new()
    {
        Description = "Why an article came, or did not",
        Question = "Which article do you mean? Tap one, or send /why and words of its title or text, or just its address.",
        Title = "Why?",
        NotFound = text => $"No article has “{text}” in its title or text.",
        NotAtAddress = "No article with that address was found.",
        Seen = (published, seen) => published is null ? $"👁 Found {At(seen)}" : $"👁 Published {At(published)}, found {At(seen)}",
        Filed = (category, reason) => $"🗂 In {category}: {reason}",
        Evidence = (kind, what) => kind switch
        {
            FilingEvidence.Source => "its source belongs there",
            FilingEvidence.Section => $"its site files it under “{what}”",
            FilingEvidence.Title => $"its title says “{what}”",
            FilingEvidence.Word or FilingEvidence.Words => $"it says “{what}”",
            FilingEvidence.Path => $"its address has “{what}”",
            FilingEvidence.Story => "another article about the same event is there",
            FilingEvidence.Other => what,
            _ => throw new System.Diagnostics.UnreachableException($"unknown evidence {kind}"),
        },
        Matched = topics => $"✅ You follow {topics}",
        NothingMatched = "➖ You follow neither its categories, source, publisher or region, nor a word in it.",
        Filtered = topic => $"🚫 Your filter for {topic} kept it out",
        MutedBy = name => $"🔕 You muted {name}",
        Held = (kind, until) => kind switch
        {
            HoldKind.Quiet => $"🌙 Held for your quiet hours until {until}",
            HoldKind.Digest => $"📋 In the digest {At(until)}",
            HoldKind.Paused => $"⏸ You paused alerts until {until}",
            HoldKind.Flood => $"🗂 Too many at once: summed up {At(until)}",
            HoldKind.Throttled => $"🐢 The chat platform asked us to wait until {until}",
            HoldKind.Rest => $"💤 This chat could not be reached; tried again {At(until)}",
            HoldKind.Retry => $"🔁 It failed and is tried again {At(until)}",
            HoldKind.Account => "🔑 The bot's account is refused; it will be sent once the operator has fixed that",
            HoldKind.Turn => "⏳ Queued; it will be sent in a moment",
            HoldKind.Parts => "📄 Its text is long: the other parts follow in a moment",
            _ => throw new System.Diagnostics.UnreachableException($"unknown hold {kind}"),
        },
        Outcome = (outcome, kind, at) => (outcome, kind) switch
        {
            (DeliveryOutcome.Sent, AlertKind.New) => $"📨 Sent {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Corrected) => $"✏️ Corrected in place {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Restored) => $"↩️ Restored {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Withdrawn) => $"⛔ Withdrawn {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.Ended) => $"📌 Told you how it ended {At(at)}",
            (DeliveryOutcome.Sent, AlertKind.AlsoAt) => $"🔗 “Also at” added {At(at)}",
            (DeliveryOutcome.Digested, _) => $"📋 In a digest {At(at)}",
            (DeliveryOutcome.Rejected, _) => $"❌ Refused by the chat platform {At(at)}",
            (DeliveryOutcome.GivenUp, _) => $"❌ Given up after several tries {At(at)}",
            (DeliveryOutcome.InDoubt, _) => $"❓ Sent {At(at)}, but the chat platform did not confirm it",
            (DeliveryOutcome.Unreachable, _) => $"💤 This chat could not be reached {At(at)}",
            (DeliveryOutcome.Dropped, _) => $"➖ Not sent {At(at)}",
            _ => throw new System.Diagnostics.UnreachableException($"unknown outcome {outcome} of {kind}"),
        },
        Reason = reason => $" ({reason})",
        UnwantedByThen = "your settings no longer included it when its turn came",
        WithdrawnByThen = "it was withdrawn or taken down before its turn came",
        OverByThen = "it was over, or past its time, before its turn came",
        OnItsWay = "⏳ It is being sent out, and this chat has not had its turn yet.",
        FollowedLater = "➖ You did not follow this yet when it was sent, so it did not come to you.",
        NotWantedThen =
            "➖ When it was sent, your settings of that time (muted, filtered or paused) did not include it, or this chat could not be "
            + "reached.",
        Stopped = "⏸ You have stopped all alerts, so it did not come. Send /resume to get them again.",
        FirstPoll = "➖ It was already there when its source was first read here, so it does not alert.",
        TooOld = "➖ It was published too long ago to be news, so it does not alert.",
        NotYet = "⏳ It has just come in; no alert has gone out yet.",
        Repost = name => $"🔗 It tells the same story as “{name}”; a story alerts once.",
        Withdrawn = "⛔ It was withdrawn or taken down.",
    };

    // English says at an hour, and on a day.
    private static string At(string moment) => (moment.Contains(' ', StringComparison.Ordinal) ? "on " : "at ") + moment;
}
