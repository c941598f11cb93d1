using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The words around alerts and digests, in one language.</summary>
internal sealed partial record AlertTexts
{
    public required string ReadHere { get; init; }

    public required Func<string, string> MuteSource { get; init; }

    public required string LessButton { get; init; }

    public required string WhyButton { get; init; }

    public required string AlsoAt { get; init; }

    /// <summary>Between the names of sources.</summary>
    public required string Comma { get; init; }

    /// <summary>Between quoted words: Chinese has nothing between quotation marks.</summary>
    public required string QuotedComma { get; init; }

    /// <summary>Added to an alert whose forum topic no longer exists.</summary>
    public required string ThreadGone { get; init; }

    /// <summary>For a retraction of what may have been sent or not.</summary>
    public required string WithdrawnPerhapsSeen { get; init; }

    /// <summary>For a correction of what may have been sent or not.</summary>
    public required string ReplacesEarlier { get; init; }

    /// <summary>For a correction of a message that cannot be edited: when that was sent.</summary>
    public required Func<string, string> CorrectsEarlier { get; init; }

    /// <summary>Names a message that cannot be edited: when it was sent.</summary>
    public required Func<string, string> SentEarlier { get; init; }

    /// <summary>Marks what the operator took down: its source did not withdraw it.</summary>
    public required string TakenDown { get; init; }

    /// <summary>Marks an article that was withdrawn and is published again.</summary>
    public required string Restored { get; init; }

    public required string RestoredNote { get; init; }

    /// <summary>Says which patterns of a filter are off.</summary>
    public required Func<string, string> PatternsOff { get; init; }

    /// <summary>Says how to change the filter, where commands are understood.</summary>
    public required string ChangePatterns { get; init; }

    public required Func<string, int, string> DailyDigest { get; init; }

    public required Func<string, int, string> WeeklyDigest { get; init; }

    public required Func<int, string> AfterQuiet { get; init; }

    public required Func<int, string> CatchUp { get; init; }

    public required Func<int, string> AndMore { get; init; }

    /// <summary>How many a digest leaves out, where commands are not understood.</summary>
    public required Func<int, string> AndMoreElsewhere { get; init; }

    public required string ClockFormat { get; init; }

    /// <summary>A day of this year.</summary>
    public required string ShortDayFormat { get; init; }

    /// <summary>What marks an alert that is over.</summary>
    public required Func<AlertEnd?, string> Ended { get; init; }

    /// <summary>The advice about it; null for none.</summary>
    public required Func<AlertEnd?, string?> EndedNote { get; init; }

    /// <summary>Which alert: its category if it has one, when it was published, its source.</summary>
    public required Func<string?, string?, string, string> EndedWhich { get; init; }

    public required string NotEnded { get; init; }

    public required string NotEndedNote { get; init; }

    /// <summary>In place of a title of nothing visible.</summary>
    public required string Untitled { get; init; }

    // Full text.
    public required string NoText { get; init; }

    public required string TextCut { get; init; }

    public required string ArticleGone { get; init; }

    /// <summary>To who asks for a full text without saying of what.</summary>
    public required string ReadWhat { get; init; }

    public static AlertTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
