using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>The built-in web chat, as the alerts see it: sending is writing into the transcript.</summary>
internal sealed class WebChatPlatform(IServiceScopeFactory scopes) : IChatPlatform
{
    public const string Name = "web";

    public string Platform => Name;

    public string Account => Name;

    public SendLimits Limits => SendLimits.None;

    public static ChatAddress AddressOf(string chatId) => new(Name, Name, chatId);

    public bool IsGroup(ChatAddress chat) => false;

    public async Task<SendResult> SendAsync(ChatAddress chat, AlertMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var entry = await scope.ServiceProvider.GetRequiredService<WebTranscript>()
            .AppendAsync(chat.ChatId, TranscriptSide.Bot, WebMessage.AlertKind, WebMessage.Of(message), cancellationToken);
        return new SendResult.Sent(entry.Id.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<SendResult> EditAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return long.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await scope.ServiceProvider.GetRequiredService<WebTranscript>().ReplaceAsync(id, WebMessage.Of(message), cancellationToken)
                ? new SendResult.Sent(messageId)
                : new SendResult.MessageGone("the entry is no longer in the transcript");
    }
}
