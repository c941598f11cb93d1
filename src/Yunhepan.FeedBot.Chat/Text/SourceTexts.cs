using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about sources that are followed: what became of them, and how they are changed. In one language.</summary>
internal sealed partial record SourceTexts
{
    /// <summary>Why a source cannot be read, as a part of a sentence.</summary>
    public required Func<SourceFailure, string> Why { get; init; }

    /// <summary>The name, the day since when, why, and whether it was given up.</summary>
    public required Func<string, string, string, bool, string> Dead { get; init; }

    /// <summary>The name and the day since when.</summary>
    public required Func<string, string, string> AsksForLogin { get; init; }

    public required Func<string, string> Moved { get; init; }

    public required Func<string, string> Works { get; init; }

    /// <summary>Before an address at which the source may be.</summary>
    public required string MaybeAt { get; init; }

    /// <summary>In the list: the time since when, and why.</summary>
    public required Func<string, string, string> FailingSince { get; init; }

    /// <summary>In the list, before the address.</summary>
    public required string ReadAtNewAddress { get; init; }

    /// <summary>Looks at the address on this host.</summary>
    public required Func<string, string> LookAtButton { get; init; }

    public required string KeepNewButton { get; init; }

    public required string EditButton { get; init; }

    public required string ChangeButton { get; init; }

    public required string RenameButton { get; init; }

    public required string RemoveButton { get; init; }

    public required string BackButton { get; init; }

    /// <summary>How it is done by words, with the number.</summary>
    public required Func<long, string> ByWords { get; init; }

    public required Func<string, string> AskAddress { get; init; }

    public required Func<string, string> AskName { get; init; }

    public required Func<string, long, string> AskWords { get; init; }

    /// <summary>The name of the source whose address is to be changed.</summary>
    public required Func<string, string> ChangeTo { get; init; }

    /// <summary>Changes to the source of this name.</summary>
    public required Func<string, string> ApplyButton { get; init; }

    /// <summary>The name, and the new address.</summary>
    public required Func<string, string, string> Changed { get; init; }

    /// <summary>The old name and the new one.</summary>
    public required Func<string, string, string> ChangedAsked { get; init; }

    public required string SameAddress { get; init; }

    public required string NotFollowedHere { get; init; }

    public required string RemovedTitle { get; init; }

    public required string RestoreGone { get; init; }

    public required string OtherListButton { get; init; }

    public required string NoOtherList { get; init; }

    public static SourceTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
