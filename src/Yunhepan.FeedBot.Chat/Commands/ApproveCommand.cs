using System.Diagnostics;
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/approve</c>: the sources that wait for an operator. Its buttons: <c>approve 12 yes</c>, <c>approve 12 no</c>, <c>approve 12
/// list</c>, <c>approve 12 c_news</c>, and for all that came with one file <c>approve i7 yes</c> and <c>approve i7 no</c>.
/// </summary>
internal sealed class ApproveCommand(AddedSourceReview review, SourceNewsSender news, Topics topics) : IChatCommand
{
    private const int MostCategories = 60;

    public string Name => "approve";

    public IReadOnlyList<string> Aliases => ["审批"];

    public bool IsListed => false;

    public string Describe(ChatTexts texts) => texts.Adding.ApproveDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Adding);
        if (!review.IsOperator(chat))
            return CommandReply.Say(texts.NotAnOperator($"{chat.Platform}:{chat.ChatId}"));
        var (head, how) = Words.First(request.Argument);
        if (head is ['i', ..] && how is "yes" or "no"
            && long.TryParse(head.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var import))
            return await DecideAllAsync(request, import, how == "yes", cancellationToken);
        if (!long.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return await WaitingAsync(request, cancellationToken);
        return how switch
        {
            "yes" => await DecideAsync(request, number, AddedSourceState.Approved, null, cancellationToken),
            "no" => await DecideAsync(request, number, AddedSourceState.Refused, null, cancellationToken),
            "list" => CategoriesFor(texts, request, number),
            _ when TopicToken.Find(how, topics.All) is { Key.Kind: TopicKind.Category } category =>
                await DecideAsync(request, number, AddedSourceState.Listed, category, cancellationToken),
            _ => await WaitingAsync(request, cancellationToken),
        };
    }

    private async Task<CommandReply> WaitingAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Adding;
        var waiting = await review.WaitingAsync(cancellationToken);
        if (waiting.Count == 0)
            return CommandReply.Say(texts.NothingWaits);
        // One at a time, because each has its own buttons.
        var first = waiting[0];
        var card = SourceNewsText.Card(
            new SourceNews(SourceStep.Asked, first.Id, first.Name, first.Url, first.Newest, request.Subscriber.Language));
        return new CommandReply
        {
            Text = ChatText.From(texts.Waiting(waiting.Count)).Line().Line().Append(card.Text), Keyboard = card.Keyboard,
        };
    }

    private async Task<CommandReply> DecideAllAsync(CommandRequest request, long import, bool approves, CancellationToken cancellationToken)
    {
        var (texts, chat) = (ImportTexts.For(request.Subscriber.Language), request.Subscriber);
        var decided = await review.DecideAllAsync(
            import, approves ? AddedSourceState.Approved : AddedSourceState.Refused, chat, cancellationToken);
        if (decided.Count == 0)
            return CommandReply.Flash(request.Texts.Adding.DecidedAlready);
        // A chat may follow only some of what another one's file brought.
        foreach (var theirs in decided.SelectMany(d => d.Followers, (d, follower) => (d.Source, Follower: follower))
            .Where(d => d.Follower.Id != chat.Id).GroupBy(d => d.Follower.Id))
        {
            news.BeginAll(
                [theirs.First().Follower], approves ? SourceStep.Approved : SourceStep.Refused, import, [.. theirs.Select(d => d.Source)]);
        }

        return CommandReply.Say(approves ? texts.NowApproved(decided.Count) : texts.NowRefused(decided.Count)) with
        {
            Place = ReplyPlace.ReplacesMessage,
        };
    }

    private CommandReply CategoriesFor(AddingTexts texts, CommandRequest request, long number)
    {
        List<ChatButton> categories =
        [
            .. topics.All.Where(t => t.Key.Kind == TopicKind.Category).Take(MostCategories)
                .Select(t => (Topic: t, Action: $"approve {number} {TopicToken.Format(t.Key)}")).Where(t => ChatButton.Fits(t.Action))
                .Select(t => ChatButton.Say(request.NameOf(t.Topic), t.Action)),
        ];
        return categories.Count == 0 ? CommandReply.Say(texts.NoCategories)
            : CommandReply.Say(texts.UnderWhich, ChatKeyboard.Grid(categories, 2));
    }

    private async Task<CommandReply> DecideAsync(
        CommandRequest request, long number, AddedSourceState state, Topic? category, CancellationToken cancellationToken)
    {
        var (texts, chat) = (request.Texts.Adding, request.Subscriber);
        if (await review.DecideAsync(number, state, category?.Key.Id, chat, cancellationToken) is not var (source, followers))
            return CommandReply.Flash(texts.DecidedAlready);
        var step = state switch
        {
            AddedSourceState.Approved => SourceStep.Approved,
            AddedSourceState.Listed => SourceStep.Listed,
            AddedSourceState.Refused => SourceStep.Refused,
            _ => throw new UnreachableException($"The decision {state} is not known."),
        };
        news.Begin([.. followers.Where(f => f.Id != chat.Id)], step, source);
        return CommandReply.Say(state switch
        {
            AddedSourceState.Approved => texts.NowApproved(source.Name),
            AddedSourceState.Listed => texts.NowListed(source.Name, request.NameOf(category!)),
            AddedSourceState.Refused => texts.NowRefused(source.Name),
            _ => throw new UnreachableException($"The decision {state} is not known."),
        }) with { Place = ReplyPlace.ReplacesMessage };
    }
}
