using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
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
        var subscriber = await app.AskAsync<SubscriberStore, Subscriber?>(s => s.FindAsync(
            new ChatAddress("telegram", "220201543", ben.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken));
        Assert.NotNull(subscriber);
    }

    [Fact]
    public async Task An_alert_goes_out_by_the_token_of_each_chats_own_bot()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync();
        telegram.AddBot(Second, "second_bot");
        await using var app = await ChatApp.StartAsync(
            ("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()), ("Telegram:MoreTokens:0", Second));
        var ada = telegram.CreatePrivateChat("Ada", started: true);
        // Nobody but the second bot is in this chat: another one would answer the command as well.
        var ben = telegram.Chat(telegram.CreatePrivateChat("Ben").Id, Second);
        ben.SendCommand("help");
        await telegram.WaitForCallAsync(c => c.Method == "sendMessage" && c.ChatId == ben.Id, cancel: TestContext.Current.CancellationToken);

        foreach (var (account, chat) in new[] { ("110201543", ada.Id), ("220201543", ben.Id) })
        {
            var platform = app.Services.GetServices<IChatPlatform>().Single(p => p.Account == account);
            var address = new ChatAddress("telegram", account, chat.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.IsType<SendResult.Sent>(await platform.SendAsync(address, AlertSamples.Missing(), TestContext.Current.CancellationToken));
        }

        var alerts = telegram.Ledger.Where(c => c.Method == "sendMessage").GroupBy(c => c.ChatId).Select(g => (g.Key, g.Last().BotId));
        Assert.Equal([(ada.Id, 110201543L), (ben.Id, 220201543L)], alerts.Select(a => (a.Key!.Value, (long)a.BotId)).OrderBy(a => a.Item2));
        var paces = app.Services.GetServices<IChatPlatform>().Where(p => p.Platform == "telegram").Select(p => p.Pace).Distinct();
        Assert.Equal(2, paces.Count());
    }
}
