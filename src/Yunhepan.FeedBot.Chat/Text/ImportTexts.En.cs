using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record ImportTexts
{
    public static ImportTexts En { get; } = new()
    {
        Description = "Your topics as a file (OPML)",
        NoFile = "This is no list of subscriptions (OPML), or it holds none.",
        TooLarge = "This file is too large to read. A list of subscriptions is usually smaller than 500 KB.",
        NotRead = "I could not get this file. Please send it again.",
        Found = count => count == 1 ? "The file holds 1 feed:" : $"The file holds {count} feeds:",
        Known = count => $"• {count} known here already",
        New = count => $"• {count} new",
        Refused = count => $"• {count} that cannot be used:",
        Fault = fault => fault switch
        {
            EntryFault.NotAnAddress => "no address that can be read",
            EntryFault.Refused => "this address may not be added",
            EntryFault.AnotherList => "another list of subscriptions; please send that one by itself",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        RefusedFor = (name, why) => $"  – {name}: {why}",
        More = count => $"  … and {count} more",
        Unread = count => $"{count} further ones were not read; please send the file in parts.",
        FollowAllButton = count => $"＋ Follow all ({count})",
        AskAllButton = count => $"＋ Ask to follow all ({count})",
        Followed = count =>
            $"You now follow {count} of them. What is there already is not sent; new articles are.",
        Asked = count => $"The operator was asked about {count}. They begin when they are approved.",
        RefusedBefore = count => $"{count} were refused by an operator before and were not added.",
        TooManyOfChat = (count, most) => $"{count} were not added for lack of room: a chat can add {most} sources at most. "
            + "Remove some with /sources, then send the file again.",
        TooManyInAll = count => $"{count} were not added: there is no room for more added sources here at the moment.",
        NotFollowed = count => $"{count} could not be followed: you follow too many topics, or they are no longer here.",
        AskedTitle = count => $"Somebody wants to follow {count} new sources at once",
        NowApproved = count => $"✅ Approved {count} sources; only their followers see them.",
        NowRefused = count => $"🚫 Refused {count} sources.",
        YoursApproved = count =>
            $"The operator approved the {count} sources that you asked for: you will receive their new articles.",
        YoursRefused = count => $"The operator did not approve the {count} sources that you asked for.",
        Exported = count => count == 1 ? "The topic that you follow. Other readers read this file, and so do I."
            : $"The {count} topics that you follow. Other readers read this file, and so do I.",
        NotExported = count => $"{count} more have no address and are not in the file.",
        NothingToExport = "You follow nothing yet that could be exported.",
        DownloadButton = "Download OPML",
    };
}
