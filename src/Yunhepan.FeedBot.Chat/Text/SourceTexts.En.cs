using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record SourceTexts
{
    public static SourceTexts En { get; } = new()
    {
        Why = failure => failure switch
        {
            SourceFailure.NoAnswer => "the site does not answer",
            SourceFailure.NotFound => "the page is no longer there",
            SourceFailure.Gone => "the site says that it is gone",
            SourceFailure.Login => "a login or a subscription is needed",
            SourceFailure.Refused => "the site does not want programs to read it",
            SourceFailure.Other => "the site reports an error, or shows something else",
            _ => throw new UnreachableException($"unknown failure {failure}"),
        },
        Dead = (name, since, why, isGivenUp) => $"I have not been able to read “{name}” since {since}: {why}. "
            + "Whether it has had news since then I do not know. "
            + (isGivenUp ? "I no longer try." : "I keep trying and will tell you when it works again."),
        AsksForLogin = (name, since) => $"Since {since}, “{name}” has asked for a login or a subscription, "
            + "so I cannot read it or send its news. I keep trying and will tell you when it works again.",
        Moved = name =>
            $"“{name}” has moved to a new address. I read it there now and send its news as before; you need not do anything.",
        Works = name => $"“{name}” can be read again; its news will arrive as before.",
        MaybeAt = "It may be here now; you can have a look first:",
        FailingSince = (since, why) => $"⚠️ not readable since {since} ({why}); I keep trying",
        ReadAtNewAddress = "It has moved and is now read at:",
        LookAtButton = host => $"Look at {host}",
        KeepNewButton = "Keep the new address",
        EditButton = "✎ Change…",
        ChangeButton = "Change address…",
        RenameButton = "Rename…",
        RemoveButton = "Remove",
        BackButton = "‹ My sources",
        ByWords = number =>
            $"You can also write:\n/sources {number} new name (renames it)\n/sources {number} https://… (changes its address)",
        AskAddress = name => $"Send me the new address of “{name}”. Your settings for it will stay.",
        AskName = name => $"What shall “{name}” be called? Send me the new name.",
        AskWords = (name, number) => $"Which words must “{name}” mention? Send them to me with spaces between, "
            + "and put a minus before words that you do not want.\n"
            + $"You can also write them after the number:\n/add {number} +outage -advert",
        ChangeTo = name => $"Replace “{name}” by this? Its newest:",
        ApplyButton = name => $"Use “{name}”",
        Changed = (name, url) => $"“{name}” has its new address now; your settings are as before:\n{url}",
        ChangedAsked = (old, name) => $"The operator was asked to let you follow “{name}” with the settings of “{old}”; "
            + $"it begins when they approve it. Until then “{old}” stays as it is; when you no longer want it, remove it with /sources.",
        SameAddress = "It has this address already.",
        NotFollowedHere = "You follow no added source with this number. /sources shows the numbers.",
        RemovedTitle = "Removed, and can be restored:",
        OtherListButton = "Another list ›",
        NoOtherList = "I found no other list on this page.",
        RestoreGone = "It is no longer here; please send its address again.",
    };
}
