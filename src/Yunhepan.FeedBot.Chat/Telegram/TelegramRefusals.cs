using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Tells a person who may not set up a group that it is so: in the private chat if there is one, otherwise not at all. In the group it
/// would be a line for everybody.
/// </summary>
internal sealed class TelegramRefusals(TelegramConnection connection, TelegramReplies replies, IServiceScopeFactory scopes)
{
    public async Task SayAsync(Message message, CancellationToken cancellationToken)
    {
        if (message.From is not { IsBot: false } person)
            return;
        var address = new ChatAddress(TelegramPlatform.Name, connection.Token.BotId, person.Id.ToString(CultureInfo.InvariantCulture));
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SubscriberStore>().FindAsync(address, cancellationToken)
            is not { State: SubscriberState.Active } known)
            return;
        var texts = ChatTexts.For(known.Language);
        await replies.SayAsync(
            address, CommandReply.Say($"{texts.Places.RefusedIn(message.Chat.Title ?? "")}\n{texts.AdminsOnly}"), cancellationToken);
    }
}
