namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>The texts about where people meet the bot: its profile, small talk, sharing, and other chats that one manages.</summary>
internal sealed partial record PlaceTexts
{
    // The bot's profile; the argument is the name of the site.
    public required Func<string, string> BotDescription { get; init; }

    public required Func<string, string> BotAbout { get; init; }

    // Small talk.
    public required string Greeting { get; init; }

    public required string Thanks { get; init; }

    public required string Farewell { get; init; }

    public required string Courtesy { get; init; }

    /// <summary>Nothing was found for the word of a question.</summary>
    public required Func<string, string> QuestionEmpty { get; init; }

    // Sharing. A shared message is not changed later, so it says of when it is.
    public required Func<string, string> SharedAt { get; init; }

    /// <summary>Stands in the place of the title of what may soon be over.</summary>
    public required string SharedNotice { get; init; }

    /// <summary>The words of the link to it.</summary>
    public required string SharedState { get; init; }

    /// <summary>The kind of a topic, and its name.</summary>
    public required Func<string, string, string> SharedTopic { get; init; }

    public required string SharedNothing { get; init; }

    public required string SharedOpen { get; init; }

    // Other chats. The argument is the name of the group or channel.
    public required string ManageDescription { get; init; }

    public required string ManageNotHere { get; init; }

    public required string ManageTitle { get; init; }

    public required string ManageEmpty { get; init; }

    public required string ManagePick { get; init; }

    public required string PickChannel { get; init; }

    public required string PickGroup { get; init; }

    public required string PickAnother { get; init; }

    public required Func<string, string> ManageCard { get; init; }

    public required Func<string, string> NotYourChat { get; init; }

    public required Func<string, string> NotMyChat { get; init; }

    public required string ChatUnknown { get; init; }

    public required string RouteButton { get; init; }

    public required Func<string, string> RouteWhat { get; init; }

    public required Func<string, string> Routed { get; init; }

    public required Func<string, string> RoutedBefore { get; init; }

    public required Func<string, string> RouteNoRight { get; init; }

    public required Func<string, string> RouteNoForum { get; init; }

    /// <summary>What a person wrote in a group without being its administrator.</summary>
    public required Func<string, string> RefusedIn { get; init; }

    public static PlaceTexts For(string language) => ChatTexts.InLanguage(language, Zh, En, Ja, Es);
}
