using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record AddingTexts
{
    public static AddingTexts En { get; } = new()
    {
        AddDescription = "Add a source by its address",
        SourcesDescription = "The sources that you added",
        ApproveDescription = "Decide about sources that others add (operators)",
        Invitation = "News from elsewhere? Send me the address of a web page or a feed.",
        HowTo = "Send me an address, for example:\n/add https://example.com/news/\n"
            + "Pages that list articles and RSS, Atom or JSON feeds will do.",
        IsOff = "You cannot add sources here; choose among the /topics.",
        NoOperator = "An operator must approve added sources, but none can be reached here, so nothing can be added now.",
        Looking = "Looking at this address… (half a minute at most; send it again if nothing follows)",
        TooManyLooks = "That is too many addresses for one hour. Please try again later.",
        TooSlow = "It could not be read in time. Please try again later.",
        Failed = "Something went wrong, and the address was not read. Please try again later.",
        HostRefused = "Nothing can be added from this site.",
        Fault = fault => fault switch
        {
            LookFault.NotAnAddress =>
                "That is not an address I can read. Send one that begins with http:// or https://, without a user name and password.",
            LookFault.Refused =>
                "This address may not be read: it is not on the public internet, or its site (robots.txt) does not want programs to.",
            LookFault.NotFound => "There is no page at this address (404). Please check it.",
            LookFault.Unreachable => "I could not open this site: no connection, too slow, or an error of its own. Please try again later.",
            LookFault.TooLarge => "This page is too large to read.",
            LookFault.StandIn => "What came is no list of articles: it may ask for a login or a check, or it is only a note.",
            LookFault.OneArticle =>
                "This is one article, not a list that is updated, and its page names no feed. Please send the address of its section.",
            LookFault.NoArticles => "I found neither a list of articles on this page nor a feed.",
            _ => throw new UnreachableException($"unknown fault {fault}"),
        },
        Found = (name, kind) => $"Found “{name}” ({KindEn(kind)})",
        NewestFollow = "Its newest, as they would arrive:",
        AlsoThere = "Also on this site:",
        FollowButton = "＋ Follow",
        AskButton = "＋ Ask to follow",
        WordsButton = "Only with words…",
        DigestButton = "In the digest",
        CancelButton = "No, thanks",
        Cancelled = "All right, nothing was added.",
        OfferGone = "This has expired; please send the address again.",
        WriteWords = number =>
            $"Write the words after the number: + for words that it must contain, - for words that it must not. For example:\n"
            + $"/add {number} +outage -advert",
        Followed = name =>
            $"You now follow “{name}”. What is there already is not sent; new articles are. /sources shows and removes it.",
        KnownFollowed = name => $"This source is here already: you now follow “{name}”.",
        Asked = name => $"The operator was asked about “{name}”. It begins when they approve it, and I will tell you.",
        AskedBefore = name => $"“{name}” waits for an operator. Once they approve it, you will receive it.",
        WasRefused = name => $"An operator has refused “{name}”, so it cannot be added.",
        TooManyOfChat = most => $"A chat can add {most} sources at most. Remove some with /sources first.",
        TooManyInAll = "There is no room for more added sources here at the moment.",
        NotFollowed = "It could not be followed: you follow too many topics, or the words cannot be used.",
        ListTitle = "The sources that you added",
        ListEmpty = "You have not added a source yet. Send me an address to add one.",
        NothingAdded = "You have not added a source.",
        ListHint = "✕ removes it, ✎ gives it another name or address.",
        StateWaiting = "waits for an operator",
        StateRefused = "refused by an operator",
        StateListed = "public by now",
        NotReadYet = "not read yet",
        ReadAt = when => $"last read: {when}",
        NewsAt = when => $"last new article: {when}",
        Trouble = trouble => trouble switch
        {
            SourceTrouble.Failing => "⚠️ it could not be read lately; I keep trying",
            SourceTrouble.HeldBack => "⚠️ the page looks different, so nothing is taken from it; the operator should have a look",
            SourceTrouble.Gone => "⛔ the site says that it is gone; it is no longer read",
            _ => throw new UnreachableException($"unknown trouble {trouble}"),
        },
        Removed = name => $"Removed “{name}”.",
        RestoreButton = name => $"↩ Restore “{name}”",
        Renamed = name => $"Renamed to “{name}”.",
        NotYours = "It cannot be renamed: you did not add it, others follow it too, or an operator has made it public. "
            + "/sources shows your sources.",
        NotAnOperator = chat => $"This chat is not an operator's. To make it one, name it in operators in feeds.json:\n{chat}",
        NothingWaits = "No source waits for a decision.",
        Waiting = count => $"Waiting for a decision: {count}",
        AskedTitle = "Somebody wants to follow a new source",
        ApproveButton = "Approve",
        RefuseButton = "Refuse",
        ListButton = "Publish under…",
        UnderWhich = "Publish it under which category? It is then like a source of feeds.json, which everybody sees.",
        NoCategories = "feeds.json has no categories to publish it under.",
        NowApproved = name => $"✅ Approved “{name}”; only its followers see it.",
        NowRefused = name => $"🚫 Refused “{name}”.",
        NowListed = (name, category) => $"📢 Published “{name}” under “{category}”.",
        DecidedAlready = "This source has been decided about.",
        YoursApproved = name => $"The operator approved “{name}”: you will receive its new articles.",
        YoursListed = name => $"The operator approved and published “{name}”: you will receive its new articles.",
        YoursRefused = name => $"The operator did not approve “{name}”.",
    };

    private static string KindEn(SourceKind kind) => kind switch
    {
        SourceKind.Feed => "a feed",
        SourceKind.List => "a page that lists articles",
        SourceKind.Sitemap => "a sitemap",
        SourceKind.Json => "a data endpoint",
        SourceKind.Auto or SourceKind.Article => "a page",
        _ => throw new UnreachableException($"The kind of source {kind} is not known."),
    };
}
