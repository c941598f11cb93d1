using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/sources</c>: the added sources that the chat follows, and how they are doing; <c>/sources 12 新名字</c> renames one, its buttons
/// <c>sources -12</c> remove one.
/// </summary>
internal sealed class SourcesCommand(
    AddedSourceShelf shelf, ChatSettings settings, IOptions<AddingOptions> options, CurrentCatalogue catalogue) : IChatCommand
{
    private const int MostShown = 30;
    private const int LongestName = 60;

    public string Name => "sources";

    public IReadOnlyList<string> Aliases => ["我的来源"];

    public bool IsListed => AddCommand.IsPossible(options.Value, catalogue.Catalogue);

    public string Describe(ChatTexts texts) => texts.Adding.SourcesDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts.Adding);
        var (head, name) = Words.First(request.Argument);
        if (head is ['-', ..] && Number(head[1..]) is { } unwanted)
            return await RemoveAsync(request, unwanted, cancellationToken);
        if (head.Length == 0)
            return await ListAsync(request, cancellationToken);
        if (Number(head) is not null && name.Length == 0)
            return CommandReply.Say(texts.ListHint);
        return Number(head) is { } number && await shelf.RenameAsync(chat, number, name, cancellationToken)
            ? CommandReply.Say(texts.Renamed(ChatText.Shorten(name, LongestName)))
            : CommandReply.Say(texts.NotYours);
    }

    private async Task<CommandReply> RemoveAsync(CommandRequest request, long number, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Adding;
        if (await shelf.RemoveAsync(request.Subscriber, number, cancellationToken) is not { } removed)
            return await ListAsync(request, cancellationToken);
        var token = TopicToken.Format(new TopicKey(TopicKind.Source, removed.SourceId));
        return CommandReply.Say(
            texts.Removed(removed.Name), ChatKeyboard.Row(ChatButton.Say(texts.RestoreButton(removed.Name), $"follow {token}")));
    }

    private async Task<CommandReply> ListAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Adding;
        var shelved = await shelf.ReadAsync(request.Subscriber, cancellationToken);
        if (shelved.Count == 0)
            return CommandReply.Say(IsListed ? texts.ListEmpty : texts.NothingAdded);
        var text = ChatText.Empty.Bold(texts.ListTitle);
        foreach (var source in shelved.Take(MostShown))
            text = text.Line().Line().Append(Entry(request, source));
        return new CommandReply
        {
            Text = text.Line().Line().Line(texts.ListHint),
            Keyboard = ChatKeyboard.Grid(
                shelved.Take(MostShown).Select(s => ChatButton.Say($"✕ {request.NameOf(s.Name)}", $"sources -{s.Source.Id}")), 2),
            Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private ChatText Entry(CommandRequest request, ShelvedSource shelved)
    {
        var (texts, source, health) = (request.Texts, shelved.Source, shelved.Health);
        var now = settings.NowAt(request.Subscriber);
        List<string> facts =
        [
            source.State switch
            {
                AddedSourceState.Waiting => texts.Adding.StateWaiting,
                AddedSourceState.Refused => texts.Adding.StateRefused,
                _ when health?.ReadAt is { } read => texts.Adding.ReadAt(When(read)),
                AddedSourceState.Found or AddedSourceState.Approved or AddedSourceState.Listed => texts.Adding.NotReadYet,
                _ => throw new UnreachableException($"The state {source.State} is not known."),
            },
        ];
        if (source.State == AddedSourceState.Listed)
            facts.Insert(0, texts.Adding.StateListed);
        if (health?.NewsAt is { } news)
            facts.Add(texts.Adding.NewsAt(When(news)));
        var name = ChatText.Shorten(request.NameOf(shelved.Name), LongestName);
        var text = ChatText.From($"{source.Id} · ").Link(name, source.Url, ChatStyle.Bold).Line(string.Join(" · ", facts));
        return health?.Trouble is { } trouble ? text.Line(texts.Adding.Trouble(trouble)) : text;

        string When(DateTimeOffset at) => WhyTexts.When(at.ToOffset(now.Offset), now, texts);
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
