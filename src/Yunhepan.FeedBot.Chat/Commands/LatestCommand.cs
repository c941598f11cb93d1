using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary><c>/latest</c>, <c>/latest 教育</c>, <c>/latest 教育 3</c>, <c>/latest 3</c>.</summary>
internal sealed class LatestCommand(Topics topics, LatestArticles articles, Subscriptions subscriptions) : IChatCommand
{
    private const int Usual = 5;
    private const int Most = 10;

    public string Name => "latest";

    public IReadOnlyList<string> Aliases => ["最新", "最新文章", "最新消息"];

    public IReadOnlyList<string> LoneWords => ["新闻"];

    public string Describe(ChatTexts texts) => texts.LatestDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (Split(request.Argument) is not var (words, wished))
            return CommandReply.Say(request.Texts.LatestCount);
        var reply = await ShowAsync(request, words, Math.Min(wished, Most), cancellationToken);
        return wished > Most ? reply with { Notice = request.Texts.LatestCount } : reply;
    }

    private async Task<CommandReply> ShowAsync(CommandRequest request, string words, int count, CancellationToken cancellationToken)
    {
        if (words.Length == 0)
            return await ShowAsync(request, (Topic?)null, count, cancellationToken);
        // An unlisted source is found by its name only by those who follow it.
        if (await FollowedAsync(request, words, cancellationToken) is { } own)
            return await ShowAsync(request, own, count, cancellationToken);
        return topics.Matching(words) switch
        {
            [] => DidYouMean.NoTopic(request, topics, words, "latest"),
            [var topic] when topics.Unexplained(topic, words) is { Count: > 0 } beyond => CommandReply.Say(
                request.Texts.Unclear(FollowOptions.Quoted(beyond, request.Texts)),
                DidYouMean.Buttons(request, [topic], "latest")),
            [var topic] => await ShowAsync(request, topic, count, cancellationToken),
            var several => CommandReply.Say(
                request.Texts.WhichOne(ChatText.Shorten(words, 40)),
                ChatKeyboard.Grid(
                    several.Select(topic => ChatButton.Say(request.NameOf(topic), $"latest {TopicToken.Format(topic.Key)}")), 2)),
        };
    }

    private async Task<Topic?> FollowedAsync(CommandRequest request, string words, CancellationToken cancellationToken) =>
        (await subscriptions.ListAsync(request.Subscriber, cancellationToken))
            .FirstOrDefault(topic => topic.Key.Kind == TopicKind.Source && TopicSearch.IsName(topic, words));

    private async Task<CommandReply> ShowAsync(CommandRequest request, Topic? topic, int count, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        var latest = await articles.LatestAsync(topic?.Key, count, request.Subscriber, cancellationToken);
        if (latest.Count == 0)
            return CommandReply.Say(topic is null ? texts.LatestEmpty : texts.LatestEmptyOf(topic));
        var text = ChatText.Empty.Bold(topic is null ? texts.LatestTitle : texts.LatestOf(topic));
        text = latest.Aggregate(text, (all, article) => all.Line().Line().Append(AlertText.InList(article)));
        return new CommandReply { Text = text, Keyboard = await OfferAsync(request, topic, cancellationToken) };
    }

    private async Task<ChatKeyboard> OfferAsync(CommandRequest request, Topic? topic, CancellationToken cancellationToken)
    {
        if (topic is null)
            return ChatKeyboard.Row(ChatButton.Say(request.Texts.ShowTopics, "topics"));
        var followed = await subscriptions.ListAsync(request.Subscriber, cancellationToken);
        return followed.Any(each => each.Key == topic.Key)
            ? ChatKeyboard.Empty
            : ChatKeyboard.Row(ChatButton.Say(request.Texts.FollowButton(request.NameOf(topic)), $"follow {TopicToken.Format(topic.Key)}"));
    }

    /// <summary>Returns the name and the number of articles that is wished; null if the number is none that can be shown.</summary>
    private (string Words, int Wished)? Split(string argument)
    {
        var (head, last) = Words.Last(argument);
        var number = ClockWords.Plain(last).TrimEnd('条', '篇');
        // A name may end with a number.
        if (number.Length == 0 || !number.TrimStart('-', '+', '−').All(c => char.IsAsciiDigit(c) || c is '.' or ',')
            || topics.IsName(argument))
            return (argument, Usual);
        if (number.Length > 9 && number.All(char.IsAsciiDigit))
            return (head, int.MaxValue);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? (head, count) : null;
    }
}
