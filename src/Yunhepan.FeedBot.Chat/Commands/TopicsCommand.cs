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

    public IReadOnlyList<string> Aliases => ["主题", "分类", "全部主题", "栏目"];

    public string Describe(ChatTexts texts) => texts.TopicsDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (topics.All.Count == 0)
            return CommandReply.Say(request.Texts.NoTopics);
        var keyboard = await KeyboardAsync(request, cancellationToken);
        return request.IsButton && request.Argument.Length > 0
            ? new CommandReply { Keyboard = keyboard, Place = ReplyPlace.ReplacesKeyboard }
            : new CommandReply
            {
                Text = ChatText.Empty.Bold(request.Texts.TopicsTitle).Line(request.Texts.TopicsHint),
                Keyboard = keyboard,
            };
    }

    private Task<ChatKeyboard> KeyboardAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var words = request.Argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var where = words.FirstOrDefault("c");
        _ = int.TryParse(words.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        return where.Length == 1 && TopicToken.KindOf(where[0]) is { } kind
            ? board.RootsAsync(request, kind, page, cancellationToken)
            : TopicToken.Find(where, topics.All) is { } topic
                ? board.InsideAsync(request, topic, page, cancellationToken)
                : board.RootsAsync(request, TopicKind.Category, 0, cancellationToken);
    }
}
