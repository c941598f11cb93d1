namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The words about a chat's settings, in one language.</summary>
internal sealed partial record SettingsTexts
{
    // Descriptions of the commands.
    public required string SettingsDescription { get; init; }

    public required string QuietDescription { get; init; }

    public required string DigestDescription { get; init; }

    public required string MuteDescription { get; init; }

    public required string UnmuteDescription { get; init; }

    public required string ResumeDescription { get; init; }

    public required string UndoDescription { get; init; }

    public required string SearchDescription { get; init; }

    public required string FeedDescription { get; init; }

    public required string Title { get; init; }

    public required string On { get; init; }

    public required string Off { get; init; }

    // The settings at a glance.
    public required Func<string, string> LanguageLine { get; init; }

    /// <summary>Zone and the time there.</summary>
    public required Func<string, string, string> ZoneLine { get; init; }

    public required Func<string, string> QuietLine { get; init; }

    public required Func<string, string> DigestLine { get; init; }

    /// <summary>When the digest comes, and how many topics are in it, for the line about it.</summary>
    public required Func<string, int, string> DigestShort { get; init; }

    public required Func<string, string> MutedLine { get; init; }

    public required Func<bool, string> SoundLine { get; init; }

    /// <summary>Messages an hour; null: no limit.</summary>
    public required Func<int?, string> LimitLine { get; init; }

    public required Func<string, string> PausedLine { get; init; }

    public required string QuietButton { get; init; }

    public required string DigestButton { get; init; }

    public required string MuteButton { get; init; }

    public required string ZoneButton { get; init; }

    public required string LanguageButton { get; init; }

    public required string FeedButton { get; init; }

    public required string SilenceButton { get; init; }

    public required string SoundButton { get; init; }

    public required string LimitButton { get; init; }

    public required string ResumeButton { get; init; }

    // Limit.
    public required string LimitQuestion { get; init; }

    public required Func<string, string> LimitNotUnderstood { get; init; }

    public required string NoLimitButton { get; init; }

    public required Func<string, string> SoundNotUnderstood { get; init; }

    // Zone.
    public required string ZoneQuestion { get; init; }

    public required Func<string, string> ZoneUnknown { get; init; }

    public required string Saved { get; init; }

    public required Func<string, string> SettingUnknown { get; init; }

    /// <summary>When the digest comes, and how many topics are in it.</summary>
    public required Func<string, int, string> DigestSet { get; init; }

    /// <summary>When the digest arrives, for topics that are all urgent and do not wait.</summary>
    public required Func<string, string> DigestOnlyUrgent { get; init; }

    /// <summary>Says that the hour of a digest is within the quiet hours.</summary>
    public required Func<string, string> DigestWaits { get; init; }

    /// <summary>What is urgent does not wait for the digest.</summary>
    public required Func<string, string> DigestUrgentThrough { get; init; }

    /// <summary>What is urgent waits for the digest too.</summary>
    public required string DigestUrgentWaits { get; init; }

    // Quiet hours.
    public required string QuietTitle { get; init; }

    public required Func<bool, string> QuietIsOff { get; init; }

    /// <summary>From, to, and whether urgent alerts get through.</summary>
    public required Func<string, string, bool, string> QuietIs { get; init; }

    public required string QuietHint { get; init; }

    public required string QuietNotUnderstood { get; init; }

    public required string QuietOffButton { get; init; }

    public required string UrgentThrough { get; init; }

    public required string UrgentWaits { get; init; }

    // Digest.
    public required string DigestTitle { get; init; }

    /// <summary>How often and when, and whether urgent alerts are sent at once nevertheless.</summary>
    public required Func<string, bool, string> DigestIs { get; init; }

    public required string DigestIsEmpty { get; init; }

    public required string DigestHint { get; init; }

    /// <summary>These quoted words are not understood.</summary>
    public required Func<string, string> DigestNotUnderstood { get; init; }

    public required string DigestNothingFollowed { get; init; }

    public required Func<string, string> Daily { get; init; }

    public required Func<DayOfWeek, string, string> Weekly { get; init; }

    public required string DailyButton { get; init; }

    public required Func<DayOfWeek, string> WeeklyButton { get; init; }

    public required string AllDigest { get; init; }

    public required string AllInstant { get; init; }

    public required Func<string, string> NowDigest { get; init; }

    /// <summary>The same for an urgent topic.</summary>
    public required Func<string, string> NowDigestUrgent { get; init; }

    public required Func<string, string> NowInstant { get; init; }

    // Texts about mutes.
    public required string MuteTitle { get; init; }

    public required string MuteNothing { get; init; }

    public required Func<bool, bool, string> MuteHint { get; init; }

    public required Func<int, string> MuteFor { get; init; }

    public required Func<string, string> Muted { get; init; }

    public required Func<string, string> MutedWord { get; init; }

    /// <summary>In a list: the end of the mute; null until it is unmuted.</summary>
    public required Func<string?, string> MutedShort { get; init; }

    /// <summary>These quoted words may state a duration and are not understood.</summary>
    public required Func<string, string> LengthUnclear { get; init; }

    public required Func<string, string, string> MutedUntil { get; init; }

    public required Func<string, string> Unmuted { get; init; }

    /// <summary>The same for a followed topic.</summary>
    public required Func<string, string> UnmutedFollowed { get; init; }

    public required Func<string, string> UnmuteButton { get; init; }

    public required Func<string, string> NotMuted { get; init; }

    public required string ItIsNotMuted { get; init; }

    /// <summary>There is no pause and no mute to end.</summary>
    public required string NothingSilent { get; init; }

    public required string UndoWhat { get; init; }

    public required string UndoNothing { get; init; }

    /// <summary>What comes back, after it was deleted or replaced.</summary>
    public required Func<string, string> UndoDeleted { get; init; }

    /// <summary>The names of the topics that come back.</summary>
    public required Func<IReadOnlyList<string>, string> UndoTopics { get; init; }

    public required Func<string, string> Undone { get; init; }

    /// <summary>What did not come back, and why.</summary>
    public required Func<string, string, string> NotUndone { get; init; }

    public required string FilterNoLongerUsable { get; init; }

    public required string UndoGone { get; init; }

    public required string ForADay { get; init; }

    public required string ForAWeek { get; init; }

    public required Func<string, string> PausedUntil { get; init; }

    public required string Resumed { get; init; }

    // Texts about showing less of a kind.
    public required string LessTitle { get; init; }

    public required Func<string, string> LessDigest { get; init; }

    public required Func<string, string> LessMute { get; init; }

    // Texts about searches.
    public required string SearchWhat { get; init; }

    public required Func<string, string> SearchTitle { get; init; }

    public required Func<string, string> SearchEmpty { get; init; }

    /// <summary>There are only excluded words.</summary>
    public required Func<string, string> SearchOnlyUnwanted { get; init; }

    public required Func<string, string> SearchNoWord { get; init; }

    public required Func<string, string> FollowWord { get; init; }

    /// <summary>
    /// The text names no topic but can be followed as a word, by the button below; or a question which topic is meant.
    /// </summary>
    public required Func<string, string, string> NoTopicButWord { get; init; }

    /// <summary>The same for a name that does not fit on a button.</summary>
    public required Func<string, string, string> NoTopicButWordByHand { get; init; }

    public required Func<string, string> FollowedWord { get; init; }

    public required string WordWhat { get; init; }

    /// <summary>To who asks for less without saying of what.</summary>
    public required string LessWhat { get; init; }

    /// <summary>Name, words in, words out; either may be empty.</summary>
    public required Func<string, IReadOnlyList<string>, string> FollowedFiltered { get; init; }

    /// <summary>Followed again with no filter any more.</summary>
    public required Func<string, string> FollowedWhole { get; init; }

    /// <summary>A wider topic is followed too and brings all of it.</summary>
    public required Func<string, string> ComesAnyway { get; init; }

    // The ways in which something is followed, as parts of a sentence or a list.
    public required Func<string, string> OnlyWhatSays { get; init; }

    public required Func<string, string> NothingThatSays { get; init; }

    public required Func<string, string> OnlyIn { get; init; }

    public required string WithoutSound { get; init; }

    public required string BadFilter { get; init; }

    public required string TooManyPatterns { get; init; }

    /// <summary>Says that these words, which are quoted, are no options of following.</summary>
    public required Func<string, string> OptionUnclear { get; init; }

    /// <summary>In a list: these patterns keep nothing out any more.</summary>
    public required Func<string, string> SwitchedOff { get; init; }

    // Texts about private feeds.
    public required string FeedTitle { get; init; }

    public required string FeedHint { get; init; }

    public required string FeedNotHere { get; init; }

    public required string FeedRenew { get; init; }

    public required string FeedRenewed { get; init; }

    public static SettingsTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
