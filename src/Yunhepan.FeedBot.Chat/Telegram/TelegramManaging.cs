using System.Globalization;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Asks Telegram, each time anew, what a person and the bot may do in another chat.</summary>
internal sealed class TelegramManaging(TelegramConnection connection, TelegramAdmins admins)
{
    private const int MaxTopicName = 128;

    public ChatKeeping For(long personId) => new(
        (chat, token) => RightInAsync(IdOf(chat), personId, token), (chat, name, token) => OpenAsync(IdOf(chat), name, token));

    private static long IdOf(ChatAddress chat) => long.Parse(chat.ChatId, CultureInfo.InvariantCulture);

    private async Task<ManageRight> RightInAsync(long chatId, long personId, CancellationToken cancellationToken)
    {
        try
        {
            var bot = long.Parse(connection.Token.BotId, CultureInfo.InvariantCulture);
            var own = await connection.Calls.GetChatMember(chatId, bot, cancellationToken);
            // CanPostMessages is stated for channels alone.
            if (own is not ChatMemberAdministrator rights
                || (!rights.CanPostMessages && (await connection.Calls.GetChat(chatId, cancellationToken)).Type
                    == global::Telegram.Bot.Types.Enums.ChatType.Channel))
                return ManageRight.NotBot;
        }
        catch (ApiRequestException e) when (e.ErrorCode is 400 or 403)
        {
            return e.ErrorCode == 403 ? ManageRight.NotBot : ManageRight.Unknown;
        }

        return await admins.IsAdminAsync(chatId, personId, cancellationToken) ? ManageRight.Yes : ManageRight.NotPerson;
    }

    private async Task<NewThread> OpenAsync(long chatId, string name, CancellationToken cancellationToken)
    {
        try
        {
            var topic = await connection.Calls.CreateForumTopic(
                chatId, Text.ChatText.Shorten(name, MaxTopicName), cancellationToken: cancellationToken);
            return new NewThread.Opened(topic.MessageThreadId.ToString(CultureInfo.InvariantCulture));
        }
        catch (ApiRequestException e) when (e.ErrorCode == 400)
        {
            return e.Message.Contains("forum", StringComparison.OrdinalIgnoreCase) ? new NewThread.NoForum() : new NewThread.NoRight();
        }
    }
}
