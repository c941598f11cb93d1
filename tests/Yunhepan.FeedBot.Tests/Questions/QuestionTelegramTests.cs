// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Questions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.Tests.Chat;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Questions;

/// <summary>The whole story in Telegram: a reply to an alert asks, a reply in the desk's group answers.</summary>
public sealed class QuestionTelegramTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;
    private ChatHandle _person = null!, _other = null!, _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        (_person, _other, _desk) = (_telegram.CreatePrivateChat("小林"), _telegram.CreatePrivateChat("老周"), _telegram.CreateSupergroup("公安宣传组"));
        _app = await ChatApp.StartAsync(
            0, [("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:PerGroupPerMinute", "1000"), ("Telegram:PerChatPerSecond", "30")],
            catalogue: QuestionRig.Catalogue(new OperatorChat("telegram", _desk.Id.ToString(CultureInfo.InvariantCulture))));
        await _telegram.WaitForPollAsync(Eventually.Patience);
        await _app.AskAsync<SubscriberStore, Subscriber>(store => store.ArriveAsync(AddressOf(_desk), "zh", ChatApp.Cancel, "公安宣传组"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_to_an_alert_asks_and_a_reply_in_the_group_answers_once()
    {
        foreach (var person in (ChatHandle[])[_person, _other])
        {
            person.SendCommand("start");
            await person.WaitForTextAsync("欢迎");
        }

        var alert = await AlertAsync(_person);
        _person.SendText("几点恢复供水？", replyTo: alert.MessageId);
        await _person.WaitForTextAsync("已交给“济宁公安”");
        _other.SendText("/ask p_jn-police 办证要带什么？");
        await _other.WaitForTextAsync("已交给“济宁公安”");
        await DeliverAsync();
        var first = await _desk.WaitForTextAsync("几点恢复供水？");
        var second = await _desk.WaitForTextAsync("办证要带什么？");
        Assert.Contains("济宁公安 ✓", first.Text, StringComparison.Ordinal);
        Assert.Contains("城区明天停水", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("小林", first.Text, StringComparison.Ordinal);

        // What people of the group say to each other is no answer; a member who is no administrator may answer.
        _desk.SendText("今天吃什么？", from: "小王");
        var answer = _desk.SendText("晚上八点前。", replyTo: first.MessageId, from: "小王");
        await _desk.WaitForTextAsync("会送到提问的人那里");
        _desk.SendText("身份证。", replyTo: second.MessageId, from: "小李");
        await Eventually.TrueAsync(() => _desk.BotMessages.Count(m => m.Text.Contains("会送到提问的人那里", StringComparison.Ordinal)) == 2);
        _desk.EditText(answer.MessageId, "晚上九点前。");
        await _desk.WaitForTextAsync("已经发出过");
        await DeliverAsync();

        var heard = await _person.WaitForTextAsync("晚上八点前。");
        Assert.Contains("济宁公安 ✓", heard.Text, StringComparison.Ordinal);
        await _other.WaitForTextAsync("身份证。");
        Assert.DoesNotContain(_person.BotMessages, m => m.Text.Contains("身份证", StringComparison.Ordinal) || m.Text.Contains("九点", StringComparison.Ordinal));
        Assert.DoesNotContain(_other.BotMessages, m => m.Text.Contains("八点", StringComparison.Ordinal));

        _person.SendText("谢谢，水压会低吗？", replyTo: heard.MessageId);
        await _person.WaitForTextAsync("已补充");
        await DeliverAsync();
        var more = await _desk.WaitForTextAsync("水压会低吗");
        Assert.Equal(first.MessageId, more.ReplyTo);
        _desk.SendText("/block", replyTo: more.MessageId, from: "小王");
        await _desk.WaitForTextAsync("不再接收");
        await DeliverAsync();
        await _person.WaitForTextAsync("关闭了问题");
    }

    private async Task<MessageView> AlertAsync(ChatHandle person)
    {
        var article = Sample.Article(1, title: "城区明天停水");
        article.PublisherId = "jn-police";
        await _app.StoreAsync(article);
        var sent = Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").SendAsync(AddressOf(person), AlertSamples.Ordinary() with { Title = article.Title }, ChatApp.Cancel));
        await _app.AskAsync<AlertsDb, int>(async db =>
        {
            var chat = await _app.AskAsync<SubscriberStore, Subscriber?>(store => store.FindAsync(AddressOf(person), ChatApp.Cancel));
            db.Receipts.Add(new Receipt { AlertRevision = 1, SubscriberId = chat!.Id, ArticleId = article.Id, MessageId = sent.MessageId, SentAt = TimeProvider.System.GetUtcNow() });
            return await db.SaveChangesAsync(ChatApp.Cancel);
        });
        return await person.WaitForTextAsync("城区明天停水");
    }

    private Task DeliverAsync() => Eventually.TrueAsync(async () =>
    {
        await _app.Services.GetRequiredService<QuestionOutbox>().RunAsync(ChatApp.Cancel);
        return await _app.AskAsync<AlertsDb, bool>(async db => !await db.QuestionDeliveries.AnyAsync(d => d.DueAt != null, ChatApp.Cancel));
    });

    private ChatAddress AddressOf(ChatHandle chat) =>
        new("telegram", _telegram.Token.Split(':')[0], chat.Id.ToString(CultureInfo.InvariantCulture));
}
