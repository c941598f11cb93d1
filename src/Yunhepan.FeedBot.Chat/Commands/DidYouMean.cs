using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Suggests what a person may have meant by an unknown name. Nothing is done before a suggestion is tapped.</summary>
internal static class DidYouMean
{
    public const int Most = 3;

    /// <summary>Says that no topic has this name, and lists topics with similar names.</summary>
    /// <param name="verb">The command that the buttons send with the topic.</param>
    public static CommandReply NoTopic(CommandRequest request, Topics topics, string words, string verb)
    {
        var near = topics.Near(words, Most);
        return CommandReply.Say(
            request.Texts.NotFound(ChatText.Shorten(words, 40)) + Question(request, near),
            Buttons(request, near, verb).Then(ChatButton.Say(request.Texts.ShowTopics, "topics")));
    }

    /// <summary>Asks whether one of these is meant; empty if there is none.</summary>
    public static string Question(CommandRequest request, IReadOnlyList<Topic> near) =>
        Question(request.Texts, [.. near.Select(request.NameOf)]);

    /// <summary>Asks whether one of these is meant; empty if there is none.</summary>
    public static string Question(ChatTexts texts, IReadOnlyList<string> near) =>
        near.Count == 0 ? "" : texts.DidYouMean([.. near.Select(name => FollowOptions.Quoted(name, texts))]);

    public static ChatKeyboard Buttons(CommandRequest request, IReadOnlyList<Topic> near, string verb, string options = "")
    {
        var actions = near.Select(topic => $"{verb} {TopicToken.Format(topic.Key)} {options}".Trim()).ToList();
        return actions.TrueForAll(ChatButton.Fits)
            ? ChatKeyboard.Grid(near.Zip(actions, (topic, action) => ChatButton.Say(Label(request, topic, verb), action)), 1)
            : ChatKeyboard.Empty;
    }

    // The button names the command if a tap runs it at once.
    private static string Label(CommandRequest request, Topic topic, string verb) => verb switch
    {
        "follow" => request.Texts.FollowButton(request.NameOf(topic)),
        "mute" => request.Texts.Settings.LessMute(request.NameOf(topic)),
        _ => request.NameOf(topic),
    };

    /// <summary>Returns buttons that repeat the message with a command in place of a word that is nearly its name.</summary>
    /// <param name="isCommand">True if the message began with a slash.</param>
    public static IEnumerable<ChatButton> Commands(CommandRequest request, string words, bool isCommand)
    {
        var (first, after) = Words.First(words);
        foreach (var command in CommandNames.Near(request.Commands, first, request.Texts, Most, isCommand))
        {
            var action = $"{command.Name} {after}".Trim();
            yield return ChatButton.Fits(action) ? ChatButton.Say("/" + action, action) : ChatButton.Say("/" + command.Name, command.Name);
        }
    }
}
