using System.Buffers.Text;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Web;
using Yunhepan.FeedBot.Tests.Browsing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>
/// Tests pushes and the move to another device in a real browser. Its subscription leads to a push service of ours, which decrypts;
/// what it decrypted is handed to the browser's own service worker. SCREENSHOTS=FOLDER saves pictures there for inspection.
/// </summary>
public sealed class WebPushBrowserTests(TestBrowser browser) : IAsyncLifetime
{
    /// <summary>The ids of messages that no chat of a test has.</summary>
    private const int FirstTrial = 1_000_000;

    private ChatApp _app = null!;
    private PushServiceEndpoint _service = null!;

    public async ValueTask InitializeAsync() => (_app, _service) = (await ChatApp.StartAsync(), await PushServiceEndpoint.StartAsync());

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_service.Violations);
        await _app.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Light, "zh-CN")]
    [InlineData(1280, 900, ColorScheme.Dark, "en-GB")]
    public async Task A_chosen_notification_is_shown_replaced_and_taken_away_by_the_service_worker(int width, int height, ColorScheme scheme, string locale)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        await context.GrantPermissionsAsync(["notifications"]);
        var device = _service.Subscribe();
        var page = await context.NewPageAsync();
        await SubscribeAtAsync(page, device);
        await OpenAsync(page);
        var chat = await AddressAsync(context);
        await page.ClickAsync("#more");
        await page.CheckAsync("#push input[value=urgent]");
        await Eventually.TrueAsync(() => _app.AskAsync<PushDevices, bool>(async all => (await all.ListAsync(chat.ChatId, ChatApp.Cancel)) is [{ Level: PushLevel.Urgent }]));
        await page.Locator("#push:not([disabled])").WaitForAsync();
        await CheckAsync(page, $"panel-{width}-{scheme}");
        Assert.Equal(_service.ServerKey = await page.EvaluateAsync<string>("fetch('chat/session', { method: 'POST' }).then(r => r.json()).then(s => s.pushKey)"), await page.EvaluateAsync<string>("subscribedWith"));

        // Nobody looks at the chat: another page of the same site stands for the device.
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat/icon.svg").ToString());
        var worker = await WorkerAsync(context, page);
        var language = locale[..2];
        var missing = AlertSamples.Missing(language);
        var id = ((SendResult.Sent)await _app.Platform("web").SendAsync(chat, missing, ChatApp.Cancel)).MessageId;
        await _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary(language), ChatApp.Cancel);
        await DeliverAsync(worker, device);
        await ShowsAsync(page, $"{(language == "zh" ? "紧急" : "URGENT")} · {missing.Title}|feedbot-{id}|false");
        await Eventually.TrueAsync(async () => (await StoredAsync(page)).Contains(missing.Title, StringComparison.Ordinal));

        await _app.Platform("web").EditAsync(chat, id, missing with { Kind = AlertKind.Corrected, Title = "The child wears blue", Changes = ["grey → blue"] }, ChatApp.Cancel);
        await DeliverAsync(worker, device);
        await ShowsAsync(page, $"{device.Received[^1].Title}|feedbot-{id}|true");
        Assert.Contains("The child wears blue", device.Received[^1].Title, StringComparison.Ordinal);

        await _app.Platform("web").EditAsync(chat, id, missing with { Kind = AlertKind.Withdrawn }, ChatApp.Cancel);
        await DeliverAsync(worker, device);
        await ShowsAsync(page, "");
        // An earlier state that a push service delivers late does not bring it back.
        await worker.DeliverAsync(device.Received[0].Body.ToString());
        await worker.DeliverAsync("not json");
        await worker.DeliverAsync(JsonSerializer.Serialize(new { id = 99, version = 99, title = "later", language }));
        await ShowsAsync(page, "later|feedbot-99|false");
    }

    [Fact]
    public async Task In_quiet_hours_a_late_push_makes_no_sound_and_what_is_read_needs_no_notification()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        await context.GrantPermissionsAsync(["notifications"]);
        var page = await context.NewPageAsync();
        await OpenAsync(page);
        var chat = await AddressAsync(context);
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat/icon.svg").ToString());
        var worker = await WorkerAsync(context, page);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await worker.DeliverAsync(JsonSerializer.Serialize(new { id = 71, version = 1, title = "夜里到的", quietFrom = now - 60_000, quietTo = now + 3_600_000, language = "zh" }));
        await worker.DeliverAsync(JsonSerializer.Serialize(new { id = 72, version = 2, title = "白天到的", quietFrom = now + 3_600_000, quietTo = now + 7_200_000, language = "ja" }));
        // A correction of what it never heard of, and what no longer holds, is nothing new.
        await worker.DeliverAsync(JsonSerializer.Serialize(new { id = 73, version = 3, title = "昨天的预警", holdsUntil = now - 60_000, language = "zh" }));
        await ShowsAsync(page, "夜里到的|feedbot-71|true;白天到的|feedbot-72|false");
        Assert.Equal("zh-CN,ja", await page.EvaluateAsync<string>(
            "navigator.serviceWorker.getRegistration('/chat').then(r => r.getNotifications()).then(all => all.sort((a, b) => a.tag.localeCompare(b.tag)).map(n => n.lang).join())"));

        await _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary(), ChatApp.Cancel);
        var read = await context.NewPageAsync();
        await OpenAsync(read);
        await read.Locator(".card").First.WaitForAsync();
        await ShowsAsync(page, "");
    }

    [Fact]
    public async Task A_browser_without_permission_says_so_and_nothing_is_chosen()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(Notification, 'permission', { get: () => 'denied' }); Notification.requestPermission = async () => 'denied';");
        await OpenAsync(page);
        await page.ClickAsync("#more");
        await page.Locator("#push-how", new() { HasText = "forbids this site" }).WaitForAsync();
        Assert.True(await page.Locator("#push input[value=all]").IsDisabledAsync());
        await CheckAsync(page, "panel-blocked-1280");
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Dark, "zh-CN")]
    [InlineData(1280, 900, ColorScheme.Light, "en-GB")]
    public async Task A_chat_goes_to_another_device_after_its_person_agreed_there(int width, int height, ColorScheme scheme, string locale)
    {
        await using var first = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        var page = await first.NewPageAsync();
        await OpenAsync(page);
        await _app.Platform("web").SendAsync(await AddressAsync(first), AlertSamples.Ordinary() with { Title = "在第一台设备上收到的" }, ChatApp.Cancel);
        await page.ClickAsync("#more");
        await page.ClickAsync("#move");
        await page.Locator("#move-box svg").WaitForAsync();
        await page.Locator("#move-box").ScrollIntoViewIfNeededAsync();
        await CheckAsync(page, $"move-{width}-{scheme}");
        var link = await page.InputValueAsync("#move-link");

        await using var second = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        var other = await second.NewPageAsync();
        await other.GotoAsync(link);
        await other.Locator("#arrival[open]").WaitForAsync();
        await CheckAsync(other, $"arrival-{width}-{scheme}");
        Assert.DoesNotContain("move", other.Url, StringComparison.Ordinal);
        Assert.Equal(0, await other.Locator(".card").CountAsync());
        await other.ClickAsync("#arrival-yes");
        await other.Locator(".card", new() { HasText = "在第一台设备上收到的" }).WaitForAsync();
        Assert.Equal(await AddressAsync(first), await AddressAsync(second));

        // Used once: the same link brings nobody else in, and says why.
        await using var third = await browser.NewContextAsync(new() { Locale = locale });
        var late = await third.NewPageAsync();
        await late.GotoAsync(link);
        await late.ClickAsync("#arrival-yes");
        await late.Locator("#notice:not([hidden])", new() { HasText = locale[..2] == "zh" ? "用过了" : "was used" }).WaitForAsync();
        Assert.Equal(0, await late.Locator(".card").CountAsync());
    }

    [Fact]
    public async Task Another_page_of_the_browser_follows_a_move_and_mixes_no_two_chats()
    {
        await using var first = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        var page = await first.NewPageAsync();
        await OpenAsync(page);
        var moved = await AddressAsync(first);
        await SendAsync(moved, "跟着来的");
        await page.ClickAsync("#more");
        await page.ClickAsync("#move");
        await page.Locator("#move-box svg").WaitForAsync();

        await using var second = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        await second.GrantPermissionsAsync(["notifications"]);
        var other = await second.NewPageAsync();
        await OpenAsync(other);
        var replaced = await AddressAsync(second);
        await SendAsync(replaced, "留下的");
        await other.Locator(".card", new() { HasText = "留下的" }).WaitForAsync();
        await other.EvaluateAsync("navigator.serviceWorker.ready.then(r => r.showNotification('留下的', { tag: 'feedbot-1' }))");
        var arriving = await second.NewPageAsync();
        await arriving.GotoAsync(await page.InputValueAsync("#move-link"));
        await arriving.ClickAsync("#arrival-yes");
        foreach (var each in (IPage[])[arriving, other])
            await each.Locator(".card", new() { HasText = "跟着来的" }).WaitForAsync();
        await SendAsync(replaced, "留下的又一条");
        await SendAsync(moved, "新来的");

        foreach (var each in (IPage[])[arriving, other])
        {
            await each.Locator(".card", new() { HasText = "新来的" }).WaitForAsync();
            Assert.Equal(["跟着来的", "新来的"], await each.Locator(".card h2").AllInnerTextsAsync());
        }

        await Eventually.TrueAsync(() => arriving.EvaluateAsync<bool>(
            "feedbotStore.entries().then(all => all.filter(e => e.body.alert).map(e => e.body.alert.title).join() === '跟着来的,新来的')"));
        await ShowsAsync(other, "");
    }

    [Fact]
    public async Task What_is_taken_back_far_behind_the_newest_messages_is_known_without_a_network()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        await context.GrantPermissionsAsync(["notifications"]);
        var page = await context.NewPageAsync();
        await OpenAsync(page);
        var chat = await AddressAsync(context);
        var id = ((SendResult.Sent)await _app.Platform("web").SendAsync(chat, AlertSamples.Missing(), ChatApp.Cancel)).MessageId;
        for (var i = 1; i <= 60; i++)
            await SendAsync(chat, $"第{i}条");
        await page.Locator(".card", new() { HasText = "第60条" }).WaitForAsync();
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat/icon.svg").ToString());
        var worker = await WorkerAsync(context, page);

        await _app.Platform("web").EditAsync(chat, id, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }, ChatApp.Cancel);
        await worker.DeliverAsync(JsonSerializer.Serialize(new { id = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), version = 99, title = "已撤回", isOver = true, language = "zh" }));
        await Eventually.TrueAsync(async () => (await StoredAsync(page)).Contains("\"kind\":\"withdrawn\"", StringComparison.Ordinal));

        await context.SetOfflineAsync(true);
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat").ToString());
        await page.ClickAsync("#earlier");
        await page.Locator(".card.withdrawn").WaitForAsync();
        Assert.Equal(0, await page.Locator(".card.urgent").CountAsync());
    }

    [Fact]
    public async Task An_urgent_message_is_shown_by_the_page_only_where_no_push_shows_it()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        await context.GrantPermissionsAsync(["notifications"]);
        var page = await context.NewPageAsync();
        await SubscribeAtAsync(page, _service.Subscribe());
        // Nobody looks at the page, and what it would show is noted.
        await page.AddInitScriptAsync("""
            window.noted = [];
            window.Notification = class { constructor(title) { noted.push(title); } addEventListener() {} static permission = 'granted'; static async requestPermission() { return 'granted'; } };
            document.hasFocus = () => false;
            """);
        await OpenAsync(page);
        var chat = await AddressAsync(context);
        await page.ClickAsync("#alarm");
        foreach (var (title, level) in new[] { ("First", "off"), ("Second", "all"), ("Third", "off") })
        {
            await page.ClickAsync("#more");
            await page.Locator("#push:not([disabled])").WaitForAsync();
            await page.CheckAsync($"#push input[value={level}]");
            await page.Locator("#push:not([disabled])").WaitForAsync();
            await page.Keyboard.PressAsync("Escape");
            await _app.Platform("web").SendAsync(chat, AlertSamples.Missing("en") with { Title = title }, ChatApp.Cancel);
            await page.Locator(".card", new() { HasText = title }).WaitForAsync();
        }

        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("noted.length >= 2"));
        Assert.Equal("URGENT · First,URGENT · Third", await page.EvaluateAsync<string>("noted.join()"));
    }

    private Task SendAsync(ChatAddress chat, string title) =>
        _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary() with { Title = title }, ChatApp.Cancel);

    /// <summary>Returns what this browser has stored, as JSON.</summary>
    private static Task<string> StoredAsync(IPage page) => page.EvaluateAsync<string>("new Promise(done => indexedDB.open('feedbot-chat').onsuccess = e => e.target.result.transaction('entries').objectStore('entries').getAll().onsuccess = r => done(JSON.stringify(r.target.result)))");

    private async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator(".entry").First.WaitForAsync();
        await page.Locator(".state:text-matches('在线|Online')").WaitForAsync();
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"));
    }

    /// <summary>Chromium has no push service here: its subscription is one of ours.</summary>
    private static Task SubscribeAtAsync(IPage page, PushServiceEndpoint.Browser device) => page.AddInitScriptAsync($$"""
        if (window.PushManager) {
          let current = null;
          const bytes = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
          PushManager.prototype.getSubscription = async () => current;
          PushManager.prototype.subscribe = async options => {
            window.subscribedWith = bytes(options.applicationServerKey);
            return current = {
              endpoint: '{{device.Endpoint}}', options: { applicationServerKey: options.applicationServerKey.buffer },
              toJSON: () => ({ endpoint: '{{device.Endpoint}}', keys: { p256dh: '{{Base64Url.EncodeToString(device.Key)}}', auth: '{{Base64Url.EncodeToString(device.Secret)}}' } }),
              unsubscribe: async () => { current = null; return true; },
            };
          };
        }
        """);

    private async Task DeliverAsync(Worker worker, PushServiceEndpoint.Browser device)
    {
        var before = device.Received.Count;
        var pusher = _app.Services.GetRequiredService<WebPusher>();
        foreach (var areQuick in (bool[])[true, false])
            await pusher.PushAsync(areQuick, ChatApp.Cancel);
        var push = Assert.Single(device.Received.Skip(before));
        await worker.DeliverAsync(push.Body.ToString());
    }

    /// <summary>Waits until these notifications are shown, as title|tag|silent.</summary>
    private static async Task ShowsAsync(IPage page, string expected)
    {
        var last = "";
        await Eventually.TrueAsync(async () => (last = await ShownAsync(page)) == expected, report: () => $"Shown: {last}; expected: {expected}");
    }

    private static Task<string> ShownAsync(IPage page) => page.EvaluateAsync<string>("""
        navigator.serviceWorker.getRegistration('/chat').then(r => r.getNotifications())
          .then(all => all.map(n => `${n.title}|${n.tag}|${n.silent ?? false}`).sort((a, b) => a.split('|')[1].localeCompare(b.split('|')[1])).join(';'))
        """);

    private async Task<Worker> WorkerAsync(IBrowserContext context, IPage page)
    {
        var devtools = await context.NewCDPSessionAsync(page);
        var found = new TaskCompletionSource<string>();
        devtools.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, json) =>
        {
            foreach (var each in json!.Value.GetProperty("registrations").EnumerateArray())
            {
                if (each.GetProperty("scopeURL").GetString()!.StartsWith(_app.BaseUrl.ToString(), StringComparison.Ordinal))
                    found.TrySetResult(each.GetProperty("registrationId").GetString()!);
            }
        };
        await devtools.SendAsync("ServiceWorker.enable");
        var worker = new Worker(devtools, _app.BaseUrl.GetLeftPart(UriPartial.Authority), await found.Task.WaitAsync(Eventually.Patience, ChatApp.Cancel));
        await AwakeAsync(worker, page);
        return worker;
    }

    /// <summary>
    /// Returns when the worker shows what it gets: for a moment it may still be starting, or hold the chat's page that was left for the one
    /// before somebody's eyes, where nothing need be shown.
    /// </summary>
    private static async Task AwakeAsync(Worker worker, IPage page)
    {
        for (var id = FirstTrial; ; id++)
        {
            Assert.True(id < FirstTrial + 30, "the worker shows nothing");
            await worker.DeliverAsync(JsonSerializer.Serialize(new { id, version = 1, title = "trial" }));
            for (var look = 0; look < 20; look++)
            {
                if ((await ShownAsync(page)).Length > 0)
                {
                    for (var shown = FirstTrial; shown <= id; shown++)
                        await worker.DeliverAsync(JsonSerializer.Serialize(new { id = shown, version = 2, title = "trial", isOver = true }));
                    await ShowsAsync(page, "");
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ChatApp.Cancel);
            }
        }
    }

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

    /// <summary>The browser's service worker, to which the browser hands pushes.</summary>
    private sealed class Worker(ICDPSession devtools, string origin, string registration)
    {
        public Task DeliverAsync(string data) => devtools.SendAsync(
            "ServiceWorker.deliverPushMessage", new Dictionary<string, object> { ["origin"] = origin, ["registrationId"] = registration, ["data"] = data });
    }
}
