using System.Globalization;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record ChatTexts
{
    public static ChatTexts En { get; } = new()
    {
        Language = English,
        OwnName = "English",
        Culture = CultureInfo.InvariantCulture,
        SentenceGap = " ",
        Quote = words => $"“{words.Replace('“', '‘').Replace('”', '’')}”",
        Names = new Dictionary<string, string[]>(),
        StartDescription = "Choose topics to follow",
        TopicsDescription = "Browse all topics; tap one to follow it",
        FollowDescription = "Follow a topic: /follow education, or /follow education +exam -ads",
        UnfollowDescription = "Stop following a topic: /unfollow education",
        ListDescription = "Topics you follow",
        LatestDescription = "Latest articles: /latest health 3",
        LanguageDescription = "Change the language / 切换语言",
        HelpDescription = "How to use this bot",
        StopDescription = "Stop all alerts",
        WelcomeTitle = "Welcome!",
        Welcome =
            "I send you news and public alerts on the topics you follow, urgent ones first. If an article is corrected, its message "
            + "changes too.\n\nPick a few topics to begin with. Tap to follow, tap again to stop.",
        WelcomeBack = "Welcome back. Your alerts are on again.",
        HelpTitle = "What you can do",
        HelpLine = (command, _) => $"{command} – ",
        HelpFooter =
            "You can also just send the name of a topic. Some settings have commands of their own: /zone Europe/Berlin, "
            + "/limit 8, /sound off.\n\nTo get only part of a topic, use any of these: /follow education +exam -ads language en silent\n"
            + "• +exam: only what mentions “exam”\n• -ads: nothing that mentions “ads”\n• language en: only in English\n"
            + "• silent: without a sound\nTo get everything again, send /follow education.",
        TopicsTitle = "All topics",
        TopicsHint = "Tap to follow, tap again to stop. ✓ is a topic you follow; › has narrower topics inside.",
        NoTopics = "There are no topics to follow yet. Please check back later.",
        Categories = ("Categories", "category"),
        Regions = ("Regions", "region"),
        Publishers = ("Publishers", "publisher"),
        Sources = ("Sources", "source"),
        Words = ("Words", "word"),
        AllOf = name => $"All of {name}",
        Back = "‹ Back",
        FollowWhat = "What would you like to follow? Tap a topic, or send “/follow” and its name.",
        Followed = name => $"You now follow {name}. New articles will come to you here.",
        FollowedUrgent = name => $"You now follow {name}. These are urgent: you get them as soon as they reach me.",
        AlreadyFollowed = name => $"You already follow {name}.",
        AlreadyCovered = (name, parent) => $"You follow {parent}, which includes {name}.",
        TooMany = "You follow or mute as many topics as this bot allows. Please remove some first: /list, /mute.",
        NotFound = text => $"No topic matches “{text}”.",
        TopicGone = "That topic no longer exists.",
        WhichOne = text => $"Several topics match “{text}”. Which one do you mean?",
        FollowButton = name => $"+ Follow {name}",
        UnfollowButton = name => $"Unfollow {name}",
        LatestButton = topic => $"Latest {In(topic)}",
        OfferFollow = name => $"Would you like to follow {name}?",
        UnfollowWhat = "Which one would you like to stop following?",
        UnfollowAll = count => count == 1 ? "Unfollow" : "Unfollow all",
        UnfollowAllQuestion = count => count == 1 ? "You follow one topic. Stop following it?" : $"Stop following all {Count(count)}?",
        UnfollowedAll = count => $"Done. You no longer follow {(count == 1 ? "that topic" : $"those {Number(count)} topics")}.",
        Unfollowed = name => $"You no longer follow {name}.",
        WasNotFollowed = name => $"You do not follow {name}.",
        ItWasNotFollowed = "You do not follow it.",
        NotAmongFollowed = text => $"None of the topics you follow matches “{text}”.",
        Undo = "Undo",
        ListTitle = count => $"You follow {Count(count)}",
        ListEmpty = "You do not follow any topics yet.",
        ListPaused = "Alerts are stopped. Send /resume to get them again.",
        LatestTitle = "Latest articles",
        LatestOf = topic => $"Latest {In(topic)}",
        LatestEmpty = "There are no articles yet. Please check back later.",
        LatestEmptyOf = topic => $"There are no articles {In(topic)} yet.",
        LanguageQuestion = "Choose a language / 请选择语言",
        LanguageUnknown = (name, offered) => $"“{name}” is not available here. Please choose one: {string.Join(", ", offered)}",
        LanguageSet = "All right, English from now on.",
        StopQuestion = "Stop all alerts? Your topics are kept, and you can resume at any time; what comes meanwhile is not sent later. "
            + "For a short pause, send /mute 2h.",
        StopYes = "Stop",
        StopNo = "Keep alerts",
        Stopped = "Stopped. You will hear nothing until you send /resume.",
        StopKept = "All right, alerts stay on.",
        Unknown = "I did not understand that. Send the name of a topic, or use a button below.",
        UnknownCommand = command => $"There is no command “{command}”.",
        SeeHelp = " See /help.",
        DidYouMean = names => $" Did you mean {string.Join(" or ", names)}?",
        LatestCount = "I can show 1 to 10 articles at once: /latest news 3",
        Unclear = words => $"I do not understand {words}.",
        NotUnderstood = words => $"I do not understand {words}, so nothing was changed.",
        TooLong = "That is too long. Please shorten it.",
        WordsOnly = "I only understand words, not pictures, voice messages or places. Send the name of a topic, or use a button below.",
        AdminsOnly = "In a group, only its administrators can change my settings. You can message me privately for alerts of your own.",
        WentWrong = "Something went wrong. Please try again.",
        ShowTopics = "All topics",
        ShowLatest = "Latest articles",
        ShowList = "My topics",
        ShowHelp = "Help",
        Urgent = "URGENT",
        Corrected = "CORRECTED",
        Withdrawn = "WITHDRAWN",
        WithdrawnNote = "Please do not share it.",
        SourceSaid = words => $"Its source says: {words}. ",
        TakenDownNote = reason => $"Our reason: {reason}. Please do not share it.",
        Source = name => $"Source: {name}",
        SourceVia = (origin, via) => $"Source: {origin} (via {via})",
        Read = "Original",
        DayFormat = "d MMM yyyy",
        MinuteFormat = "d MMM yyyy, HH:mm",
    };

    // Articles are in a category, from a place or a source, or about a word.
    private static string In(Topic topic) => $"{topic.Key.Kind switch
    {
        TopicKind.Category => "in",
        TopicKind.Word => "about",
        TopicKind.Source or TopicKind.Publisher or TopicKind.Region => "from",
        _ => throw new System.Diagnostics.UnreachableException($"unknown topic kind {topic.Key.Kind}"),
    }} {topic.Name.For(English)}";

    private static string Count(int count) => count == 1 ? "1 topic" : $"{Number(count)} topics";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
