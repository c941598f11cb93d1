using Yunhepan.FeedBot.TelegramEmulator.Api;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>Decides whether a bot may act in a chat. Refusals have the texts of the real server.</summary>
internal static class ChatAccess
{
    public static void CheckReach(EmulatedBot bot, EmulatedChat chat)
    {
        if (chat.MigratedTo is { } target)
            throw ApiError.Migrated(target);
        if (chat.IsDeleted)
            throw ApiError.Forbidden("the group chat was deleted");
        if (chat.PersonIsDeactivated)
            throw ApiError.Forbidden("user is deactivated");

        var membership = chat.Bots.GetValueOrDefault(bot.Id);
        if (chat.Kind is ChatKind.Private)
        {
            if (membership is null)
                throw ApiError.Forbidden("bot can't initiate conversation with a user");
            if (!membership.IsPresent)
                throw ApiError.Forbidden("bot was blocked by the user");
            return;
        }

        if (membership is { Status: "kicked" })
            throw ApiError.Forbidden($"bot was kicked from the {chat.KindName} chat");
        if (membership is not { IsPresent: true })
            throw ApiError.Forbidden($"bot is not a member of the {chat.KindName} chat");
    }

    public static void CheckSend(EmulatedBot bot, EmulatedChat chat, string what = "text messages")
    {
        CheckReach(bot, chat);
        var membership = chat.Bots[bot.Id];
        if (chat.Kind is ChatKind.Channel && !membership.IsAdministrator)
            throw ApiError.BadRequest("need administrator rights in the channel chat");
        if (what == "photos" && chat.ForbidsPhotos)
            throw ApiError.BadRequest("CHAT_SEND_PHOTOS_FORBIDDEN");
        if (membership == Membership.Silenced)
            throw ApiError.BadRequest($"not enough rights to send {what} to the chat");
    }

    /// <summary>Checks the thread of a message and returns it; General is only reached by leaving it out.</summary>
    public static int? CheckThread(EmulatedBot bot, EmulatedChat chat, int? threadId)
    {
        if (threadId is null or 0)
        {
            RefuseIfClosed(bot, chat, chat.Topics.GetValueOrDefault(EmulatedTopic.General));
            return null;
        }

        if (threadId == EmulatedTopic.General || !chat.Topics.TryGetValue(threadId.Value, out var topic))
            throw ApiError.BadRequest("message thread not found");
        RefuseIfClosed(bot, chat, topic);
        return threadId;
    }

    private static void RefuseIfClosed(EmulatedBot bot, EmulatedChat chat, EmulatedTopic? topic)
    {
        // Administrators with the right to manage topics may post into closed ones.
        if (topic is { IsClosed: true } && !chat.Bots[bot.Id].IsAdministrator)
            throw ApiError.BadRequest("TOPIC_CLOSED");
    }
}
