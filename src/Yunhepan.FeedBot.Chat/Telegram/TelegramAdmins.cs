using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Decides who may configure the bot in a group.</summary>
internal sealed class TelegramAdmins(TelegramConnection connection)
{
    /// <summary>
    /// Returns true for administrators, who include the authors of posts of a channel and of a group under its own name.
    /// </summary>
    public async Task<bool> IsAdminAsync(Message message, CancellationToken cancellationToken) =>
        message.Chat.Type == ChatType.Channel
        || message.SenderChat?.Id == message.Chat.Id
        || (message.From is { } person && await IsAdminAsync(message.Chat.Id, person.Id, cancellationToken));

    public async Task<bool> IsAdminAsync(long chatId, long personId, CancellationToken cancellationToken)
    {
        try
        {
            var member = await connection.Calls.GetChatMember(chatId, personId, cancellationToken);
            return member.Status is ChatMemberStatus.Creator or ChatMemberStatus.Administrator;
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403)
        {
            // Telegram does not know this person in the chat, so the person is no administrator.
            return false;
        }
    }
}
