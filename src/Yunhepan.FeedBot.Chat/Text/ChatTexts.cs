using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>Holds all texts of the bot in one language. A text that is missing in a language does not compile.</summary>
internal sealed partial record ChatTexts
{
    private const int LongestQuote = 200;

    /// <summary>The texts of alerts and digests.</summary>
    public AlertTexts Alert => AlertTexts.For(Language);

    /// <summary>The texts of the chat's settings.</summary>
    public SettingsTexts Settings => SettingsTexts.For(Language);

    /// <summary>The texts about filters.</summary>
    public FilterTexts Filter => FilterTexts.For(Language);

    /// <summary>The texts about how messages look.</summary>
    public FormatTexts Format => FormatTexts.For(Language);

    /// <summary>The texts about sources that chats add.</summary>
    public AddingTexts Adding => AddingTexts.For(Language);

    public PlaceTexts Places => PlaceTexts.For(Language);

    public SourceTexts OfSources => SourceTexts.For(Language);

    /// <summary>The texts that explain why an article was sent or not.</summary>
    public WhyTexts Why => WhyTexts.For(Language);

    // The purpose of each command, for the help and the platform's own menu.
    public required string StartDescription { get; init; }

    public required string TopicsDescription { get; init; }

    public required string FollowDescription { get; init; }

    public required string UnfollowDescription { get; init; }

    public required string ListDescription { get; init; }

    public required string LatestDescription { get; init; }

    public required string LanguageDescription { get; init; }

    public required string HelpDescription { get; init; }

    public required string StopDescription { get; init; }

    // Welcome and help.
    public required string WelcomeTitle { get; init; }

    public required string Welcome { get; init; }

    public required string WelcomeBack { get; init; }

    public required string HelpTitle { get; init; }

    /// <summary>The name of a command and what the language calls it, before its description.</summary>
    public required Func<string, string, string> HelpLine { get; init; }

    public required string HelpFooter { get; init; }

    // Topics. Each kind is named for all of them, and for one.
    public required string TopicsTitle { get; init; }

    public required string TopicsHint { get; init; }

    public required string NoTopics { get; init; }

    public required (string All, string One) Categories { get; init; }

    public required (string All, string One) Regions { get; init; }

    public required (string All, string One) Publishers { get; init; }

    public required (string All, string One) Sources { get; init; }

    /// <summary>The texts about followed words and phrases.</summary>
    public required (string All, string One) Words { get; init; }

    public required Func<string, string> AllOf { get; init; }

    public required string Back { get; init; }

    // Texts about following.
    public required string FollowWhat { get; init; }

    public required Func<string, string> Followed { get; init; }

    public required Func<string, string> FollowedUrgent { get; init; }

    public required Func<string, string> AlreadyFollowed { get; init; }

    public required Func<string, string, string> AlreadyCovered { get; init; }

    public required string TooMany { get; init; }

    public required Func<string, string> NotFound { get; init; }

    public required string TopicGone { get; init; }

    public required Func<string, string> WhichOne { get; init; }

    public required Func<string, string> FollowButton { get; init; }

    public required Func<string, string> UnfollowButton { get; init; }

    public required Func<Topic, string> LatestButton { get; init; }

    public required Func<string, string> OfferFollow { get; init; }

    // Unfollowing and the list.
    public required string UnfollowWhat { get; init; }

    public required Func<int, string> UnfollowAll { get; init; }

    public required Func<int, string> UnfollowAllQuestion { get; init; }

    public required Func<int, string> UnfollowedAll { get; init; }

    public required Func<string, string> Unfollowed { get; init; }

    public required Func<string, string> WasNotFollowed { get; init; }

    public required string ItWasNotFollowed { get; init; }

    public required Func<string, string> NotAmongFollowed { get; init; }

    public required string Undo { get; init; }

    public required Func<int, string> ListTitle { get; init; }

    public required string ListEmpty { get; init; }

    public required string ListPaused { get; init; }

    // Latest.
    public required string LatestTitle { get; init; }

    public required Func<Topic, string> LatestOf { get; init; }

    public required string LatestEmpty { get; init; }

    public required Func<Topic, string> LatestEmptyOf { get; init; }

    // Language, stop.
    public required string LanguageQuestion { get; init; }

    /// <summary>The language that is not there, and those that are.</summary>
    public required Func<string, IReadOnlyList<string>, string> LanguageUnknown { get; init; }

    public required string LanguageSet { get; init; }

    public required string StopQuestion { get; init; }

    public required string StopYes { get; init; }

    public required string StopNo { get; init; }

    public required string Stopped { get; init; }

    public required string StopKept { get; init; }

    // Everything else.
    public required string Unknown { get; init; }

    public required Func<string, string> UnknownCommand { get; init; }

    public required string SeeHelp { get; init; }

    /// <summary>Asks whether one of these, which are quoted, was meant, after saying that the input was not understood.</summary>
    public required Func<IReadOnlyList<string>, string> DidYouMean { get; init; }

    /// <summary>Says how many articles can be shown at once.</summary>
    public required string LatestCount { get; init; }

    /// <summary>Says that the bot does not understand these words, which it quotes.</summary>
    public required Func<string, string> Unclear { get; init; }

    /// <summary>Says that the bot does not understand these words, which it quotes, and that it did nothing.</summary>
    public required Func<string, string> NotUnderstood { get; init; }

    public required string TooLong { get; init; }

    /// <summary>Answers a picture, a voice message or a place.</summary>
    public required string WordsOnly { get; init; }

    public required string AdminsOnly { get; init; }

    public required string WentWrong { get; init; }

    // Buttons for the next step.
    public required string ShowTopics { get; init; }

    public required string ShowLatest { get; init; }

    public required string ShowList { get; init; }

    public required string ShowHelp { get; init; }

    // Alerts.
    public required string Urgent { get; init; }

    public required string Corrected { get; init; }

    public required string Withdrawn { get; init; }

    public required string WithdrawnNote { get; init; }

    /// <summary>Quotes the source on why it withdrew an article, and ends with a blank where one is written; empty without words.</summary>
    public string SourceSays(AlertMessage alert) => alert.WithdrawnInWords is not { } words ? ""
        : SourceSaid(Quote(ChatText.Shorten(words, LongestQuote)));

    /// <summary>What the source says, which is quoted.</summary>
    public required Func<string, string> SourceSaid { get; init; }

    /// <summary>Returns the text shown instead of an article that is gone: who removed it, and why if that is known.</summary>
    public string GoneNote(AlertMessage alert) => alert.TakenDownBecause is not { } reason ? SourceSays(alert) + WithdrawnNote
        : TakenDownNote(reason.TrimEnd('。', '.', '！', '!'));

    /// <summary>The reason of the operator, without a full stop.</summary>
    public required Func<string, string> TakenDownNote { get; init; }

    public required Func<string, string> Source { get; init; }

    public required Func<string, string, string> SourceVia { get; init; }

    public required string Read { get; init; }

    public required string DayFormat { get; init; }

    public required string MinuteFormat { get; init; }
}
