using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Handles a pressed button: acknowledges it first, then answers in the chat.</summary>
internal sealed class TelegramButtons(
    TelegramConnection connection, TelegramReplies replies, TelegramAdmins admins, TelegramManaging managing, IServiceScopeFactory scopes)
{
    private const int MaxNotice = 200;

    private const int MaxGlance = 60;

    public async Task AnswerAsync(CallbackQuery query, CancellationToken cancellationToken)
    {
        CommandReply? reply = null;
        try
        {
            if (query is { Message: { } message, Data: { } data })
                reply = await PressAsync(query.From, message, data, cancellationToken);
        }
        finally
        {
            // This is always sent, because the button shows a clock until then.
            await AcknowledgeAsync(query, reply?.Notice, cancellationToken);
        }

        if (reply is not null && query.Message is { } pressed)
            await ShowAsync(connection.AddressOf(pressed), pressed.Id.ToString(CultureInfo.InvariantCulture), reply, cancellationToken);
    }

    private async Task<CommandReply?> PressAsync(User person, Message message, string data, CancellationToken cancellationToken)
    {
        var isGroup = message.Chat.Type is not ChatType.Private;
        await using var scope = scopes.CreateAsyncScope();
        var conversation = scope.ServiceProvider.GetRequiredService<Conversation>();
        if (isGroup && !conversation.IsForAnyone(data) && !await admins.IsAdminAsync(message.Chat.Id, person.Id, cancellationToken))
            return CommandReply.Flash(ChatTexts.For(ChatTexts.LanguageFor(person.LanguageCode)).AdminsOnly);
        var input = new ChatInput(connection.AddressOf(message), data)
        {
            IsButton = true, IsGroup = isGroup, LanguageCode = person.LanguageCode, ChatName = message.Chat.Title,
            Keeping = isGroup ? null : managing.For(person.Id),
        };
        return await conversation.AnswerAsync(input, cancellationToken);
    }

    private async Task AcknowledgeAsync(CallbackQuery query, string? notice, CancellationToken cancellationToken)
    {
        try
        {
            var text = notice is null ? null : ChatText.Shorten(notice, MaxNotice);
            // A longer text stays until the reader closes it.
            await connection.Calls.AnswerCallbackQuery(
                query.Id, text, showAlert: text?.Length > MaxGlance, cancellationToken: cancellationToken);
        }
        catch (ApiRequestException e) when (e.ErrorCode == 400)
        {
            // The query is too old, and nobody waits for the answer any more.
        }
    }

    private Task ShowAsync(ChatAddress chat, string messageId, CommandReply reply, CancellationToken cancellationToken) =>
        reply.Place switch
    {
        ReplyPlace.NoticeOnly => Task.CompletedTask,
        ReplyPlace.ReplacesKeyboard or ReplyPlace.ReplacesMessage => replies.EditAsync(chat, messageId, reply, cancellationToken),
        ReplyPlace.NewMessage => replies.SayAsync(chat, reply, cancellationToken),
        _ => throw new UnreachableException($"no place {reply.Place}"),
    };
}
