// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>The format of messages in Telegram: its page, and what arrives.</summary>
public sealed class FormatTelegramTests : IAsyncLifetime
{
    private const string Picture = "https://portal.example/child.jpg";

    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:RequestTimeout", "00:00:05"));
        await _telegram.WaitForPollAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task The_page_shows_a_message_in_the_chosen_form_and_changes_with_each_tap()
    {
        await _app.StoreAsync(new FeedBot.Articles.Article
        {
            PublicId = Guid.NewGuid(), SourceId = "portal", Identity = "a", Title = "社区巴士周一加开早班", ContentText = "首班车提前到五点半。",
            Summary = "首班车提前到五点半。", Url = "https://portal.example/bus.html", ContentHash = "a", FirstSeenAt = TimeProvider.System.GetUtcNow(),
            SortAt = TimeProvider.System.GetUtcNow(),
        });
        var person = _telegram.CreatePrivateChat("小林");
        person.SendCommand("format");
        var page = await person.WaitForTextAsync("消息格式");
        Assert.Contains("首班车提前到五点半。", page.Text, StringComparison.Ordinal);
        Assert.Equal(("https://portal.example/bus.html", false), (page.PreviewUrl, page.IsPreviewAbove));
        Assert.All(page.Buttons.SelectMany(row => row), button => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(button.Data!), 1, 64));

        person.Press("简洁", page.MessageId);
        page = await person.WaitForMessageAsync(m => m.MessageId == page.MessageId && m.Text.Contains("省去：正文", StringComparison.Ordinal));
        Assert.DoesNotContain("首班车", page.Text, StringComparison.Ordinal);
        person.Press("预览 在上", page.MessageId);
        page = await person.WaitForMessageAsync(m => m.MessageId == page.MessageId && m.IsPreviewAbove);
        person.Press("预览 不要", page.MessageId);
        page = await person.WaitForMessageAsync(m => m.MessageId == page.MessageId && m.PreviewUrl is null);
        Assert.Contains(page.Buttons.SelectMany(row => row), button => button.Text == "✓ 简洁");
    }

    [Theory]
    [InlineData(LinkPreview.Above, true, true)]
    [InlineData(LinkPreview.Below, true, false)]
    [InlineData(LinkPreview.Off, false, false)]
    public async Task The_preview_of_the_page_stands_where_it_was_chosen(LinkPreview place, bool isThere, bool isAbove)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        await SendAsync(person, AlertSamples.Ordinary() with { Format = new MessageFormat { Preview = place } });
        var message = Assert.Single(person.BotMessages);
        Assert.Equal((isThere, isAbove), (message.PreviewUrl is not null, message.IsPreviewAbove));
    }

    [Fact]
    public async Task Pictures_come_by_choice_and_never_for_who_wants_none()
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var news = AlertSamples.Ordinary() with { ImageUrl = Picture };
        await SendAsync(person, news);
        await SendAsync(person, news with { Format = new MessageFormat { Pictures = PictureAmount.One } });
        await SendAsync(person, news with { Format = new MessageFormat { Pictures = PictureAmount.None } });
        Assert.Equal([null, Picture, null], person.BotMessages.Select(m => m.Photo));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1500)]
    public async Task A_missing_child_keeps_the_picture_whatever_the_format_says_of_other_messages(int length)
    {
        var person = _telegram.CreatePrivateChat("小林", started: true);
        var alert = AlertSamples.Missing() with
        {
            Text = new string('长', length) + "电话 0537-555-0142。", HasFullText = true, ImageUrl = Picture,
            Format = new MessageFormat { Text = TextAmount.Compact, Pictures = PictureAmount.None, Preview = LinkPreview.Off },
        };
        var sent = await SendAsync(person, alert);
        await _app.Platform("telegram").EditAsync(AddressOf(person), sent, alert with { Kind = AlertKind.Corrected, Changes = ["时间：三点 → 四点"] }, ChatApp.Cancel);
        var message = Assert.Single(person.BotMessages);
        Assert.Equal(Picture, message.Photo ?? message.PreviewUrl);
        Assert.Contains("0537-555-0142", message.Text, StringComparison.Ordinal);
        Assert.StartsWith("🚨 紧急 · ✏️ 更正", message.Text, StringComparison.Ordinal);
    }

    private static ChatAddress AddressOf(ChatHandle chat) => new("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture));

    private async Task<string> SendAsync(ChatHandle chat, AlertMessage alert) =>
        Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").SendAsync(AddressOf(chat), alert, ChatApp.Cancel)).MessageId;
}
