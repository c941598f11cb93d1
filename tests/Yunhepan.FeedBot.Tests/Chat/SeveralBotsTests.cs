using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.Chat;

public sealed class SeveralBotsTests
{
    private const string Second = "220201543:SECOND";

    [Fact]
    public async Task Each_bot_answers_its_own_chats_which_stay_with_it()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        telegram.AddBot(Second, "second_bot");
        await using var app = await ChatApp.StartAsync(
            ("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()), ("Telegram:MoreTokens:0", Second));
        var ada = telegram.CreatePrivateChat("Ada");
        var ben = telegram.Chat(telegram.CreatePrivateChat("Ben").Id, Second);

        ada.SendCommand("start");
        ben.SendCommand("start");

        var toAda = await telegram.WaitForCallAsync(c => c.Method == "sendMessage" && c.ChatId == ada.Id, cancel: TestContext.Current.CancellationToken);
        var toBen = await telegram.WaitForCallAsync(c => c.Method == "sendMessage" && c.ChatId == ben.Id, cancel: TestContext.Current.CancellationToken);
        Assert.Equal((110201543, 220201543), (toAda.BotId, toBen.BotId));
        var platforms = app.Services.GetServices<IChatPlatform>().Where(p => p.Platform == "telegram").Select(p => p.Account);
        Assert.Equal(["110201543", "220201543"], platforms.Order(StringComparer.Ordinal));
        var subscriber = await app.AskAsync<Subscribers, Subscriber?>(s => s.FindAsync(
            new ChatAddress("telegram", "220201543", ben.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken));
        Assert.NotNull(subscriber);
    }
}
