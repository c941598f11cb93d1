using Yunhepan.FeedBot.Tests.Browsing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>The page of the web chat speaks each language whole, in a real browser.</summary>
public sealed class WebChatLanguageTests(TestBrowser browser) : IAsyncLifetime
{
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("ja-JP", "ja", "🌐 日本語", "ようこそ", "トピック一覧", "トピックの一覧")]
    [InlineData("zh-TW", "zh-Hant", "🌐 繁體中文", "歡迎！", "全部主題", "瀏覽全部主題")]
    [InlineData("es-MX", "es", "🌐 Español", "¡Te damos la bienvenida!", "Todos los temas", "Ver todos los temas")]
    public async Task The_page_its_buttons_and_its_menu_are_in_the_language_of_the_browser(
        string locale, string tag, string own, string welcome, string chip, string described)
    {
        await using var context = await browser.NewContextAsync(new() { Locale = locale });
        var page = await context.NewPageAsync();
        await page.GotoAsync(_app.BaseUrl + "chat");
        await page.Locator(".entry", new() { HasText = welcome }).WaitForAsync();

        Assert.Equal(tag, await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Equal(own, await page.Locator("#language").TextContentAsync());
        await page.Locator("#chips button", new() { HasText = chip }).WaitForAsync();
        await page.FillAsync("#words", "/topics");
        await page.Locator("#menu", new() { HasText = described }).WaitForAsync();
        await page.FillAsync("#words", "");
        await page.ClickAsync("#language");
        await page.Locator("button", new() { HasText = "English" }).Last.ClickAsync();
        await page.Locator(".entry", new() { HasText = "English from now on" }).WaitForAsync();
        await page.Locator("#language", new() { HasText = "🌐 English" }).WaitForAsync();
    }

    [Fact]
    public async Task Every_word_of_the_page_is_there_in_every_language_and_is_its_own()
    {
        await using var context = await browser.NewContextAsync(new() { Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(_app.BaseUrl + "chat");
        var faults = await page.EvaluateAsync<string[]>("""
            async () => {
              const { words } = await import('./chat/words.js');
              const shown = value => typeof value === 'function' ? [0, 1, 2, 5].map(n => value(n, true, true) + value(n, false, false)).join()
                : typeof value === 'object' ? JSON.stringify(value) : value;
              const faults = [];
              for (const [code, own] of Object.entries(words)) {
                for (const key of new Set([...Object.keys(words.en), ...Object.keys(own)])) {
                  if (key === 'dates') continue;
                  if (own[key] === undefined || words.en[key] === undefined) faults.push(`${code} ${key} is missing`);
                  else if (!shown(own[key]) || /undefined|NaN/.test(shown(own[key]))) faults.push(`${code} ${key} says nothing`);
                  else if (code !== 'en' && key !== 'down' && shown(own[key]) === shown(words.en[key])) faults.push(`${code} ${key} is English`);
                  else if (key === 'panel' && Object.keys(own.panel).join() !== Object.keys(words.en.panel).join()) faults.push(`${code} panel`);
                }
              }
              return faults;
            }
            """);

        Assert.Empty(faults);
    }
}
