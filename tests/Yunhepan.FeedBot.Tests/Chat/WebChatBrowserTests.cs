using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Browsing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests the web chat in a real browser. SCREENSHOTS=FOLDER saves pictures there for inspection.</summary>
public sealed class WebChatBrowserTests(TestBrowser browser) : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_link_from_a_page_offers_to_follow_once_and_follows_by_a_tap()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(_app.BaseUrl + "chat?start=c_health");
        await page.Locator(".entry", new() { HasText = "Would you like to follow Health?" }).WaitForAsync();
        Assert.DoesNotContain("start=", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await page.Locator("button", new() { HasText = "Follow Health" }).Last.ClickAsync();
        await page.Locator(".entry", new() { HasText = "You now follow Health" }).WaitForAsync();
        Assert.Equal(1, await page.Locator(".entry", new() { HasText = "Would you like to follow Health?" }).CountAsync());
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Light, "zh-CN")]
    [InlineData(390, 844, ColorScheme.Dark, "en-GB")]
    [InlineData(1280, 900, ColorScheme.Light, "en-GB")]
    [InlineData(1280, 900, ColorScheme.Dark, "zh-CN")]
    public async Task The_chat_fits_is_accessible_and_runs_clean(int width, int height, ColorScheme scheme, string locale)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = locale });
        var page = await context.NewPageAsync();
        List<string> faults = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add(message.Text);
        };
        page.PageError += (_, error) => faults.Add(error);
        await OpenAsync(page);
        var chat = await AddressAsync(context);
        var language = locale[..2];
        foreach (var alert in (AlertMessage[])[AlertSamples.Missing(language), AlertSamples.Ordinary(language),
            AlertSamples.Ordinary(language) with { Kind = AlertKind.Corrected, Changes = ["三人 → 五人"] }, AlertSamples.Ordinary(language) with { Kind = AlertKind.Withdrawn },
            AlertSamples.Ordinary(language) with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found, IsForgotten = true }])
            await _app.Platform("web").SendAsync(chat, alert, ChatApp.Cancel);
        await _app.StoreAsync(Publishing.Sample.Article(1));
        foreach (var (words, count) in new[] { (language == "zh" ? "/列表" : "/list", 7), ("/why 步道", 9) })
        {
            await page.FillAsync("#words", words);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator(".entry").Nth(count).WaitForAsync();
        }

        Assert.Equal("line-through", await page.Locator(".card.withdrawn h2").EvaluateAsync<string>("h => getComputedStyle(h).textDecorationLine"));
        Assert.Equal("none", await page.Locator(".card.ended h2").EvaluateAsync<string>("h => getComputedStyle(h).textDecorationLine"));
        await CheckAsync(page, $"chat-{width}-{scheme}");
        await page.ClickAsync("#slash");
        await CheckAsync(page, $"chat-menu-{width}-{scheme}");
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync("#alarm");
        await page.Locator("#notice:not([hidden])").WaitForAsync();
        await page.EvaluateAsync("document.getElementById('scroll').scrollTop = 0");
        await page.Locator("#newer:not([hidden])").WaitForAsync();
        await CheckAsync(page, $"chat-top-{width}-{scheme}");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Two_tabs_show_each_message_once_through_silence_loss_and_return()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "zh-CN" });
        IPage[] tabs = [await context.NewPageAsync(), await context.NewPageAsync()];
        foreach (var tab in tabs)
        {
            await tab.Clock.InstallAsync();
            await OpenAsync(tab);
        }

        var chat = await AddressAsync(context);
        await SendAsync(chat, "第一条");
        await ShowsAsync(tabs, "第一条");

        // The connection is silent for longer than the server ever is, and nothing can be reached: the page says so.
        await context.RouteAsync("**/chat/session", route => route.AbortAsync());
        foreach (var tab in tabs)
        {
            await tab.Clock.RunForAsync(10_000);
            await tab.Locator(".state.off", new() { HasText = "离线" }).WaitForAsync();
        }

        await SendAsync(chat, "第二条");
        await context.UnrouteAsync("**/chat/session");
        foreach (var tab in tabs)
        {
            await tab.Clock.RunForAsync(10_000);
            await tab.Locator(".state:not(.off)", new() { HasText = "在线" }).WaitForAsync();
        }

        await ShowsAsync(tabs, "第一条", "第二条");

        // The machine sleeps for an hour.
        foreach (var tab in tabs)
            await tab.Clock.FastForwardAsync(3_600_000);
        await SendAsync(chat, "第三条");
        await ShowsAsync(tabs, "第一条", "第二条", "第三条");
    }

    [Fact]
    public async Task A_browser_without_a_network_says_so_at_once_and_mends_by_itself()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await OpenAsync(page);
        var chat = await AddressAsync(context);

        await context.SetOfflineAsync(true);
        await page.Locator(".state.off", new() { HasText = "Offline" }).WaitForAsync();
        await SendAsync(chat, "while away");
        await page.FillAsync("#words", "hello");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#notice", new() { HasText = "not sent" }).WaitForAsync();
        Assert.Equal("hello", await page.InputValueAsync("#words"));

        await context.SetOfflineAsync(false);
        await page.Locator(".state:not(.off)", new() { HasText = "Online" }).WaitForAsync();
        await ShowsAsync([page], "while away");
    }

    [Fact]
    public async Task An_urgent_message_rings_once_the_person_has_asked_for_it_by_the_button()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync("""
            window.asked = 0; window.shown = []; window.tones = 0;
            window.Notification = class { static permission = 'default'; static requestPermission() { window.asked++; this.permission = 'granted'; return Promise.resolve('granted'); }
              constructor(title, options) { window.shown.push(title + '|' + options.tag); } addEventListener() {} close() {} };
            document.hasFocus = () => false;
            const start = OscillatorNode.prototype.start; OscillatorNode.prototype.start = function (...a) { window.tones++; return start.apply(this, a); };
            """);
        await OpenAsync(page);
        var chat = await AddressAsync(context);
        await _app.Platform("web").SendAsync(chat, AlertSamples.Missing("en"), ChatApp.Cancel);
        await page.Locator(".card.urgent").First.WaitForAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("asked + shown.length + tones"));

        await page.ClickAsync("#alarm");
        await page.Locator("#alarm[aria-pressed=true]").WaitForAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("asked"));
        var before = await page.EvaluateAsync<int>("tones");
        await _app.Platform("web").SendAsync(chat, AlertSamples.Missing("en") with { Title = "A child is missing" }, ChatApp.Cancel);
        // Waiting for a function evaluates a string in the page, which its policy forbids.
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("shown.length === 1"));
        Assert.StartsWith("URGENT · A child is missing|feedbot-", await page.EvaluateAsync<string>("shown[0]"), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<int>("tones") > before, "no sound");

        // What is not urgent is quiet; and it is remembered.
        await _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary("en"), ChatApp.Cancel);
        await page.Locator(".entry.alert").Nth(2).WaitForAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("shown.length"));

        // That the child was found rings too; the struck alert itself does not, and in quiet hours nothing does.
        before = await page.EvaluateAsync<int>("tones");
        var found = AlertSamples.Missing("en") with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found };
        await _app.Platform("web").AnnounceAsync(chat, "1", found with { IsSilent = true }, ChatApp.Cancel);
        await page.Locator(".bubble", new() { HasText = "FOUND" }).First.WaitForAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("shown.length"));
        await _app.Platform("web").AnnounceAsync(chat, "1", found, ChatApp.Cancel);
        await Eventually.TrueAsync(() => page.EvaluateAsync<bool>("shown.length === 2"));
        Assert.StartsWith("✅ FOUND|feedbot-", await page.EvaluateAsync<string>("shown[1]"), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<int>("tones") > before, "no sound");
        await page.ReloadAsync();
        await page.Locator("#alarm[aria-pressed=true]").WaitForAsync();
    }

    [Theory]
    [InlineData("zh-CN", "这里读不了图片和文件")]
    [InlineData("en-GB", "Pictures and files cannot be read here")]
    public async Task A_pasted_picture_and_a_dropped_file_are_answered_in_words_and_the_page_stays(string locale, string words)
    {
        await using var context = await browser.NewContextAsync(new() { Locale = locale });
        var page = await context.NewPageAsync();
        await OpenAsync(page);
        foreach (var (what, target) in new[] { ("paste", "#words"), ("drop", "#words"), ("drop", "#log"), ("drop", "body") })
        {
            await page.EvaluateAsync("document.getElementById('notice').hidden = true");
            // A browser leaves the page for a dropped file unless both events are taken.
            Assert.True(await TakesAsync(page, what, target, withText: false), $"{what} on {target}");
            await page.Locator("#notice:not([hidden])", new() { HasText = words }).WaitForAsync();
        }

        Assert.True(await TakesAsync(page, "dragover", "body", withText: false));
        Assert.Equal("", await page.InputValueAsync("#words"));
        // An office program adds a picture of the text: the text is meant.
        Assert.False(await TakesAsync(page, "paste", "#words", withText: true));
    }

    private static Task<bool> TakesAsync(IPage page, string what, string target, bool withText) => page.EvaluateAsync<bool>(
        """
        ([what, target, withText]) => {
          const data = new DataTransfer();
          data.items.add(new File(['x'], 'picture.png', { type: 'image/png' }));
          if (withText) data.setData('text/plain', 'words');
          const about = { bubbles: true, cancelable: true };
          const event = what === 'paste' ? new ClipboardEvent(what, { ...about, clipboardData: data }) : new DragEvent(what, { ...about, dataTransfer: data });
          return !document.querySelector(target).dispatchEvent(event);
        }
        """, new object[] { what, target, withText });

    private async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(new Uri(_app.BaseUrl, "/chat").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator(".entry").First.WaitForAsync();
        await page.Locator(".state:not(.off):not(:empty)").WaitForAsync();
    }

    private Task SendAsync(ChatAddress chat, string title) =>
        _app.Platform("web").SendAsync(chat, AlertSamples.Ordinary() with { Title = title }, ChatApp.Cancel);

    private static async Task ShowsAsync(IPage[] tabs, params string[] titles)
    {
        foreach (var tab in tabs)
        {
            await tab.Locator(".card h2", new() { HasText = titles[^1] }).WaitForAsync();
            Assert.Equal(titles, await tab.Locator(".card h2").AllTextContentsAsync());
        }
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        // Colours are judged when nothing moves any more.
        await page.EvaluateAsync("Promise.all(document.getAnimations().map(each => each.finished))");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the window");
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{name}: " + string.Join("; ", axe.Violations.Select(v => $"{v.Id} {v.Help}: {v.Nodes[0].Html}")));
    }

    private async Task<ChatAddress> AddressAsync(IBrowserContext context)
    {
        var cookies = await context.CookiesAsync([new Uri(_app.BaseUrl, "/chat").ToString()]);
        return WebVisitor.AddressOf(cookies.Single(c => c.Name == "feedbot_chat").Value);
    }

    [Theory]
    [InlineData("zh-CN", "America/New_York", "Asia/Tokyo", "2026-11-23 08:40", "2026-11-22 18:40")]
    [InlineData("en-GB", "Asia/Tokyo", "America/New_York", "23 Nov 2026, 08:40", "22 Nov 2026, 18:40")]
    public async Task A_card_tells_all_times_by_the_chats_clock_also_after_it_was_changed(string locale, string browsers, string chats, string tokyo, string newYork)
    {
        await using var context = await browser.NewContextAsync(new() { Locale = locale, TimezoneId = browsers });
        var page = await context.NewPageAsync();
        await OpenAsync(page);
        await _app.Platform("web").SendAsync(await AddressAsync(context), AlertSamples.Missing(locale[..2]), ChatApp.Cancel);
        await page.Locator("article.card").WaitForAsync();

        foreach (var (zone, published) in new[] { (chats, chats == "Asia/Tokyo" ? tokyo : newYork), (browsers, browsers == "Asia/Tokyo" ? tokyo : newYork) })
        {
            await page.FillAsync("#words", $"/settings zone {zone}");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator($"article.card:has-text('{published}')").WaitForAsync();
            var sent = DateTimeOffset.Parse((await page.Locator("article.card time").GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);
            var local = TimeZoneInfo.ConvertTime(sent, TimeZoneInfo.FindSystemTimeZoneById(zone));
            Assert.Equal(local.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), await page.Locator("article.card time").InnerTextAsync());
        }
    }
}
