namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record PlaceTexts
{
    public static PlaceTexts En { get; } = new()
    {
        BotDescription = site =>
            $"{site}\n\nChoose a few topics, or send me the address of any site: news and warnings come to you at once, urgent ones first. "
            + "When something is corrected, the message changes too.\n\nPress Start to begin.",
        BotAbout = site => $"{site}: news and warnings, as soon as they are out.",
        Greeting = "Hello! What would you like to hear about? Use the buttons, or send a topic, a word or a web address.",
        Thanks = "You are welcome! I will tell you as soon as there is news.",
        Farewell = "Goodbye! I will still tell you the news.",
        Courtesy = "All right.",
        QuestionEmpty = word => $"There is nothing about “{word}” yet. Follow the word, and I will tell you as soon as there is.",
        SharedAt = time => $"As of {time}",
        SharedNotice = "Urgent notice",
        SharedState = "Open it to see how it stands now (it may be over)",
        SharedTopic = (kind, name) => $"{kind} {name}: get the news as it comes",
        SharedNothing = "Nothing found: try another word",
        SharedOpen = "Open the bot",
        ManageDescription = "Set up your groups and channels from here",
        ManageNotHere = "Send me /manage in a private chat on Telegram to set up your groups and channels.",
        ManageTitle = "Your groups and channels",
        ManageEmpty = "Choose one of your groups or channels below. If I am not there yet, Telegram asks whether to add me.",
        ManagePick = "Choose a group or a channel:",
        PickChannel = "Choose a channel…",
        PickGroup = "Choose a group…",
        PickAnother = "Choose another…",
        ManageCard = name =>
            $"You are setting up {name}. Use the buttons, or send a line such as “follow Education”: your next line counts for {name}.",
        NotYourChat = name => $"You are not an administrator of {name}, so nothing was changed.",
        NotMyChat = name => $"I am not an administrator of {name} and cannot post there. Please make me one first.",
        ChatUnknown = "This group or channel is gone. Please choose one again.",
        RouteButton = "A topic for a category…",
        RouteWhat = name => $"Choose a category: I create a topic of its name in {name} and send its news there.",
        Routed = category => $"The topic {category} is there, and its news will go there.",
        RoutedBefore = category => $"{category} has a topic of its own already.",
        RouteNoRight = name => $"In {name} I lack the right to manage topics. Please give it to me first.",
        RouteNoForum = name => $"{name} has no topics switched on.",
        RefusedIn = name => $"You sent me a command in {name}.",
    };
}
