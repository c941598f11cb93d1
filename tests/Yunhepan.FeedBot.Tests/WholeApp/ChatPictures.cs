// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;
using Yunhepan.FeedBot.Tests.Browsing;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>
/// Takes the pictures of docs/chat.md anew: <c>./tests/run.sh -explicit only -class "*.ChatPictures"</c>. They show the pages of the
/// emulator and of the web chat with texts of ours.
/// </summary>
[Collection(WholeAppTests.Name)]
public sealed class ChatPictures(TestBrowser browser)
{
    private const int MostBytes = 100_000;

    private static readonly string Folder = Path.Combine(Checkout.Root, "docs", "images");

    [Fact(Explicit = true)]
    public async Task From_start_to_the_first_alert_of_a_page_without_a_feed()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment["Chat__AddSources"] = "Open";
        rig.Environment["Chat__SourcesEvery"] = "00:00:01";
        rig.Environment["Fetching__PrivateHostsForChats__0"] = "127.0.0.1";
        await File.WriteAllTextAsync(rig.FeedsFile, """
            {
              "site": { "title": "古镇快讯", "timeZone": "Asia/Shanghai" },
              "categories": [ { "id": "news", "name": { "zh": "新闻", "en": "News" } }, { "id": "food", "name": { "zh": "美食", "en": "Food" } } ],
              "sources": [ ]
            }
            """, ChatApp.Cancel);
        rig.Portal.Publish(3);
        await using var process = await rig.RunAsync();
        await rig.Telegram.WaitForPollAsync(FeedBotProcess.Patience);
        var reader = rig.Telegram.CreatePrivateChat("小林");
        reader.SendCommand("start");
        await reader.WaitForTextAsync("网址发给我", FeedBotProcess.Patience);
        reader.SendText(rig.Origin.Url("/news/"));
        await reader.WaitForTextAsync("找到了", FeedBotProcess.Patience);
        await TakeAsync(rig.Telegram, reader, "chat-found");
        reader.Press("＋ 关注");
        await reader.WaitForTextAsync("已关注", FeedBotProcess.Patience);
        await process.UntilAsync(() => Task.FromResult(rig.Origin.RequestsTo(TodaysPortal.PathOf(1)).Count > 0), "the silent first poll");
        rig.Portal.Publish(1);
        await reader.WaitForTextAsync(TodaysPortal.Title(4), FeedBotProcess.Patience);
        await TakeAsync(rig.Telegram, reader, "chat-first-alert");
    }

    [Fact(Explicit = true)]
    public async Task The_forms_of_messages()
    {
        await using var telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        await using var app = await ChatApp.StartAsync(("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl.ToString()));
        await telegram.WaitForPollAsync(Eventually.Patience);
        var news = AlertSamples.Ordinary() with
        {
            Text = "教育部门介绍，延时服务每天到十八时为止，自愿参加。\n家长可在班级群报名，也可以到学校门卫处登记。", HasFullText = true, Authors = ["阿禾"],
        };
        var lasting = news with { Text = string.Join('\n', Enumerable.Range(1, 130).Select(n => $"{n}. {news.Summary}")), Format = new() { Text = TextAmount.Full } };
        AlertMedia[] media = [new(MediaKind.Video, "https://portal.example/school.mp4")];
        await TakeAllAsync("chat-forms",
            news with { Format = new() { Text = TextAmount.Compact, Preview = LinkPreview.Off, Categories = false } },
            news with { Format = new() { Text = TextAmount.Full, Preview = LinkPreview.Off, Authors = true } },
            news with { Format = new() { Template = "{{ title | bold }} {{ categories | join: ' ' }}", Preview = LinkPreview.Above }, IsSilent = true });
        await TakeAllAsync("chat-album", news with
        {
            ImageUrl = "https://portal.example/1.jpg", Pictures = ["https://portal.example/2.jpg", "https://portal.example/3.jpg"], Media = media,
            Format = new() { Pictures = PictureAmount.Album },
        });
        await TakeAllAsync("chat-urgent", AlertSamples.Missing() with { Kind = AlertKind.Corrected, Changes = ["时间：今晨 → 昨晚"] }, news with { Kind = AlertKind.Withdrawn });

        var person = telegram.CreatePrivateChat("小林", started: true);
        await SendAsync(person, lasting);
        Assert.Equal(2, person.BotMessages.Count);
        await using (var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 400, Height = 640 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai" }))
        {
            var page = await OpenAsync(context, telegram, person);
            await page.Locator(".msg").Last.EvaluateAsync("m => { const box = document.getElementById('messages'); box.scrollTop = m.offsetTop - box.offsetTop - 420; }");
            await SaveAsync(page, "chat-parts");
        }

        var chooser = telegram.CreatePrivateChat("小周");
        chooser.SendCommand("format");
        await chooser.WaitForTextAsync("消息格式");
        await TakeAsync(telegram, chooser, "chat-format");

        async Task TakeAllAsync(string name, params AlertMessage[] alerts)
        {
            var chat = telegram.CreatePrivateChat("小林", started: true);
            foreach (var alert in alerts)
                await SendAsync(chat, alert);
            await TakeAsync(telegram, chat, name);
        }

        Task<string> SendAsync(ChatHandle chat, AlertMessage alert) => app.Platform("telegram").SendInPartsAsync(
            new ChatAddress("telegram", "110201543", chat.Id.ToString(CultureInfo.InvariantCulture)), alert, ChatApp.Cancel);
    }

    [Fact(Explicit = true)]
    public async Task The_web_chat()
    {
        await using var app = await ChatApp.StartAsync();
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 900, Height = 1000 }, ReducedMotion = ReducedMotion.Reduce, Locale = "en-GB", TimezoneId = "Asia/Shanghai" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(app.BaseUrl + "chat");
        await page.Locator(".entry").First.WaitForAsync();
        await page.FillAsync("#words", "/follow education");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".entry").Nth(2).WaitForAsync();
        var chat = await app.AskAsync<AlertsDb, string>(async db => (await db.Subscribers.SingleAsync(ChatApp.Cancel)).ChatId);
        var news = AlertSamples.Ordinary("en") with
        {
            Title = "Three schools will try an after-school service from Monday", Summary = "Care is offered until 18:00 and is voluntary. Parents can sign up in the group of their class.",
            SourceName = "Old Town Online", OriginName = "Canal Evening Post", Categories = ["Education"],
        };
        var missing = AlertSamples.Missing("en") with
        {
            Title = "Missing: man of seventy, last seen in the canal park", Summary = "He wears a grey coat and pushes a small blue cart. Whoever sees him is asked to call the police.",
            SourceName = news.SourceName, OriginName = news.OriginName, Categories = ["Missing people"],
        };
        foreach (var alert in (AlertMessage[])[missing, news with { Kind = AlertKind.Corrected, Changes = ["16:00 → 18:00"] }])
            await app.Platform("web").SendAsync(new ChatAddress("web", "web", chat), alert, ChatApp.Cancel);
        await page.Locator(".card").Nth(1).WaitForAsync();
        await SaveAsync(page, "chat-web");
    }

    /// <summary>Takes all messages of a chat, as a phone shows them.</summary>
    private async Task TakeAsync(TelegramEmulatorServer telegram, ChatHandle chat, string name)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 400, Height = 640 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai" });
        var page = await OpenAsync(context, telegram, chat);
        var height = await page.EvaluateAsync<int>("document.getElementById('messages').scrollHeight - document.getElementById('messages').clientHeight");
        await page.SetViewportSizeAsync(400, Math.Min(640 + height, 1400));
        await SaveAsync(page, name);
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, TelegramEmulatorServer telegram, ChatHandle chat)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{telegram.BaseUrl}?still&lang=zh&chat={chat.Id.ToString(CultureInfo.InvariantCulture)}");
        await page.Locator(".msg").Last.WaitForAsync();
        return page;
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        // Playwright itself writes no WebP.
        var devtools = await page.Context.NewCDPSessionAsync(page);
        var answer = await devtools.SendAsync("Page.captureScreenshot", new() { ["format"] = "webp", ["quality"] = 80 });
        var bytes = answer!.Value.GetProperty("data").GetBytesFromBase64();
        Assert.InRange(bytes.Length, 1, MostBytes);
        await File.WriteAllBytesAsync(Path.Combine(Folder, name + ".webp"), bytes);
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}
