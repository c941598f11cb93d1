using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Handles the button "Less like this" below an alert: offers the followed topics that the alert matched, and its source. For
/// buttons only.
/// </summary>
internal sealed class LessAction(Explanations explanations, Topics topics) : IChatCommand
{
    public string Name => "less";

    public IReadOnlyList<string> Aliases => ["少看这类"];

    public IReadOnlyList<string> LoneWords => ["少看"];

    public bool IsListed => false;

    public string Describe(ChatTexts texts) => texts.Alert.LessButton;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Settings;
        if (request.Argument.Length == 0)
            return CommandReply.Say(texts.LessWhat);
        if (ArticleToken.Find(request.Argument) is not { } id
            || await explanations.FindAsync(request.Subscriber, id, cancellationToken) is not { } why)
            return CommandReply.Flash(request.Texts.Alert.ArticleGone);
        var keyboard = ChatKeyboard.Empty;
        foreach (var topic in why.Matched)
        {
            var token = TopicToken.Format(topic.Key);
            keyboard = keyboard.Then(
                ChatButton.Say(texts.LessDigest(request.NameOf(topic)), $"digest +{token}"),
                ChatButton.Say(texts.LessMute(request.NameOf(topic)), $"mute {token}"));
        }

        if (why.Article.Source is { } key && topics.Find(key) is { } source && why.Matched.All(topic => topic.Key != key))
            keyboard = keyboard.Then(ChatButton.Say(texts.LessMute(request.NameOf(source)), $"mute {TopicToken.Format(key)}"));
        return CommandReply.Say(texts.LessTitle, keyboard);
    }
}
