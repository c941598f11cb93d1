using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Writes an explanation in the reader's language, one line per step in order of time.</summary>
internal static class WhyText
{
    /// <param name="now">The current time in the chat's zone, in which all times are shown.</param>
    public static IReadOnlyList<string> Lines(Explanation why, ChatTexts texts, DateTimeOffset now)
    {
        string When(DateTimeOffset at) => WhyTexts.When(at.ToOffset(now.Offset), now, texts);
        var article = why.Article;
        var published = article.PublishedAt is { } at
            ? article.PublishedHasTime ? When(at) : at.ToString(texts.DayFormat, texts.Culture)
            : null;
        List<string> lines = [texts.Why.Seen(published, When(why.SeenAt))];
        lines.AddRange(why.Filed.Select(filed => texts.Why.Filed(
            filed.Category, texts.Why.Evidence(filed.Evidence, ChatText.Shorten(filed.What, 40)))));
        if (why.RepostOf is { } original)
            lines.Add(texts.Why.Repost(ChatText.Shorten(original, 60)));
        if (why.Matched.Count > 0)
        {
            var names = why.Matched.Select(topic => texts.Quote(topic.Name.For(texts.Language)));
            lines.Add(texts.Why.Matched(string.Join(texts.Alert.QuotedComma, names)));
        }
        else if (why.MutedBy is null && why.FilteredBy is null && why.Steps.Count == 0)
            lines.Add(texts.Why.NothingMatched);
        if (why.MutedBy is { } muted)
            lines.Add(texts.Why.MutedBy(muted.Name.For(texts.Language)));
        if (why.FilteredBy is { } filtered)
            lines.Add(texts.Why.Filtered(filtered.Name.For(texts.Language)));
        // An edit that had nothing to change is not mentioned.
        lines.AddRange(
            why.Steps.Where(step => step is not { Kind: not AlertKind.New, Outcome: DeliveryOutcome.Dropped })
            .Select(step => Line(step, texts, When)));
        if (why.WasWithdrawn)
            lines.Add(texts.Why.Withdrawn);
        if (why.Silence is { } silence)
        {
            lines.Add(silence switch
            {
                SilentBecause.FirstPoll => texts.Why.FirstPoll,
                SilentBecause.TooOld => texts.Why.TooOld,
                SilentBecause.OnItsWay => texts.Why.OnItsWay,
                SilentBecause.FollowedLater => texts.Why.FollowedLater,
                SilentBecause.NotWantedThen => texts.Why.NotWantedThen,
                SilentBecause.Stopped => texts.Why.Stopped,
                SilentBecause.NotYet => texts.Why.NotYet,
                _ => throw new System.Diagnostics.UnreachableException($"unknown silence {silence}"),
            });
        }

        return lines;
    }

    private static string Line(ExplainedStep step, ChatTexts texts, Func<DateTimeOffset, string> when) => step switch
    {
        { Outcome: { } outcome } => texts.Why.Outcome(outcome, step.Kind, when(step.At)) + Reason(step, texts),
        { Hold: { } hold } => texts.Why.Held(hold, when(step.At)) + Reason(step, texts),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Reasons in the words of a platform are for the operator, who has them in the log.
    private static string Reason(ExplainedStep step, ChatTexts texts) => step switch
    {
        { WasUnwanted: true } => texts.Why.Reason(texts.Why.UnwantedByThen),
        { WasOver: true } => texts.Why.Reason(texts.Why.OverByThen),
        { WasWithdrawn: true } => texts.Why.Reason(texts.Why.WithdrawnByThen),
        _ => "",
    };
}
