using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Reads files of subscriptions that people send in private chats.</summary>
internal sealed class TelegramDocuments(TelegramConnection connection, TelegramReplies replies, IServiceScopeFactory scopes)
{
    /// <summary>Returns true if the message brings such a file, by its name or type.</summary>
    public static bool IsOne(Message message) =>
        message is { Document: { } document, Chat.Type: ChatType.Private }
        && SubscriptionImport.MayBeOne(document.FileName, document.MimeType);

    public async Task AnswerAsync(Message message, CancellationToken cancellationToken)
    {
        var document = message.Document!;
        var input = new ChatInput(connection.AddressOf(message), "") { LanguageCode = message.From?.LanguageCode };
        await using var scope = scopes.CreateAsyncScope();
        var conversation = scope.ServiceProvider.GetRequiredService<Conversation>();
        var file = document.FileSize > SubscriptionImport.MostBytes
            ? null : await TelegramFiles.DownloadAsync(connection, document.FileId, SubscriptionImport.MostBytes, cancellationToken);
        var reply = file is not null ? await conversation.AnswerFileAsync(input, file, cancellationToken)
            : await conversation.AnswerNoFileAsync(input, isTooLarge: document.FileSize > SubscriptionImport.MostBytes, cancellationToken);
        await replies.SayAsync(input.Chat, reply, cancellationToken);
    }
}
