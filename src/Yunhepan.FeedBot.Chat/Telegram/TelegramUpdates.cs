using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Turns Telegram's updates into what people asked, and the answers into messages.</summary>
internal sealed class TelegramUpdates(
    TelegramConnection connection, TelegramReplies replies, TelegramAdmins admins, IServiceScopeFactory scopes)
{
    private readonly TelegramButtons _buttons = new(connection, replies, admins, scopes);

    /// <summary>Answers that wait for their turn.</summary>
    public Task UnderWay => replies.UnderWay;

    /// <summary>Updates of one chat are answered in their order.</summary>
    public static long ChatOf(Update update) => update switch
    {
        { Message: { } message } => message.Chat.Id,
        { EditedMessage: { } message } => message.Chat.Id,
        { ChannelPost: { } post } => post.Chat.Id,
        { CallbackQuery: { Message: { } message } } => message.Chat.Id,
        { MyChatMember: { } change } => change.Chat.Id,
        _ => 0,
    };

    public Task AnswerAsync(Update update, CancellationToken cancellationToken) => update switch
    {
        { Message: { MigrateToChatId: { } id } message } => MoveAsync(message, id, cancellationToken),
        { Message: { } message } when message.From?.IsBot != true
            || message.SenderChat is not null => HearAsync(message, cancellationToken),
        // What somebody wrote anew is asked anew; a place that moves on is not.
        { EditedMessage: { Text: not null } message } when message.From?.IsBot != true
            || message.SenderChat is not null => HearAsync(message, cancellationToken),
        { ChannelPost: { } post } => HearAsync(post, cancellationToken),
        { CallbackQuery: { } query } => _buttons.AnswerAsync(query, cancellationToken),
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
        if ((message.Text ?? message.Caption) is { } text)
        {
            await AnswerAsync(message, text, cancellationToken);
            return;
        }

        if (message.Chat.Type != ChatType.Private || !OtherThanWords.Contains(message.Type))
            return;
        // An album is many messages, and one answer.
        if (message.MediaGroupId is { } album && Interlocked.Exchange(ref _lastAlbum, album) == album)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var conversation = scope.ServiceProvider.GetRequiredService<Conversation>();
        var chat = connection.AddressOf(message);
        await replies.SayAsync(
            chat, await conversation.AnswerOtherThanWordsAsync(chat, message.From?.LanguageCode, cancellationToken), cancellationToken);
    }

    private async Task AnswerAsync(Message message, string text, CancellationToken cancellationToken)
    {
        // In private nobody else can be meant: there is no such command here, and that is said.
        if ((TelegramMention.WithoutOurs(text, connection.Username)
            ?? (message.Chat.Type == ChatType.Private ? text : null)) is not { } words)
            return;
        var input = new ChatInput(connection.AddressOf(message), words)
        {
            IsGroup = message.Chat.Type is not ChatType.Private,
            IsAddressed = words.Length != text.Length,
            LanguageCode = message.From?.LanguageCode,
            ChatName = message.Chat.Title,
        };
        await using var scope = scopes.CreateAsyncScope();
        var conversation = scope.ServiceProvider.GetRequiredService<Conversation>();
        if (!conversation.IsForBot(input))
            return;
        if (input.IsGroup && !await admins.IsAdminAsync(message, cancellationToken))
        {
            await replies.SayAsync(
                input.Chat, CommandReply.Say(ChatTexts.For(SpokenLanguage.For(null, input)).AdminsOnly), cancellationToken);
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
        // A chat that is new says what it wants by a command; only one that was lost, or may be written to again, comes back by itself.
        else
            await reach.BackAsync(chat, cancellationToken);
    }
}
