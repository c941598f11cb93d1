using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Converts Telegram's updates to inputs, and the replies to messages.</summary>
internal sealed class TelegramUpdates(
    TelegramConnection connection, TelegramReplies replies, TelegramAdmins admins, IServiceScopeFactory scopes)
{
    private readonly TelegramManaging _managing = new(connection, admins);
    private readonly TelegramButtons _buttons = new(connection, replies, admins, new TelegramManaging(connection, admins), scopes);
    private readonly TelegramDocuments _documents = new(connection, replies, scopes);
    private readonly TelegramInline _inline = new(connection, scopes);
    private readonly TelegramRefusals _refusals = new(connection, replies, scopes);

    /// <summary>Completes when all pending answers are done.</summary>
    public Task UnderWay => replies.UnderWay;

    /// <summary>Returns false if a part is null that Telegram always states: the client believes that it never is.</summary>
    public static bool IsWhole(Update update) =>
        IsWhole(update.Message) && IsWhole(update.EditedMessage) && IsWhole(update.ChannelPost) && IsWhole(update.CallbackQuery?.Message)
        && update.CallbackQuery is null or { Id: not null, From: not null }
        && update.MyChatMember is null or { Chat: not null, NewChatMember: not null }
        && update.InlineQuery is null or { Id: not null, From: not null, Query: not null };

    private static bool IsWhole(Message? message) => message is null
        || (message is { Chat: not null, Document: null or { FileId: not null } }
            && message.Entities?.Contains(null!) != true && message.CaptionEntities?.Contains(null!) != true);

    /// <summary>Returns the chat of an update; updates of one chat are answered in order.</summary>
    public static long ChatOf(Update update) => update switch
    {
        { Message: { } message } => message.Chat.Id,
        { EditedMessage: { } message } => message.Chat.Id,
        { ChannelPost: { } post } => post.Chat.Id,
        { CallbackQuery: { Message: { } message } } => message.Chat.Id,
        { MyChatMember: { } change } => change.Chat.Id,
        { InlineQuery: { } query } => query.From.Id,
        _ => 0,
    };

    public Task AnswerAsync(Update update, CancellationToken cancellationToken) => update switch
    {
        { Message: { MigrateToChatId: { } id } message } => MoveAsync(message, id, cancellationToken),
        { Message: { } message } when message.From?.IsBot != true
            || message.SenderChat is not null => HearAsync(message, cancellationToken),
        // An edited text is a new request; a live location that moves is not.
        { EditedMessage: { Text: not null } message } when message.From?.IsBot != true
            || message.SenderChat is not null => HearAsync(message, cancellationToken),
        { ChannelPost: { } post } => HearAsync(post, cancellationToken),
        { CallbackQuery: { } query } => _buttons.AnswerAsync(query, cancellationToken),
        { InlineQuery: { } query } => _inline.AnswerAsync(query, cancellationToken),
        { MyChatMember: { } change } => WelcomeOrForgetAsync(change, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static readonly HashSet<MessageType> OtherThanWords =
    [
        MessageType.Animation, MessageType.Audio, MessageType.Contact, MessageType.Dice, MessageType.Document, MessageType.Game,
        MessageType.Location,
        MessageType.PaidMedia, MessageType.Photo, MessageType.Poll, MessageType.Sticker, MessageType.Story, MessageType.Venue,
        MessageType.Video,
        MessageType.VideoNote, MessageType.Voice,
    ];

    private string? _lastAlbum;

    private async Task HearAsync(Message message, CancellationToken cancellationToken)
    {
        if (TelegramDocuments.IsOne(message))
        {
            await _documents.AnswerAsync(message, cancellationToken);
            return;
        }

        if (message is { ChatShared: { } shared, Chat.Type: ChatType.Private })
        {
            await AnswerAsync(message, ManageCommand.PickedWords(shared.ChatId, shared.Title), cancellationToken, isPicked: true);
            return;
        }

        if ((message.Text ?? message.Caption) is { } text)
        {
            await AnswerAsync(message, text, cancellationToken);
            return;
        }

        if (message.Chat.Type != ChatType.Private || !OtherThanWords.Contains(message.Type))
            return;
        // An album consists of many messages but gets one answer.
        if (message.MediaGroupId is { } album && Interlocked.Exchange(ref _lastAlbum, album) == album)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var conversation = scope.ServiceProvider.GetRequiredService<Conversation>();
        var chat = connection.AddressOf(message);
        await replies.SayAsync(
            chat, await conversation.AnswerOtherThanWordsAsync(chat, message.From?.LanguageCode, cancellationToken), cancellationToken);
    }

    private async Task AnswerAsync(Message message, string text, CancellationToken cancellationToken, bool isPicked = false)
    {
        // In a private chat the bot answers that there is no such command, because nobody else can be meant.
        if ((TelegramMention.WithoutOurs(text, connection.Username)
            ?? (message.Chat.Type == ChatType.Private ? text : null)) is not { } words)
            return;
        var input = new ChatInput(connection.AddressOf(message), words)
        {
            IsButton = isPicked,
            IsGroup = message.Chat.Type is not ChatType.Private,
            Keeping = message is { Chat.Type: ChatType.Private, From: { } person } ? _managing.For(person.Id) : null,
            IsAddressed = words.Length != text.Length,
            LanguageCode = message.From?.LanguageCode,
            ChatName = message.Chat.Title,
            // A forwarded message often shows words where its link is.
            Link = (message.Entities ?? message.CaptionEntities)?.Select(entity => entity.Url).FirstOrDefault(url => url is not null),
            RepliesTo = message.ReplyToMessage is { From.IsBot: true, Id: var replied } ? TelegramMessageId.FormsOf(replied) : [],
            MessageId = message.Id.ToString(CultureInfo.InvariantCulture),
            HasMore = message.Text is null,
        };
        await using var scope = scopes.CreateAsyncScope();
        var conversation = scope.ServiceProvider.GetRequiredService<Conversation>();
        var questions = scope.ServiceProvider.GetRequiredService<QuestionReplies>();
        if (!isPicked && await questions.AnswerAsync(input, cancellationToken) is { } said)
        {
            await replies.SayAsync(input.Chat, said, cancellationToken);
            return;
        }

        if (!conversation.IsForBot(input))
            return;
        if (input.IsGroup && !await admins.IsAdminAsync(message, cancellationToken))
        {
            await _refusals.SayAsync(message, cancellationToken);
            return;
        }

        if (await conversation.AnswerAsync(input, cancellationToken) is { } reply)
            await replies.SayAsync(input.Chat, reply, cancellationToken);
    }

    private async Task MoveAsync(Message message, long newChatId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SubscriberStore>()
            .MoveAsync(connection.AddressOf(message), newChatId.ToString(CultureInfo.InvariantCulture), cancellationToken);
    }

    private async Task WelcomeOrForgetAsync(ChatMemberUpdated change, CancellationToken cancellationToken)
    {
        var chat = connection.AddressOf(change.Chat, null);
        await using var scope = scopes.CreateAsyncScope();
        var reach = scope.ServiceProvider.GetRequiredService<ChatReach>();
        if (change.NewChatMember.Status is ChatMemberStatus.Kicked or ChatMemberStatus.Left)
            await reach.LostAsync(
                chat, change.NewChatMember.Status == ChatMemberStatus.Kicked ? "blocked or removed" : "left", cancellationToken);
        // A new chat states what it wants by a command; only a chat that was lost, or may be written to again, comes back by
        // itself.
        else
            await reach.BackAsync(chat, cancellationToken);
    }
}
