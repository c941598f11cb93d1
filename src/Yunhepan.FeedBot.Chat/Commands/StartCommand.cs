using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <c>/start</c>; <c>/start c_education</c> from a link that follows a topic at once; <c>/start read_…</c> from a link that shows a
/// full text; and <c>/start word_…</c> from a link that shows what was found for a word.
internal sealed class StartCommand(
    Topics topics, FollowCommand follow, ReadAction read, SearchCommand search, TopicBoard board, ChatSettings settings,
    SourceFollowing adding) : IChatCommand
{
    public string Name => "start";

    public IReadOnlyList<string> Aliases => ["开始使用"];

    public IReadOnlyList<string> LoneWords => ["开始"];

    public bool Resumes => true;

    public string Describe(ChatTexts texts) => texts.StartDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts;
        if (ReadAction.TokenOf(request.Argument) is { } token)
            return await read.ExecuteAsync(request with { Argument = token }, cancellationToken);
        if (TopicStart.WordOf(request.Argument) is { } words)
            return await search.ExecuteAsync(request with { Argument = words }, cancellationToken);
        var followed = TopicToken.Find(request.Argument, topics.WithUnlisted) is not null
            ? (await follow.ExecuteAsync(request, cancellationToken)).Text
            : TopicToken.LooksLikeOne(request.Argument) ? ChatText.From(texts.TopicGone)
            : ChatText.Empty;
        var isBack = request.IsBack;
        // A person who starts again wants alerts again, so a pause ends.
        if (request.Argument.Length == 0 && settings.PauseEnds(request.Subscriber) is not null)
        {
            await settings.PauseAsync(request.Subscriber, null, cancellationToken);
            isBack = true;
        }

        var text = isBack ? ChatText.Empty.Bold(texts.WelcomeBack).Line().Line() : ChatText.Empty.Bold(texts.WelcomeTitle).Line();
        if (followed.Length > 0)
            text = text.Append(followed).Line().Line();
        var invitation = await adding.ObstacleAsync(request.Subscriber, cancellationToken) is not null ? ChatText.Empty
            : ChatText.Empty.Line().Line().Add(texts.Adding.Invitation);
        if (topics.All.Count == 0)
            return new CommandReply { Text = text.Add(texts.NoTopics).Append(invitation) };
        return new CommandReply
        {
            Text = text.Add(texts.Welcome).Append(invitation),
            Keyboard = await board.RootsAsync(request, TopicKind.Category, 0, cancellationToken),
        };
    }
}
