using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Shows what a link to the web chat names: <c>open c_education</c>, <c>open word_…</c>, <c>open read_…</c>. Any page can hold such a
/// link, so nothing is followed before a tap.
/// </summary>
internal sealed class OpenAction(Topics topics, ReadAction read, SearchCommand search) : IChatCommand
{
    public string Name => "open";

    public IReadOnlyList<string> Aliases => [];

    public bool IsListed => false;

    public string Describe(ChatTexts texts) => texts.TopicsDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (ReadAction.TokenOf(request.Argument) is { } article)
            return await read.ExecuteAsync(request with { Argument = article }, cancellationToken);
        if (TopicStart.WordOf(request.Argument) is { } words)
            return await search.ExecuteAsync(request with { Argument = words }, cancellationToken);
        return TopicToken.Find(request.Argument, topics.WithUnlisted) is { } topic
            ? CommandReply.Say(request.Texts.OfferFollow(request.NameOf(topic)), Offer(request.Texts, topic))
            : CommandReply.Say(request.Texts.TopicGone, HelpCommand.Ways(request.Texts));
    }

    /// <summary>Returns buttons that follow a topic, or show what is new there.</summary>
    public static ChatKeyboard Offer(ChatTexts texts, Topic topic) => ChatKeyboard.Row(
        ChatButton.Say(texts.FollowButton(topic.Name.For(texts.Language)), $"follow {TopicToken.Format(topic.Key)}"),
        ChatButton.Say(texts.LatestButton(topic), $"latest {TopicToken.Format(topic.Key)}"));
}
