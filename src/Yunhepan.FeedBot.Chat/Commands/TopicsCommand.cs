using System.Globalization;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/topics</c>: shows the topic trees; its buttons send <c>topics c</c> and <c>topics c_alerts 1</c>.
internal sealed class TopicsCommand(Topics topics, TopicBoard board) : IChatCommand
{
    public string Name => "topics";

    public IReadOnlyList<string> Aliases => ["主题", "全部主题", "分类", "栏目"];

    public string Describe(ChatTexts texts) => texts.TopicsDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (topics.All.Count == 0)
            return CommandReply.Say(request.Texts.NoTopics);
        if (await KeyboardAsync(request, cancellationToken) is not { } keyboard)
            return DidYouMean.NoTopic(request, topics, request.Argument, "topics");
        return request.IsButton && request.Argument.Length > 0
            ? new CommandReply { Keyboard = keyboard, Place = ReplyPlace.ReplacesKeyboard }
            : new CommandReply
            {
                Text = ChatText.Empty.Bold(request.Texts.TopicsTitle).Line(request.Texts.TopicsHint),
                Keyboard = keyboard,
            };
    }

    /// <returns>Null if there is no such topic.</returns>
    private async Task<ChatKeyboard?> KeyboardAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (where, last) = Words.First(request.Argument);
        _ = int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        if (where.Length == 0 || (where.Length == 1 && TopicToken.KindOf(where[0]) is not null))
            return await board.RootsAsync(request, where.Length == 0 ? TopicKind.Category : TopicToken.KindOf(where[0])!.Value, page,
                cancellationToken);
        if (TopicToken.Find(where, topics.All) is { } topic)
            return await board.InsideAsync(request, topic, page, cancellationToken);
        return topics.Matching(request.Argument) is [var named, ..] && topics.Unexplained(named, request.Argument).Count == 0
            ? await board.AroundAsync(request, named, cancellationToken)
            : request.IsButton ? await board.RootsAsync(request, TopicKind.Category, 0, cancellationToken) : null;
    }
}
