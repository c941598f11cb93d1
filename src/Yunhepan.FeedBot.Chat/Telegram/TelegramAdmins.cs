using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Who may set the bot up in a group.</summary>
internal sealed class TelegramAdmins(TelegramConnection connection)
{
    /// <summary>Posts of a channel, and of a group under its own name, come from its administrators.</summary>
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
            // Nobody that Telegram does not know in this chat administers it.
            return false;
        }
    }
}
