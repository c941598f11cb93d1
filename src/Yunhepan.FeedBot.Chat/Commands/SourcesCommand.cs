using System.Globalization;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// <c>/sources</c>: the added sources that the chat follows, and how they are doing. <c>/sources 12</c> shows one, <c>/sources 12
/// 新名字</c> renames it, <c>/sources 12 https://…</c> changes its address. Buttons: <c>sources -12</c> removes, <c>sources +12</c>
/// restores, <c>sources 12 address</c> and <c>sources 12 name</c> ask, <c>sources 12 new</c> takes the proposed address, <c>sources 12
/// =34</c> what was found.
/// </summary>
internal sealed class SourcesCommand(
    AddedSourceShelf shelf, LeftSources left, SourceChanges changes, SourceLooks looks, SourceFollowing following, ChatSettings settings,
    IOptions<AddingOptions> options, CurrentCatalogue catalogue) : IChatCommand
{
    private const int MostShown = 30;
    private const int LongestName = 60;

    public string Name => "sources";

    public IReadOnlyList<string> Aliases => ["我的来源"];

    public bool IsListed => AddCommand.IsPossible(options.Value, catalogue.Catalogue);

    public string Describe(ChatTexts texts) => texts.Adding.SourcesDescription;

    public async Task<CommandReply> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (head, rest) = Words.First(request.Argument);
        if (head is ['-', ..] && Number(head[1..]) is { } unwanted)
            return await RemoveAsync(request, unwanted, cancellationToken);
        if (head is ['+' or '＋', ..] && Number(head[1..]) is { } wanted)
            return await RestoreAsync(request, wanted, cancellationToken);
        if (head.Length == 0)
            return await ListAsync(request, cancellationToken);
        var shelved = Number(head) is { } number
            ? (await shelf.ReadAsync(request.Subscriber, cancellationToken)).FirstOrDefault(s => s.Source.Id == number) : null;
        return shelved is null ? CommandReply.Say(request.Texts.OfSources.NotFollowedHere)
            : await ChangeAsync(request, shelved, rest, cancellationToken);
    }

    private async Task<CommandReply> ChangeAsync(
        CommandRequest request, ShelvedSource shelved, string rest, CancellationToken cancellationToken)
    {
        var (texts, number, name) = (request.Texts, shelved.Source.Id, request.NameOf(shelved.Name));
        var (word, more) = Words.First(rest);
        if (word is ['=', ..] && Number(word[1..]) is { } offer)
            return await changes.ApplyAsync(request, number, offer, cancellationToken);
        if (word == "new" && request.IsButton)
            return await changes.ProposedAsync(shelved.Source, cancellationToken) switch
            {
                null => new SourceCard(request, settings.NowAt(request.Subscriber)).Show(shelved),
                (var stated, true) => await changes.KeepAsync(request, shelved.Source, stated, cancellationToken),
                (var proposed, false) => await LookAsync(request, number, proposed, cancellationToken),
            };
        // In a group people talk to each other, so nothing that they write is an answer.
        if (word is "address" or "name" && more.Length == 0 && request.IsButton)
            return request.IsGroup ? CommandReply.Say(texts.OfSources.ByWords(number))
                : CommandReply.Say(word == "name" ? texts.OfSources.AskName(name) : texts.OfSources.AskAddress(name)) with
                {
                    Asks = $"sources {number} {word}",
                };
        var (isName, isAddress) = (word == "name" && more.Length > 0, word == "address" && more.Length > 0);
        if (isAddress && PastedAddress.Read(more) is null)
            return CommandReply.Say(texts.Adding.HowTo);
        if (!isName && PastedAddress.Read(isAddress ? more : PastedAddress.Find(rest) ?? "") is { } address)
            return await LookAsync(request, number, address, cancellationToken);
        if (rest.Length == 0)
            return new SourceCard(request, settings.NowAt(request.Subscriber)).Show(shelved);
        var wished = isName ? more : rest;
        return await shelf.RenameAsync(request.Subscriber, number, wished, cancellationToken)
            ? CommandReply.Say(texts.Adding.Renamed(ChatText.Shorten(wished, LongestName)))
            : CommandReply.Say(texts.Adding.NotYours);
    }

    private async Task<CommandReply> LookAsync(CommandRequest request, long number, string address, CancellationToken cancellationToken) =>
        await following.ObstacleAsync(request.Subscriber, cancellationToken) is { } obstacle ? CommandReply.Say(obstacle)
            : looks.Begin(request.Subscriber, address, replaces: number);

    private async Task<CommandReply> RemoveAsync(CommandRequest request, long number, CancellationToken cancellationToken)
    {
        var texts = request.Texts.Adding;
        return await shelf.RemoveAsync(request.Subscriber, number, cancellationToken) is { } removed
            ? CommandReply.Say(
                texts.Removed(removed.Name), ChatKeyboard.Row(ChatButton.Say(texts.RestoreButton(removed.Name), $"sources +{number}")))
            : await ListAsync(request, cancellationToken);
    }

    private async Task<CommandReply> RestoreAsync(CommandRequest request, long number, CancellationToken cancellationToken) =>
        await left.FindAsync(request.Subscriber, number, cancellationToken) is var (source, choice)
            ? await following.FollowAsync(request.Subscriber, source, choice, cancellationToken)
            : CommandReply.Say(request.Texts.OfSources.RestoreGone);

    private async Task<CommandReply> ListAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (chat, texts) = (request.Subscriber, request.Texts);
        var shelved = await shelf.ReadAsync(chat, cancellationToken);
        var gone = await left.ReadAsync(chat, cancellationToken);
        if (shelved.Count + gone.Count == 0)
            return CommandReply.Say(IsListed ? texts.Adding.ListEmpty : texts.Adding.NothingAdded);
        var card = new SourceCard(request, settings.NowAt(chat));
        var text = shelved.Count > 0 ? ChatText.Empty.Bold(texts.Adding.ListTitle) : ChatText.From(texts.Adding.NothingAdded);
        text = shelved.Take(MostShown).Aggregate(text, (all, source) => all.Line().Line().Append(card.Describe(source)));
        if (shelved.Count > 0)
            text = text.Line().Line(texts.Adding.ListHint);
        var keyboard = new ChatKeyboard([.. shelved.Take(MostShown).Select(s => (List<ChatButton>)
        [
            ChatButton.Say($"✕ {request.NameOf(s.Name)}", $"sources -{s.Source.Id}"),
            ChatButton.Say(texts.OfSources.EditButton, $"sources {s.Source.Id}"),
        ])]);
        if (gone.Count > 0)
            text = text.Line().Line().Add(texts.OfSources.RemovedTitle);
        foreach (var source in gone)
            keyboard = keyboard.Then(ChatButton.Say(texts.Adding.RestoreButton(source.Name), $"sources +{source.Id}"));
        return new CommandReply
        {
            Text = text, Keyboard = keyboard, Place = request.IsButton ? ReplyPlace.ReplacesMessage : ReplyPlace.NewMessage,
        };
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
