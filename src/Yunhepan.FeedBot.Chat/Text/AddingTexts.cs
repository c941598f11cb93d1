using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about sources that chats add, in one language.</summary>
internal sealed partial record AddingTexts
{
    public required string AddDescription { get; init; }

    public required string SourcesDescription { get; init; }

    public required string ApproveDescription { get; init; }

    /// <summary>Below the welcome: an address can be sent.</summary>
    public required string Invitation { get; init; }

    public required string HowTo { get; init; }

    public required string IsOff { get; init; }

    public required string NoOperator { get; init; }

    public required string Looking { get; init; }

    public required string TooManyLooks { get; init; }

    public required string TooSlow { get; init; }

    public required string Failed { get; init; }

    public required string HostRefused { get; init; }

    public required Func<LookFault, string> Fault { get; init; }

    /// <summary>The name of what was found, and its kind.</summary>
    public required Func<string, SourceKind, string> Found { get; init; }

    public required string NewestFollow { get; init; }

    public required string AlsoThere { get; init; }

    public required string FollowButton { get; init; }

    public required string AskButton { get; init; }

    public required string WordsButton { get; init; }

    public required string DigestButton { get; init; }

    public required string CancelButton { get; init; }

    public required string Cancelled { get; init; }

    public required string OfferGone { get; init; }

    /// <summary>How the words are written after the number.</summary>
    public required Func<long, string> WriteWords { get; init; }

    /// <summary>It is followed; what is there already does not alert.</summary>
    public required Func<string, string> Followed { get; init; }

    public required Func<string, string> KnownFollowed { get; init; }

    public required Func<string, string> Asked { get; init; }

    public required Func<string, string> AskedBefore { get; init; }

    public required Func<string, string> WasRefused { get; init; }

    public required Func<int, string> TooManyOfChat { get; init; }

    public required string TooManyInAll { get; init; }

    public required string NotFollowed { get; init; }

    // The chat's own list.
    public required string ListTitle { get; init; }

    public required string ListEmpty { get; init; }

    /// <summary>The list is empty where nothing can be added.</summary>
    public required string NothingAdded { get; init; }

    public required string ListHint { get; init; }

    public required string StateWaiting { get; init; }

    public required string StateRefused { get; init; }

    public required string StateListed { get; init; }

    public required string NotReadYet { get; init; }

    public required Func<string, string> ReadAt { get; init; }

    public required Func<string, string> NewsAt { get; init; }

    public required Func<SourceTrouble, string> Trouble { get; init; }

    public required Func<string, string> Removed { get; init; }

    public required Func<string, string> RestoreButton { get; init; }

    public required Func<string, string> Renamed { get; init; }

    public required string NotYours { get; init; }

    // Texts for operators.
    public required Func<string, string> NotAnOperator { get; init; }

    public required string NothingWaits { get; init; }

    public required Func<int, string> Waiting { get; init; }

    public required string AskedTitle { get; init; }

    public required string ApproveButton { get; init; }

    public required string RefuseButton { get; init; }

    public required string ListButton { get; init; }

    public required string UnderWhich { get; init; }

    public required string NoCategories { get; init; }

    public required Func<string, string> NowApproved { get; init; }

    public required Func<string, string> NowRefused { get; init; }

    public required Func<string, string, string> NowListed { get; init; }

    public required string DecidedAlready { get; init; }

    // The messages to the chats that asked.
    public required Func<string, string> YoursApproved { get; init; }

    public required Func<string, string> YoursListed { get; init; }

    public required Func<string, string> YoursRefused { get; init; }

    public static AddingTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
