using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about files of subscriptions, in one language.</summary>
internal sealed partial record ImportTexts
{
    public required string Description { get; init; }

    public required string NoFile { get; init; }

    public required string TooLarge { get; init; }

    public required string NotRead { get; init; }

    public required Func<int, string> Found { get; init; }

    public required Func<int, string> Known { get; init; }

    public required Func<int, string> New { get; init; }

    public required Func<int, string> Refused { get; init; }

    public required Func<EntryFault, string> Fault { get; init; }

    /// <summary>The name of an entry that cannot be used, and why.</summary>
    public required Func<string, string, string> RefusedFor { get; init; }

    /// <summary>Further refused ones that are not listed.</summary>
    public required Func<int, string> More { get; init; }

    /// <summary>Entries beyond the number that is read.</summary>
    public required Func<int, string> Unread { get; init; }

    public required Func<int, string> FollowAllButton { get; init; }

    public required Func<int, string> AskAllButton { get; init; }

    public required Func<int, string> Followed { get; init; }

    public required Func<int, string> Asked { get; init; }

    public required Func<int, string> RefusedBefore { get; init; }

    /// <summary>The number without room, and the most of one chat.</summary>
    public required Func<int, int, string> TooManyOfChat { get; init; }

    public required Func<int, string> TooManyInAll { get; init; }

    public required Func<int, string> NotFollowed { get; init; }

    public required Func<int, string> AskedTitle { get; init; }

    public required Func<int, string> NowApproved { get; init; }

    public required Func<int, string> NowRefused { get; init; }

    public required Func<int, string> YoursApproved { get; init; }

    public required Func<int, string> YoursRefused { get; init; }

    public required Func<int, string> Exported { get; init; }

    /// <summary>Topics that have no address outside of the service.</summary>
    public required Func<int, string> NotExported { get; init; }

    public required string NothingToExport { get; init; }

    public required string DownloadButton { get; init; }

    public static ImportTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
