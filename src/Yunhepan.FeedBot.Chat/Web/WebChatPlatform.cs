using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Implements the chat platform of the built-in web chat, which sends by writing to its transcript.</summary>
internal sealed class WebChatPlatform(IServiceScopeFactory scopes) : IChatPlatform
{
    public const string Name = "web";

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        CanEdit = true, HasButtons = true, HasPhotos = true, MaxText = AlertText.Room,
    };

    public SendLimits Limits => SendLimits.None;

    public static ChatAddress AddressOf(string chatId) => new(Name, Name, chatId);

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        AppendAsync(
            chat, message is OutgoingMessage.OneArticle ? WebMessage.AlertKind : WebMessage.TextKind,
            Render(message) with { Arrival = new WebArrival(IsUrgent(message), message.IsSilent, Until: UntilOf(message)) },
            cancellationToken);

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        ReplaceAsync(
            chat, messageId, Render(message), UntilOf(message), message is not OutgoingMessage.OneArticle { Alert.Kind: AlertKind.AlsoAt },
            cancellationToken);

    private static bool IsUrgent(OutgoingMessage message) => message is OutgoingMessage.OneArticle { Alert.Priority: Priority.Urgent }
        or OutgoingMessage.Notice { Alert.Priority: Priority.Urgent }
        or OutgoingMessage.AboutQuestion { Content: { IsUrgent: true, IsToDesk: true } };

    private static DateTimeOffset? UntilOf(OutgoingMessage message) => (message as OutgoingMessage.OneArticle)?.HoldsUntil;

    // An article becomes a card; any other message is text.
    private WebMessage Render(OutgoingMessage message)
    {
        if (message is OutgoingMessage.OneArticle { Alert: var alert })
            return WebMessage.From(alert);
        var rendered = MessageRenderer.Render(message, Capabilities);
        return WebMessage.From(rendered.Text, rendered.Keyboard) with { Rings = message is OutgoingMessage.Notice { IsSilent: false } };
    }

    private async Task<SendResult> AppendAsync(ChatAddress chat, string kind, WebMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        // A chat that was erased meanwhile must not come back.
        if (await scope.ServiceProvider.GetRequiredService<SubscriberStore>().FindAsync(chat, cancellationToken) is null)
            return new SendResult.ChatGone("there is no such chat");
        var entry = await scope.ServiceProvider.GetRequiredService<WebTranscript>()
            .AppendAsync(chat.ChatId, TranscriptSide.Bot, kind, message, cancellationToken);
        return new SendResult.Sent(entry.Id.ToString(CultureInfo.InvariantCulture));
    }

    // Devices replace what they show of it, as loudly as it arrived. That another source has it too is no reason to wake one.
    private async Task<SendResult> ReplaceAsync(
        ChatAddress chat, string messageId, WebMessage message, DateTimeOffset? until, bool isPushed, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transcript = scope.ServiceProvider.GetRequiredService<WebTranscript>();
        return long.TryParse(messageId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await transcript.FindAsync(chat.ChatId, id, cancellationToken) is { } earlier
            && await transcript.ReplaceAsync(
                id, message with { Arrival = earlier.Arrival is { } a ? a with { Changes = a.Changes + 1, Until = until } : null },
                cancellationToken,
                isPushed && earlier.Arrival is not null)
                ? new SendResult.Sent(messageId)
                : new SendResult.MessageGone("the entry is no longer in the transcript");
    }
}
