// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>An urgent alert is shown in full, with the picture of the person sought, whatever Telegram refuses.</summary>
public sealed class WholeAlertTests : IAsyncLifetime
{
    private const string Picture = "https://portal.example/2026/xiaoming.jpg";

    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:RequestTimeout", "00:00:05"));
        await _telegram.WaitForPollAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    // Height, clothes and telephone stand at the end, as they do in such notices.
    private static string Notice(int length)
    {
        const string end = "身高一米二八，上身穿黄色羽绒服，下身穿蓝色校裤，脚穿白色运动鞋。有线索请拨打 0537-555-0142。";
        var beginning = string.Concat(Enumerable.Repeat("孩子放学后没有回家，家人和民警沿运河两岸寻找。", length)).AsSpan(0, Math.Max(0, length - end.Length));
        return string.Concat(beginning, end);
    }

    private static AlertMessage Missing(int length, string? image = Picture, string language = "zh") => AlertSamples.Missing(language) with
    {
        Title = "寻人：八岁男孩陈小舟放学后走失",
        Summary = "孩子放学后没有回家。",
        Text = Notice(length),
        HasFullText = true,
        ImageUrl = image,
    };

    [Theory]
    [InlineData(120)]
    [InlineData(600)]
    [InlineData(850)]
    public async Task A_missing_child_stands_whole_below_the_childs_picture(int length)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(length)));
        var alert = Assert.Single(person.BotMessages);
        Assert.Equal(Picture, alert.Photo);
        Assert.Contains(Notice(length), alert.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("看全文", Labels(alert));
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(3000)]
    public async Task A_longer_one_stands_whole_below_the_picture_as_a_large_preview_also_when_it_is_corrected(int length)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(length)));
        await Check(length);
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, Missing(length + 7) with { Kind = AlertKind.Corrected, Changes = ["时间：三点 → 四点"] }));
        await Check(length + 7);

        Task Check(int shown)
        {
            var alert = Assert.Single(person.BotMessages);
            Assert.Null(alert.Photo);
            Assert.Equal((Picture, true), (alert.PreviewUrl, alert.IsPreviewAbove));
            Assert.Contains(Notice(shown), alert.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("看全文", Labels(alert));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_no_message_has_room_for_is_cut_and_its_full_text_offered()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(6000)));
        var alert = Assert.Single(person.BotMessages);
        Assert.InRange(alert.Text.Length, 3000, 4096);
        Assert.Contains("看全文", Labels(alert));
        Assert.Contains("来源：", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caption_that_grows_by_a_correction_keeps_six_hundred_characters_of_the_notice_and_offers_the_rest()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(700)));
        var changes = Enumerable.Range(0, 5).Select(n => $"正文：{new string('旧', 90)} → {new string('新', 90)}").ToList();
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, Missing(1500) with { Kind = AlertKind.Corrected, Changes = changes }));
        var alert = Assert.Single(person.BotMessages);
        Assert.InRange(alert.Text.Length, 700, 1024);
        Assert.Contains(Notice(1500)[..590], alert.Text, StringComparison.Ordinal);
        Assert.Contains("看全文", Labels(alert));
    }

    [Theory]
    [InlineData("IMAGE_PROCESS_FAILED")]
    [InlineData("PHOTO_EXT_INVALID")]
    [InlineData("PHOTO_INVALID_DIMENSIONS")]
    [InlineData("PHOTO_SAVE_FILE_INVALID")]
    [InlineData("WEBPAGE_MEDIA_EMPTY")]
    [InlineData("WEBPAGE_CURL_FAILED")]
    [InlineData("too Big file for a photo")]
    [InlineData("file is too big")]
    [InlineData("wrong type of the web page content")]
    [InlineData("message caption is too long")]
    [InlineData("MEDIA_CAPTION_TOO_LONG")]
    [InlineData("SOMETHING_NOBODY_HAS_HEARD_OF")]
    [InlineData("Request Entity Too Large", 413)]
    public async Task Every_refusal_of_a_photo_ends_in_the_same_words_as_text(string words, int code = 400)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendPhoto", Fault.Error(code, code == 400 ? $"Bad Request: {words}" : words));
        Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(500)));
        var alert = Assert.Single(person.BotMessages);
        Assert.Null(alert.Photo);
        Assert.Contains(Notice(500), alert.Text, StringComparison.Ordinal);
        // The next one is tried with its picture again.
        Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(500)));
        Assert.NotNull(person.BotMessages[^1].Photo);
    }

    [Theory]
    [InlineData("https://portal.example/logo.svg")]
    [InlineData("https://portal.example/photo.html")]
    public async Task An_address_that_is_no_picture_ends_as_text(string address)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(300, address)));
        Assert.Null(Assert.Single(person.BotMessages).Photo);
    }

    [Fact]
    public async Task A_page_that_Telegram_does_not_preview_ends_as_text_without_it()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        _telegram.Fail("sendMessage", Fault.Error(400, "Bad Request: WEBPAGE_CURL_FAILED"), 2);
        Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(1500)));
        Assert.Contains(Notice(1500), Assert.Single(person.BotMessages).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", 400)]
    [InlineData("Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN", 403)]
    [InlineData("Bad Request: not enough rights to send photos to the chat", 400)]
    public async Task A_chat_that_forbids_photos_gets_words_from_then_on_and_no_other_chat_is_touched(string words, int code)
    {
        var group = _telegram.CreateSupergroup("运河人家");
        var other = _telegram.CreateSupergroup("城北邻里");
        _telegram.Fail("sendPhoto", Fault.Error(code, words));
        Assert.IsType<SendResult.Sent>(await SendAsync(group, Missing(300)));
        Assert.IsType<SendResult.Sent>(await SendAsync(group, Missing(310)));
        Assert.IsType<SendResult.Sent>(await SendAsync(other, Missing(300)));
        Assert.All(group.BotMessages, message => Assert.Null(message.Photo));
        Assert.Equal(2, group.BotMessages.Count);
        Assert.NotNull(Assert.Single(other.BotMessages).Photo);
        Assert.Single(_telegram.Ledger, call => call.Method == "sendPhoto" && call.Parameters!["chat_id"]!.GetValue<long>() == group.Id);
    }

    [Fact]
    public async Task A_refusal_of_the_chat_itself_is_not_taken_for_one_of_the_photo()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        person.Block();
        Assert.IsType<SendResult.ChatGone>(await SendAsync(person, Missing(300)));
        var group = _telegram.CreateSupergroup("运河人家");
        group.SilenceBot();
        Assert.IsType<SendResult.Sent>(await SendAsync(_telegram.CreatePrivateChat("小周", started: true), Missing(300)));
        Assert.IsType<SendResult.ChatResting>(await SendAsync(group, Missing(300) with { ImageUrl = null }));
        Assert.IsType<SendResult.ChatResting>(await SendAsync(group, Missing(300)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(150)]
    [InlineData(199)]
    public async Task What_is_left_out_is_offered_however_short_the_text_is(int length)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var text = "区里下周起检修管网。" + new string('水', length);
        var alert = AlertSamples.Ordinary() with { Title = "停水安排", Summary = "区里下周起检修管网，共三天，请提前储水备用。", Text = text, HasFullText = true };
        Assert.IsType<SendResult.Sent>(await SendAsync(person, alert));
        Assert.Contains("看全文", Labels(person.BotMessages[^1]));
        // One that says no more than is shown offers nothing.
        Assert.IsType<SendResult.Sent>(await SendAsync(person, alert with { Text = alert.Summary }));
        Assert.DoesNotContain("看全文", Labels(person.BotMessages[^1]));
    }

    [Fact]
    public async Task In_groups_and_channels_the_full_text_is_one_tap_away_and_nobody_else_reads_it()
    {
        var article = Sample.Article(1);
        article.ContentText = Notice(6000);
        await _app.StoreAsync(article);
        var alert = Missing(6000) with { ArticleId = article.PublicId };
        var (group, channel) = (_telegram.CreateSupergroup("运河人家"), _telegram.CreateChannel("运河快讯"));
        foreach (var chat in (ChatHandle[])[group, channel])
        {
            Assert.IsType<SendResult.Sent>(await SendAsync(chat, alert));
            var link = chat.BotMessages[^1].Buttons.SelectMany(row => row).Single(button => button.Text == "看全文").Url!;
            Assert.StartsWith("https://t.me/", link, StringComparison.Ordinal);
            var person = _telegram.CreatePrivateChat("小林" + chat.Id.ToString(CultureInfo.InvariantCulture));
            person.SendCommand("start " + link.Split("?start=")[1]);
            await person.WaitForTextAsync("0537-555-0142");
            Assert.Single(chat.BotMessages);

            // Where the site has a public address, its page is nearer still.
            Assert.IsType<SendResult.Sent>(await SendAsync(chat, alert with { PageUrl = "https://feeds.example/article/1" }));
            Assert.Contains(chat.BotMessages[^1].Buttons.SelectMany(row => row), button => button.Url == "https://feeds.example/article/1");
        }
    }

    [Fact]
    public async Task A_message_takes_its_text_and_picture_from_the_article()
    {
        var article = Sample.Article(1);
        (article.ContentText, article.Summary, article.Priority) = (Notice(900), new string('文', 500), Priority.Urgent);
        var subscriber = await _app.AskAsync<SubscriberStore, Subscriber>(s => s.ArriveAsync(new ChatAddress("web", "web", "person"), "zh", ChatApp.Cancel));
        var message = _app.Services.GetRequiredService<AlertMessages>().ForArticle(article, subscriber);
        Assert.Contains(Notice(900), AlertText.Render(message).Plain, StringComparison.Ordinal);
        Assert.Equal($"https://feeds.example/article/{article.PublicId}", message.PageUrl);
        // Without a text, its summary is not shortened either.
        (article.ContentText, article.Summary) = ("", Notice(900));
        Assert.Contains(Notice(900), AlertText.Render(_app.Services.GetRequiredService<AlertMessages>().ForArticle(article, subscriber)).Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1500)]
    public async Task An_alert_that_ends_is_struck_and_answered_aloud_and_later_the_picture_and_the_name_are_gone(int length)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(person, Missing(length)));
        var ended = Missing(length) with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found };
        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, ended));
        Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").AnnounceAsync(AddressOf(person), sent.MessageId, ended, ChatApp.Cancel));
        var (struck, answer) = (person.BotMessages[0], person.BotMessages[1]);
        Assert.StartsWith("✅ 已找到", struck.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("紧急", struck.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0537", struck.Text, StringComparison.Ordinal);
        Assert.Contains(struck.Entities, entity => entity.Type == "strikethrough");
        Assert.Equal((struck.MessageId, false), (answer.ReplyTo, answer.IsSilent));
        Assert.Contains("已找到", answer.Text, StringComparison.Ordinal);
        // It outlives the name: it never says it.
        Assert.DoesNotContain("陈小舟", answer.Text, StringComparison.Ordinal);

        Assert.IsType<SendResult.Sent>(await EditAsync(person, sent.MessageId, ended with { Title = "寻人信息（已找到）", ImageUrl = null, Text = null, Summary = null, IsForgotten = true }));
        var forgotten = person.BotMessages[0];
        Assert.DoesNotContain("陈小舟", forgotten.Text, StringComparison.Ordinal);
        // "Found" that is struck would be taken back.
        Assert.DoesNotContain(forgotten.Entities, entity => entity.Type == "strikethrough");
        Assert.DoesNotContain(Picture, forgotten.Photo + forgotten.PreviewUrl, StringComparison.Ordinal);
        Assert.Equal(length < 1000, forgotten.Photo is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_photos_are_forbidden_by_now_a_persons_picture_is_removed_with_its_message_or_else_the_name_alone(bool mayDelete)
    {
        var group = _telegram.CreateSupergroup("运河人家");
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync(group, Missing(300)));
        _telegram.Fail("editMessageMedia", Fault.Error(400, "Bad Request: not enough rights to send photos to the chat"), 3);
        if (!mayDelete)
            _telegram.Fail("deleteMessage", Fault.Error(400, "Bad Request: message can't be deleted"), 3);
        var forgotten = Missing(300) with
        {
            Kind = AlertKind.Ended, EndedAs = AlertEnd.Found, Title = "寻人信息（已找到）", ImageUrl = null, Text = null, Summary = null, IsForgotten = true,
        };

        // The chat is not at fault: it goes on getting its alerts.
        Assert.IsType<SendResult.Sent>(await EditAsync(group, sent.MessageId, forgotten));

        Assert.Equal(mayDelete ? [] : ["寻人信息（已找到）"], group.BotMessages.Select(m => m.Text.Split('\n')[1]));
        Assert.DoesNotContain(group.BotMessages, m => m.Text.Contains("陈小舟", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Labels(MessageView message) => message.Buttons.SelectMany(row => row).Select(button => button.Text);

    private static ChatAddress AddressOf(ChatHandle chat) => new("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture));

    private Task<SendResult> SendAsync(ChatHandle chat, AlertMessage alert) => _app.Platform("telegram").SendAsync(AddressOf(chat), alert, ChatApp.Cancel);

    private Task<SendResult> EditAsync(ChatHandle chat, string messageId, AlertMessage alert) =>
        _app.Platform("telegram").EditAsync(AddressOf(chat), messageId, alert, ChatApp.Cancel);
}
