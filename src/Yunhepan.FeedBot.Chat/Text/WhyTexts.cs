using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts that explain why an article was sent or not, in one language.</summary>
internal sealed partial record WhyTexts
{
    public required string Description { get; init; }

    public required string Question { get; init; }

    public required string Title { get; init; }

    public required Func<string, string> NotFound { get; init; }

    /// <summary>To who asks by an address.</summary>
    public required string NotAtAddress { get; init; }

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

    /// <summary>The reason if the subject of the alert had ended.</summary>
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

    public static WhyTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);

    /// <summary>A moment as people say it: only the hour when it is today.</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now, ChatTexts texts) => at.Date == now.ToOffset(at.Offset).Date
        ? at.ToString(texts.Alert.ClockFormat, texts.Culture)
        : at.ToString(texts.MinuteFormat, texts.Culture);
}
