using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Entities;
using Yunhepan.FeedBot.TelegramEmulator.Updates;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>Controls one chat for a test (or for the page): the actions of its people, and what they see.</summary>
public sealed class ChatHandle
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EmulatorState state;
    private readonly EmulatedChat chat;
    private readonly EmulatedBot bot;

    internal ChatHandle(EmulatorState state, EmulatedChat chat, EmulatedBot bot)
    {
        this.state = state;
        this.chat = chat;
        this.bot = bot;
    }

    /// <summary>The chat id.</summary>
    public long Id => chat.Id;

    /// <summary>The id of the person who types here.</summary>
    public long PersonId => chat.Person.Id;

    /// <summary>What the chat is now.</summary>
    public ChatView View => Locked(() => ViewMapper.ToView(chat, bot));

    /// <summary>Every message there ever was, deleted ones too, oldest first.</summary>
    public IReadOnlyList<MessageView> Messages => Locked(() => (List<MessageView>)[.. chat.Messages.Select(ToView)]);

    /// <summary>The messages of bots that are not deleted.</summary>
    public IReadOnlyList<MessageView> BotMessages =>
        Locked(() => (List<MessageView>)[.. chat.Messages.Where(message => message.Bot is not null && message.DeletedAt is null).Select(ToView)]);

    /// <summary>A person writes. In a private chat the first message starts the bot.</summary>
    public MessageView SendText(string text, int? threadId = null, int? replyTo = null, string? from = null) => Locked(() =>
    {
        if (chat.Kind is ChatKind.Private && !chat.Bots.ContainsKey(bot.Id))
            UpdatePublisher.ChangeMembership(state, chat, bot, Membership.Member);
        var content = new JsonObject();
        var plain = new FormattedText(text, []);
        new FormattedText(text, [.. AutomaticEntities.Add(plain)]).WriteTo(content, "text", "entities");
        var person = from is null ? chat.Person : Member(from);
        return ToView(UpdatePublisher.Post(state, chat, content, person, threadId, replyTo));
    });

    /// <summary>A person sends a file.</summary>
    public MessageView SendDocument(string name, byte[] bytes, string contentType = "application/octet-stream") => Locked(() =>
        ToView(UpdatePublisher.Post(state, chat, DocumentMethods.ContentOf(DocumentMethods.Store(state, name, contentType, bytes)), chat.Person)));

    /// <summary>The bytes of the file that a message brings.</summary>
    public byte[] Download(MessageView message) => Locked(() =>
        state.Files[chat.Find(message.MessageId)!.Content["document"]!["file_id"]!.GetValue<string>()].Bytes);

    /// <summary>A person sends something that is no text: <c>{"sticker":{…}}</c>, <c>{"photo":[…],"caption":"…"}</c>, as the Bot API shows it.</summary>
    public MessageView SendContent(string json, string? from = null) => Locked(() =>
        ToView(UpdatePublisher.Post(state, chat, (JsonObject)JsonNode.Parse(json)!, from is null ? chat.Person : Member(from))));

    /// <summary>A person edits a message.</summary>
    public void EditText(int messageId, string text) => Locked(() =>
    {
        var message = chat.Find(messageId) ?? throw new InvalidOperationException($"No message {messageId}.");
        var content = new JsonObject();
        new FormattedText(text, [.. AutomaticEntities.Add(new FormattedText(text, []))]).WriteTo(content, "text", "entities");
        UpdatePublisher.Edit(state, message, content);
        return true;
    });

    /// <summary>A person sends a command, with or without the slash.</summary>
    public MessageView SendCommand(string command, int? threadId = null) =>
        SendText(command.StartsWith('/') ? command : "/" + command, threadId);

    /// <summary>Presses a button by its label or its data, on the given message or the newest that has it; returns the query's id.</summary>
    public string Press(string labelOrData, int? messageId = null, string? from = null) => Locked(() =>
    {
        for (var i = chat.Messages.Count - 1; i >= 0; i--)
        {
            var message = chat.Messages[i];
            if (message.DeletedAt is not null || message.Bot is null || (messageId is not null && message.Id != messageId))
                continue;
            var button = ToView(message).Buttons.SelectMany(row => row)
                .FirstOrDefault(each => each.Data is not null && (each.Text == labelOrData || each.Data == labelOrData));
            if (button is not null)
                return UpdatePublisher.Press(state, message, button.Data!, from is null ? chat.Person : Member(from)).Id;
        }

        throw new InvalidOperationException($"No message in chat {chat.Id} has a button '{labelOrData}'.");
    });

    /// <summary>Sends callback data that no button shows (an old client, or somebody hostile); returns the query's id.</summary>
    public string PressForged(string data, int messageId, string? from = null) => Locked(() => UpdatePublisher.Press(
        state, chat.Find(messageId) ?? throw new InvalidOperationException($"No message {messageId}."), data, from is null ? chat.Person : Member(from)).Id);

    /// <summary>The person blocks the bot (private chat).</summary>
    public void Block() => SetBot(Membership.Kicked);

    /// <summary>The person unblocks the bot.</summary>
    public void Unblock() => SetBot(Membership.Member);

    /// <summary>The bot is removed from the chat.</summary>
    public void KickBot() => SetBot(Membership.Kicked);

    /// <summary>The bot is added as a member.</summary>
    public void AddBot() => SetBot(Membership.Member);

    /// <summary>The bot is made an administrator with all rights.</summary>
    public void PromoteBot() => SetBot(Membership.Administrator);

    /// <summary>The bot stays but may not write.</summary>
    public void SilenceBot() => SetBot(Membership.Silenced);

    /// <summary>The chat's rules allow no photos any more, or again.</summary>
    public void ForbidPhotos(bool forbidden = true) => Change(() => chat.ForbidsPhotos = forbidden);

    /// <summary>The account on the other side is deleted.</summary>
    public void DeactivatePerson() => Change(() => chat.PersonIsDeactivated = true);

    /// <summary>The group is deleted.</summary>
    public void DeleteChat() => Change(() => chat.IsDeleted = true);

    /// <summary>Adds another person to the chat, who can then write with that name.</summary>
    public long AddMember(string name) => Locked(() => Member(name).Id);

    /// <summary>The group becomes a supergroup with a new id.</summary>
    public ChatHandle Migrate() => Locked(() =>
        chat.Kind is ChatKind.Group && chat.MigratedTo is null
            ? new ChatHandle(state, UpdatePublisher.Migrate(state, chat), bot)
            : throw new InvalidOperationException("Only a basic group that was not upgraded yet can migrate."));

    /// <summary>A person opens a topic; returns its thread id.</summary>
    public int CreateTopic(string name) => Locked(() => UpdatePublisher.CreateTopic(state, chat, name, null, 0x6FB9F0).Id);

    /// <summary>Closes a topic (1 is General).</summary>
    public void CloseTopic(int threadId) => Change(() => chat.Topics[threadId].IsClosed = true);

    /// <summary>Opens a closed topic again.</summary>
    public void ReopenTopic(int threadId) => Change(() => chat.Topics[threadId].IsClosed = false);

    /// <summary>Deletes a topic with its messages.</summary>
    public void DeleteTopic(int threadId) => Locked(() =>
    {
        UpdatePublisher.DeleteTopic(state, chat, threadId);
        return true;
    });

    /// <summary>A person deletes a message.</summary>
    public void DeleteMessage(int messageId) => Change(() =>
    {
        if (chat.Find(messageId) is { } message)
            message.DeletedAt = state.Now;
    });

    /// <summary>Waits (in real time) for a message of a bot that matches, as it is now; one that is there already counts.</summary>
    public Task<MessageView> WaitForMessageAsync(Func<MessageView, bool> matches, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Waiting.UntilAsync(
            state,
            () => BotMessages.LastOrDefault(matches),
            timeout ?? Patience,
            () => $"a message in chat {Id}; seen: {string.Join(" | ", BotMessages.Select(message => message.Text))}",
            cancel);

    /// <summary>Waits for a message whose text contains the words.</summary>
    public Task<MessageView> WaitForTextAsync(string words, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        WaitForMessageAsync(message => message.Text.Contains(words, StringComparison.Ordinal), timeout, cancel);

    /// <summary>Waits for the bot's answer to a pressed button.</summary>
    public Task<CallbackAnswer> WaitForAnswerAsync(string queryId, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Waiting.UntilAsync(
            state,
            () => Locked(() => state.Callbacks[queryId] is { AnsweredAt: { } at } pressed
                ? new CallbackAnswer(pressed.AnswerText, pressed.AnswerIsAlert, at)
                : null),
            timeout ?? Patience,
            () => $"the answer to callback query {queryId}",
            cancel);

    /// <summary>Acts on the state, for the handles of special actions.</summary>
    internal T InState<T>(Func<EmulatorState, EmulatedChat, EmulatedBot, T> act) => Locked(() => act(state, chat, bot));

    internal Task<T> WaitForAsync<T>(Func<EmulatorState, T?> probe, string what, TimeSpan? timeout)
        where T : class => Waiting.UntilAsync(state, () => Locked(() => probe(state)), timeout ?? Patience, () => what, default);

    private MessageView ToView(EmulatedMessage message) => ViewMapper.ToView(state, message);

    private EmulatedPerson Member(string name)
    {
        var known = chat.Members.Find(member => member.Person.Name == name);
        if (known is not null)
            return known.Person;
        var person = new EmulatedPerson(state.NextUserId(), name, null, "zh");
        chat.Members.Add(new ChatMember(person, IsOwner: false));
        return person;
    }

    private void SetBot(Membership membership) => Change(() => UpdatePublisher.ChangeMembership(state, chat, bot, membership));

    private void Change(Action change) => Locked(() =>
    {
        change();
        state.Changes.Ring();
        return true;
    });

    private T Locked<T>(Func<T> act)
    {
        lock (state.Gate)
            return act();
    }
}
