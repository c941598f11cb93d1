using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Api;

/// <summary>The emulated methods of the Bot API by name, ignoring case. getUpdates waits and is served separately.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, (string Name, Func<ApiCall, JsonNode> Run)> Methods =
        new Dictionary<string, Func<ApiCall, JsonNode>>
        {
            ["getMe"] = AccountMethods.GetMe,
            ["logOut"] = AccountMethods.True,
            ["close"] = AccountMethods.True,
            ["setMyCommands"] = CommandMethods.Set,
            ["getMyCommands"] = CommandMethods.Get,
            ["deleteMyCommands"] = CommandMethods.Delete,
            ["setMyName"] = AccountMethods.SetName,
            ["getMyName"] = AccountMethods.GetName,
            ["setMyDescription"] = AccountMethods.SetDescription,
            ["getMyDescription"] = AccountMethods.GetDescription,
            ["setMyShortDescription"] = AccountMethods.SetShortDescription,
            ["getMyShortDescription"] = AccountMethods.GetShortDescription,
            ["setChatMenuButton"] = AccountMethods.True,
            ["setWebhook"] = WebhookMethods.Set,
            ["deleteWebhook"] = WebhookMethods.Delete,
            ["getWebhookInfo"] = WebhookMethods.Get,
            ["sendMessage"] = SendMethods.SendMessage,
            ["sendPhoto"] = MediaMethods.SendPhoto,
            ["sendVideo"] = call => FileMethods.Send(call, "video"),
            ["sendAudio"] = call => FileMethods.Send(call, "audio"),
            ["sendDocument"] = DocumentMethods.Send,
            ["sendMediaGroup"] = MediaMethods.SendMediaGroup,
            ["sendRichMessage"] = RichMessageMethods.Send,
            ["sendChatAction"] = SendMethods.SendChatAction,
            ["getFile"] = MediaMethods.GetFile,
            ["editMessageText"] = EditMethods.EditText,
            ["editMessageCaption"] = EditMethods.EditCaption,
            ["editMessageMedia"] = EditMethods.EditMedia,
            ["editMessageReplyMarkup"] = EditMethods.EditReplyMarkup,
            ["deleteMessage"] = DeleteMethods.DeleteMessage,
            ["deleteMessages"] = DeleteMethods.DeleteMessages,
            ["answerInlineQuery"] = InlineMethods.Answer,
            ["answerCallbackQuery"] = CallbackMethods.Answer,
            ["getChat"] = ChatMethods.GetChat,
            ["getChatMember"] = ChatMethods.GetChatMember,
            ["getChatAdministrators"] = ChatMethods.GetAdministrators,
            ["getChatMemberCount"] = ChatMethods.GetMemberCount,
            ["leaveChat"] = ChatMethods.Leave,
            ["pinChatMessage"] = PinMethods.Pin,
            ["unpinChatMessage"] = PinMethods.Unpin,
            ["unpinAllChatMessages"] = PinMethods.UnpinAll,
            ["createForumTopic"] = TopicMethods.Create,
            ["editForumTopic"] = TopicMethods.Edit,
            ["closeForumTopic"] = TopicMethods.Close,
            ["reopenForumTopic"] = TopicMethods.Reopen,
            ["deleteForumTopic"] = TopicMethods.Delete,
        }.ToDictionary(entry => entry.Key, entry => (entry.Key, entry.Value), StringComparer.OrdinalIgnoreCase);

    public static (string Name, Func<ApiCall, JsonNode> Run)? Find(string method) =>
        Methods.TryGetValue(method, out var found) ? found : null;
}
