using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Browsing;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>
/// Tests the web chat as an app in a real browser: installed, without a network, with unread messages, searched. SCREENSHOTS=FOLDER
/// saves pictures there for inspection.
/// </summary>
public sealed class WebAppBrowserTests(TestBrowser browser) : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(390, 844, ColorScheme.Light, "zh-CN", "离线")]
    [InlineData(1280, 900, ColorScheme.Dark, "en-GB", "Offline")]
    public async Task Without_a_network_the_page_opens_with_what_was_received_and_says_until_when(
        int width, int height, ColorScheme scheme, string locale, string says)
    {
        await using var origin = await ScriptedOrigin.StartAsync();
        origin.Map("/child.svg", Answers.Status(404));
        origin.Map("/child.png", Answers.Bytes(await File.ReadAllBytesAsync(
            Path.Combine(Checkout.Root, "src/Yunhepan.FeedBot.Chat/Web/Page/icon-192.png"), ChatApp.Cancel), "image/png"));
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        var page = await OpenAsync(context);
        var chat = await AddressAsync(context);
        var language = locale[..2];
        await _app.Platform("web").SendAsync(chat, AlertSamples.Missing(language) with { ImageUrl = origin.Url("/child.png") }, ChatApp.Cancel);
        await _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary(language), ChatApp.Cancel);
        await page.Locator(".card").Nth(1).WaitForAsync();
        await page.Locator(".card .picture").WaitForAsync();
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("document.querySelector('.picture').naturalWidth > 0"));
        await ServedByWorkerAsync(page);

        await page.CloseAsync();
        await context.SetOfflineAsync(true);
        page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat").ToString());
        await page.Locator("#offline:not([hidden])", new() { HasText = says }).WaitForAsync();

        Assert.Equal(2, await page.Locator(".card").CountAsync());
        await page.Locator(".state.off").WaitForAsync();
        await CheckAsync(page, $"offline-{width}-{scheme}");
        // What was received can be searched too.
        await page.ClickAsync("#more");
        await page.FillAsync("#query", "延时");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#found .card", new() { HasText = "三所学校" }).WaitForAsync();
        await CheckAsync(page, $"offline-search-{width}-{scheme}");
        await page.Keyboard.PressAsync("Escape");

        await _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary(language) with { Title = "网络恢复以后" }, ChatApp.Cancel);
        await context.SetOfflineAsync(false);
        await page.Locator(".card h2", new() { HasText = "网络恢复以后" }).WaitForAsync();
        await page.Locator("#offline").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark, "zh-CN", "第 2 张，共 3 张")]
    [InlineData(1280, 900, ColorScheme.Light, "en-GB", "Picture 2 of 3")]
    public async Task An_album_is_paged_by_the_keyboard_and_its_pictures_leave_with_the_message(
        int width, int height, ColorScheme scheme, string locale, string says)
    {
        await using var origin = await ScriptedOrigin.StartAsync();
        string[] pictures = ["icon-192.png", "icon-512.png", "icon-full.png"];
        foreach (var name in pictures)
            origin.Map("/" + name, Answers.Bytes(await File.ReadAllBytesAsync(
                Path.Combine(Checkout.Root, "src/Yunhepan.FeedBot.Chat/Web/Page", name), ChatApp.Cancel), "image/png"));
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        var page = await OpenAsync(context);
        var chat = await AddressAsync(context);
        var missing = AlertSamples.Missing(locale[..2]) with
        {
            ImageUrl = origin.Url("/" + pictures[0]), Pictures = [origin.Url("/" + pictures[1]), origin.Url("/none.png"), origin.Url("/" + pictures[2])],
            Format = new MessageFormat { Pictures = PictureAmount.Album },
        };
        var id = ((SendResult.Sent)await _app.Platform("web").SendAsync(chat, missing, ChatApp.Cancel)).MessageId;
        await page.Locator(".card .album").WaitForAsync();
        // One that cannot be had leaves no gap, and is not counted.
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("[...document.querySelectorAll('.album img')].filter(each => each.naturalWidth).length === 3 && document.querySelectorAll('.album img').length === 3"));
        await CheckAsync(page, $"album-{width}-{scheme}");

        await page.Locator(".album button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#viewer[open]").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Locator("#viewer-count", new() { HasText = says }).WaitForAsync();
        Assert.Equal(
            await page.Locator(".album img").Nth(1).GetAttributeAsync("src"), await page.Locator("#viewer-picture").GetAttributeAsync("src"));
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("document.getElementById('viewer-picture').naturalWidth > 0"));
        await CheckAsync(page, $"viewer-{width}-{scheme}");
        await page.Keyboard.PressAsync("Escape");
        Assert.True(await page.EvaluateAsync<bool>("Boolean(document.activeElement.closest('.album'))"));

        // Who was found is not looked at any longer.
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#viewer[open]").WaitForAsync();
        await _app.Platform("web").EditAsync(
            chat, id, missing with { Kind = AlertKind.Ended, EndedAs = FeedBot.Catalogue.AlertEnd.Found, IsForgotten = true, ImageUrl = null, Pictures = [] },
            ChatApp.Cancel);
        await page.Locator("#viewer").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal(0, await page.Locator(".card img").CountAsync());
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("caches.open('feedbot-pictures').then(cache => cache.keys()).then(all => all.length === 0)"));
    }

    [Fact]
    public async Task What_came_since_the_last_visit_is_below_a_line_and_counted_until_it_is_seen()
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 640 }, Locale = "zh-CN" });
        var page = await OpenAsync(context);
        var chat = await AddressAsync(context);
        await SendAsync(chat, "已经看过的一条");
        await page.Locator(".card").First.WaitForAsync();
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("feedbotStore.fact('read').then(read => read > 1)"));
        await page.CloseAsync();
        foreach (var i in Enumerable.Range(1, 5))
            await SendAsync(chat, $"新消息{i}");

        page = await OpenAsync(context);
        await page.Locator(".unread").WaitForAsync();

        Assert.Equal("新消息1", await page.EvaluateAsync<string>("document.querySelector('.unread').nextElementSibling.querySelector('h2').textContent"));
        Assert.StartsWith("(5) ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator(".unread").IsVisibleAsync());
        await CheckAsync(page, "unread-390");
        await page.ClickAsync("#newer");
        await Eventually.TrueAsync(async () => !(await page.TitleAsync()).StartsWith('('));
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("feedbotStore.fact('read').then(async read => read === Math.max(...(await feedbotStore.entries()).map(e => e.id)))"));
        await page.CloseAsync();

        page = await OpenAsync(context);
        Assert.Equal(0, await page.Locator(".unread").CountAsync());
    }

    [Fact]
    public async Task Earlier_messages_come_page_by_page_by_the_keyboard_alone()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await OpenAsync(context);
        var chat = await AddressAsync(context);
        for (var i = 1; i <= 120; i++)
            await SendAsync(chat, $"No {i}.");
        await page.EvaluateAsync("feedbotStore.clear()");
        await page.CloseAsync();

        page = await OpenAsync(context);
        await page.Locator("#earlier:not([hidden])").WaitForAsync();
        Assert.Equal("No 71.", await page.Locator(".card h2").First.InnerTextAsync());
        await page.FocusAsync("#earlier");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".card h2", new() { HasText = "No 21." }).WaitForAsync();
        await page.FocusAsync("#earlier");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".card h2", new() { HasText = "No 1." }).WaitForAsync();

        Assert.Equal(Enumerable.Range(1, 120).Select(i => $"No {i}."), await page.Locator(".card h2").AllInnerTextsAsync());
        await page.Locator("#earlier").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal("true", await page.EvaluateAsync<string>("String(document.getElementById('log').contains(document.activeElement))"));
        await CheckAsync(page, "earlier-1280");

        // Search by the keyboard: the focus goes into the panel and comes back from it.
        await page.FocusAsync("#more");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("no 77.");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#found .card", new() { HasText = "No 77." }).WaitForAsync();
        Assert.Equal(1, await page.Locator("#found .card").CountAsync());
        await CheckAsync(page, "search-1280");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("more", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task The_browser_finds_that_the_page_can_be_installed()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        var page = await OpenAsync(context);
        await ServedByWorkerAsync(page);
        var devtools = await context.NewCDPSessionAsync(page);

        var manifest = await devtools.SendAsync("Page.getAppManifest");
        var errors = await devtools.SendAsync("Page.getInstallabilityErrors");

        Assert.Equal(0, manifest!.Value.GetProperty("errors").GetArrayLength());
        using var app = JsonDocument.Parse(manifest.Value.GetProperty("data").GetString()!);
        Assert.Equal("standalone", app.RootElement.GetProperty("display").GetString());
        // A private window installs nothing; that is all there is against it.
        Assert.All(
            errors!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(e => e.GetProperty("errorId").GetString()),
            id => Assert.Equal("in-incognito", id));
        foreach (var icon in app.RootElement.GetProperty("icons").EnumerateArray())
        {
            var answer = await page.APIRequest.GetAsync(new Uri(_app.BaseUrl, "/chat/" + icon.GetProperty("src").GetString()).ToString());
            Assert.Equal((200, icon.GetProperty("type").GetString()), (answer.Status, answer.Headers["content-type"]));
        }
    }

    [Fact]
    public async Task A_chat_that_no_longer_exists_leaves_nothing_in_the_browser()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        var page = await OpenAsync(context);
        await SendAsync(await AddressAsync(context), "旧聊天里的一条");
        await page.Locator(".card").First.WaitForAsync();
        await page.CloseAsync();
        await context.ClearCookiesAsync();

        page = await OpenAsync(context);

        Assert.Equal(0, await page.Locator(".card").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("feedbotStore.entries().then(all => all.some(e => e.body.alert))"));
    }

    [Fact]
    public async Task An_answer_that_is_overtaken_by_a_newer_connection_clears_nothing()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        var page = await OpenAsync(context);
        var chat = await AddressAsync(context);
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var requests = 0;
        await context.RouteAsync("**/chat/session", async route =>
        {
            var isFirst = Interlocked.Increment(ref requests) == 1;
            var answer = await route.FetchAsync();
            if (isFirst)
            {
                held.SetResult();
                await release.Task;
            }

            await route.FulfillAsync(new() { Response = answer });
        });
        await page.EvaluateAsync("window.dispatchEvent(new Event('offline'))");
        await held.Task.WaitAsync(Eventually.Patience, ChatApp.Cancel);
        await page.EvaluateAsync("window.dispatchEvent(new Event('online'))");
        await page.Locator(".state:text-matches('在线')").WaitForAsync();
        await SendAsync(chat, "后来的一条");
        await page.Locator(".card h2", new() { HasText = "后来的一条" }).WaitForAsync();
        release.SetResult();
        await SendAsync(chat, "再后来的一条");
        await page.Locator(".card h2", new() { HasText = "再后来的一条" }).WaitForAsync();

        Assert.Equal(["后来的一条", "再后来的一条"], await page.Locator(".card h2").AllInnerTextsAsync());
    }

    private async Task<IPage> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator(".entry").First.WaitForAsync();
        await page.Locator(".state:text-matches('在线|Online')").WaitForAsync();
        return page;
    }

    private static Task ServedByWorkerAsync(IPage page) =>
        Eventually.TrueAsync(() => page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"));

    private Task SendAsync(ChatAddress chat, string title) =>
        _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary() with { Title = title }, ChatApp.Cancel);

    private async Task<ChatAddress> AddressAsync(IBrowserContext context)
    {
        var cookies = await context.CookiesAsync([new Uri(_app.BaseUrl, "/chat").ToString()]);
        return WebVisitor.AddressOf(cookies.Single(c => c.Name == "feedbot_chat").Value);
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        await page.EvaluateAsync("Promise.all(document.getAnimations().map(each => each.finished))");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the window");
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{name}: " + string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Help}: {v.Nodes[0].Html}")));
    }
}
